// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QObject>
#include <QStringList>
#include <QUrl>

#include <memory>

class QProcess;

namespace tributary {

class HttpExchange;
class NetworkPool;

/// Runs an installed llama-server on a model file, on this computer only, for as long as this object lives: it is
/// stopped with the program, also when the program is killed.
class LocalModelServer : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,     ///< never started, or stopped
        Starting, ///< runs and loads the model
        Ready,    ///< answers
        Stopping,
        Failed, ///< see problem()
    };

    /// Both must outlive the server.
    LocalModelServer(NetworkPool &pool, const Clock &clock, QObject *parent = nullptr);
    ~LocalModelServer() override;

    /// llama-server's path; empty when it is not installed.
    [[nodiscard]] static QString findProgram();

    /// Starts `program` on a .gguf file; what can be wrong before is its result. Does nothing else while one runs.
    Result<void> start(const QString &modelFile, const QString &program = findProgram());
    /// Asks it to end, and ends it when it does not.
    void stop();

    [[nodiscard]] State state() const { return m_state; }

    [[nodiscard]] bool isRunning() const { return m_process != nullptr; }

    /// Why it failed, with the program's last words as detail.
    [[nodiscard]] const Error &problem() const { return m_problem; }

    /// The latest lines that the program wrote.
    [[nodiscard]] const QStringList &log() const { return m_log; }

    /// Where it answers: "http://127.0.0.1:40123/v1".
    [[nodiscard]] QUrl baseUrl() const;

    [[nodiscard]] const QString &modelFile() const { return m_modelFile; }

Q_SIGNALS:
    void stateChanged();
    void logged(const QString &line);

private:
    void takeOutput();
    void note(const QString &line);
    void checkHealth();
    void takeEnd();
    void failWith(const QString &message);
    void setState(State state);

    NetworkPool &m_pool;
    const Clock &m_clock;
    std::unique_ptr<Alarm> m_nextCheck;
    std::unique_ptr<Alarm> m_patience;
    std::unique_ptr<QProcess> m_process;
    std::unique_ptr<HttpExchange> m_health;
    State m_state = State::Idle;
    Error m_problem;
    QString m_modelFile;
    QByteArray m_partialLine;
    QStringList m_log;
    quint16 m_port = 0;
};

} // namespace tributary
