// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/KeptRuns.h"

#include "base/Formatting.h"
#include "engine/KeptAnswers.h"
#include "library/LastRuns.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

/// Waiting for its turn or not begun is no answer to count.
QString answersText(const RunSummary &run)
{
    return KeptRuns::tr("%1 of %2 answers are there.").arg(run.usable).arg(run.agents);
}

} // namespace

KeptRuns::KeptRuns(RunViewModel &model, RunRecorder &recorder)
    : m_model(model)
    , m_recorder(recorder)
{}

void KeptRuns::setLibrary(Library *library)
{
    m_library = library;
    m_recorder.setLibrary(library);
    m_model.setAnalysisStore(storeIn(library));
}

Result<RunRecord> KeptRuns::load(const RunId &run) const
{
    if (!m_library)
        return fail(ErrorKind::Io, tr("The library is not open, so its runs cannot be shown."));
    return m_library->load(run);
}

Result<void> KeptRuns::show(const RunId &run)
{
    const Result<RunRecord> record = load(run);
    if (!record)
        return tl::unexpected(record.error());
    m_model.showRecord({*record, {}, true});
    return {};
}

Result<void> KeptRuns::resume(const RunId &run)
{
    if (m_model.session().isRunning())
        return fail(ErrorKind::InvalidInput, tr("Another run goes on. Resume this one when it has ended."));
    const Result<RunRecord> record = load(run);
    if (!record)
        return tl::unexpected(record.error());
    const RunState state = replay(record->events);
    if (state.phase != RunState::Phase::Finished)
        return goOnWith(*record);
    if (state.outcome == RunOutcome::Synthesis)
        m_model.showRecord({*record, {}, true});
    else
        m_model.session().runKept(*record, keptAnswers(*record, state, record->graph, {}));
    return {};
}

Result<void> KeptRuns::goOnWith(const RunRecord &interrupted)
{
    Result<std::unique_ptr<RunWriter>> writer = m_library->takeOver(interrupted.id);
    if (!writer)
        return tl::unexpected(writer.error());
    m_recorder.continueWith(std::move(*writer));
    const Result<void> resumed = m_model.session().resume(interrupted);
    if (!resumed) {
        m_recorder.abandon();
        // The screen has it as going on.
        m_model.showRecord({interrupted, {}, true});
    }
    return resumed;
}

Result<void> KeptRuns::keepShown()
{
    if (!m_library)
        return fail(ErrorKind::Io, tr("The library is not open, so the run cannot be kept there."));
    if (!m_model.shownRecord())
        return {};
    const Result<RunKey> added = m_library->add(m_model.shownRecord()->record, RunOrigin::Imported);
    if (!added)
        return tl::unexpected(added.error());
    m_model.markShownAsKept();
    return {};
}

std::optional<RunSummary> KeptRuns::newest(const RunFilter &filter) const
{
    if (!m_library)
        return std::nullopt;
    const Result<QList<RunKey>> found = m_library->find(filter);
    if (!found || found->isEmpty())
        return std::nullopt;
    const Result<QList<RunSummary>> summaries = m_library->summaries({found->constFirst()});
    return summaries && !summaries->isEmpty() ? std::optional(summaries->constFirst()) : std::nullopt;
}

RunId KeptRuns::newestInterrupted() const
{
    RunFilter filter;
    filter.interrupted = true;
    const std::optional<RunSummary> run = newest(filter);
    return run ? run->id : RunId{};
}

QList<Message> KeptRuns::interruption(const RunId &known) const
{
    RunFilter filter;
    filter.interrupted = true;
    const std::optional<RunSummary> run = newest(filter);
    if (!run || run->id == known)
        return {};
    Message message{u"interrupted"_s, Tone::Warning, {}};
    message.text = tr("Recovered from %1. A run was interrupted: %2")
                       .arg(displayLocale().toString(run->started.toLocalTime().time(), u"HH:mm"), answersText(*run));
    if (!m_library->isReadOnly())
        message.actions.append({.kind = Action::Kind::ResumeRun, .text = tr("Resume"), .run = run->id});
    message.actions.append({.kind = Action::Kind::ShowRun, .text = tr("Show"), .run = run->id});
    return {message};
}

void KeptRuns::learn()
{
    const QList<RunState> runs = m_library ? lastRuns(*m_library) : QList<RunState>();
    for (const RunState &run : runs)
        m_model.session().learn(run);
}

QList<Message> keepingMessages(const std::optional<Error> &problem)
{
    if (!problem)
        return {};
    Message message{u"keeping"_s, Tone::Error, {}};
    message.text = KeptRuns::tr("Runs cannot be kept: %1 This run goes on in memory.").arg(problem->message);
    message.actions = {{Action::Kind::SaveUnkept, KeptRuns::tr("Save as…")},
                       {Action::Kind::KeepingDetails, KeptRuns::tr("Details")}};
    return {message};
}

} // namespace tributary
