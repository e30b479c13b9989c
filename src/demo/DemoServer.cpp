// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/DemoServer.h"

#include "demo/DemoConnection.h"
#include "demo/DemoWire.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// Each takes a file descriptor, of which a process often has no more than a thousand.
constexpr qsizetype mostClients = 256;

void turnAway(QTcpSocket *socket)
{
    const QByteArray body = errorBody(u"The demo serves %1 clients at a time; try again."_s.arg(mostClients),
                                      u"unavailable_error"_s, u"unavailable"_s);
    QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    socket->write(responseBytes({503, "application/json", {}, body, false, false}));
    socket->disconnectFromHost();
}

} // namespace

DemoServer::DemoServer(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_stage(new DemoStage{clock, DemoScript({})})
    , m_server(new QTcpServer(this))
{
    // A batch connects a hundred times at once; the default of fifty would make the rest wait a second.
    m_server->setListenBacklogSize(1024);
    connect(m_server, &QTcpServer::newConnection, this, &DemoServer::acceptClients);
}

DemoServer::~DemoServer()
{
    // The connections look at the stage, which goes before the children do.
    qDeleteAll(findChildren<DemoConnection *>());
}

Result<void> DemoServer::listen(quint16 port)
{
    Result<QList<Recording>> recordings = loadRecordings();
    if (!recordings)
        return tl::unexpected(recordings.error());
    m_stage->script = DemoScript(*std::move(recordings));
    if (!m_server->listen(QHostAddress::LocalHost, port)) {
        const QString message = tr("The demo server cannot listen on port %1; choose another port.");
        return fail(ErrorKind::Io, message.arg(port), m_server->errorString());
    }
    return {};
}

QUrl DemoServer::baseUrl() const
{
    if (!m_server->isListening())
        return {};
    return QUrl(u"http://127.0.0.1:%1/v1"_s.arg(m_server->serverPort()));
}

QList<DemoVoice> DemoServer::voices()
{
    return demoVoices();
}

QList<DemoQuestion> DemoServer::questions()
{
    QList<DemoQuestion> questions;
    for (const Recording &recording : loadRecordings().value_or(QList<Recording>()))
        questions.append(recording.question);
    return questions;
}

void DemoServer::setPace(double factor)
{
    m_stage->pace = std::max(0.0, factor);
}

void DemoServer::acceptClients()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        if (findChildren<DemoConnection *>(Qt::FindDirectChildrenOnly).size() < mostClients)
            new DemoConnection(socket, *m_stage, this);
        else
            turnAway(socket);
    }
}

} // namespace tributary
