// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/ModelCheck.h"
#include "demo/DemoScript.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// The demo compares its own recorded answers, and quotes only what it was given.
class RecordedCheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void quotesWhatItWasGiven_data();
    void quotesWhatItWasGiven();
    void withoutOneItSaysSo();
};

namespace {

CheckSubject subjectOf(const Recording &recording, const QStringList &voices)
{
    CheckSubject subject;
    subject.question = recording.question.prompt;
    subject.nonce = u"n0nce"_s;
    for (const QString &voice : voices)
        subject.answers.append({{voice}, recording.first.value(voice).text(0)});
    subject.synthesis = {{u"s"_s}, compose(recording.synthesis, QSet<QString>(voices.begin(), voices.end()))};
    return subject;
}

QString replyTo(const CheckSubject &subject, const QList<Recording> &recordings = loadRecordings().value())
{
    DemoScript script(recordings);
    DemoRequest request;
    request.model = demoAggregatorId();
    request.messages = {{ChatRole::System, checkGraph({}).layers[0].agents[0].systemPrompt},
                        {ChatRole::User, checkPrompt(subject)}};
    return script.replyTo(request)->text;
}

} // namespace

void RecordedCheckTest::quotesWhatItWasGiven_data()
{
    QTest::addColumn<Recording>("recording");
    QTest::addColumn<QStringList>("voices");
    const QList<Recording> recordings = loadRecordings().value();
    for (const Recording &recording : recordings) {
        QTest::addRow("%s, all", qPrintable(recording.question.title))
            << recording << QStringList{u"demo-skeptic"_s, u"demo-surveyor"_s, u"demo-practitioner"_s};
        QTest::addRow("%s, one", qPrintable(recording.question.title))
            << recording << QStringList{u"demo-practitioner"_s};
    }
}

void RecordedCheckTest::quotesWhatItWasGiven()
{
    QFETCH(Recording, recording);
    QFETCH(QStringList, voices);
    QVERIFY(!recording.check.isEmpty());
    const CheckSubject subject = subjectOf(recording, voices);
    ModelCheck check;
    check.points = readCheckReply(replyTo(subject), subject).value();
    QCOMPARE(check.quotesNotFound(), 0);
    const bool isAll = voices.size() > 1;
    QCOMPARE(check.points.size() == recording.check.size(), isAll);
    for (const RecordedPoint &point : std::as_const(recording.check)) {
        for (const RecordedStance &stance : point.voices)
            QVERIFY2(stance.voice == "synthesis"_L1 || recording.first.contains(stance.voice),
                     qPrintable(stance.voice));
    }
}

void RecordedCheckTest::withoutOneItSaysSo()
{
    Recording without = loadRecordings().value().constFirst();
    without.check.clear();
    const CheckSubject subject = subjectOf(without, {u"demo-skeptic"_s});
    QVERIFY(replyTo(subject, {without}).contains(u"No comparison"_s));
    QVERIFY(!readCheckReply(replyTo(subject, {without}), subject));
}

QTEST_GUILESS_MAIN(RecordedCheckTest)

#include "tst_recorded_check.moc"
