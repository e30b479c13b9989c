// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ChatCompletionsReader.h"

#include "provider/ChatUsage.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype quotedCharacters = 300;

/// Invalid UTF-8 becomes replacement characters; nullopt when it is not JSON even then.
std::optional<QJsonDocument> parseJson(const QByteArray &bytes)
{
    QJsonParseError problem;
    QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error == QJsonParseError::IllegalUTF8String)
        document = QJsonDocument::fromJson(QString::fromUtf8(bytes).toUtf8(), &problem);
    if (problem.error != QJsonParseError::NoError)
        return std::nullopt;
    return document;
}

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

std::optional<QJsonObject> errorPayload(const QJsonObject &payload)
{
    const QJsonValue error = payload.value("error"_L1);
    const bool named =
        (error.isObject() && !error.toObject().isEmpty()) || (error.isString() && !error.toString().isEmpty());
    const bool typed = payload.value("object"_L1) == "error"_L1 || payload.value("type"_L1) == "error"_L1;
    const bool detailed = payload.contains("detail"_L1) && !payload.contains("choices"_L1);
    if (named || typed || detailed)
        return payload;
    return std::nullopt;
}

QList<ChatDelta> ChatCompletionsReader::read(const SseFrame &frame)
{
    if (isOver() || frame.kind == SseFrame::Kind::Comment)
        return {};
    m_anyFrame = true;
    switch (frame.kind) {
    case SseFrame::Kind::WebPage:
        m_webPage = true;
        break;
    case SseFrame::Kind::ErrorField:
        m_error = QJsonObject{{u"error"_s, QString::fromUtf8(frame.data)}};
        if (const auto document = parseJson(frame.data); document && document->isObject())
            m_error = errorPayload(document->object()).value_or(QJsonObject{{u"error"_s, document->object()}});
        break;
    case SseFrame::Kind::Json:
        m_whole = true;
        readPayload(frame.data);
        break;
    case SseFrame::Kind::Data:
        if (frame.data.trimmed() == "[DONE]")
            m_done = true;
        else if (!frame.data.trimmed().isEmpty())
            readPayload(frame.data);
        break;
    case SseFrame::Kind::Comment:
        break;
    }
    return std::exchange(m_deltas, {});
}

QList<ChatDelta> ChatCompletionsReader::finish()
{
    addParts(m_splitter.finish());
    return std::exchange(m_deltas, {});
}

void ChatCompletionsReader::readPayload(const QByteArray &bytes)
{
    const auto document = parseJson(bytes);
    if (!document) {
        m_malformed = QString::fromUtf8(bytes.first(qMin(bytes.size(), quotedCharacters)));
        return;
    }
    if (document->isObject())
        return readObject(document->object());
    const QJsonArray list = document->array();
    for (const auto &element : list)
        readObject(element.toObject());
}

void ChatCompletionsReader::readObject(const QJsonObject &object)
{
    readFacts(object);
    const QJsonArray choices = object.value("choices"_L1).toArray();
    // Only the first choice is asked for; servers that number others send something nobody ordered.
    for (const auto &choice : choices) {
        if (choice.toObject().value("index"_L1).toInt() == 0)
            readChoice(choice.toObject());
    }
    if (!m_error)
        m_error = errorPayload(object);
}

void ChatCompletionsReader::readFacts(const QJsonObject &object)
{
    if (const QString model = object.value("model"_L1).toString(); !model.isEmpty())
        m_servedModel = model;
    if (const QString id = object.value("id"_L1).toString(); !id.isEmpty())
        m_responseId = id;
    const QJsonObject groq = object.value("x_groq"_L1).toObject();
    for (const auto &usage : {groq.value("usage"_L1), object.value("usage"_L1)}) {
        if (usage.isObject())
            m_usage = readChatUsage(usage.toObject());
    }
    if (const QJsonValue timings = object.value("timings"_L1); timings.isObject() && !m_usage)
        m_usage = readLlamaTimings(timings.toObject());
    if (groq.contains("error"_L1) && !m_error)
        m_error = errorPayload(groq);
}

void ChatCompletionsReader::readChoice(const QJsonObject &choice)
{
    if (const QJsonValue message = choice.value("message"_L1); message.isObject())
        readMessage(message.toObject(), true);
    else
        readMessage(choice.value("delta"_L1).toObject(), false);
    if (choice.contains("error"_L1) && !m_error)
        m_error = errorPayload(choice);
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
    m_toolCall = m_toolCall || !message.value("tool_calls"_L1).toArray().isEmpty() ||
                 message.value("function_call"_L1).isObject();
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

void ChatCompletionsReader::add(ChatDelta::Channel channel, const QString &text)
{
    if (text.isEmpty())
        return;
    if (channel == ChatDelta::Channel::Answer)
        m_anyAnswer = m_anyAnswer || !text.trimmed().isEmpty();
    else
        m_anyReasoning = true;
    m_deltas.append({channel, text});
}

ChatVerdict ChatCompletionsReader::verdict() const
{
    using Kind = ChatVerdict::Kind;
    if (m_error)
        return {Kind::Error, *m_error};
    if (m_webPage)
        return {Kind::WebPage};
    if (m_malformed)
        return {Kind::Malformed, {}, *m_malformed};
    if (!m_anyFrame)
        return {Kind::NoContent};
    if (!m_refusal.isEmpty() && hasFinishReason())
        return {Kind::Refused, {}, m_refusal};
    if (hasFinishReason())
        return verdictOfReason();
    if (m_whole)
        return m_anyAnswer ? ChatVerdict{Kind::Complete} : verdictWithoutText();
    return {Kind::Truncated};
}

ChatVerdict ChatCompletionsReader::verdictOfReason() const
{
    using Kind = ChatVerdict::Kind;
    if (m_finishReason == "error"_L1)
        return {Kind::Error, QJsonObject{{u"error"_s, u"finish_reason: error"_s}}};
    if (m_finishReason == "insufficient_system_resource"_L1)
        return {Kind::Overloaded};
    if (m_finishReason == "content_filter"_L1 || m_finishReason == "SAFETY"_L1)
        return {Kind::Filtered};
    if (m_finishReason == "refusal"_L1)
        return {Kind::Refused};
    if (!m_anyAnswer)
        return verdictWithoutText();
    const bool cut =
        m_finishReason == "length"_L1 || m_finishReason == "model_length"_L1 || m_finishReason == "max_tokens"_L1;
    return {cut ? Kind::CutByLimit : Kind::Complete};
}

ChatVerdict ChatCompletionsReader::verdictWithoutText() const
{
    using Kind = ChatVerdict::Kind;
    if (m_toolCall)
        return {Kind::ToolCall};
    const bool atLimit = m_finishReason == "length"_L1 || m_finishReason == "max_tokens"_L1;
    return {atLimit ? Kind::EmptyAtLimit : Kind::Empty};
}

} // namespace tributary
