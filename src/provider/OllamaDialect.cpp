// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/OllamaDialect.h"

#include "base/Tokens.h"
#include "provider/TokenCount.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// People paste the address of either interface.
QUrl ollamaUrl(const QUrl &baseUrl, const QString &path)
{
    QUrl root = baseUrl;
    QString base = baseUrl.path();
    for (const auto end : {"/v1"_L1, "/api"_L1}) {
        if (base.endsWith(end))
            base.chop(end.size());
    }
    root.setPath(base);
    return endpoint(root, path);
}

QString roleName(ChatRole role)
{
    switch (role) {
    case ChatRole::System:
        return u"system"_s;
    case ChatRole::User:
        return u"user"_s;
    case ChatRole::Assistant:
        return u"assistant"_s;
    }
    Q_UNREACHABLE();
}

std::optional<qint64> knownContext(const Provider &provider, const QString &model)
{
    for (const ProviderModel &known : provider.models) {
        if (known.id == model)
            return known.contextTokens;
    }
    return std::nullopt;
}

/// Room for the prompt and its answer, in steps: another size makes the server load the model again.
qint64 contextFor(const ChatRequest &request, std::optional<qint64> most)
{
    constexpr qint64 smallest = 8192;
    constexpr qint64 largest = 1024 * 1024;
    constexpr int usualAnswer = 4096;
    constexpr double doubt = 1.3;
    qint64 prompt = 0;
    for (const ChatMessage &message : request.messages)
        prompt += estimateTokens(message.content) + 16;
    const qint64 wanted =
        static_cast<qint64>(std::ceil(static_cast<double>(prompt) * doubt)) + request.maxTokens.value_or(usualAnswer);
    qint64 context = smallest;
    while (context < wanted && context < largest)
        context *= 2;
    return most ? std::min(context, *most) : context;
}

QJsonValue thinkValue(const QString &effort)
{
    if (effort == "none"_L1)
        return false;
    if (effort == "minimal"_L1)
        return u"low"_s;
    return effort == "xhigh"_L1 ? u"max"_s : effort;
}

QJsonObject optionsOf(const TailoredRequest &tailored, const Provider &provider)
{
    const ChatRequest &request = tailored.request;
    QJsonObject options{{u"num_ctx"_s, contextFor(request, knownContext(provider, request.model.model))}};
    if (request.maxTokens)
        options.insert("num_predict"_L1, *request.maxTokens);
    if (request.temperature)
        options.insert("temperature"_L1, *request.temperature);
    if (request.topP)
        options.insert("top_p"_L1, *request.topP);
    if (request.seed)
        options.insert("seed"_L1, *request.seed);
    if (!request.stop.isEmpty())
        options.insert("stop"_L1, QJsonArray::fromStringList(request.stop));
    return options;
}

Usage ollamaUsage(const QJsonObject &object)
{
    Usage usage;
    usage.inUncached = tokenCount(object, "prompt_eval_count"_L1);
    usage.outVisible = tokenCount(object, "eval_count"_L1);
    return usage;
}

} // namespace

HttpRequest writeOllamaChat(const TailoredRequest &tailored, const Provider &provider)
{
    QJsonArray messages;
    for (const ChatMessage &message : tailored.request.messages)
        messages.append(QJsonObject{{u"role"_s, roleName(message.role)}, {u"content"_s, message.content}});
    QJsonObject body{{u"model"_s, tailored.request.model.model},
                     {u"messages"_s, messages},
                     {u"stream"_s, true},
                     {u"truncate"_s, false},
                     {u"options"_s, optionsOf(tailored, provider)}};
    if (tailored.request.reasoningEffort)
        body.insert("think"_L1, thinkValue(*tailored.request.reasoningEffort));
    HttpRequest http;
    http.url = ollamaUrl(provider.baseUrl, u"/api/chat"_s);
    http.accept = "application/x-ndjson";
    http.keyField = tailored.rules.keyField;
    http.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return http;
}

HttpRequest listOllamaModels(const Provider &provider, const QString &)
{
    HttpRequest http;
    http.url = ollamaUrl(provider.baseUrl, u"/api/tags"_s);
    return http;
}

std::optional<ModelPage> readOllamaModels(const QJsonDocument &document)
{
    if (!document.object().value("models"_L1).isArray())
        return std::nullopt;
    ModelPage page;
    const QJsonArray list = document.object().value("models"_L1).toArray();
    for (const auto &entry : list) {
        const QJsonObject object = entry.toObject();
        const QJsonObject details = object.value("details"_L1).toObject();
        ListedModel listed;
        listed.model.id = object.value("model"_L1).toString(object.value("name"_L1).toString());
        listed.name = object.value("name"_L1).toString(listed.model.id);
        listed.model.contextTokens = positiveCount(details, "context_length"_L1);
        listed.sizeBytes = positiveCount(object, "size"_L1);
        const QJsonArray can = object.value("capabilities"_L1).toArray();
        for (const auto &word : can)
            listed.capabilities.append(word == "thinking"_L1 ? u"reasoning"_s : word.toString());
        if (!listed.model.id.isEmpty())
            page.models.append(listed);
    }
    return page;
}

void OllamaReader::readObject(const QJsonObject &object, bool)
{
    setError(errorPayload(object));
    setServedModel(object.value("model"_L1).toString());
    const QJsonObject message = object.value("message"_L1).toObject();
    if (const QString thinking = message.value("thinking"_L1).toString(); !thinking.isEmpty()) {
        m_reasoningApart = true;
        add(ChatDelta::Channel::Reasoning, thinking);
    }
    if (const QString text = message.value("content"_L1).toString(); !text.isEmpty()) {
        if (m_reasoningApart) {
            flush();
            add(ChatDelta::Channel::Answer, text);
        } else {
            addParts(m_splitter.feed(text));
        }
    }
    if (!message.value("tool_calls"_L1).toArray().isEmpty())
        noteToolCall();
    if (!object.value("done"_L1).toBool())
        return;
    m_ended = true;
    m_reason = object.value("done_reason"_L1).toString();
    if (object.contains("eval_count"_L1) || object.contains("prompt_eval_count"_L1))
        setUsage(ollamaUsage(object));
    setDone();
}

void OllamaReader::flush()
{
    addParts(m_splitter.finish());
}

void OllamaReader::addParts(const ThinkSplitter::Parts &parts)
{
    add(ChatDelta::Channel::Reasoning, parts.reasoning);
    add(ChatDelta::Channel::Answer, parts.answer);
}

ChatVerdict OllamaReader::verdictOfEnd() const
{
    using Kind = ChatVerdict::Kind;
    if (!m_ended)
        return {Kind::Truncated};
    if (hasToolCall())
        return {Kind::ToolCall};
    return verdictWithText(m_reason == "length"_L1 ? Kind::CutByLimit : Kind::Complete);
}

} // namespace tributary
