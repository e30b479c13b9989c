// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/Command.h"
#include "cli/RunArguments.h"
#include "engine/RunController.h"

#include <QTimer>

#include <memory>

namespace tributary {

class Services;

/// `run`: asks a graph and prints the synthesis as it streams.
class RunCommand final : public Command
{
    Q_OBJECT

public:
    RunCommand(Terminal &terminal, double demoPace);
    ~RunCommand() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;
    void interrupt() override;

private:
    /// Everything that can be wrong is found here, before money is spent.
    Result<RunRequest> prepare(const QCommandLineParser &parser);
    void onEvent(const RunEvent &event);
    void printSynthesis(const RunEvent &event);
    void finishRun(RunOutcome outcome);
    [[nodiscard]] ExitCode exitCodeOf(RunOutcome outcome) const;

    std::unique_ptr<Services> m_services;
    RunArguments m_arguments;
    Graph m_graph;
    std::unique_ptr<RunController> m_controller;
    QTimer m_progressTimer;
    Milliseconds m_startedAt{0};
    /// What of the main aggregator's text is on standard output.
    QString m_printed;
    bool m_interrupted = false;
};

} // namespace tributary
