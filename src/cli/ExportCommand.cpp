// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/ExportCommand.h"

#include "cli/GraphArgument.h"
#include "cli/LibraryArgument.h"
#include "run/RunBundleFile.h"

namespace tributary {

using namespace Qt::StringLiterals;

ExportCommand::ExportCommand(Terminal &terminal)
    : Command(terminal)
{}

ExportCommand::~ExportCommand() = default;

QString ExportCommand::name() const
{
    return u"export"_s;
}

QString ExportCommand::summary() const
{
    return tr("Writes a run as a report, or to be opened again.");
}

void ExportCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(u"run-id"_s, tr("A run's id, or enough of its beginning."), u"[RUN-ID]"_s);
    parser.addOption({u"bundle"_s, tr("A saved run to write instead of one of the library."), u"FILE"_s});
    parser.addOption({u"out"_s, tr("The file: %1. May be repeated.").arg(reportEndings()), u"FILE"_s});
    describeReportChoices(parser);
    describeLibrary(parser);
}

Result<ReportJob> ExportCommand::readRun(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    if (parser.isSet(u"bundle"_s)) {
        if (!words.isEmpty())
            return fail(ErrorKind::InvalidInput, tr("Name a run or a bundle, not both."));
        const auto record = loadRunBundle(parser.value(u"bundle"_s));
        if (!record)
            return tl::unexpected(record.error());
        return ReportJob{.record = *record, .paths = {}};
    }
    if (words.size() != 1)
        return fail(ErrorKind::InvalidInput, tr("Name one run. tributary-cli runs list shows them."));
    m_services = std::make_unique<Services>();
    const auto library = openLibraryArgument(parser, WhenMissing::Fail, *m_services);
    const auto runs = library ? resolveRuns(**library, words) : tl::unexpected(library.error());
    return runs ? jobForKept(**library, runs->constFirst()) : tl::unexpected(runs.error());
}

Result<ReportJob> ExportCommand::readJob(const QCommandLineParser &parser)
{
    auto job = readRun(parser);
    if (!job)
        return job;
    const QStringList paths = parser.values(u"out"_s);
    if (paths.isEmpty())
        return fail(ErrorKind::InvalidInput, tr("Name the file: --out FILE, ending in %1.").arg(reportEndings()));
    const ReportChoices choices = readReportChoices(parser);
    if (const auto writable = checkReportFiles(paths, choices); !writable)
        return tl::unexpected(writable.error());
    job->choices = choices;
    job->paths = paths;
    return job;
}

void ExportCommand::start(const QCommandLineParser &parser)
{
    const auto job = readJob(parser);
    if (!job) {
        endWith(describeError(job.error()),
                job.error().kind == ErrorKind::Io ? ExitCode::CannotWrite : ExitCode::BadInput);
        return;
    }
    m_exporting = std::make_unique<RunExporting>(terminal(), nullptr);
    connect(m_exporting.get(), &RunExporting::finished, this, [this](ExitCode code) { end(code); });
    m_exporting->start(*job);
}

void ExportCommand::interrupt()
{
    if (m_exporting)
        m_exporting->cancel();
    else
        end(ExitCode::Interrupted);
}

} // namespace tributary
