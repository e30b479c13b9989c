// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/DemoConnection.h"

#include "base/Tokens.h"
#include "demo/DemoStream.h"

#include <QTcpSocket>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

// While an answer streams nothing more is read, so this bounds what an impatient client can pile up.
constexpr qint64 readBufferBytes = 256LL * 1024;
/// For a whole request, from the moment the connection is free for it.
constexpr Milliseconds patience{60'000};

QByteArray pathOf(const QByteArray &target)
{
    return target.first(target.indexOf('?') < 0 ? target.size() : target.indexOf('?'));
}

} // namespace

DemoConnection::DemoConnection(QTcpSocket *socket, DemoStage &stage, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_stage(stage)
    , m_patience(stage.clock.makeAlarm([this] { m_socket->abort(); }))
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(readBufferBytes);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QTcpSocket::readyRead, this, &DemoConnection::readMore);
    connect(m_socket, &QTcpSocket::disconnected, this, [this] {
        // Not deleted at once: the stream may be the one whose piece found the socket closed.
        if (m_stream)
            m_stream->disconnect(this);
        m_stream = nullptr;
        m_patience->disarm();
        deleteLater();
    });
    m_patience->ringAfter(patience);
}

void DemoConnection::readMore()
{
    if (m_stream || m_parser.failure())
        return;
    m_parser.add(m_socket->readAll());
    serveNext();
}

void DemoConnection::serveNext()
{
    const std::optional<DemoHttpRequest> request = m_parser.next();
    if (const auto &failure = m_parser.failure()) {
        m_keepAlive = false;
        sendError(failure->status, QString::fromLatin1(failure->message), u"bad_http_request"_s);
    } else if (request) {
        serve(*request);
    } else if (m_parser.takeContinueWish()) {
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    }
}

void DemoConnection::serve(const DemoHttpRequest &request)
{
    m_patience->disarm();
    m_keepAlive = request.keepsAlive();
    m_chunked = request.minorVersion >= 1;
    const QByteArray path = pathOf(request.target);
    const bool chat = path == "/v1/chat/completions";
    if (!chat && path != "/v1/models")
        return sendError(404, u"Nothing is served at %1."_s.arg(QString::fromUtf8(path)), u"not_found"_s);
    const QByteArray method = chat ? "POST" : "GET";
    if (request.method != method)
        return sendError(405, u"Use %1 here."_s.arg(QString::fromLatin1(method)), u"method_not_allowed"_s);
    if (chat)
        answerChat(request.body);
    else
        sendJson(modelsBody());
}

void DemoConnection::answerChat(const QByteArray &body)
{
    const Result<DemoRequest> request = readDemoRequest(body);
    if (!request)
        return sendError(400, request.error().message, u"invalid_request"_s, request.error().detail);
    const std::optional<DemoReply> reply = m_stage.script.replyTo(*request);
    if (!reply)
        return sendError(404, u"The demo has no model %1."_s.arg(request->model), u"model_not_found"_s, u"model"_s);
    if (reply->putOff)
        putOff(*reply);
    else
        beginAnswer(*request, *reply);
}

void DemoConnection::putOff(const DemoReply &reply)
{
    const QString message = u"%1 is busy: this demo voice shows what a retry looks like. Try again in 1.2s."_s;
    const QByteArray wait = QByteArray::number(qint64(1200 * m_stage.pace));
    sendJson(errorBody(message.arg(reply.voice.label), u"requests"_s, u"rate_limit_exceeded"_s), 429,
             {"retry-after-ms: " + wait});
}

void DemoConnection::beginAnswer(const DemoRequest &request, const DemoReply &reply)
{
    m_request = request;
    m_reply = reply;
    QStringList tokens = demoTokens(reply.text);
    const QStringList reasoning = demoTokens(reply.reasoning);
    const bool cut = request.maxTokens && *request.maxTokens < tokens.size();
    if (cut)
        tokens.resize(*request.maxTokens);
    m_reply.text = tokens.join(QString());
    const QString id = u"demo-%1"_s.arg(++m_stage.answersBegun);
    m_head = {id,
              request.model,
              m_stage.clock.calendar().toSecsSinceEpoch(),
              estimateTokens(request.everything()),
              tokens.size(),
              reasoning.size(),
              cut};
    m_stream = new DemoStream(m_stage.clock, pacePieces(reasoning, tokens, reply.voice.tempo, m_stage.pace), this);
    connect(m_stream, &DemoStream::piece, this, &DemoConnection::sendPiece);
    connect(m_stream, &DemoStream::finished, this, &DemoConnection::endAnswer);
    if (request.stream) {
        m_keepAlive = m_keepAlive && m_chunked;
        m_socket->write(responseBytes(
            {200, "text/event-stream", {"Cache-Control: no-cache"}, std::nullopt, m_chunked, m_keepAlive}));
        sendEvents(roleEvent(m_head));
    }
    m_stream->start();
}

void DemoConnection::endAnswer()
{
    m_stream->deleteLater();
    m_stream = nullptr;
    m_stage.script.delivered(m_reply);
    if (!m_request.stream)
        return sendJson(completionBody(m_head, m_reply.reasoning, m_reply.text));
    sendEvents(finishEvent(m_head) + (m_request.includeUsage ? usageEvent(m_head) : QByteArray()) + doneEvent());
    if (m_chunked)
        m_socket->write(bodyChunk({}));
    endResponse();
}

void DemoConnection::sendPiece(const DemoPiece &piece)
{
    if (m_request.stream)
        sendEvents(pieceEvent(m_head, piece));
}

void DemoConnection::sendEvents(const QByteArray &events)
{
    m_socket->write(m_chunked ? bodyChunk(events) : events);
}

void DemoConnection::sendError(int status, const QString &message, const QString &code, const QString &param)
{
    sendJson(errorBody(message, u"invalid_request_error"_s, code, param), status);
}

void DemoConnection::sendJson(const QByteArray &json, int status, const QList<QByteArray> &extraHeaders)
{
    m_socket->write(responseBytes({status, "application/json", extraHeaders, json, false, m_keepAlive}));
    endResponse();
}

void DemoConnection::endResponse()
{
    if (!m_keepAlive)
        return m_socket->disconnectFromHost();
    m_patience->ringAfter(patience);
    // Through the event loop, so that a client that sends a thousand requests at once does not deepen the stack.
    QMetaObject::invokeMethod(
        this, [this] { readMore(); }, Qt::QueuedConnection);
}

} // namespace tributary
