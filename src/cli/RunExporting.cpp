// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/RunExporting.h"

#include "base/Formatting.h"

#include <QCommandLineParser>
#include <QJsonDocument>

namespace tributary {

using namespace Qt::StringLiterals;

void describeReportChoices(QCommandLineParser &parser)
{
    parser.addOption({u"anonymous"_s, RunExporting::tr("Leaves out every name of a model or a provider.")});
    parser.addOption({u"no-answers"_s, RunExporting::tr("Leaves out the answers in full.")});
    parser.addOption({u"no-prompts"_s, RunExporting::tr("Leaves out system prompts and parameters.")});
}

ReportChoices readReportChoices(const QCommandLineParser &parser)
{
    return {parser.isSet(u"anonymous"_s), !parser.isSet(u"no-answers"_s), !parser.isSet(u"no-prompts"_s)};
}

Result<ReportJob> jobForKept(const Library &library, const RunId &run)
{
    const auto record = library.load(run);
    if (!record)
        return tl::unexpected(record.error());
    ReportJob job{.record = *record, .paths = {}};
    if (const auto kept = library.analysis(run, u"analysis"_s, RunAnalysis::version)) {
        // One that cannot be read is made anew.
        if (const auto analysis = runAnalysisFromJson(QJsonDocument::fromJson(*kept).object(), *record))
            job.analysis = *analysis;
    }
    return job;
}

Result<void> checkReportFiles(const QStringList &paths, const ReportChoices &choices)
{
    for (const QString &path : paths) {
        if (auto writable = checkReportFile(path, choices); !writable)
            return writable;
    }
    return {};
}

RunExporting::RunExporting(Terminal &terminal, QObject *parent)
    : QObject(parent)
    , m_terminal(terminal)
{
    connect(&m_export, &ReportExport::finished, this, &RunExporting::tellEnd);
    connect(&m_export, &ReportExport::progressed, this,
            [this](double share) { m_terminal.showProgress(tr("Writing: %1").arg(formatPercent(share))); });
}

void RunExporting::start(const ReportJob &job)
{
    m_export.start(job);
}

void RunExporting::tellEnd()
{
    m_terminal.clearProgress();
    for (const QString &path : m_export.written())
        m_terminal.tell(tr("Wrote %1.").arg(path));
    if (!m_export.result())
        m_terminal.tell(m_export.result().error().message);
    if (m_export.isCancelled())
        Q_EMIT finished(ExitCode::Interrupted);
    else
        Q_EMIT finished(m_export.result() ? ExitCode::Success : ExitCode::CannotWrite);
}

} // namespace tributary
