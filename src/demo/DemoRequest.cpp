// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/DemoRequest.h"

#include "base/JsonReader.h"

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

ChatRole roleFrom(const QString &name)
{
    if (name == u"system"_s || name == u"developer"_s)
        return ChatRole::System;
    return name == u"assistant"_s ? ChatRole::Assistant : ChatRole::User;
}

// Content is a string, or a list of typed parts of which the demo reads the text.
QString readContent(JsonReader &message)
{
    if (!message.value("content").isArray()) {
        QString content;
        message.read("content", content);
        return content;
    }
    QString content;
    for (JsonReader &part : message.objects("content")) {
        QString text;
        part.read("text", text);
        content += text;
    }
    return content;
}

ChatMessages readMessages(JsonReader &reader)
{
    ChatMessages messages;
    for (JsonReader &message : reader.objects("messages")) {
        QString role;
        message.read("role", role);
        messages.append({roleFrom(role), readContent(message)});
    }
    if (messages.isEmpty())
        reader.addProblem("messages", u"must hold at least one message"_s);
    return messages;
}

} // namespace

QString DemoRequest::lastUserMessage() const
{
    const auto found = std::find_if(messages.crbegin(), messages.crend(),
                                    [](const ChatMessage &message) { return message.role == ChatRole::User; });
    return found == messages.crend() ? QString() : found->content;
}

QString DemoRequest::everything() const
{
    QString text;
    for (const ChatMessage &message : messages)
        text += message.content + u'\n';
    return text;
}

Result<DemoRequest> readDemoRequest(const QByteArray &body)
{
    const Result<QJsonObject> object = parseJsonObject(body);
    if (!object)
        return fail(ErrorKind::BadRequest, object.error().message);
    JsonReader reader(*object);
    DemoRequest request;
    reader.read("model", request.model);
    request.messages = readMessages(reader);
    reader.read("stream", request.stream);
    reader.read("seed", request.seed);
    reader.read("max_tokens", request.maxTokens);
    if (reader.contains("max_completion_tokens"))
        reader.read("max_completion_tokens", request.maxTokens);
    reader.object("stream_options").read("include_usage", request.includeUsage);
    if (request.model.isEmpty())
        reader.addProblem("model", u"is missing"_s);
    if (request.maxTokens && *request.maxTokens < 1)
        reader.addProblem("max_tokens", u"must be at least 1"_s);
    if (!reader.problems().isEmpty()) {
        const JsonProblem &problem = reader.problems().first();
        return fail(ErrorKind::BadRequest, u"%1: %2"_s.arg(problem.path, problem.message), problem.path);
    }
    return request;
}

} // namespace tributary
