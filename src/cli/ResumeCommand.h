// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/RunningCommand.h"

namespace tributary {

/// `resume`: goes on with a run of the library with the missing calls only. A run that was interrupted goes on as
/// itself; one that ended without a synthesis is continued by a new run that takes its answers over; one that has a
/// synthesis is printed.
class ResumeCommand final : public RunningCommand
{
    Q_OBJECT

public:
    using RunningCommand::RunningCommand;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;

private:
    /// Finds the run and all that is needed to go on with it, before money is spent.
    Result<void> prepare(const QCommandLineParser &parser);
    void goOn();
    void beginAnew();
    void showAgain();
    void keep(RunKeeper &keeper) override;

    KeptState m_state = KeptState::Finished;
    RunRecord m_record;
    std::optional<double> m_budgetUsd;
    CacheUse m_cache = CacheUse::Use;
    HedgeDelays m_hedgeAfter;
    std::unique_ptr<RunWriter> m_writer;
};

} // namespace tributary
