// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/AnthropicDialect.h"

#include "provider/TokenCount.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

QUrl anthropicUrl(const QUrl &baseUrl, const QString &path)
{
    return endpoint(baseUrl, baseUrl.path().endsWith("/v1"_L1) ? path : u"/v1"_s + path);
}

HttpRequest anthropicRequest(const QUrl &url, const ModelRules &rules)
{
    HttpRequest http;
    http.url = url;
    http.keyField = rules.keyField == "Authorization" ? QByteArray("x-api-key") : rules.keyField;
    http.fields = {{"anthropic-version", "2023-06-01"}};
    return http;
}

/// Tokens to think with: never all of those that there are.
int thinkingBudget(const QString &effort, int maxTokens)
{
    constexpr int smallest = 1024;
    const int wish = effort == "minimal"_L1  ? smallest
                     : effort == "low"_L1    ? 4096
                     : effort == "medium"_L1 ? 10'000
                                             : 24'000;
    return std::clamp(maxTokens / 4 * 3, smallest, wish);
}

void addThinking(QJsonObject &body, const QString &effort, ReasoningStyle style, int maxTokens)
{
    if (effort == "none"_L1) {
        body.insert("thinking"_L1, QJsonObject{{u"type"_s, u"disabled"_s}});
    } else if (style == ReasoningStyle::Adaptive) {
        body.insert("thinking"_L1, QJsonObject{{u"type"_s, u"adaptive"_s}});
        body.insert("output_config"_L1, QJsonObject{{u"effort"_s, effort == "minimal"_L1 ? u"low"_s : effort}});
    } else {
        body.insert("thinking"_L1,
                    QJsonObject{{u"type"_s, u"enabled"_s}, {u"budget_tokens"_s, thinkingBudget(effort, maxTokens)}});
    }
}

void addMessages(QJsonObject &body, const ChatMessages &messages)
{
    QJsonArray turns;
    QStringList system;
    for (const ChatMessage &message : messages) {
        if (message.role == ChatRole::System)
            system.append(message.content);
        else
            turns.append(QJsonObject{{u"role"_s, message.role == ChatRole::User ? u"user"_s : u"assistant"_s},
                                     {u"content"_s, message.content}});
    }
    body.insert("messages"_L1, turns);
    if (!system.isEmpty())
        body.insert("system"_L1, system.join(u"\n\n"_s));
}

Usage anthropicUsage(const QJsonObject &counts)
{
    Usage usage;
    usage.inUncached = tokenCount(counts, "input_tokens"_L1);
    usage.cacheRead = tokenCount(counts, "cache_read_input_tokens"_L1);
    usage.cacheWrite = tokenCount(counts, "cache_creation_input_tokens"_L1);
    const qint64 output = tokenCount(counts, "output_tokens"_L1);
    const QJsonObject details = counts.value("output_tokens_details"_L1).toObject();
    const qint64 thinking =
        std::max(tokenCount(details, "thinking_tokens"_L1), tokenCount(details, "reasoning_tokens"_L1));
    usage.outReasoning = std::min(thinking, output);
    usage.outVisible = output - usage.outReasoning;
    return usage;
}

} // namespace

HttpRequest writeAnthropicMessage(const TailoredRequest &tailored, const Provider &provider)
{
    const ChatRequest &request = tailored.request;
    const int maxTokens = request.maxTokens.value_or(tailored.rules.usualMaxTokens);
    QJsonObject body{{u"model"_s, request.model.model}, {u"max_tokens"_s, maxTokens}, {u"stream"_s, true}};
    addMessages(body, request.messages);
    if (request.temperature)
        body.insert("temperature"_L1, *request.temperature);
    if (request.topP)
        body.insert("top_p"_L1, *request.topP);
    if (!request.stop.isEmpty())
        body.insert("stop_sequences"_L1, QJsonArray::fromStringList(request.stop));
    if (request.reasoningEffort)
        addThinking(body, *request.reasoningEffort, tailored.rules.reasoningStyle.value_or(ReasoningStyle::Budget),
                    maxTokens);
    HttpRequest http = anthropicRequest(anthropicUrl(provider.baseUrl, u"/messages"_s), tailored.rules);
    http.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return http;
}

HttpRequest listAnthropicModels(const Provider &provider, const QString &page)
{
    QUrl url = anthropicUrl(provider.baseUrl, u"/models"_s);
    QUrlQuery query(url);
    query.addQueryItem(u"limit"_s, u"1000"_s);
    if (!page.isEmpty())
        query.addQueryItem(u"after_id"_s, page);
    url.setQuery(query);
    return anthropicRequest(url, rulesFor({}, provider));
}

std::optional<ModelPage> readAnthropicModels(const QJsonDocument &document)
{
    if (!document.object().value("data"_L1).isArray())
        return std::nullopt;
    ModelPage page;
    const QJsonArray list = document.object().value("data"_L1).toArray();
    for (const auto &entry : list) {
        const QJsonObject object = entry.toObject();
        ListedModel listed;
        listed.model.id = object.value("id"_L1).toString();
        listed.name = object.value("display_name"_L1).toString(listed.model.id);
        listed.model.contextTokens = positiveCount(object, "max_input_tokens"_L1);
        listed.maxOutputTokens = positiveCount(object, "max_tokens"_L1);
        const QJsonObject can = object.value("capabilities"_L1).toObject();
        for (const auto &[member, word] : {std::pair("image_input"_L1, u"vision"_s), {"thinking"_L1, u"reasoning"_s}}) {
            const QJsonValue value = can.value(member);
            if (value.toBool() || value.toObject().value("supported"_L1).toBool())
                listed.capabilities.append(word);
        }
        if (!listed.model.id.isEmpty())
            page.models.append(listed);
    }
    if (document.object().value("has_more"_L1).toBool())
        page.next = document.object().value("last_id"_L1).toString();
    return page;
}

void AnthropicReader::readObject(const QJsonObject &object, bool)
{
    const QString type = object.value("type"_L1).toString();
    if (type == "message"_L1)
        readMessage(object);
    else if (type == "message_start"_L1)
        startMessage(object.value("message"_L1).toObject());
    else if (type == "content_block_start"_L1)
        readBlock(object.value("content_block"_L1).toObject());
    else if (type == "content_block_delta"_L1)
        readDelta(object.value("delta"_L1).toObject());
    else if (type == "message_delta"_L1)
        readStop(object);
    else if (type == "message_stop"_L1)
        setDone();
    else
        setError(errorPayload(object));
}

void AnthropicReader::startMessage(const QJsonObject &message)
{
    // Some gateways splice their own retry into the stream. What was shown cannot be taken back.
    if (m_started && hasText())
        return setMalformed(u"a second message_start in one answer"_s);
    m_started = true;
    m_counts = {};
    setServedModel(message.value("model"_L1).toString());
    setResponseId(message.value("id"_L1).toString());
    readUsage(message.value("usage"_L1));
}

void AnthropicReader::readMessage(const QJsonObject &message)
{
    startMessage(message);
    const QJsonArray blocks = message.value("content"_L1).toArray();
    for (const auto &block : blocks)
        readBlock(block.toObject());
    readStop(QJsonObject{{u"delta"_s, message}});
    if (hasFinishReason())
        setDone();
}

void AnthropicReader::readBlock(const QJsonObject &block)
{
    const QString type = block.value("type"_L1).toString();
    if (type == "text"_L1)
        add(ChatDelta::Channel::Answer, block.value("text"_L1).toString());
    else if (type == "thinking"_L1)
        add(ChatDelta::Channel::Reasoning, block.value("thinking"_L1).toString());
    else if (type == "tool_use"_L1)
        noteToolCall();
}

void AnthropicReader::readDelta(const QJsonObject &delta)
{
    // Signatures, citations, tool arguments and what is yet to be invented have types of their own.
    const QString type = delta.value("type"_L1).toString();
    if (type == "text_delta"_L1)
        add(ChatDelta::Channel::Answer, delta.value("text"_L1).toString());
    else if (type == "thinking_delta"_L1)
        add(ChatDelta::Channel::Reasoning, delta.value("thinking"_L1).toString());
}

void AnthropicReader::readStop(const QJsonObject &event)
{
    const QJsonObject delta = event.value("delta"_L1).toObject();
    if (const QString reason = delta.value("stop_reason"_L1).toString(); !reason.isEmpty())
        m_stopReason = reason;
    const QString words = delta.value("stop_details"_L1).toObject().value("explanation"_L1).toString();
    if (!words.isEmpty())
        m_explanation = words;
    readUsage(event.value("usage"_L1));
}

void AnthropicReader::readUsage(const QJsonValue &usage)
{
    if (!usage.isObject())
        return;
    const QJsonObject numbers = usage.toObject();
    // Cumulative, and input counts get corrected: the newest of each number holds.
    for (auto it = numbers.begin(); it != numbers.end(); ++it) {
        if (!it.value().isNull())
            m_counts.insert(it.key(), it.value());
    }
    setUsage(anthropicUsage(m_counts));
}

ChatVerdict AnthropicReader::verdictOfEnd() const
{
    using Kind = ChatVerdict::Kind;
    if (m_stopReason.isEmpty())
        return {Kind::Truncated};
    if (m_stopReason == "refusal"_L1)
        return {Kind::Refused, {}, m_explanation};
    if (m_stopReason == "tool_use"_L1 || m_stopReason == "pause_turn"_L1)
        return {Kind::ToolCall};
    const bool cut = m_stopReason == "max_tokens"_L1 || m_stopReason == "model_context_window_exceeded"_L1;
    return verdictWithText(cut ? Kind::CutByLimit : Kind::Complete);
}

} // namespace tributary
