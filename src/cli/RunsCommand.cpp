// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/RunsCommand.h"

#include "base/Formatting.h"
#include "cli/GraphArgument.h"
#include "cli/LibraryArgument.h"
#include "cli/RunFiles.h"
#include "cli/RunText.h"
#include "cli/RunsList.h"

#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype usualLimit = 30;
constexpr int tableWidth = 110;
/// Runs that are read at a time, so that a list of any length takes the same memory.
constexpr qsizetype chunk = 500;

Result<qsizetype> readLimit(const QCommandLineParser &parser, qsizetype usual)
{
    if (!parser.isSet(u"limit"_s))
        return usual;
    bool isNumber = false;
    const int limit = parser.value(u"limit"_s).toInt(&isNumber);
    if (!isNumber || limit < 1)
        return fail(ErrorKind::InvalidInput,
                    RunsCommand::tr("--limit %1: expected a number from 1 on.").arg(parser.value(u"limit"_s)));
    return limit;
}

QString countOf(qsizetype runs)
{
    return runs == 1 ? RunsCommand::tr("1 run") : RunsCommand::tr("%1 runs").arg(formatCount(runs));
}

} // namespace

const RunsCommand::Action RunsCommand::actions[]{
    {"list"_L1, &RunsCommand::list},           {"show"_L1, &RunsCommand::show},
    {"search"_L1, &RunsCommand::search},       {"export"_L1, &RunsCommand::exportRuns},
    {"delete"_L1, &RunsCommand::trash},        {"restore"_L1, &RunsCommand::restore},
    {"import"_L1, &RunsCommand::import, true},
};

RunsCommand::RunsCommand(Terminal &terminal)
    : Command(terminal)
{}

RunsCommand::~RunsCommand() = default;

QString RunsCommand::name() const
{
    return u"runs"_s;
}

QString RunsCommand::summary() const
{
    return tr("Lists, shows, searches, exports, imports and deletes the runs that were kept.");
}

void RunsCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(u"action"_s,
                                 tr("list; show RUN-ID; search WORDS; export RUN-ID... --out FILE; import FILE...;\n"
                                    "delete RUN-ID...; restore RUN-ID... An id may be shortened."),
                                 u"list|show|search|export|import|delete|restore [ARGUMENT]..."_s);
    describeRunFilter(parser);
    parser.addOption({u"json"_s, tr("Prints JSON.")});
    parser.addOption({u"requests"_s, tr("With show: prints what was sent to the models, byte for byte.")});
    parser.addOption(
        {u"out"_s, tr("With export: the file, %1, or for several runs a folder.").arg(reportEndings()), u"FILE"_s});
    describeReportChoices(parser);
    parser.addOption({u"forever"_s, tr("With delete: for good instead of into the trash.")});
    describeLibrary(parser);
}

void RunsCommand::start(const QCommandLineParser &parser)
{
    QStringList words = parser.positionalArguments();
    const QString word = words.isEmpty() ? QString() : words.takeFirst();
    const auto *const action =
        std::find_if(std::begin(actions), std::end(actions), [&word](const Action &a) { return a.word == word; });
    if (action == std::end(actions)) {
        endWith(tr("Use: tributary-cli runs list, show, search, export, import, delete or restore."));
        return;
    }
    const bool isList = action->carryOut == &RunsCommand::list || action->carryOut == &RunsCommand::search;
    // To ask what was kept before anything was is no mistake.
    if (isList && !parser.isSet(u"library"_s) && !QFileInfo::exists(Library::defaultPath())) {
        printNothing(parser);
        end(ExitCode::Success);
        return;
    }
    m_services = std::make_unique<Services>();
    const auto library =
        openLibraryArgument(parser, action->beginsLibrary ? WhenMissing::Create : WhenMissing::Fail, *m_services);
    if (!library) {
        endWith(describeError(library.error()));
        return;
    }
    m_library = *library;
    const auto done = (this->*action->carryOut)(parser, words);
    if (!done)
        endWith(describeError(done.error()).trimmed(),
                done.error().kind == ErrorKind::Io ? ExitCode::CannotWrite : ExitCode::BadInput);
    else if (!m_exporting)
        end(ExitCode::Success);
}

Result<QList<RunId>> RunsCommand::namedRuns(const QStringList &words) const
{
    if (words.isEmpty())
        return fail(ErrorKind::InvalidInput, tr("Name a run. tributary-cli runs list shows them."));
    return resolveRuns(*m_library, words);
}

Result<void> RunsCommand::list(const QCommandLineParser &parser, const QStringList &words)
{
    if (!words.isEmpty())
        return fail(ErrorKind::InvalidInput,
                    tr("\"%1\" is one argument too many. To find words, use: runs search.").arg(words.first()));
    const auto filter = readRunFilter(parser);
    return filter ? printFound(parser, *filter) : tl::unexpected(filter.error());
}

Result<void> RunsCommand::search(const QCommandLineParser &parser, const QStringList &words)
{
    auto filter = readRunFilter(parser);
    if (!filter)
        return tl::unexpected(filter.error());
    filter->text = words.join(u' ').trimmed();
    if (filter->text.isEmpty())
        return fail(ErrorKind::InvalidInput, tr("Say what to search for: tributary-cli runs search WORDS."));
    return printFound(parser, *filter);
}

Result<void> RunsCommand::printFound(const QCommandLineParser &parser, const RunFilter &filter)
{
    const bool asJson = parser.isSet(u"json"_s);
    const auto found = m_library->find(filter);
    if (!found)
        return tl::unexpected(found.error());
    const auto limit = readLimit(parser, asJson ? found->size() : usualLimit);
    if (!limit)
        return tl::unexpected(limit.error());
    const qsizetype shown = std::min(*limit, found->size());
    if (asJson && shown > 0)
        return printJson(found->first(shown));
    if (shown == 0) {
        printNothing(parser);
        return {};
    }
    const auto runs = m_library->summaries(found->first(shown));
    if (!runs)
        return tl::unexpected(runs.error());
    for (const QString &line : runTable(*runs, tableWidth))
        terminal().writeLine(line);
    if (shown < found->size())
        terminal().tell(tr("The newest %1 of %2. More with --limit N.").arg(shown).arg(countOf(found->size())));
    return {};
}

void RunsCommand::printNothing(const QCommandLineParser &parser)
{
    if (parser.isSet(u"json"_s))
        terminal().writeLine(u"{\"runs\":[]}"_s);
    else
        terminal().tell(tr("No run was found."));
}

Result<void> RunsCommand::printJson(const QList<RunKey> &keys)
{
    terminal().write(u"{\"runs\":["_s);
    for (qsizetype i = 0; i < keys.size(); i += chunk) {
        const auto runs = m_library->summaries(keys.sliced(i, std::min(chunk, keys.size() - i)));
        if (!runs)
            return tl::unexpected(runs.error());
        QString text;
        for (const RunSummary &run : *runs) {
            text += text.isEmpty() && i == 0 ? u"\n"_s : u",\n"_s;
            text += QString::fromUtf8(QJsonDocument(toJson(run)).toJson(QJsonDocument::Compact));
        }
        terminal().write(text);
    }
    terminal().write(u"\n]}\n"_s);
    return {};
}

Result<void> RunsCommand::show(const QCommandLineParser &parser, const QStringList &words)
{
    const auto runs = namedRuns(words);
    if (!runs)
        return tl::unexpected(runs.error());
    for (const RunId &run : *runs) {
        const auto summary = m_library->summary(run);
        if (!summary)
            return tl::unexpected(summary.error());
        const auto record = m_library->load(run);
        if (!record)
            return tl::unexpected(record.error());
        if (parser.isSet(u"requests"_s)) {
            terminal().write(requestsText(*record));
        } else if (parser.isSet(u"json"_s)) {
            QJsonObject object = toJson(*record);
            object.insert(u"state"_s, wireName(summary->state));
            terminal().writeDocument(object);
        } else {
            terminal().write(runText(*summary, *record));
        }
    }
    return {};
}

Result<void> RunsCommand::exportRuns(const QCommandLineParser &parser, const QStringList &words)
{
    const auto runs = namedRuns(words);
    if (!runs)
        return tl::unexpected(runs.error());
    const QStringList paths = parser.values(u"out"_s);
    if (paths.isEmpty())
        return fail(ErrorKind::InvalidInput, tr("Name the file: --out FILE, ending in %1.").arg(reportEndings()));
    if (runs->size() > 1)
        return exportInto(*m_library, *runs, paths.size() == 1 ? paths.first() : QString(), terminal());
    return exportOne(runs->constFirst(), paths, readReportChoices(parser));
}

Result<void> RunsCommand::exportOne(const RunId &run, const QStringList &paths, const ReportChoices &choices)
{
    if (const auto writable = checkReportFiles(paths, choices); !writable)
        return writable;
    auto job = jobForKept(*m_library, run);
    if (!job)
        return tl::unexpected(job.error());
    job->paths = paths;
    job->choices = choices;
    m_exporting = std::make_unique<RunExporting>(terminal(), nullptr);
    connect(m_exporting.get(), &RunExporting::finished, this, [this](ExitCode code) { end(code); });
    m_exporting->start(*job);
    return {};
}

void RunsCommand::interrupt()
{
    if (m_exporting)
        m_exporting->cancel();
    else
        Command::interrupt();
}

Result<void> RunsCommand::import(const QCommandLineParser &parser, const QStringList &words)
{
    Q_UNUSED(parser)
    if (words.isEmpty())
        return fail(ErrorKind::InvalidInput, tr("Name the files: tributary-cli runs import FILE.moarun..."));
    return importFrom(words, *m_library, terminal());
}

Result<void> RunsCommand::trash(const QCommandLineParser &parser, const QStringList &words)
{
    const auto runs = namedRuns(words);
    if (!runs)
        return tl::unexpected(runs.error());
    const bool forever = parser.isSet(u"forever"_s);
    const auto done = forever ? m_library->erase(*runs) : m_library->moveToTrash(*runs);
    if (!done)
        return done;
    terminal().tell(forever ? tr("Deleted %1 for good.").arg(countOf(runs->size()))
                            : tr("Moved %1 into the trash. To bring back: tributary-cli runs restore %2")
                                  .arg(countOf(runs->size()), words.join(u' ')));
    return {};
}

Result<void> RunsCommand::restore(const QCommandLineParser &parser, const QStringList &words)
{
    Q_UNUSED(parser)
    const auto runs = namedRuns(words);
    if (!runs)
        return tl::unexpected(runs.error());
    const auto done = m_library->restore(*runs);
    if (done)
        terminal().tell(tr("Brought back %1.").arg(countOf(runs->size())));
    return done;
}

} // namespace tributary
