// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/LocalModelServer.h"
#include "provider/LocalServerSearch.h"
#include "provider/ModelList.h"
#include "viewmodel/RunDisplay.h"

#include <QObject>

#include <memory>

namespace tributary {

/// Servers on this computer, looked for when a person asks.
class LocalServerFinder : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive the finder.
    LocalServerFinder(NetworkPool &pool, const Clock &clock, QObject *parent = nullptr);

    /// `ports`: others than the usual ones are for tests.
    void start(const QList<quint16> &ports = LocalServerSearch::usualPorts());

    [[nodiscard]] bool isSearching() const { return m_search != nullptr; }

    [[nodiscard]] const QList<FoundServer> &servers() const { return m_servers; }

    /// "Ollama · 3 models", one per server.
    [[nodiscard]] QStringList lines() const;
    /// What to say when the search is over and found nothing.
    [[nodiscard]] static QString nothingFound();

Q_SIGNALS:
    void finished();

private:
    NetworkPool &m_pool;
    const Clock &m_clock;
    std::unique_ptr<LocalServerSearch> m_search;
    QList<FoundServer> m_servers;
};

/// A model file that this program runs through an installed llama-server, until it is stopped or the program ends.
class LocalModelStarter : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive the starter.
    LocalModelStarter(NetworkPool &pool, const Clock &clock, QObject *parent = nullptr);

    /// `program`: llama-server; given by tests.
    void start(const QString &modelFile, const QString &program = LocalModelServer::findProgram());

    void stop() { m_server.stop(); }

    [[nodiscard]] bool isRunning() const { return m_server.isRunning(); }

    /// Something was started, or could not be: there is something to show.
    [[nodiscard]] bool hasStarted() const { return m_started; }

    /// One sentence: what it does, or why it failed.
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] Tone tone() const;

    /// The latest lines that the program wrote.
    [[nodiscard]] const QStringList &log() const { return m_server.log(); }

Q_SIGNALS:
    void changed();
    void logged(const QString &line);
    /// It answers, and these are its models.
    void ready(const tributary::FoundServer &server);

private:
    void takeState();
    void listModels();

    NetworkPool &m_pool;
    const Clock &m_clock;
    LocalModelServer m_server;
    std::unique_ptr<ModelListing> m_listing;
    QString m_refusal;
    bool m_started = false;
};

} // namespace tributary
