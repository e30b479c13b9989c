// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/ExitCode.h"
#include "cli/Terminal.h"
#include "library/Library.h"
#include "report/ReportExport.h"

class QCommandLineParser;

namespace tributary {

/// The options --anonymous, --no-answers and --no-prompts.
void describeReportChoices(QCommandLineParser &parser);
ReportChoices readReportChoices(const QCommandLineParser &parser);

/// The job of writing a kept run, with its analysis where one is kept.
Result<ReportJob> jobForKept(const Library &library, const RunId &run);

/// Checks every path before anything is written: InvalidInput, Io.
Result<void> checkReportFiles(const QStringList &paths, const ReportChoices &choices);

/// Writes one run to files and says so. Ends through one `finished`.
class RunExporting final : public QObject
{
    Q_OBJECT

public:
    RunExporting(Terminal &terminal, QObject *parent);

    void start(const ReportJob &job);

    void cancel() { m_export.cancel(); }

Q_SIGNALS:
    /// Success, CannotWrite or Interrupted.
    void finished(tributary::ExitCode code);

private:
    void tellEnd();

    Terminal &m_terminal;
    ReportExport m_export;
};

} // namespace tributary
