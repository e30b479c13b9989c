// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ChatCompletionsReader.h"

#include "provider/ChatUsage.h"

#include <QJsonArray>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// The text of `{"text":...}` parts in `parts`, which may also be one string.
QString textOfParts(const QJsonValue &parts)
{
    if (parts.isString())
        return parts.toString();
    QString text;
    const QJsonArray list = parts.toArray();
    for (const auto &part : list)
        text += part.isString() ? part.toString() : part.toObject().value("text"_L1).toString();
    return text;
}

QString firstText(const QJsonObject &object, std::initializer_list<QLatin1StringView> members)
{
    for (const auto member : members) {
        const QString text = object.value(member).toString();
        if (!text.isEmpty())
            return text;
    }
    return {};
}

} // namespace

void ChatCompletionsReader::flush()
{
    addParts(m_splitter.finish());
}

void ChatCompletionsReader::readObject(const QJsonObject &object, bool whole)
{
    m_whole = m_whole || whole;
    readFacts(object);
    const QJsonArray choices = object.value("choices"_L1).toArray();
    // Only the first choice is asked for; servers that number others send something nobody ordered.
    for (const auto &choice : choices) {
        if (choice.toObject().value("index"_L1).toInt() == 0)
            readChoice(choice.toObject());
    }
    setError(errorPayload(object));
}

void ChatCompletionsReader::readFacts(const QJsonObject &object)
{
    setServedModel(object.value("model"_L1).toString());
    setResponseId(object.value("id"_L1).toString());
    const QJsonObject groq = object.value("x_groq"_L1).toObject();
    for (const auto &reported : {groq.value("usage"_L1), object.value("usage"_L1)}) {
        if (reported.isObject())
            setUsage(readChatUsage(reported.toObject()));
    }
    if (const QJsonValue timings = object.value("timings"_L1); timings.isObject() && !usage())
        setUsage(readLlamaTimings(timings.toObject()));
    if (groq.contains("error"_L1))
        setError(errorPayload(groq));
}

void ChatCompletionsReader::readChoice(const QJsonObject &choice)
{
    if (const QJsonValue message = choice.value("message"_L1); message.isObject())
        readMessage(message.toObject(), true);
    else
        readMessage(choice.value("delta"_L1).toObject(), false);
    if (choice.contains("error"_L1))
        setError(errorPayload(choice));
    const QString reason = choice.value("finish_reason"_L1).toString();
    if (m_finishReason.isEmpty() || reason == "error"_L1)
        m_finishReason = reason.isEmpty() ? m_finishReason : reason;
}

void ChatCompletionsReader::readMessage(const QJsonObject &message, bool whole)
{
    const QString reasoning = firstText(message, {"reasoning_content"_L1, "reasoning"_L1});
    if (!reasoning.isEmpty()) {
        m_reasoningApart = true;
        add(ChatDelta::Channel::Reasoning, reasoning);
    }
    readContent(message.value("content"_L1), whole);
    m_refusal += message.value("refusal"_L1).toString();
    if (!message.value("tool_calls"_L1).toArray().isEmpty() || message.value("function_call"_L1).isObject())
        noteToolCall();
}

void ChatCompletionsReader::readContent(const QJsonValue &content, bool whole)
{
    if (content.isString())
        return addAnswer(content.toString(), whole);
    const QJsonArray parts = content.toArray();
    for (const auto &value : parts) {
        const QJsonObject part = value.toObject();
        if (part.value("type"_L1) == "thinking"_L1) {
            m_reasoningApart = true;
            add(ChatDelta::Channel::Reasoning, textOfParts(part.value("thinking"_L1)));
        } else {
            addAnswer(part.value("text"_L1).toString(), whole);
        }
    }
}

void ChatCompletionsReader::addAnswer(const QString &text, bool whole)
{
    if (text.isEmpty())
        return;
    if (m_reasoningApart)
        addParts(m_splitter.finish());
    if (m_reasoningApart)
        add(ChatDelta::Channel::Answer, text);
    else
        addParts(whole ? ThinkSplitter::splitWhole(text) : m_splitter.feed(text));
}

void ChatCompletionsReader::addParts(const ThinkSplitter::Parts &parts)
{
    add(ChatDelta::Channel::Reasoning, parts.reasoning);
    add(ChatDelta::Channel::Answer, parts.answer);
}

ChatVerdict ChatCompletionsReader::verdictOfEnd() const
{
    using Kind = ChatVerdict::Kind;
    if (!hasFinishReason())
        return m_whole ? verdictWithText(Kind::Complete) : ChatVerdict{Kind::Truncated};
    if (!m_refusal.isEmpty())
        return {Kind::Refused, {}, m_refusal};
    if (m_finishReason == "error"_L1)
        return {Kind::Error, QJsonObject{{u"error"_s, u"finish_reason: error"_s}}};
    if (m_finishReason == "insufficient_system_resource"_L1)
        return {Kind::Overloaded};
    if (m_finishReason == "content_filter"_L1 || m_finishReason == "SAFETY"_L1)
        return {Kind::Filtered};
    if (m_finishReason == "refusal"_L1)
        return {Kind::Refused};
    if (hasToolCall() && (m_finishReason == "tool_calls"_L1 || m_finishReason == "function_call"_L1))
        return {Kind::ToolCall};
    const bool cut =
        m_finishReason == "length"_L1 || m_finishReason == "model_length"_L1 || m_finishReason == "max_tokens"_L1;
    return verdictWithText(cut ? Kind::CutByLimit : Kind::Complete);
}

} // namespace tributary
