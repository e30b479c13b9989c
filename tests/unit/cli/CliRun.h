// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/CommandLine.h"

#include <QBuffer>
#include <QSignalSpy>
#include <QTest>

#include <limits>

namespace tributary {

/// Takes so many bytes and no more, as a pipe whose reader goes away.
class ClosingPipe : public QBuffer
{
public:
    qint64 room = std::numeric_limits<qint64>::max();

protected:
    qint64 writeData(const char *bytes, qint64 length) override
    {
        if (length > room)
            return -1;
        room -= length;
        return QBuffer::writeData(bytes, length);
    }
};

/// One call of tributary-cli inside the test: its arguments in, what it wrote and its exit code out.
class CliRun
{
public:
    explicit CliRun(bool interactive = false)
        : m_terminal(m_out, m_err, interactive)
        , m_commandLine(m_terminal, 0)
        , m_finished(&m_commandLine, &CommandLine::finished)
    {
        m_out.open(QIODevice::WriteOnly);
        m_err.open(QIODevice::WriteOnly);
    }

    void start(const QStringList &arguments)
    {
        m_commandLine.start(QStringList{QStringLiteral("tributary-cli")} + arguments);
    }

    /// The exit code; -1 when the command did not end in time.
    int waitForEnd()
    {
        if (m_finished.isEmpty() && !m_finished.wait(20000))
            return -1;
        return m_finished.size() == 1 ? static_cast<int>(m_finished[0][0].value<ExitCode>()) : -1;
    }

    int operator()(const QStringList &arguments)
    {
        start(arguments);
        return waitForEnd();
    }

    /// Standard output takes this many bytes, then fails.
    void closeOutputAfter(qint64 bytes) { m_out.room = bytes; }

    void interrupt() { m_commandLine.interrupt(); }

    [[nodiscard]] QString out() const { return QString::fromUtf8(m_out.data()); }

    [[nodiscard]] QString err() const { return QString::fromUtf8(m_err.data()); }

private:
    ClosingPipe m_out;
    QBuffer m_err;
    Terminal m_terminal;
    CommandLine m_commandLine;
    QSignalSpy m_finished;
};

} // namespace tributary
