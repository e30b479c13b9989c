// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/RunningCommand.h"

namespace tributary {

/// `run`: asks a graph and prints the synthesis as it streams.
class RunCommand final : public RunningCommand
{
    Q_OBJECT

public:
    using RunningCommand::RunningCommand;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;

private:
    /// Everything that can be wrong is found here, before money is spent.
    Result<RunRequest> prepare(const QCommandLineParser &parser);
    void keep(RunKeeper &keeper) override;

    QString m_library;
};

} // namespace tributary
