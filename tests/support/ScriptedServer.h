// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>

#include <functional>
#include <optional>

class QTcpSocket;

namespace tributary {

/// A request as it arrived.
struct ReceivedRequest
{
    QByteArray method;
    QByteArray path;
    /// Names in lower case.
    QHash<QByteArray, QByteArray> fields;
    QByteArray body;
    /// Counts the connections from 1.
    int connection = 0;
};

/// What the server does with the connection after a request, step by step.
struct ServerStep
{
    enum class Kind {
        Send,
        SendByteWise, ///< every byte in a segment of its own
        Hold,         ///< go on at release()
        Close,        ///< an orderly end (with a farewell over TLS)
        Reset,        ///< a TCP reset
    };

    Kind kind = Kind::Send;
    QByteArray bytes = {};
};

using ServerScript = QList<ServerStep>;

/// An HTTP server on loopback that sends the bytes it is told, exactly, and closes when it is told. A script that ends
/// without a close keeps the connection for the next request.
class ScriptedServer : public QTcpServer
{
    Q_OBJECT

public:
    /// Decides per request; the last script of a list repeats.
    using Handler = std::function<ServerScript(const ReceivedRequest &)>;

    explicit ScriptedServer(std::optional<QSslConfiguration> tls = std::nullopt);
    ~ScriptedServer() override;

    void setHandler(const Handler &handler) { m_handler = handler; }

    void setScripts(const QList<ServerScript> &scripts);

    /// "http://127.0.0.1:PORT/v1"
    [[nodiscard]] QUrl baseUrl() const;

    [[nodiscard]] const QList<ReceivedRequest> &requests() const { return m_requests; }

    [[nodiscard]] int acceptedConnections() const { return m_accepted; }

    [[nodiscard]] int openConnections() const { return m_open; }

    /// Connections that stand at a Hold.
    [[nodiscard]] int holding() const { return static_cast<int>(m_holding.size()); }

    /// All that hold go on.
    void release();
    /// The holding connection that came first goes on as told.
    void resetFirstHolding();

Q_SIGNALS:
    void requestArrived();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    struct Connection;

    void read(const std::shared_ptr<Connection> &connection);
    bool takeRequest(const std::shared_ptr<Connection> &connection);
    void play(const std::shared_ptr<Connection> &connection);
    static void reset(QTcpSocket *socket);

    Handler m_handler;
    std::optional<QSslConfiguration> m_tls;
    QList<ReceivedRequest> m_requests;
    QList<std::shared_ptr<Connection>> m_holding;
    int m_accepted = 0;
    int m_open = 0;
};

/// Status line and header fields of a response, with the blank line. Each of `fields` is "Name: value".
QByteArray responseHead(int status, const QList<QByteArray> &fields = {});
/// A whole response with Content-Length.
QByteArray response(int status, const QByteArray &type, const QByteArray &body, const QList<QByteArray> &fields = {});
/// The head of an event stream that ends with the connection.
QByteArray streamHead(const QList<QByteArray> &fields = {});
/// One chunk of "Transfer-Encoding: chunked"; of nothing: the last one.
QByteArray httpChunk(const QByteArray &bytes);

/// "data: {...}\n\n" of a Chat Completions delta.
QByteArray deltaEvent(const QByteArray &text);
/// The finish reason, usage of 16 + 3 tokens, and [DONE].
QByteArray endEvents(const QByteArray &reason = "stop");
/// A whole plain answer as an event stream, then close.
ServerScript answerScript(const QByteArray &text);

} // namespace tributary
