// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/BatchCommand.h"

#include "base/Formatting.h"
#include "cli/AttachmentArguments.h"
#include "cli/BatchProgress.h"
#include "cli/EstimateLine.h"
#include "cli/GraphArgument.h"
#include "cli/LibraryArgument.h"
#include "cli/RunArguments.h"
#include "graph/PromptContext.h"

#include <QFileInfo>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int greatestWidth = 256;

Result<BatchOptions> readOptions(const QCommandLineParser &parser)
{
    BatchOptions options;
    if (parser.isSet(u"width"_s)) {
        bool isNumber = false;
        options.width = parser.value(u"width"_s).toInt(&isNumber);
        if (!isNumber || options.width < 1 || options.width > greatestWidth)
            return fail(ErrorKind::InvalidInput, BatchCommand::tr("--width %1: expected a number from 1 to %2.")
                                                     .arg(parser.value(u"width"_s))
                                                     .arg(greatestWidth));
    }
    const auto budget = readBudget(parser);
    if (!budget)
        return tl::unexpected(budget.error());
    options.budgetUsd = *budget;
    options.cache = readCache(parser);
    return options;
}

Result<void> checkPaths(const QString &prompts, const QString &out)
{
    if (prompts.isEmpty())
        return fail(ErrorKind::InvalidInput, BatchCommand::tr("Name the prompts: --prompts FILE.jsonl."));
    if (out.isEmpty())
        return fail(ErrorKind::InvalidInput, BatchCommand::tr("Name the file for the results: --out FILE.jsonl."));
    const QString canonical = QFileInfo(prompts).canonicalFilePath();
    if (!canonical.isEmpty() && canonical == QFileInfo(out).canonicalFilePath())
        return fail(ErrorKind::InvalidInput,
                    BatchCommand::tr("--prompts and --out name the same file. Name another one for the results."));
    return {};
}

} // namespace

BatchCommand::BatchCommand(Terminal &terminal, double demoPace)
    : Command(terminal, demoPace)
{
    m_progressTimer.setInterval(250);
    connect(&m_progressTimer, &QTimer::timeout, this, &BatchCommand::tellProgress);
}

BatchCommand::~BatchCommand()
{
    // The calls of the runs live on the services.
    m_batch.reset();
}

QString BatchCommand::name() const
{
    return u"batch"_s;
}

QString BatchCommand::summary() const
{
    return tr("Asks a graph every prompt of a file.");
}

void BatchCommand::describe(QCommandLineParser &parser) const
{
    describeGraphArgument(parser);
    parser.addOption({u"prompts"_s,
                      tr("What to ask, a line each: {\"prompt\": \"...\"} with any other members, or \"...\"."),
                      u"FILE.jsonl"_s});
    parser.addOption({u"out"_s, tr("Where the results go, a line for each prompt, in order."), u"FILE.jsonl"_s});
    parser.addOption({u"width"_s, tr("Prompts that are asked at the same time, 4 when not given."), u"N"_s});
    parser.addOption({u"resume"_s, tr("Goes on with the results of a batch that was ended before it was done.")});
    describeAttachments(parser);
    parser.addOption({u"budget"_s,
                      tr("Starts no call that is certain to make all prompts together exceed this much money."),
                      u"USD"_s});
    describeCache(parser);
    describeLibrary(parser);
}

Result<void> BatchCommand::prepare(const QCommandLineParser &parser)
{
    const QString prompts = parser.value(u"prompts"_s);
    const QString out = parser.value(u"out"_s);
    if (parser.positionalArguments().size() > 1)
        return fail(ErrorKind::InvalidInput,
                    tr("\"%1\" is one argument too many. Name one graph.").arg(parser.positionalArguments().at(1)));
    auto options = readOptions(parser);
    if (!options)
        return tl::unexpected(options.error());
    options->attachments = attachments();
    auto graph = readGraphArgument(parser, *m_services);
    if (!graph)
        return tl::unexpected(graph.error());
    if (const auto paths = checkPaths(prompts, out); !paths)
        return paths;
    if (const auto good = checkGraph(*graph, *m_services, terminal()); !good)
        return good;
    auto outline = outlineBatch(prompts);
    if (!outline)
        return tl::unexpected(outline.error());
    const QSet<qsizetype> repeated(outline->sameAs.cbegin(), outline->sameAs.cend());
    auto output =
        parser.isSet(u"resume"_s) ? BatchOutput::resume(out, repeated, prompts) : BatchOutput::create(out, repeated);
    if (!output)
        return tl::unexpected(output.error());
    options->answers = answersKnownFor(*graph, parser, *m_services);
    tellPlan(*graph, *outline, *options);
    if (const auto library = m_services->openLibrary(parser.value(u"library"_s)); !library)
        terminal().tell(tr("The runs are not kept in the library: %1").arg(library.error().message));
    m_batch = std::make_unique<Batch>(*m_services, *graph, *options, prompts, *outline, std::move(*output));
    return {};
}

void BatchCommand::start(const QCommandLineParser &parser)
{
    m_services = std::make_unique<Services>(demoPace());
    if (const auto prepared = prepare(parser); !prepared) {
        endWith(describeError(prepared.error()).trimmed());
        return;
    }
    connect(m_batch.get(), &Batch::noticed, this, [this](const QString &notice) { terminal().tell(notice); });
    connect(m_batch.get(), &Batch::finished, this, &BatchCommand::finishBatch);
    m_startedAt = m_services->clock().now();
    m_progressTimer.start();
    m_batch->start();
}

void BatchCommand::tellPlan(const Graph &graph, const BatchOutline &outline, const BatchOptions &options)
{
    const auto plan = compile(graph);
    if (!plan)
        return;
    const QString typical(outline.characters / outline.asked(), u'x');
    const Estimate one = estimate(*plan, typical, m_services->lookup(), options.answers.histories(), {},
                                  contextTokens({attachments(), {}}));
    QString prompts = outline.prompts == 1 ? tr("1 prompt") : tr("%1 prompts").arg(formatCount(outline.prompts));
    if (!outline.sameAs.isEmpty())
        prompts = tr("%1, %2 of them different").arg(prompts, formatCount(outline.asked()));
    terminal().tell(prompts + u" · "_s + estimateLine(estimateOfMany(one, outline.asked(), options.width)));
}

void BatchCommand::tellProgress()
{
    const BatchFigures figures = m_batch->figures();
    const QString line = batchProgressLine(figures, m_services->clock().now() - m_startedAt);
    terminal().showProgress(line);
    const qsizetype tenths = figures.done * 10 / figures.prompts;
    if (!terminal().isInteractive() && tenths > m_tenthsTold && tenths < 10)
        terminal().tell(line);
    m_tenthsTold = tenths;
}

void BatchCommand::finishBatch(BatchEnd end)
{
    m_progressTimer.stop();
    if (m_batch->error())
        terminal().tell(m_batch->error()->message);
    terminal().tell(
        batchSummary(end, m_batch->figures(), m_batch->withoutSynthesis(), m_services->clock().now() - m_startedAt));
    this->end(exitCodeOf(end));
}

ExitCode BatchCommand::exitCodeOf(BatchEnd end) const
{
    switch (end) {
    case BatchEnd::Done:
        return m_batch->withoutSynthesis() == 0 ? ExitCode::Success : ExitCode::NoSynthesis;
    case BatchEnd::Budget:
        return ExitCode::Budget;
    case BatchEnd::Stopped:
        return ExitCode::Interrupted;
    case BatchEnd::CannotWrite:
        return ExitCode::CannotWrite;
    }
    Q_UNREACHABLE();
}

void BatchCommand::interrupt()
{
    if (m_batch)
        m_batch->stop();
    else
        end(ExitCode::Interrupted);
}

} // namespace tributary
