// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/DemoVoice.h"
#include "demo/Recordings.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

int wordCount(const QString &text)
{
    return int(text.simplified().split(u' ', Qt::SkipEmptyParts).size());
}

QSet<QString> allVoices()
{
    QSet<QString> ids;
    for (const DemoVoice &voice : demoVoices())
        ids.insert(voice.id);
    return ids;
}

QStringList sentencesOf(const QString &text)
{
    static const QRegularExpression end(u"(?<=[.!?:]|[.!?:]\\*\\*)\\s+|\\n"_s);
    static const QRegularExpression marker(u"^(- |\\d\\. |\\| )"_s);
    QStringList sentences;
    for (const QString &sentence : text.split(end)) {
        if (wordCount(sentence) >= 6)
            sentences.append(sentence.simplified().remove(marker));
    }
    return sentences;
}

/// Whole sentences of `text` that also stand in `other`.
int sharedSentences(const QString &text, const QString &other)
{
    const QString simplified = other.simplified();
    int count = 0;
    for (const QString &sentence : sentencesOf(text))
        count += simplified.contains(sentence) ? 1 : 0;
    return count;
}

QList<Segment> segmentsOf(const Blocks &blocks)
{
    QList<Segment> segments;
    for (const QList<Segment> &block : blocks)
        segments += block;
    return segments;
}

} // namespace

class RecordingsTest : public QObject
{
    Q_OBJECT

private:
    QList<Recording> m_recordings;

    void addRecordingRows()
    {
        QTest::addColumn<Recording>("recording");
        for (const Recording &recording : std::as_const(m_recordings))
            QTest::newRow(qPrintable(recording.question.title)) << recording;
    }

private Q_SLOTS:

    void initTestCase()
    {
        const Result<QList<Recording>> loaded = loadRecordings();
        QVERIFY2(loaded.has_value(), loaded ? "" : qPrintable(loaded.error().message));
        m_recordings = *loaded;
    }

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void sixQuestionsTwoForEachAudience()
    {
        QHash<QString, int> audiences;
        QSet<QString> prompts;
        for (const Recording &recording : std::as_const(m_recordings)) {
            ++audiences[recording.question.audience];
            prompts.insert(recording.question.prompt.simplified());
            QVERIFY(!recording.question.title.isEmpty());
        }
        const QHash<QString, int> expected{{u"explorer"_s, 2}, {u"analyst"_s, 2}, {u"presenter"_s, 2}};
        QCOMPARE(audiences, expected);
        QCOMPARE(prompts.size(), 6);
        // A question inside another one could not be told from it.
        for (const QString &prompt : prompts) {
            for (const QString &other : prompts)
                QVERIFY(prompt == other || !other.contains(prompt));
        }
    }

    void everyVoiceAnswers_data() { addRecordingRows(); }

    void everyVoiceAnswers()
    {
        QFETCH(Recording, recording);
        for (const DemoVoice &voice : demoVoices()) {
            const FirstAnswer first = recording.first.value(voice.id);
            for (int sample = 0; sample < first.sampleCount(); ++sample) {
                const int words = wordCount(first.text(sample));
                QVERIFY2(words >= 130 && words <= 260, qPrintable(u"%1: %2"_s.arg(voice.id).arg(words)));
            }
            if (voice.id == demoAggregatorId())
                continue;
            const int words = wordCount(compose(recording.informed.value(voice.id), allVoices()));
            QVERIFY2(words >= 130 && words <= 260, qPrintable(u"%1: %2"_s.arg(voice.id).arg(words)));
        }
        const int words = wordCount(compose(recording.synthesis, allVoices()));
        QVERIFY2(words >= 180 && words <= 300, qPrintable(QString::number(words)));
    }

    void answersDiffer_data() { addRecordingRows(); }

    void answersDiffer()
    {
        QFETCH(Recording, recording);
        QSet<QString> seen;
        for (const DemoVoice &voice : demoVoices()) {
            for (const QString &sentence : sentencesOf(recording.first.value(voice.id).text(0))) {
                QVERIFY2(!seen.contains(sentence), qPrintable(sentence));
                seen.insert(sentence);
            }
        }
    }

    void synthesisReusesRewordsAndAdds_data() { addRecordingRows(); }

    void synthesisReusesRewordsAndAdds()
    {
        QFETCH(Recording, recording);
        const QString synthesis = compose(recording.synthesis, allVoices());
        int voicesReused = 0;
        QString everyAnswer;
        for (const DemoVoice &voice : demoVoices()) {
            const QString answer = recording.first.value(voice.id).text(0);
            everyAnswer += answer + u'\n';
            voicesReused += sharedSentences(synthesis, answer) > 0 ? 1 : 0;
        }
        QVERIFY2(voicesReused >= 2, qPrintable(QString::number(voicesReused)));

        int own = 0;
        int reworded = 0;
        for (const Segment &segment : segmentsOf(recording.synthesis)) {
            const bool verbatim = sharedSentences(segment.text, everyAnswer) > 0;
            QVERIFY2(!segment.from.isEmpty() || !verbatim, qPrintable(segment.text));
            own += segment.from.isEmpty() && wordCount(segment.text) >= 6 ? 1 : 0;
            reworded += !segment.from.isEmpty() && !verbatim ? 1 : 0;
        }
        QVERIFY(own >= 1);
        QVERIFY(reworded >= 1);
    }

    void informedAnswersTakeFromOthers_data() { addRecordingRows(); }

    void informedAnswersTakeFromOthers()
    {
        QFETCH(Recording, recording);
        for (const DemoVoice &voice : demoVoices()) {
            if (voice.id == demoAggregatorId())
                continue;
            const Blocks informed = recording.informed.value(voice.id);
            QVERIFY(informed.first().first().from.isEmpty());
            QSet<QString> sources;
            for (const Segment &segment : segmentsOf(informed)) {
                for (const QString &source : segment.from)
                    sources.insert(source);
            }
            QVERIFY2(sources.size() >= 2, qPrintable(voice.id));
            QVERIFY2(!sources.contains(voice.id), qPrintable(voice.id));
            QVERIFY(allVoices().contains(sources));
        }
    }

    void anAnswerIsRecognisedAsItsVoiceAlone_data() { addRecordingRows(); }

    void anAnswerIsRecognisedAsItsVoiceAlone()
    {
        QFETCH(Recording, recording);
        for (const DemoVoice &voice : demoVoices()) {
            const FirstAnswer first = recording.first.value(voice.id);
            for (int sample = 0; sample < first.sampleCount(); ++sample)
                QCOMPARE(recording.voicesIn(first.text(sample)), QSet{voice.id});
            if (voice.id != demoAggregatorId())
                QCOMPARE(recording.voicesIn(compose(recording.informed.value(voice.id), allVoices())), QSet{voice.id});
        }
        QVERIFY(recording.voicesIn(recording.question.prompt).isEmpty());
    }

    void samplesOfTheSurveyorDiffer_data() { addRecordingRows(); }

    void samplesOfTheSurveyorDiffer()
    {
        QFETCH(Recording, recording);
        const FirstAnswer first = recording.first.value(u"demo-surveyor"_s);
        QSet<QString> texts;
        for (int sample = 0; sample < first.sampleCount(); ++sample)
            texts.insert(first.text(sample));
        QVERIFY(texts.size() >= 4);
        QCOMPARE(texts.size(), first.sampleCount());
        QCOMPARE(first.text(first.sampleCount()), first.text(0));
        QVERIFY(texts.contains(first.text(-1)));
    }

    void everyAnswerSurvivesWithOneSource_data() { addRecordingRows(); }

    // Whoever reads only one voice still writes whole blocks: no table without rows, no list item glued to prose.
    void everyAnswerSurvivesWithOneSource()
    {
        QFETCH(Recording, recording);
        static const QRegularExpression gluedItem(u"[.!?:] (- |\\|)"_s);
        static const QRegularExpression introWithoutList(u":\\n\\n(?!- |\\d\\. |\\| |```)|:$"_s);
        QList<Blocks> texts = recording.informed.values();
        texts.append(recording.synthesis);
        for (const Blocks &blocks : std::as_const(texts)) {
            for (const DemoVoice &voice : demoVoices()) {
                const QString text = compose(blocks, {voice.id});
                QVERIFY(wordCount(text) >= 25);
                QVERIFY(!text.contains(u"\n\n\n"_s));
                QVERIFY2(!text.contains(gluedItem), qPrintable(text));
                QVERIFY2(!text.contains(introWithoutList), qPrintable(text));
                QCOMPARE(text.count(u"```"_s) % 2, 0);
            }
        }
    }

    void leavesOutWhatComesFromAbsentVoices()
    {
        const Blocks blocks{
            {Segment{u"Own."_s, {}}, Segment{u"From a."_s, {u"a"_s}}},
            {Segment{u"From b."_s, {u"b"_s}}},
            {Segment{u"- a or b"_s, {u"a"_s, u"b"_s}}, Segment{u"- a and b"_s, {u"a"_s, u"b"_s}, true}}};
        QCOMPARE(compose(blocks, {}), u"Own."_s);
        QCOMPARE(compose(blocks, {u"a"_s}), u"Own. From a.\n\n- a or b"_s);
        QCOMPARE(compose(blocks, {u"b"_s}), u"Own.\n\nFrom b.\n\n- a or b"_s);
        QCOMPARE(compose(blocks, {u"a"_s, u"b"_s}), u"Own. From a.\n\nFrom b.\n\n- a or b\n- a and b"_s);
    }

    void brokenRecordingsAreRefusedWithTheMember_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("expected");
        QTest::newRow("no JSON") << QByteArray("{") << u""_s;
        QTest::newRow("no opening") << QByteArray(R"({"voices":[{"voice":"a"}]})")
                                    << u"voices[0].openings is missing"_s;
        QTest::newRow("wrong type") << QByteArray(R"({"title":1})") << u"title expected a string, found a number"_s;
    }

    void brokenRecordingsAreRefusedWithTheMember()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, expected);
        const Result<Recording> recording = readRecording(json);
        QVERIFY(!recording);
        QCOMPARE(recording.error().kind, ErrorKind::InvalidInput);
        if (!expected.isEmpty())
            QCOMPARE(recording.error().message, expected);
    }
};

QTEST_GUILESS_MAIN(RecordingsTest)
#include "tst_recordings.moc"
