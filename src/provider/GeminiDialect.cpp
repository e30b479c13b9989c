// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/GeminiDialect.h"

#include "provider/TokenCount.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

#include <array>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

QUrl geminiUrl(const QUrl &baseUrl, const QString &path)
{
    const QString base = baseUrl.path();
    return endpoint(baseUrl, base.isEmpty() || base == "/"_L1 ? u"/v1beta"_s + path : path);
}

HttpRequest geminiRequest(const QUrl &url, const ModelRules &rules)
{
    HttpRequest http;
    http.url = url;
    http.keyField = rules.keyField == "Authorization" ? QByteArray("x-goog-api-key") : rules.keyField;
    return http;
}

QJsonObject textParts(const QString &text)
{
    return {{u"parts"_s, QJsonArray{QJsonObject{{u"text"_s, text}}}}};
}

void addContents(QJsonObject &body, const ChatMessages &messages)
{
    QJsonArray contents;
    QStringList system;
    for (const ChatMessage &message : messages) {
        if (message.role == ChatRole::System) {
            system.append(message.content);
            continue;
        }
        QJsonObject turn = textParts(message.content);
        turn.insert("role"_L1, message.role == ChatRole::User ? u"user"_s : u"model"_s);
        contents.append(turn);
    }
    body.insert("contents"_L1, contents);
    if (!system.isEmpty())
        body.insert("systemInstruction"_L1, textParts(system.join(u"\n\n"_s)));
}

int thinkingBudget(const QString &effort)
{
    if (effort == "none"_L1)
        return 0;
    if (effort == "minimal"_L1)
        return 512;
    if (effort == "low"_L1)
        return 2048;
    return effort == "medium"_L1 ? 8192 : 24'576;
}

QString thinkingLevel(const QString &effort)
{
    if (effort == "none"_L1 || effort == "minimal"_L1)
        return u"MINIMAL"_s;
    if (effort == "low"_L1)
        return u"LOW"_s;
    return effort == "medium"_L1 ? u"MEDIUM"_s : u"HIGH"_s;
}

/// Thought text comes only when asked for, which models that do not think refuse.
QJsonObject thinkingConfig(const TailoredRequest &tailored)
{
    const auto &effort = tailored.request.reasoningEffort;
    const auto style = tailored.rules.reasoningStyle;
    if (!style && !effort)
        return {};
    if (tailored.rules.refused.contains(ModelParameter::Reasoning))
        return {};
    QJsonObject config{{u"includeThoughts"_s, true}};
    if (effort && style == ReasoningStyle::Budget)
        config.insert("thinkingBudget"_L1, thinkingBudget(*effort));
    else if (effort)
        config.insert("thinkingLevel"_L1, thinkingLevel(*effort));
    return config;
}

QJsonObject generationConfig(const TailoredRequest &tailored)
{
    const ChatRequest &request = tailored.request;
    QJsonObject config;
    if (request.temperature)
        config.insert("temperature"_L1, *request.temperature);
    if (request.topP)
        config.insert("topP"_L1, *request.topP);
    if (request.maxTokens)
        config.insert("maxOutputTokens"_L1, *request.maxTokens);
    if (request.seed)
        config.insert("seed"_L1, *request.seed);
    if (!request.stop.isEmpty())
        config.insert("stopSequences"_L1, QJsonArray::fromStringList(request.stop));
    if (const QJsonObject thinking = thinkingConfig(tailored); !thinking.isEmpty())
        config.insert("thinkingConfig"_L1, thinking);
    return config;
}

Usage geminiUsage(const QJsonObject &counts)
{
    const qint64 prompt = tokenCount(counts, "promptTokenCount"_L1);
    Usage usage;
    usage.cacheRead = std::min(tokenCount(counts, "cachedContentTokenCount"_L1), prompt);
    usage.inUncached = prompt - usage.cacheRead + tokenCount(counts, "toolUsePromptTokenCount"_L1);
    usage.outVisible = tokenCount(counts, "candidatesTokenCount"_L1);
    usage.outReasoning = tokenCount(counts, "thoughtsTokenCount"_L1);
    return usage;
}

struct FinishMeaning
{
    QLatin1StringView reason;
    ChatVerdict::Kind kind;
};

constexpr std::array<FinishMeaning, 12> finishMeanings{{
    {"MAX_TOKENS"_L1, ChatVerdict::Kind::CutByLimit},
    {"SAFETY"_L1, ChatVerdict::Kind::Filtered},
    {"RECITATION"_L1, ChatVerdict::Kind::Filtered},
    {"LANGUAGE"_L1, ChatVerdict::Kind::Filtered},
    {"BLOCKLIST"_L1, ChatVerdict::Kind::Filtered},
    {"PROHIBITED_CONTENT"_L1, ChatVerdict::Kind::Filtered},
    {"SPII"_L1, ChatVerdict::Kind::Filtered},
    {"MALFORMED_FUNCTION_CALL"_L1, ChatVerdict::Kind::ToolCall},
    {"UNEXPECTED_TOOL_CALL"_L1, ChatVerdict::Kind::ToolCall},
    {"TOO_MANY_TOOL_CALLS"_L1, ChatVerdict::Kind::ToolCall},
    {"MALFORMED_RESPONSE"_L1, ChatVerdict::Kind::Error},
    {"OTHER"_L1, ChatVerdict::Kind::Error},
}};

ChatVerdict::Kind meaningOf(const QString &reason)
{
    for (const FinishMeaning &meaning : finishMeanings) {
        if (reason == meaning.reason)
            return meaning.kind;
    }
    return reason.startsWith("IMAGE_"_L1) ? ChatVerdict::Kind::Filtered : ChatVerdict::Kind::Complete;
}

} // namespace

HttpRequest writeGeminiContent(const TailoredRequest &tailored, const Provider &provider)
{
    QJsonObject body;
    addContents(body, tailored.request.messages);
    if (const QJsonObject config = generationConfig(tailored); !config.isEmpty())
        body.insert("generationConfig"_L1, config);
    const QString &model = tailored.request.model.model;
    const QString path = model.contains(u'/') ? u'/' + model : u"/models/"_s + model;
    QUrl url = geminiUrl(provider.baseUrl, path + u":streamGenerateContent"_s);
    QUrlQuery query(url);
    query.addQueryItem(u"alt"_s, u"sse"_s);
    url.setQuery(query);
    HttpRequest http = geminiRequest(url, tailored.rules);
    http.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return http;
}

HttpRequest listGeminiModels(const Provider &provider, const QString &page)
{
    QUrl url = geminiUrl(provider.baseUrl, u"/models"_s);
    QUrlQuery query(url);
    query.addQueryItem(u"pageSize"_s, u"1000"_s);
    if (!page.isEmpty())
        query.addQueryItem(u"pageToken"_s, page);
    url.setQuery(query);
    return geminiRequest(url, rulesFor({}, provider));
}

std::optional<ModelPage> readGeminiModels(const QJsonDocument &document)
{
    if (!document.object().value("models"_L1).isArray())
        return std::nullopt;
    ModelPage page;
    page.next = document.object().value("nextPageToken"_L1).toString();
    const QJsonArray list = document.object().value("models"_L1).toArray();
    for (const auto &entry : list) {
        const QJsonObject object = entry.toObject();
        const QJsonArray methods = object.value("supportedGenerationMethods"_L1).toArray();
        ListedModel listed;
        listed.model.id = object.value("name"_L1).toString();
        if (listed.model.id.startsWith("models/"_L1))
            listed.model.id.remove(0, 7);
        if (listed.model.id.isEmpty() || (!methods.isEmpty() && !methods.contains(u"generateContent"_s)))
            continue;
        listed.name = object.value("displayName"_L1).toString(listed.model.id);
        listed.model.contextTokens = positiveCount(object, "inputTokenLimit"_L1);
        listed.maxOutputTokens = positiveCount(object, "outputTokenLimit"_L1);
        if (object.value("thinking"_L1).toBool())
            listed.capabilities.append(u"reasoning"_s);
        page.models.append(listed);
    }
    return page;
}

void GeminiReader::readObject(const QJsonObject &object, bool)
{
    setError(errorPayload(object));
    setServedModel(object.value("modelVersion"_L1).toString());
    setResponseId(object.value("responseId"_L1).toString());
    if (const QJsonValue usage = object.value("usageMetadata"_L1); usage.isObject())
        setUsage(geminiUsage(usage.toObject()));
    const QJsonObject feedback = object.value("promptFeedback"_L1).toObject();
    if (const QString reason = feedback.value("blockReason"_L1).toString(); !reason.isEmpty()) {
        m_blockReason = reason;
        m_words = feedback.value("blockReasonMessage"_L1).toString(reason);
    }
    const QJsonArray candidates = object.value("candidates"_L1).toArray();
    for (const auto &candidate : candidates) {
        if (candidate.toObject().value("index"_L1).toInt() == 0)
            readCandidate(candidate.toObject());
    }
}

void GeminiReader::readCandidate(const QJsonObject &candidate)
{
    const QJsonArray parts = candidate.value("content"_L1).toObject().value("parts"_L1).toArray();
    for (const auto &value : parts) {
        const QJsonObject part = value.toObject();
        const bool thought = part.value("thought"_L1).toBool();
        add(thought ? ChatDelta::Channel::Reasoning : ChatDelta::Channel::Answer, part.value("text"_L1).toString());
        if (part.value("functionCall"_L1).isObject())
            noteToolCall();
    }
    if (const QString reason = candidate.value("finishReason"_L1).toString(); !reason.isEmpty()) {
        m_finishReason = reason.toUpper();
        m_words = candidate.value("finishMessage"_L1).toString(reason);
    }
}

ChatVerdict GeminiReader::verdictOfEnd() const
{
    using Kind = ChatVerdict::Kind;
    if (!m_blockReason.isEmpty())
        return {Kind::Filtered, {}, m_words};
    if (m_finishReason.isEmpty())
        return {Kind::Truncated};
    const Kind kind = meaningOf(m_finishReason);
    if (kind == Kind::Error)
        return {Kind::Error, QJsonObject{{u"error"_s, u"finishReason: "_s + m_words}}};
    if (kind == Kind::Complete || kind == Kind::CutByLimit)
        return verdictWithText(kind);
    return {kind, {}, m_words};
}

} // namespace tributary
