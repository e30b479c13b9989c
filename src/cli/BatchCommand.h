// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/Batch.h"
#include "cli/Command.h"

#include <QTimer>

namespace tributary {

/// `batch`: asks a graph every prompt of a file.
class BatchCommand final : public Command
{
    Q_OBJECT

public:
    BatchCommand(Terminal &terminal, double demoPace);
    ~BatchCommand() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;
    void interrupt() override;

private:
    /// Everything that can be wrong is found here, before money is spent.
    Result<void> prepare(const QCommandLineParser &parser);
    void tellPlan(const Graph &graph, const BatchOutline &outline, const BatchOptions &options);
    void tellProgress();
    void finishBatch(BatchEnd end);
    [[nodiscard]] ExitCode exitCodeOf(BatchEnd end) const;

    std::unique_ptr<Services> m_services;
    std::unique_ptr<Batch> m_batch;
    QTimer m_progressTimer;
    Milliseconds m_startedAt{0};
    /// Tenths of the prompts that were reported to whoever reads a file of messages.
    qsizetype m_tenthsTold = 0;
};

} // namespace tributary
