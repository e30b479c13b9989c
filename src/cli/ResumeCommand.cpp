// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/ResumeCommand.h"

#include "cli/GraphArgument.h"
#include "cli/LibraryArgument.h"
#include "engine/Hedging.h"
#include "engine/KeptAnswers.h"

#include <QRandomGenerator>

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

QString ResumeCommand::name() const
{
    return u"resume"_s;
}

QString ResumeCommand::summary() const
{
    return tr("Goes on with a run that has no synthesis, with the missing calls only.");
}

void ResumeCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(u"run-id"_s, tr("A run's id, or enough of its beginning."), u"RUN-ID"_s);
    parser.addOption({u"providers"_s, tr("Providers file to use instead of the usual one."), u"FILE"_s});
    parser.addOption(
        {u"budget"_s, tr("Starts no call that is certain to make the run exceed this much money."), u"USD"_s});
    describeCache(parser);
    describeRunOutput(parser);
    describeLibrary(parser);
}

Result<void> ResumeCommand::prepare(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    if (words.size() != 1)
        return fail(ErrorKind::InvalidInput, tr("Name one run. tributary-cli runs list shows them."));
    const auto budget = readBudget(parser);
    if (!budget)
        return tl::unexpected(budget.error());
    m_budgetUsd = *budget;
    m_cache = readCache(parser);
    const auto library = openLibraryArgument(parser, WhenMissing::Fail, services());
    if (!library)
        return tl::unexpected(library.error());
    const auto runs = resolveRuns(**library, words);
    if (!runs)
        return tl::unexpected(runs.error());
    const auto summary = (*library)->summary(runs->first());
    if (!summary)
        return tl::unexpected(summary.error());
    m_state = summary->state;
    if (m_state == KeptState::Running)
        return fail(ErrorKind::InvalidInput, tr("Another program is carrying out this run."));
    auto record = (*library)->load(runs->first());
    if (!record)
        return tl::unexpected(record.error());
    m_record = std::move(*record);
    m_hedgeAfter = hedgeDelays(m_record.graph, answersKnownFor(m_record.graph, parser, services()).histories());
    return takeOutput(readRunOutput(parser));
}

void ResumeCommand::start(const QCommandLineParser &parser)
{
    makeServices();
    auto ready = prepare(parser);
    const bool isDone = ready && m_state != KeptState::Interrupted && !m_record.synthesis().isEmpty();
    if (ready && !isDone)
        ready = services().loadProviders(parser.value(u"providers"_s));
    if (ready && !isDone)
        ready = services().startDemoFor(m_record.graph);
    if (ready && !isDone)
        ready = checkGraph(m_record.graph, services(), terminal());
    if (!ready)
        endWith(describeError(ready.error()).trimmed());
    else if (isDone)
        showAgain();
    else if (m_state == KeptState::Interrupted)
        goOn();
    else
        beginAnew();
}

void ResumeCommand::goOn()
{
    auto writer = services().library()->takeOver(m_record.id);
    if (!writer) {
        endWith(describeError(writer.error()));
        return;
    }
    m_writer = std::move(*writer);
    ResumeOptions options = ResumeOptions::of(m_record.graph);
    options.cache = m_cache;
    options.hedgeAfter = m_hedgeAfter;
    if (m_budgetUsd)
        options.policies.budgetUsd = m_budgetUsd;
    carryOut(m_record.graph,
             [this, &options](RunController &controller) { return controller.resume(m_record, options); });
}

void ResumeCommand::beginAnew()
{
    RunRequest request = RunRequest::make(m_record.graph, m_record.prompt, *QRandomGenerator::system(), m_cache);
    // The order of references stays, so that whoever was asked is asked the same.
    request.seed = m_record.seed;
    request.prior = keptAnswers(m_record, replay(m_record.events), m_record.graph, {});
    request.attachments = m_record.attachments;
    request.hedgeAfter = m_hedgeAfter;
    request.conversation = m_record.conversation;
    if (m_budgetUsd)
        request.policies.budgetUsd = m_budgetUsd;
    terminal().tell(tr("The run had ended. A new one, %1, takes its answers over.").arg(request.id.value));
    carryOut(m_record.graph, [&request](RunController &controller) { return controller.start(request); });
}

void ResumeCommand::showAgain()
{
    const auto plan = compile(m_record.graph);
    if (!plan) {
        endWith(describeError(plan.error()));
        return;
    }
    terminal().tell(tr("The run has its synthesis already. Nothing was asked."));
    report(m_record, *plan, replay(m_record.events));
}

void ResumeCommand::keep(RunKeeper &keeper)
{
    if (m_writer)
        keeper.keepBy(std::move(m_writer));
    else
        keeper.keepIn(*services().library(), RunOrigin::CommandLine);
}

} // namespace tributary
