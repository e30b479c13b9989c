// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Sources.h"
#include "demo/Recordings.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// What the Sources mode shows of the demo: a room looks at it.
class RecordedSourcesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void everyQuestionShowsSources_data();
    void everyQuestionShowsSources();
    void theFirstShowsEveryLabel();
};

namespace {

SourceReport reportOf(const Recording &recording)
{
    const QStringList voices{u"demo-surveyor"_s, u"demo-skeptic"_s, u"demo-practitioner"_s};
    SourceQuestion question;
    question.prompt = recording.question.prompt;
    question.text = compose(recording.synthesis, QSet<QString>(voices.begin(), voices.end()));
    for (const QString &voice : voices)
        question.references.append({{voice}, recording.first.value(voice).text(0)});
    return attributeSources(question).value();
}

} // namespace

void RecordedSourcesTest::everyQuestionShowsSources_data()
{
    QTest::addColumn<Recording>("recording");
    const QList<Recording> recordings = loadRecordings().value();
    for (const Recording &recording : recordings)
        QTest::newRow(qPrintable(recording.question.title)) << recording;
}

/// From every voice, and what the editor adds has none.
void RecordedSourcesTest::everyQuestionShowsSources()
{
    QFETCH(Recording, recording);
    const SourceReport report = reportOf(recording);
    QVERIFY(report.withoutSource() > 0);
    const double without = static_cast<double>(report.withoutSource());
    QVERIFY2(without <= 0.6 * static_cast<double>(report.sentences.size()), qPrintable(QString::number(without)));
    for (const double share : report.contribution)
        QVERIFY2(share >= 0.05, qPrintable(QString::number(share)));
}

void RecordedSourcesTest::theFirstShowsEveryLabel()
{
    const SourceReport report = reportOf(loadRecordings().value().constFirst());
    QSet<SourceLabel> labels;
    for (const SentenceSources &sentence : report.sentences)
        labels.insert(sentence.label);
    QCOMPARE(labels.size(), 4);
    QVERIFY(report.withoutSource() <= report.sentences.size() / 3);
}

QTEST_GUILESS_MAIN(RecordedSourcesTest)
#include "tst_recorded_sources.moc"
