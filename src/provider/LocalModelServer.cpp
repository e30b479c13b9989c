// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/LocalModelServer.h"

#include "provider/HttpExchange.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#endif

namespace tributary {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds betweenChecks = 250ms;
constexpr Milliseconds checkLimit = 2s;
/// A large model from a slow disk.
constexpr Milliseconds longestLoading = 600s;
constexpr Milliseconds untilKilled = 5s;
constexpr qsizetype mostLines = 500;
constexpr qsizetype longestLine = 4096;

/// Is killed by whoever deletes it, and not waited for: a killed process needs nobody's patience.
class OwnedProcess final : public QProcess
{
public:
    OwnedProcess()
    {
        setProcessChannelMode(QProcess::MergedChannels);
        setStandardInputFile(QProcess::nullDevice());
#ifdef Q_OS_LINUX
        setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
#endif
    }

    ~OwnedProcess() override
    {
        disconnect();
        kill();
        setProcessState(QProcess::NotRunning);
    }
};

bool isModelFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(4) == "GGUF";
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

LocalModelServer::LocalModelServer(NetworkPool &pool, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_clock(clock)
    , m_nextCheck(clock.makeAlarm([this] { checkHealth(); }))
    , m_patience(clock.makeAlarm([this] {
        if (m_state == State::Stopping)
            m_process->kill();
        else
            failWith(tr("The model was not loaded within %1 minutes; use a smaller one.")
                         .arg(longestLoading / std::chrono::minutes(1)));
    }))
{}

LocalModelServer::~LocalModelServer() = default;

QString LocalModelServer::findProgram()
{
    return QStandardPaths::findExecutable(u"llama-server"_s);
}

QUrl LocalModelServer::baseUrl() const
{
    return QUrl(u"http://127.0.0.1:%1/v1"_s.arg(m_port));
}

Result<void> LocalModelServer::start(const QString &modelFile, const QString &program)
{
    if (isRunning())
        return fail(ErrorKind::InvalidInput, tr("A local model runs already; stop it first."));
    if (program.isEmpty())
        return fail(ErrorKind::InvalidInput,
                    tr("llama-server is not installed; install llama.cpp so that it is found in the search path."));
    if (!isModelFile(modelFile))
        return fail(ErrorKind::InvalidInput,
                    tr("%1 is no model file; choose one in the GGUF format.").arg(QFileInfo(modelFile).fileName()));
    m_modelFile = modelFile;
    m_port = freePort();
    m_log.clear();
    m_partialLine.clear();
    m_problem = {};
    m_process = std::make_unique<OwnedProcess>();
    connect(m_process.get(), &QProcess::readyRead, this, &LocalModelServer::takeOutput);
    connect(m_process.get(), &QProcess::finished, this, &LocalModelServer::takeEnd);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            failWith(tr("llama-server could not be started: %1.").arg(m_process->errorString()));
    });
    setState(State::Starting);
    m_patience->ringAfter(longestLoading);
    m_nextCheck->ringAfter(betweenChecks);
    m_process->start(program,
                     {u"--model"_s, modelFile, u"--host"_s, u"127.0.0.1"_s, u"--port"_s, QString::number(m_port)});
    return {};
}

void LocalModelServer::stop()
{
    if (!isRunning() || m_state == State::Stopping)
        return;
    m_nextCheck->disarm();
    m_health.reset();
    setState(State::Stopping);
    m_patience->ringAfter(untilKilled);
    m_process->terminate();
}

void LocalModelServer::takeOutput()
{
    m_partialLine += m_process->readAll();
    qsizetype end = 0;
    while ((end = m_partialLine.indexOf('\n')) >= 0) {
        note(QString::fromUtf8(m_partialLine.first(end)).trimmed());
        m_partialLine.remove(0, end + 1);
    }
    if (m_partialLine.size() > longestLine) {
        note(QString::fromUtf8(m_partialLine));
        m_partialLine.clear();
    }
}

void LocalModelServer::note(const QString &line)
{
    if (line.isEmpty())
        return;
    m_log.append(line.left(longestLine));
    if (m_log.size() > mostLines)
        m_log.removeFirst();
    Q_EMIT logged(m_log.constLast());
}

void LocalModelServer::checkHealth()
{
    m_health =
        std::make_unique<HttpExchange>(m_pool, m_clock, HttpExchange::Limits{checkLimit, checkLimit, checkLimit});
    connect(m_health.get(), &HttpExchange::ended, this, [this] {
        if (m_state != State::Starting)
            return;
        if (m_health->head().status != 200)
            return m_nextCheck->ringAfter(betweenChecks);
        m_patience->disarm();
        setState(State::Ready);
    });
    HttpRequest request;
    request.method = HttpRequest::Method::Get;
    request.url = baseUrl();
    request.url.setPath(u"/health"_s);
    request.accept = "application/json";
    m_health->start(request);
}

void LocalModelServer::takeEnd()
{
    takeOutput();
    note(QString::fromUtf8(m_partialLine).trimmed());
    m_partialLine.clear();
    if (m_state == State::Stopping) {
        m_patience->disarm();
        m_process.release()->deleteLater();
        return setState(State::Idle);
    }
    const bool crashed = m_process->exitStatus() == QProcess::CrashExit;
    failWith(crashed ? tr("llama-server crashed; its log tells more.")
                     : tr("llama-server ended with status %1; its log tells why.").arg(m_process->exitCode()));
}

void LocalModelServer::failWith(const QString &message)
{
    if (m_state == State::Failed)
        return;
    m_nextCheck->disarm();
    m_patience->disarm();
    m_health.reset();
    m_problem = {ErrorKind::Unreachable, message, m_log.isEmpty() ? QString() : m_log.constLast()};
    // Deleted later: this may be the process's own signal.
    if (m_process) {
        m_process->disconnect(this);
        m_process.release()->deleteLater();
    }
    setState(State::Failed);
}

void LocalModelServer::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace tributary
