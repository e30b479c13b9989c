// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ChatCompletionsWriter.h"

#include "provider/ParameterRules.h"

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

/// Neighbours of one role become one message: several local chat templates demand strict turns.
ChatMessages merged(const ChatMessages &messages)
{
    ChatMessages turns;
    for (const ChatMessage &message : messages) {
        if (!turns.isEmpty() && turns.last().role == message.role)
            turns.last().content += u"\n\n"_s + message.content;
        else
            turns.append(message);
    }
    return turns;
}

QJsonArray messagesJson(const ChatMessages &messages)
{
    QJsonArray list;
    for (const ChatMessage &message : merged(messages))
        list.append(QJsonObject{{u"role"_s, roleName(message.role)}, {u"content"_s, message.content}});
    return list;
}

QString maxTokensName(const ServiceRules &rules, const QString &model, const QSet<QString> &dropped)
{
    const QString newer = u"max_completion_tokens"_s;
    const bool older =
        rules.maxTokens != newer && !countsReasoningAsOutput(model) && !dropped.contains(rules.maxTokens);
    return older ? rules.maxTokens : newer;
}

void addReasoning(QJsonObject &body, const QString &effort, bool asObject)
{
    if (asObject)
        body.insert("reasoning"_L1, QJsonObject{{u"effort"_s, effort}});
    else
        body.insert("reasoning_effort"_L1, effort);
}

void addStreaming(QJsonObject &body, const ServiceRules &rules)
{
    body.insert("stream"_L1, true);
    QJsonObject options;
    if (rules.askForUsage)
        options.insert("include_usage"_L1, true);
    if (rules.refuseObfuscation)
        options.insert("include_obfuscation"_L1, false);
    if (!options.isEmpty())
        body.insert("stream_options"_L1, options);
}

} // namespace

QUrl endpoint(const QUrl &baseUrl, const QString &path)
{
    QUrl url = baseUrl;
    url.setPath(baseUrl.path() + path);
    return url;
}

HttpRequest writeChatCompletion(const ChatRequest &request, const Provider &provider, const QSet<QString> &dropped)
{
    const ServiceRules rules = serviceRules(provider.baseUrl);
    QJsonObject body{{u"model"_s, request.model.model}, {u"messages"_s, messagesJson(request.messages)}};
    if (request.temperature)
        body.insert("temperature"_L1, *request.temperature);
    if (request.topP)
        body.insert("top_p"_L1, *request.topP);
    if (request.maxTokens)
        body.insert(maxTokensName(rules, request.model.model, dropped), *request.maxTokens);
    if (request.seed && !rules.seed.isEmpty())
        body.insert(rules.seed, *request.seed);
    if (!request.stop.isEmpty())
        body.insert("stop"_L1, QJsonArray::fromStringList(request.stop));
    if (request.reasoningEffort)
        addReasoning(body, *request.reasoningEffort, rules.reasoningObject);
    addStreaming(body, rules);
    const auto refused = refusedParameters(request) + dropped;
    for (const QString &parameter : refused)
        body.remove(parameter);

    HttpRequest http;
    http.url = endpoint(provider.baseUrl, u"/chat/completions"_s);
    http.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return http;
}

} // namespace tributary
