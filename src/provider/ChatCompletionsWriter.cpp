// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ChatCompletionsWriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

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

QJsonArray messagesJson(const ChatMessages &messages)
{
    QJsonArray list;
    for (const ChatMessage &message : messages)
        list.append(QJsonObject{{u"role"_s, roleName(message.role)}, {u"content"_s, message.content}});
    return list;
}

void addReasoning(QJsonObject &body, const QString &effort, ReasoningStyle style)
{
    const bool thinks = effort != "none"_L1;
    switch (style) {
    case ReasoningStyle::Object:
        body.insert("reasoning"_L1, QJsonObject{{u"effort"_s, effort}});
        return;
    case ReasoningStyle::Template:
        body.insert("chat_template_kwargs"_L1, QJsonObject{{u"enable_thinking"_s, thinks}});
        return;
    case ReasoningStyle::Thinking:
        body.insert("thinking"_L1, QJsonObject{{u"type"_s, thinks ? u"enabled"_s : u"disabled"_s}});
        if (thinks)
            body.insert("reasoning_effort"_L1, effort);
        return;
    case ReasoningStyle::Effort:
    case ReasoningStyle::Adaptive:
    case ReasoningStyle::Budget:
    case ReasoningStyle::Level:
        body.insert("reasoning_effort"_L1, effort);
        return;
    }
}

void addStreaming(QJsonObject &body, const ModelRules &rules)
{
    body.insert("stream"_L1, true);
    if (rules.refused.contains(ModelParameter::StreamUsage))
        return;
    QJsonObject options{{u"include_usage"_s, true}};
    if (rules.padded)
        options.insert("include_obfuscation"_L1, false);
    body.insert("stream_options"_L1, options);
}

/// Azure's older interface has the model in the path: an address that is neither of a deployment nor of a version.
QUrl chatUrl(const Provider &provider, const QString &model)
{
    const QString path = u"/chat/completions"_s;
    const QString base = provider.baseUrl.path();
    if (!provider.baseUrl.host().endsWith(".openai.azure.com"_L1) || base.contains("/v1"_L1) ||
        base.contains("/deployments/"_L1))
        return endpoint(provider.baseUrl, path);
    QUrl url = endpoint(provider.baseUrl,
                        (base.endsWith("/openai"_L1) ? QString() : u"/openai"_s) + u"/deployments/"_s + model + path);
    if (!url.hasQuery())
        url.setQuery(u"api-version=2024-10-21"_s);
    return url;
}

} // namespace

HttpRequest writeChatCompletion(const TailoredRequest &tailored, const Provider &provider)
{
    const ChatRequest &request = tailored.request;
    const ModelRules &rules = tailored.rules;
    QJsonObject body{{u"model"_s, request.model.model}, {u"messages"_s, messagesJson(request.messages)}};
    if (request.temperature)
        body.insert("temperature"_L1, *request.temperature);
    if (request.topP)
        body.insert("top_p"_L1, *request.topP);
    if (request.maxTokens)
        body.insert(rules.maxTokensName, *request.maxTokens);
    if (request.seed)
        body.insert(rules.seedName, *request.seed);
    if (!request.stop.isEmpty())
        body.insert("stop"_L1, QJsonArray::fromStringList(request.stop));
    if (request.reasoningEffort)
        addReasoning(body, *request.reasoningEffort, rules.reasoningStyle.value_or(ReasoningStyle::Effort));
    addStreaming(body, rules);

    HttpRequest http;
    http.url = chatUrl(provider, request.model.model);
    http.keyField = rules.keyField;
    http.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return http;
}

} // namespace tributary
