// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/DemoPacing.h"
#include "demo/DemoScript.h"
#include "demo/DemoStream.h"
#include "support/FakeClock.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<DemoPiece> piecesOf(const QString &voice, double pace = 1,
                          const Recording &recording = loadRecordings().value().first())
{
    return pacePieces(demoTokens(recording.reasoning.value(voice)), demoTokens(recording.first.value(voice).text(0)),
                      findDemoVoice(voice)->tempo, pace);
}

Milliseconds firstAnswerText(const QList<DemoPiece> &pieces)
{
    for (const DemoPiece &piece : pieces) {
        if (piece.channel == DemoPiece::Channel::Answer)
            return piece.at;
    }
    return Milliseconds::max();
}

} // namespace

class PacingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void tokensJoinToTheText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("count");
        QTest::newRow("words") << u"The sky is blue."_s << 5;
        QTest::newRow("long word") << u"wavelengths"_s << 2;
        QTest::newRow("lines") << u"One.\n\n- two\n- three\n"_s << 7;
        QTest::newRow("blanks") << u"  a  b  "_s << 3;
        QTest::newRow("beyond Latin") << u"größer 天空 😀"_s << 3;
        QTest::newRow("empty") << u""_s << 0;
    }

    void tokensJoinToTheText()
    {
        QFETCH(QString, text);
        QFETCH(int, count);
        const QStringList tokens = demoTokens(text);
        QCOMPARE(tokens.join(QString()), text);
        QCOMPARE(tokens.size(), count);
    }

    void aRunTakesAsLongAsPromised_data()
    {
        QTest::addColumn<Recording>("recording");
        const QList<Recording> recordings = loadRecordings().value();
        for (const Recording &recording : recordings)
            QTest::newRow(qPrintable(recording.question.title)) << recording;
    }

    void aRunTakesAsLongAsPromised()
    {
        QFETCH(Recording, recording);
        QVERIFY(firstAnswerText(piecesOf(u"demo-surveyor"_s, 1, recording)) < 1s);
        const QList<DemoPiece> slowest = piecesOf(u"demo-practitioner"_s, 1, recording);
        QVERIFY(firstAnswerText(slowest) >= 3s);
        QVERIFY(firstAnswerText(slowest) <= 4s);
        const QString synthesis =
            compose(recording.synthesis, {u"demo-surveyor"_s, u"demo-skeptic"_s, u"demo-practitioner"_s});
        const DemoTempo tempo = findDemoVoice(demoAggregatorId())->tempo;
        const Milliseconds run = slowest.last().at + pacePieces({}, demoTokens(synthesis), tempo, 1).last().at;
        QVERIFY2(run >= 12s && run <= 18s, qPrintable(QString::number(run.count())));
    }

    void piecesAreSmallUnevenAndRepeatable()
    {
        const QList<DemoPiece> pieces = piecesOf(u"demo-surveyor"_s);
        QSet<qint64> gaps;
        for (qsizetype i = 1; i < pieces.size(); ++i) {
            QVERIFY(pieces[i].at >= pieces[i - 1].at);
            gaps.insert((pieces[i].at - pieces[i - 1].at).count());
            const qsizetype tokens = demoTokens(pieces[i].text).size();
            QVERIFY(tokens >= 1 && tokens <= 4);
        }
        QVERIFY(gaps.size() > 20);
        QCOMPARE(piecesOf(u"demo-surveyor"_s), pieces);
    }

    void ratesAreHuman()
    {
        for (const DemoVoice &voice : demoVoices()) {
            const QList<DemoPiece> pieces = piecesOf(voice.id);
            int tokens = 0;
            for (const DemoPiece &piece : pieces)
                tokens += piece.channel == DemoPiece::Channel::Answer ? int(demoTokens(piece.text).size()) : 0;
            const double rate = tokens * 1000.0 / double((pieces.last().at - firstAnswerText(pieces)).count());
            QVERIFY2(rate >= 35 && rate <= 95, qPrintable(u"%1: %2"_s.arg(voice.id).arg(rate)));
        }
    }

    void paceZeroIsAtOnce() { QCOMPARE(piecesOf(u"demo-practitioner"_s, 0).last().at, 0ms); }

    void streamPlaysOnTheClockAndFinishesOnce()
    {
        FakeClock clock;
        DemoStream stream(clock, {{DemoPiece::Channel::Answer, u"a"_s, 10ms},
                                  {DemoPiece::Channel::Answer, u"b"_s, 10ms},
                                  {DemoPiece::Channel::Answer, u"c"_s, 30ms}});
        QString text;
        connect(&stream, &DemoStream::piece, this, [&](const DemoPiece &piece) { text += piece.text; });
        QSignalSpy finished(&stream, &DemoStream::finished);
        stream.start();
        clock.advance(9ms);
        QCOMPARE(text, u""_s);
        clock.advance(1ms);
        QCOMPARE(text, u"ab"_s);
        QCOMPARE(finished.size(), 0);
        clock.advance(1min);
        QCOMPARE(text, u"abc"_s);
        QCOMPARE(finished.size(), 1);
        QCOMPARE(clock.armedAlarms(), 0);
    }

    void anEmptyStreamFinishesToo()
    {
        FakeClock clock;
        DemoStream stream(clock, {});
        QSignalSpy finished(&stream, &DemoStream::finished);
        stream.start();
        QCOMPARE(finished.size(), 0);
        clock.advance(0ms);
        QCOMPARE(finished.size(), 1);
    }
};

QTEST_GUILESS_MAIN(PacingTest)
#include "tst_pacing.moc"
