// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace tributary {

/// What a process cost.
struct ChildCost
{
    int exitCode = -1;
    std::chrono::microseconds wall{0};
    /// User and system time of the process and its threads.
    std::chrono::microseconds cpu{0};
    double peakMegabytes = 0;
    QByteArray out;
};

/// Runs a program to its end and takes its costs from the kernel.
ChildCost runChild(const QStringList &command);

/// A call as the paced server saw it, in its clock's microseconds.
struct ServedCall
{
    qint64 arrived = 0;
    qint64 ended = 0;
};

/// The paced server as a running process; ended by the destructor.
class PacedServer
{
public:
    enum class Telling { Calls, Nothing };

    /// A server that tells of its calls waits when nobody takes them: for many thousands, let it tell nothing.
    explicit PacedServer(const QString &program, Telling telling = Telling::Calls);
    ~PacedServer();
    Q_DISABLE_COPY_MOVE(PacedServer)

    [[nodiscard]] int port() const { return m_port; }

    /// The calls answered since the last time, by arrival. Waits until there are `count` or five seconds have passed.
    QList<ServedCall> takeCalls(qsizetype count);

private:
    std::optional<QByteArray> readLine();

    int m_pipe = -1;
    int m_pid = -1;
    int m_port = 0;
    QByteArray m_buffer;
};

} // namespace tributary
