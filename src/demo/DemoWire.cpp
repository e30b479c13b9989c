// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/DemoWire.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray event(const QByteArray &data)
{
    return "data: " + data + "\n\n";
}

QJsonObject envelope(const DemoAnswerHead &head, const QString &object, const QJsonArray &choices)
{
    return {{u"id"_s, head.id},
            {u"object"_s, object},
            {u"created"_s, head.created},
            {u"model"_s, head.model},
            {u"choices"_s, choices}};
}

QByteArray deltaEvent(const DemoAnswerHead &head, const QJsonObject &delta, const QJsonValue &finishReason = {})
{
    const QJsonObject choice{{u"index"_s, 0}, {u"delta"_s, delta}, {u"finish_reason"_s, finishReason}};
    return event(compact(envelope(head, u"chat.completion.chunk"_s, {choice})));
}

QString finishReason(const DemoAnswerHead &head)
{
    return head.cut ? u"length"_s : u"stop"_s;
}

QJsonObject usage(const DemoAnswerHead &head)
{
    const qint64 completion = head.answerTokens + head.reasoningTokens;
    return {{u"prompt_tokens"_s, head.promptTokens},
            {u"completion_tokens"_s, completion},
            {u"total_tokens"_s, head.promptTokens + completion},
            {u"completion_tokens_details"_s, QJsonObject{{u"reasoning_tokens"_s, head.reasoningTokens}}}};
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 429:
        return "Too Many Requests";
    case 411:
        return "Length Required";
    case 413:
        return "Content Too Large";
    case 431:
        return "Request Header Fields Too Large";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Bad Request";
    }
}

} // namespace

QByteArray roleEvent(const DemoAnswerHead &head)
{
    return deltaEvent(head, {{u"role"_s, u"assistant"_s}, {u"content"_s, QString(u""_s)}});
}

QByteArray pieceEvent(const DemoAnswerHead &head, const DemoPiece &piece)
{
    const bool reasoning = piece.channel == DemoPiece::Channel::Reasoning;
    return deltaEvent(head, {{reasoning ? u"reasoning_content"_s : u"content"_s, piece.text}});
}

QByteArray finishEvent(const DemoAnswerHead &head)
{
    return deltaEvent(head, {}, finishReason(head));
}

QByteArray usageEvent(const DemoAnswerHead &head)
{
    QJsonObject object = envelope(head, u"chat.completion.chunk"_s, {});
    object.insert(u"usage"_s, usage(head));
    return event(compact(object));
}

QByteArray doneEvent()
{
    return event("[DONE]");
}

QByteArray completionBody(const DemoAnswerHead &head, const QString &reasoning, const QString &text)
{
    QJsonObject message{{u"role"_s, u"assistant"_s}, {u"content"_s, text}};
    if (!reasoning.isEmpty())
        message.insert(u"reasoning_content"_s, reasoning);
    const QJsonObject choice{{u"index"_s, 0}, {u"message"_s, message}, {u"finish_reason"_s, finishReason(head)}};
    QJsonObject object = envelope(head, u"chat.completion"_s, {choice});
    object.insert(u"usage"_s, usage(head));
    return compact(object);
}

QByteArray modelsBody()
{
    QJsonArray models;
    for (const DemoVoice &voice : demoVoices())
        models.append(QJsonObject{{u"id"_s, voice.id},
                                  {u"object"_s, u"model"_s},
                                  {u"created"_s, 0},
                                  {u"owned_by"_s, u"tributary-demo"_s},
                                  {u"name"_s, voice.label},
                                  {u"description"_s, voice.line}});
    return compact({{u"object"_s, u"list"_s}, {u"data"_s, models}});
}

QByteArray errorBody(const QString &message, const QString &type, const QString &code, const QString &param)
{
    return compact({{u"error"_s, QJsonObject{{u"message"_s, message},
                                             {u"type"_s, type},
                                             {u"param"_s, param.isEmpty() ? QJsonValue() : QJsonValue(param)},
                                             {u"code"_s, code}}}});
}

QByteArray responseBytes(const DemoResponse &response)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reasonPhrase(response.status) + "\r\n";
    bytes += "Content-Type: " + response.contentType + "\r\n";
    for (const QByteArray &header : response.extraHeaders)
        bytes += header + "\r\n";
    if (response.body)
        bytes += "Content-Length: " + QByteArray::number(response.body->size()) + "\r\n";
    if (response.chunked)
        bytes += "Transfer-Encoding: chunked\r\n";
    bytes += response.keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return bytes + response.body.value_or(QByteArray());
}

QByteArray bodyChunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

} // namespace tributary
