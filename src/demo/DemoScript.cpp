// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/DemoScript.h"

#include <QCoreApplication>

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::DemoScript)
};

QString informedText(const DemoVoice &voice, const Recording &recording, const QSet<QString> &voicesRead)
{
    if (voice.id != demoAggregatorId())
        return compose(recording.informed.value(voice.id), voicesRead);
    // The synthesis is made of what others said; whoever reads nobody else has only its own words.
    if (voicesRead == QSet{voice.id})
        return recording.first.value(voice.id).text(0);
    return compose(recording.synthesis, voicesRead);
}

QString checkReply(const Recording &recording, const QString &message)
{
    if (recording.check.isEmpty())
        return Text::tr(
            "No comparison of answers was recorded for this question. This demo has no language model inside.");
    QHash<QString, QStringList> openings;
    for (auto answer = recording.first.keyBegin(); answer != recording.first.keyEnd(); ++answer)
        openings.insert(*answer, openingsOf(recording, *answer));
    return recordedCheckReply(recording.check, openings, message);
}

QString instructionOf(const DemoRequest &request)
{
    return request.messages.isEmpty() ? QString() : request.messages.constFirst().content;
}

} // namespace

DemoScript::DemoScript(QList<Recording> recordings)
    : m_recordings(std::move(recordings))
{}

std::optional<DemoReply> DemoScript::replyTo(const DemoRequest &request)
{
    const std::optional<DemoVoice> voice = findDemoVoice(request.model);
    if (!voice)
        return std::nullopt;
    const Recording *recording = recordingFor(request.lastUserMessage());
    DemoReply reply;
    reply.voice = *voice;
    if (!recording) {
        reply.text = answerForAnythingElse(*voice);
        return reply;
    }
    if (asksForCheck(instructionOf(request))) {
        reply.text = checkReply(*recording, request.lastUserMessage());
        return reply;
    }
    const QSet<QString> read = recording->voicesIn(request.everything());
    if (read.isEmpty())
        return firstReply(*voice, *recording, request.seed);
    reply.text = informedText(*voice, *recording, read);
    return reply;
}

void DemoScript::delivered(const DemoReply &reply)
{
    m_owed.remove(reply.lesson);
}

const Recording *DemoScript::recordingFor(const QString &message) const
{
    // The prompt stands after the references, so the last question in the message is the one that is asked.
    // An answer that lists all questions (see answerForAnythingElse) may be a reference; it asks none of them.
    const QString simplified = message.simplified().remove(questionList().simplified());
    const Recording *found = nullptr;
    qsizetype foundAt = -1;
    for (const Recording &recording : m_recordings) {
        const qsizetype at = simplified.lastIndexOf(recording.question.prompt.simplified(), -1, Qt::CaseInsensitive);
        if (at > foundAt) {
            found = &recording;
            foundAt = at;
        }
    }
    return found;
}

QString DemoScript::questionList() const
{
    QStringList items;
    for (const Recording &recording : m_recordings)
        items.append(u"- "_s + recording.question.prompt);
    return items.join(u'\n');
}

QString DemoScript::answerForAnythingElse(const DemoVoice &voice) const
{
    QString text = Text::tr("I am %1, a recording: this demo has no language model inside and knows these questions "
                            "only:")
                       .arg(voice.label);
    text += u"\n\n"_s + questionList() + u"\n\n"_s;
    text += Text::tr("To ask anything you like, connect a model: press **Connect a provider**, or describe your "
                     "provider in `providers.json`. Any server that speaks Chat Completions, Anthropic Messages, "
                     "Gemini or the Ollama protocol will do, also one on this computer.");
    return text;
}

DemoReply DemoScript::firstReply(const DemoVoice &voice, const Recording &recording, std::optional<qint64> seed)
{
    DemoReply reply;
    reply.voice = voice;
    const QString key = voice.id + u'\n' + recording.question.prompt;
    if (voice.refusesFirst) {
        reply.lesson = key;
        if (!m_owed.contains(key)) {
            m_owed.insert(key);
            reply.putOff = true;
            return reply;
        }
    }
    const qint64 sample = seed ? *seed : m_samples[key]++;
    reply.text = recording.first.value(voice.id).text(sample);
    reply.reasoning = recording.reasoning.value(voice.id);
    return reply;
}

} // namespace tributary
