// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/LocalModels.h"

#include <QFileInfo>

namespace tributary {

using namespace Qt::StringLiterals;

LocalServerFinder::LocalServerFinder(NetworkPool &pool, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_clock(clock)
{}

void LocalServerFinder::start(const QList<quint16> &ports)
{
    m_servers.clear();
    m_search = std::make_unique<LocalServerSearch>(m_pool, m_clock, ports);
    connect(m_search.get(), &LocalServerSearch::finished, this, [this](const QList<FoundServer> &servers) {
        m_servers = servers;
        m_search.release()->deleteLater();
        Q_EMIT finished();
    });
}

QStringList LocalServerFinder::lines() const
{
    QStringList lines;
    for (const FoundServer &server : m_servers) {
        const QString count = server.models.size() == 1 ? tr("1 model") : tr("%1 models").arg(server.models.size());
        lines.append(u"%1 \u00b7 %2"_s.arg(server.name, count));
    }
    return lines;
}

QString LocalServerFinder::nothingFound()
{
    return tr("No server answers at the usual ports of this computer. Start one and try again.");
}

LocalModelStarter::LocalModelStarter(NetworkPool &pool, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_clock(clock)
    , m_server(pool, clock)
{
    connect(&m_server, &LocalModelServer::stateChanged, this, &LocalModelStarter::takeState);
    connect(&m_server, &LocalModelServer::logged, this, &LocalModelStarter::logged);
}

void LocalModelStarter::start(const QString &modelFile, const QString &program)
{
    m_started = true;
    m_listing.reset();
    const Result<void> started = m_server.start(modelFile, program);
    m_refusal = started ? QString() : started.error().message;
    Q_EMIT changed();
}

QString LocalModelStarter::sentence() const
{
    if (!m_refusal.isEmpty())
        return m_refusal;
    const QString file = QFileInfo(m_server.modelFile()).fileName();
    switch (m_server.state()) {
    case LocalModelServer::State::Idle:
        return tr("The local model is stopped.");
    case LocalModelServer::State::Starting:
        return tr("Loading %1\u2026").arg(file);
    case LocalModelServer::State::Ready:
        return tr("%1 runs at %2 until Tributary closes.").arg(file, m_server.baseUrl().toString());
    case LocalModelServer::State::Stopping:
        return tr("Stopping %1\u2026").arg(file);
    case LocalModelServer::State::Failed:
        return m_server.problem().message;
    }
    Q_UNREACHABLE();
}

Tone LocalModelStarter::tone() const
{
    if (!m_refusal.isEmpty() || m_server.state() == LocalModelServer::State::Failed)
        return Tone::Error;
    if (m_server.state() == LocalModelServer::State::Ready)
        return Tone::Success;
    return m_server.isRunning() ? Tone::Active : Tone::Neutral;
}

void LocalModelStarter::takeState()
{
    if (m_server.state() == LocalModelServer::State::Ready)
        listModels();
    Q_EMIT changed();
}

void LocalModelStarter::listModels()
{
    Provider provider;
    provider.name = u"llama-server"_s;
    provider.baseUrl = m_server.baseUrl();
    provider.key.kind = KeySource::Kind::None;
    m_listing = std::make_unique<ModelListing>(m_pool, m_clock, provider, Secret());
    connect(m_listing.get(), &ModelListing::finished, this, [this](const Result<QList<ListedModel>> &models) {
        FoundServer server{u"llama-server"_s, QFileInfo(m_server.modelFile()).completeBaseName(),
                           DialectKind::ChatCompletions, m_server.baseUrl(), models.value_or(QList<ListedModel>())};
        Q_EMIT ready(server);
    });
}

} // namespace tributary
