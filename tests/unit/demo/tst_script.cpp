// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/DemoScript.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const auto surveyor = u"demo-surveyor"_s;
const auto skeptic = u"demo-skeptic"_s;
const auto practitioner = u"demo-practitioner"_s;
const auto editor = u"demo-editor"_s;

} // namespace

class ScriptTest : public QObject
{
    Q_OBJECT

private:
    QList<Recording> m_recordings = loadRecordings().value();

    [[nodiscard]] const Recording &sky() const { return m_recordings.first(); }

    [[nodiscard]] DemoRequest ask(const QString &voice, const QStringList &references = {}) const
    {
        // As a packed prompt looks: fences around the references, the question last, lines broken anywhere.
        QString message;
        for (const QString &reference : references)
            message += u"<<<reference k3v\n"_s + reference + u"\nk3v>>>\n"_s;
        message += u"Answer this:\n\n"_s + QString(sky().question.prompt).replace(u", "_s, u",\n  "_s);
        DemoRequest request;
        request.model = voice;
        request.messages = {{ChatRole::System, u"Merge the answers."_s}, {ChatRole::User, message}};
        return request;
    }

    [[nodiscard]] QString firstOf(const QString &voice) const { return sky().first.value(voice).text(0); }

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void unknownVoiceHasNoReply() { QVERIFY(!DemoScript(m_recordings).replyTo(ask(u"demo-nobody"_s))); }

    void aloneEachVoiceGivesItsFirstAnswer()
    {
        DemoScript script(m_recordings);
        for (const QString &voice : {surveyor, practitioner, editor})
            QCOMPARE(script.replyTo(ask(voice))->text, firstOf(voice));
        QVERIFY(!script.replyTo(ask(practitioner))->reasoning.isEmpty());
    }

    void withReferencesTheEditorSynthesisesAndOthersImprove()
    {
        DemoScript script(m_recordings);
        const QStringList references{firstOf(practitioner), firstOf(surveyor), firstOf(skeptic)};
        const QSet<QString> read{surveyor, skeptic, practitioner};
        QCOMPARE(script.replyTo(ask(editor, references))->text, compose(sky().synthesis, read));
        for (const QString &voice : {surveyor, skeptic, practitioner}) {
            const DemoReply reply = *script.replyTo(ask(voice, references));
            QCOMPARE(reply.text, compose(sky().informed.value(voice), read));
            QVERIFY(!reply.putOff);
        }
    }

    void referencesOfTheSecondLayerCountToo()
    {
        DemoScript script(m_recordings);
        const QString informed = compose(sky().informed.value(skeptic), {surveyor});
        QCOMPARE(script.replyTo(ask(editor, {informed}))->text, compose(sky().synthesis, {skeptic}));
    }

    void referencesInTheSystemMessageCountToo()
    {
        DemoScript script(m_recordings);
        DemoRequest request = ask(editor);
        request.messages[0].content = u"1. "_s + firstOf(surveyor);
        QCOMPARE(script.replyTo(request)->text, compose(sky().synthesis, {surveyor}));
    }

    void saysNothingOfAnAbsentVoice()
    {
        DemoScript script(m_recordings);
        const QString full = script.replyTo(ask(editor, {firstOf(surveyor), firstOf(skeptic)}))->text;
        const QString without = script.replyTo(ask(editor, {firstOf(surveyor)}))->text;
        QVERIFY(full.contains(u"desert"_s));
        QVERIFY(!without.contains(u"desert"_s));
        QVERIFY(!without.contains(u"milk"_s));
        QVERIFY(without.contains(u"Lord Rayleigh"_s));
    }

    void theLastQuestionInTheMessageIsAsked()
    {
        QList<Recording> recordings = m_recordings;
        Recording second = recordings.first();
        second.question.prompt = u"A second question?"_s;
        second.first[editor].openings = {u"Second answer."_s};
        second.first[editor].body.clear();
        recordings.append(second);
        DemoScript script(recordings);
        DemoRequest request = ask(editor);
        request.messages.last().content += u"\nNo: a  SECOND question?"_s;
        QCOMPARE(script.replyTo(request)->text, u"Second answer."_s);
    }

    void anEarlierTurnIsNotTheQuestion()
    {
        DemoScript script(m_recordings);
        DemoRequest request = ask(editor);
        request.messages.append({ChatRole::Assistant, u"..."_s});
        request.messages.append({ChatRole::User, u"Thanks!"_s});
        QVERIFY(script.replyTo(request)->text.contains(u"providers.json"_s));
    }

    void anythingElseGetsTheListOfQuestions()
    {
        DemoScript script(m_recordings);
        DemoRequest request = ask(skeptic);
        request.messages = {{ChatRole::User, u"What is the capital of France?"_s}};
        const DemoReply reply = *script.replyTo(request);
        QVERIFY(!reply.putOff);
        QVERIFY(reply.text.contains(u"Demo Skeptic"_s));
        QVERIFY(reply.text.contains(u"Connect a provider"_s));
        for (const Recording &recording : std::as_const(m_recordings))
            QVERIFY(reply.text.contains(recording.question.prompt));
    }

    // Otherwise the second layer would answer the last question of the list.
    void theListOfQuestionsIsNoQuestion()
    {
        DemoScript script(m_recordings);
        DemoRequest request = ask(surveyor);
        request.messages = {{ChatRole::User, u"What is the capital of France?"_s}};
        const QString list = script.replyTo(request)->text;
        request.messages = {{ChatRole::User, u"<<<\n"_s + list + u"\n>>>\n<<<\n"_s + list +
                                                 u"\n>>>\nWhat is the capital of France?"_s}};
        QCOMPARE(script.replyTo(request)->text, list);
        request.messages[0].content += sky().question.prompt;
        QCOMPARE(script.replyTo(request)->text, firstOf(surveyor));
    }

    void editorThatReadsOnlyItselfKeepsItsWords()
    {
        DemoScript script(m_recordings);
        QCOMPARE(script.replyTo(ask(editor, {firstOf(editor)}))->text, firstOf(editor));
    }

    void samplesOfOneVoiceDiffer()
    {
        DemoScript script(m_recordings);
        QSet<QString> texts;
        for (int sample = 0; sample < 6; ++sample)
            texts.insert(script.replyTo(ask(surveyor))->text);
        QVERIFY(texts.size() >= 4);
    }

    void theSameSeedGivesTheSameSample()
    {
        DemoScript script(m_recordings);
        DemoRequest request = ask(surveyor);
        request.seed = 1;
        const QString text = script.replyTo(request)->text;
        QCOMPARE(script.replyTo(request)->text, text);
        request.seed = 2;
        QVERIFY(script.replyTo(request)->text != text);
    }

    void oneRefusalServesAllParallelRequests()
    {
        DemoScript script(m_recordings);
        QVERIFY(script.replyTo(ask(skeptic))->putOff);
        const DemoReply second = *script.replyTo(ask(skeptic));
        const DemoReply third = *script.replyTo(ask(skeptic));
        QVERIFY(!second.putOff);
        QVERIFY(!third.putOff);
        script.delivered(second);
        QVERIFY(script.replyTo(ask(skeptic))->putOff);
    }

    void anotherVoiceDoesNotRearmTheRefusal()
    {
        DemoScript script(m_recordings);
        QVERIFY(script.replyTo(ask(skeptic))->putOff);
        script.delivered(*script.replyTo(ask(surveyor)));
        QVERIFY(!script.replyTo(ask(skeptic))->putOff);
    }
};

QTEST_GUILESS_MAIN(ScriptTest)
#include "tst_script.moc"
