// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/Command.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <vector>

namespace tributary {

class AttachmentArguments;

/// tributary-cli without its process: finds the command, parses its options, runs it.
class CommandLine final : public QObject
{
    Q_OBJECT

public:
    /// `demoPace` 1 is human speed; tests take 0.
    explicit CommandLine(Terminal &terminal, double demoPace = 1);
    ~CommandLine() override;

    /// `arguments` as the process got them, with the program's name first. Ends through `finished`.
    void start(const QStringList &arguments);
    /// Ends the running command as a person's Ctrl+C would.
    void interrupt();

Q_SIGNALS:
    void finished(tributary::ExitCode code);

private:
    [[nodiscard]] QString overview() const;
    void runCommand(Command &command, const QStringList &arguments);
    /// Files are read before the command starts, so that a bad one costs nothing.
    void startWithAttachments(Command &command, const QStringList &paths);

    Terminal &m_terminal;
    std::vector<std::unique_ptr<Command>> m_commands;
    std::unique_ptr<QCommandLineParser> m_parser;
    AttachmentArguments *m_attachments = nullptr;
    Command *m_running = nullptr;
};

} // namespace tributary
