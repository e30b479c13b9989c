// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Child.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace tributary {

namespace {

using std::chrono::microseconds;

microseconds toDuration(const timeval &time)
{
    return std::chrono::seconds(time.tv_sec) + microseconds(time.tv_usec);
}

/// Starts the program with its standard output in a pipe, whose reading end is returned with the process id.
std::pair<int, int> spawn(const QStringList &command)
{
    std::vector<QByteArray> words;
    for (const QString &word : command)
        words.push_back(word.toLocal8Bit());
    std::vector<char *> arguments;
    for (QByteArray &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        qFatal("no pipe");
    const int pid = ::fork();
    if (pid == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
        ::dup2(nowhere, STDERR_FILENO);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    return {pid, ends[0]};
}

} // namespace

ChildCost runChild(const QStringList &command)
{
    ChildCost cost;
    const auto start = std::chrono::steady_clock::now();
    const auto [pid, pipe] = spawn(command);
    std::array<char, 65536> buffer{};
    ssize_t count = 0;
    while ((count = ::read(pipe, buffer.data(), buffer.size())) > 0)
        cost.out.append(buffer.data(), count);
    ::close(pipe);
    int status = 0;
    rusage usage{};
    ::wait4(pid, &status, 0, &usage);
    cost.wall = std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - start);
    cost.cpu = toDuration(usage.ru_utime) + toDuration(usage.ru_stime);
    cost.peakMegabytes = double(usage.ru_maxrss) / 1024.0;
    cost.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return cost;
}

PacedServer::PacedServer(const QString &program, Telling telling)
{
    QStringList command{program};
    if (telling == Telling::Nothing)
        command.append(QStringLiteral("quiet"));
    std::tie(m_pid, m_pipe) = spawn(command);
    if (const auto line = readLine())
        m_port = line->toInt();
    if (m_port == 0)
        qFatal("the paced server does not start");
}

PacedServer::~PacedServer()
{
    ::kill(m_pid, SIGTERM);
    ::waitpid(m_pid, nullptr, 0);
    ::close(m_pipe);
}

std::optional<QByteArray> PacedServer::readLine()
{
    for (;;) {
        const qsizetype end = m_buffer.indexOf('\n');
        if (end >= 0) {
            const QByteArray line = m_buffer.left(end);
            m_buffer.remove(0, end + 1);
            return line;
        }
        pollfd waiting{m_pipe, POLLIN, 0};
        if (::poll(&waiting, 1, 5000) <= 0)
            return std::nullopt;
        std::array<char, 65536> buffer{};
        const ssize_t count = ::read(m_pipe, buffer.data(), buffer.size());
        if (count <= 0)
            return std::nullopt;
        m_buffer.append(buffer.data(), count);
    }
}

QList<ServedCall> PacedServer::takeCalls(qsizetype count)
{
    QList<ServedCall> calls;
    while (calls.size() < count) {
        const auto line = readLine();
        if (!line)
            break;
        const QList<QByteArray> times = line->split(' ');
        calls.append({times.value(0).toLongLong(), times.value(1).toLongLong()});
    }
    std::sort(calls.begin(), calls.end(),
              [](const ServedCall &a, const ServedCall &b) { return a.arrived < b.arrived; });
    return calls;
}

} // namespace tributary
