// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/RunWriter.h"

#include "library/Database.h"
#include "library/LibraryThread.h"
#include "library/RunTables.h"

#include <utility>

namespace tributary {

namespace {

/// What may wait a little on its way to the disk: there is much of it, and losing the last of it loses no answer.
bool mayWait(const RunEvent &event)
{
    return std::holds_alternative<event::Text>(event.body) || std::holds_alternative<event::FirstToken>(event.body);
}

} // namespace

RunWriter::RunWriter(std::shared_ptr<LibraryThread> thread, const Clock &clock, RunId run)
    : m_thread(std::move(thread))
    , m_run(std::move(run))
    , m_flushAlarm(clock.makeAlarm([this] { flush(); }))
{
    connect(m_thread.get(), &LibraryThread::written, this, [this](const RunId &which) {
        if (which == m_run)
            noteWritten();
    });
    connect(m_thread.get(), &LibraryThread::refused, this, [this](const RunId &which, const Error &error) {
        if (which == m_run)
            setProblem(error);
    });
}

RunWriter::RunWriter(RunId run, Error problem)
    : m_run(std::move(run))
    , m_problem(std::move(problem))
{}

RunWriter::~RunWriter()
{
    if (!m_thread || m_finished)
        return;
    flush();
    post(true, [run = m_run](Database &database) { RunStore(database).close(run, RunStage::Interrupted); });
}

void RunWriter::append(const RunEvent &event)
{
    Q_ASSERT(!m_finished);
    if (!m_thread)
        return;
    m_pending.append(event);
    // What the same pass of the event loop brings goes along.
    const bool waits = mayWait(event);
    if (!m_flushAlarm->isArmed() || (m_waitsForText && !waits)) {
        m_flushAlarm->ringAfter(waits ? textDelay : Milliseconds(0));
        m_waitsForText = waits;
    }
}

void RunWriter::append(const SentRequest &request)
{
    Q_ASSERT(!m_finished);
    if (m_thread)
        post(false, [run = m_run, request](Database &database) { RunStore(database).append(run, request); });
}

void RunWriter::finish()
{
    if (!m_thread || std::exchange(m_finished, true))
        return;
    flush();
    post(true, [run = m_run](Database &database) { RunStore(database).close(run, RunStage::Over); });
}

void RunWriter::flush()
{
    m_flushAlarm->disarm();
    if (m_pending.isEmpty())
        return;
    const qsizetype count = m_pending.size();
    post(
        false,
        [run = m_run, events = std::exchange(m_pending, {})](Database &database) {
            RunStore(database).append(run, events);
        },
        count);
}

void RunWriter::post(bool visible, std::function<void(Database &)> work, qsizetype events)
{
    m_unwritten.append(events);
    m_thread->post(m_run, visible ? LibraryThread::Visibility::Visible : LibraryThread::Visibility::Silent,
                   std::move(work));
}

void RunWriter::noteWritten()
{
    const qsizetype events = m_unwritten.takeFirst();
    m_writtenEvents += events;
    setProblem(std::nullopt);
    if (events > 0)
        Q_EMIT eventsWritten();
    if (m_kept || !m_finished || !m_unwritten.isEmpty())
        return;
    m_kept = true;
    Q_EMIT kept();
}

void RunWriter::setProblem(std::optional<Error> problem)
{
    if (m_problem == problem)
        return;
    m_problem = std::move(problem);
    Q_EMIT problemChanged();
}

} // namespace tributary
