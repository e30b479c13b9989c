// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/Command.h"
#include "cli/RunExporting.h"

#include <memory>

namespace tributary {

class Services;

/// `export`: writes a run of the library or of a bundle to files.
class ExportCommand final : public Command
{
    Q_OBJECT

public:
    explicit ExportCommand(Terminal &terminal);
    ~ExportCommand() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;
    void interrupt() override;

private:
    [[nodiscard]] Result<ReportJob> readJob(const QCommandLineParser &parser);
    /// A run of the library, or of the bundle that is named.
    [[nodiscard]] Result<ReportJob> readRun(const QCommandLineParser &parser);

    std::unique_ptr<Services> m_services;
    std::unique_ptr<RunExporting> m_exporting;
};

} // namespace tributary
