// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/ScriptedServer.h"

#include <QPointer>
#include <QSslSocket>

#include <memory>
#include <sys/socket.h>

namespace tributary {

using namespace Qt::StringLiterals;

struct ScriptedServer::Connection
{
    QPointer<QTcpSocket> socket;
    int number = 0;
    QByteArray buffer;
    ServerScript script;
    qsizetype step = 0;
    bool playing = false;
};

ScriptedServer::ScriptedServer(std::optional<QSslConfiguration> tls)
    : m_tls(std::move(tls))
{
    setListenBacklogSize(512);
    listen(QHostAddress::LocalHost);
    setScripts({answerScript("Hello")});
}

ScriptedServer::~ScriptedServer()
{
    // Sockets are children; their last signals must not reach a half-destroyed server.
    const auto sockets = findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : sockets)
        socket->disconnect(this);
}

void ScriptedServer::setScripts(const QList<ServerScript> &scripts)
{
    auto next = std::make_shared<qsizetype>(0);
    m_handler = [scripts, next](const ReceivedRequest &) { return scripts.at(qMin((*next)++, scripts.size() - 1)); };
}

QUrl ScriptedServer::baseUrl() const
{
    return QUrl(u"%1://127.0.0.1:%2/v1"_s.arg(m_tls ? u"https"_s : u"http"_s).arg(serverPort()));
}

void ScriptedServer::incomingConnection(qintptr descriptor)
{
    QTcpSocket *socket = m_tls ? new QSslSocket(this) : new QTcpSocket(this);
    socket->setSocketDescriptor(descriptor);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    auto connection = std::make_shared<Connection>();
    connection->socket = socket;
    connection->number = ++m_accepted;
    ++m_open;
    connect(socket, &QTcpSocket::readyRead, this, [this, connection] { read(connection); });
    connect(socket, &QTcpSocket::disconnected, this, [this, connection, socket] {
        --m_open;
        m_holding.removeAll(connection);
        socket->deleteLater();
    });
    if (auto *secure = qobject_cast<QSslSocket *>(socket)) {
        secure->setSslConfiguration(*m_tls);
        secure->startServerEncryption();
    }
}

void ScriptedServer::read(const std::shared_ptr<Connection> &connection)
{
    connection->buffer += connection->socket->readAll();
    while (connection->socket && !connection->playing && takeRequest(connection))
        play(connection);
}

bool ScriptedServer::takeRequest(const std::shared_ptr<Connection> &connection)
{
    const qsizetype headEnd = connection->buffer.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return false;
    QList<QByteArray> lines = connection->buffer.first(headEnd).split('\n');
    const QList<QByteArray> first = lines.takeFirst().trimmed().split(' ');
    ReceivedRequest request;
    request.method = first.value(0);
    request.path = first.value(1);
    request.connection = connection->number;
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        request.fields.insert(line.first(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype length = request.fields.value("content-length").toLongLong();
    if (connection->buffer.size() < headEnd + 4 + length)
        return false;
    request.body = connection->buffer.mid(headEnd + 4, length);
    connection->buffer.remove(0, headEnd + 4 + length);
    m_requests.append(request);
    connection->script = m_handler(request);
    connection->step = 0;
    Q_EMIT requestArrived();
    return true;
}

void ScriptedServer::play(const std::shared_ptr<Connection> &connection)
{
    connection->playing = true;
    while (connection->socket && connection->step < connection->script.size()) {
        const ServerStep &step = connection->script.at(connection->step++);
        QTcpSocket *socket = connection->socket;
        switch (step.kind) {
        case ServerStep::Kind::Send:
            socket->write(step.bytes);
            break;
        case ServerStep::Kind::SendByteWise:
            for (const char byte : step.bytes) {
                socket->write(&byte, 1);
                socket->flush();
            }
            break;
        case ServerStep::Kind::Hold:
            socket->flush();
            m_holding.append(connection);
            return;
        case ServerStep::Kind::Close:
            socket->disconnectFromHost();
            return;
        case ServerStep::Kind::Reset:
            socket->flush();
            reset(socket);
            return;
        }
    }
    connection->playing = false;
}

void ScriptedServer::reset(QTcpSocket *socket)
{
    const linger atOnce{1, 0};
    ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    // Not QSslSocket's own abort, which would say farewell first.
    socket->QAbstractSocket::abort();
}

void ScriptedServer::release()
{
    const auto holding = std::exchange(m_holding, {});
    for (const auto &connection : holding)
        play(connection);
}

void ScriptedServer::resetFirstHolding()
{
    const auto connection = m_holding.takeFirst();
    reset(connection->socket);
}

QByteArray responseHead(int status, const QList<QByteArray> &fields)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + " Status\r\n";
    for (const QByteArray &field : fields)
        head += field + "\r\n";
    return head + "\r\n";
}

QByteArray response(int status, const QByteArray &type, const QByteArray &body, const QList<QByteArray> &fields)
{
    return responseHead(status, QList<QByteArray>{"Content-Type: " + type,
                                                  "Content-Length: " + QByteArray::number(body.size())} +
                                    fields) +
           body;
}

QByteArray streamHead(const QList<QByteArray> &fields)
{
    return responseHead(200, QList<QByteArray>{"Content-Type: text/event-stream", "Connection: close"} + fields);
}

QByteArray httpChunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

QByteArray deltaEvent(const QByteArray &text)
{
    return R"(data: {"id":"c1","model":"served","choices":[{"index":0,"delta":{"content":")" + text +
           R"("},"finish_reason":null}]})"
           "\n\n";
}

QByteArray endEvents(const QByteArray &reason)
{
    return R"(data: {"id":"c1","choices":[{"index":0,"delta":{},"finish_reason":")" + reason +
           R"("}]})"
           "\n\n"
           R"(data: {"id":"c1","choices":[],"usage":{"prompt_tokens":16,"completion_tokens":3,"total_tokens":19}})"
           "\n\n"
           "data: [DONE]\n\n";
}

ServerScript answerScript(const QByteArray &text)
{
    return {{ServerStep::Kind::Send, streamHead() + deltaEvent(text) + endEvents()}, {ServerStep::Kind::Close}};
}

} // namespace tributary
