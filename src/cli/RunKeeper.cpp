// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/RunKeeper.h"

#include <utility>

namespace tributary {

RunKeeper::RunKeeper(RunController &controller, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
{
    connect(&controller, &RunController::eventRecorded, this, [this](const RunEvent &event) {
        if (m_writer)
            m_writer->append(event);
        else if (!m_givenUp)
            m_waitingEvents.append(event);
        m_untold.append(event);
        tell();
    });
    connect(&controller, &RunController::requestSent, this, [this](const SentRequest &request) {
        if (m_writer)
            m_writer->append(request);
        else if (!m_givenUp)
            m_waitingRequests.append(request);
    });
    connect(&controller, &RunController::finished, this, [this] {
        m_over = true;
        if (m_writer)
            m_writer->finish();
        settleIfOver();
    });
}

void RunKeeper::keepIn(Library &library, RunOrigin origin)
{
    RunRecord head = m_controller.record();
    head.events.clear();
    head.requests.clear();
    keepBy(library.begin(head, origin));
}

void RunKeeper::keepBy(std::unique_ptr<RunWriter> writer)
{
    m_writer = std::move(writer);
    connect(m_writer.get(), &RunWriter::eventsWritten, this, &RunKeeper::tell);
    connect(m_writer.get(), &RunWriter::problemChanged, this, &RunKeeper::onProblem);
    connect(m_writer.get(), &RunWriter::kept, this, &RunKeeper::settleIfOver);
    for (const RunEvent &event : std::exchange(m_waitingEvents, {}))
        m_writer->append(event);
    for (const SentRequest &request : std::exchange(m_waitingRequests, {}))
        m_writer->append(request);
    if (m_over)
        m_writer->finish();
    onProblem();
}

void RunKeeper::giveUp()
{
    m_givenUp = true;
    m_waitingEvents.clear();
    m_waitingRequests.clear();
    tell();
    settleIfOver();
}

void RunKeeper::tell()
{
    while (!m_untold.isEmpty() && !waitsForDisk(m_untold.constFirst())) {
        ++m_told;
        Q_EMIT told(m_untold.takeFirst());
    }
}

bool RunKeeper::waitsForDisk(const RunEvent &event) const
{
    const bool endsCall = std::holds_alternative<event::CallFinished>(event.body) ||
                          std::holds_alternative<event::CallFailed>(event.body) ||
                          std::holds_alternative<event::CallCached>(event.body) ||
                          std::holds_alternative<event::RunFinished>(event.body);
    if (!endsCall || m_givenUp || m_settled)
        return false;
    return !m_writer || (!m_writer->problem() && m_writer->writtenEvents() <= m_told);
}

void RunKeeper::onProblem()
{
    if (m_writer->problem() && !std::exchange(m_failed, true))
        Q_EMIT failed(*m_writer->problem());
    tell();
    settleIfOver();
}

void RunKeeper::settleIfOver()
{
    const bool done = m_givenUp || (m_writer && (m_writer->isKept() || m_writer->problem()));
    if (!m_over || !done || std::exchange(m_settled, true))
        return;
    tell();
    QMetaObject::invokeMethod(this, &RunKeeper::settled, Qt::QueuedConnection);
}

} // namespace tributary
