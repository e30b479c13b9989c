// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demo/DemoScript.h"
#include "demo/DemoWire.h"
#include "demo/HttpRequestParser.h"

#include <QObject>

#include <memory>

class QTcpSocket;

namespace tributary {

class DemoStream;

/// What all connections of a server share.
struct DemoStage
{
    const Clock &clock;
    DemoScript script;
    double pace = 1;
    quint64 answersBegun = 0;
};

/// One client: takes its requests one after the other and answers them in that order. Goes away with its socket, and a
/// stream that is still running with it.
class DemoConnection final : public QObject
{
    Q_OBJECT

public:
    /// Takes the socket over. The stage must outlive the connection.
    DemoConnection(QTcpSocket *socket, DemoStage &stage, QObject *parent);

private:
    void readMore();
    void serveNext();
    void serve(const DemoHttpRequest &request);
    void answerChat(const QByteArray &body);
    void putOff(const DemoReply &reply);
    void beginAnswer(const DemoRequest &request, const DemoReply &reply);
    void endAnswer();
    void sendPiece(const DemoPiece &piece);
    void sendEvents(const QByteArray &events);
    void sendError(int status, const QString &message, const QString &code, const QString &param = {});
    void sendJson(const QByteArray &json, int status = 200, const QList<QByteArray> &extraHeaders = {});
    void endResponse();

    QTcpSocket *m_socket;
    DemoStage &m_stage;
    HttpRequestParser m_parser;
    /// Armed while a request is awaited; then the client is let go.
    std::unique_ptr<Alarm> m_patience;
    bool m_keepAlive = true;
    bool m_chunked = false;
    /// The answer being given; meaningless while m_stream is null.
    DemoStream *m_stream = nullptr;
    DemoRequest m_request;
    DemoReply m_reply;
    DemoAnswerHead m_head;
};

} // namespace tributary
