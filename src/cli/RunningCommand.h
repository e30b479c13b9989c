// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/Command.h"
#include "cli/RunArguments.h"
#include "cli/RunExporting.h"
#include "cli/RunKeeper.h"
#include "cli/Services.h"

#include <QTimer>

#include <functional>
#include <memory>

namespace tributary {

/// A command that carries out one run: prints what happens, keeps it in the library, ends with the run's exit code.
class RunningCommand : public Command
{
    Q_OBJECT

public:
    RunningCommand(Terminal &terminal, double demoPace);
    ~RunningCommand() override;

    void interrupt() override;

protected:
    [[nodiscard]] Services &services() { return *m_services; }

    /// Services of its own for each start.
    void makeServices();
    /// Checks --events, --json and --out before money is spent.
    Result<void> takeOutput(const RunOutput &output);

    using Begin = std::function<Result<void>(RunController &)>;

    /// A controller and a keeper for a run of this graph, which `begin` starts.
    void carryOut(const Graph &graph, const Begin &begin);

    /// Called when the run is under way, with its requests on their way out: the time to open a library.
    virtual void keep(RunKeeper &keeper) = 0;
    /// Says that the library does not take the run, and what can be done.
    void tellNotKept(const Error &error);

    /// Prints a run that is over as if it had just ended, and ends.
    void report(const RunRecord &record, const Plan &plan, const RunState &state);

private:
    void onEvent(const RunEvent &event);
    void printSynthesis(const RunEvent &event);
    void printEnd(const RunRecord &record);
    void finishRun(RunOutcome outcome);
    /// To the files of --out, beside everything else; `then` gets the code to end with.
    void writeFiles(const RunRecord &record, ExitCode code, const std::function<void(ExitCode)> &then);
    [[nodiscard]] ExitCode exitCodeOf(RunOutcome outcome) const;
    void endWhenKept(ExitCode code);

    std::unique_ptr<Services> m_services;
    RunOutput m_output;
    Graph m_graph;
    std::unique_ptr<RunController> m_controller;
    std::unique_ptr<RunKeeper> m_keeper;
    /// Set while the files of --out are written.
    std::unique_ptr<RunExporting> m_exporting;
    QTimer m_progressTimer;
    Milliseconds m_startedAt{0};
    /// What of the main aggregator's text is on standard output.
    QString m_printed;
    bool m_interrupted = false;
    /// Set while the run is over and the library is not yet done with it.
    std::optional<ExitCode> m_codeAtEnd;
};

} // namespace tributary
