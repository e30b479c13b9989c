// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/RunRecorder.h"

#include <algorithm>

namespace tributary {

RunRecorder::RunRecorder(RunSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &RunSession::eventRecorded, this, &RunRecorder::take);
    connect(&session, &RunSession::requestSent, this, [this](const SentRequest &request) {
        if (m_isWriting)
            m_writers.back()->append(request);
    });
    connect(&session, &RunSession::runFinished, this, &RunRecorder::finish);
}

RunRecorder::~RunRecorder() = default;

void RunRecorder::setLibrary(Library *library)
{
    m_library = library;
    if (m_library)
        return;
    m_writers.clear();
    m_isWriting = false;
}

void RunRecorder::continueWith(std::unique_ptr<RunWriter> writer)
{
    begin(std::move(writer));
}

void RunRecorder::abandon()
{
    if (!std::exchange(m_isWriting, false))
        return;
    const bool hadProblem = m_writers.back()->problem().has_value();
    m_writers.pop_back();
    if (hadProblem)
        Q_EMIT problemChanged();
}

void RunRecorder::take(const RunEvent &event)
{
    if (m_library && std::holds_alternative<event::RunStarted>(event.body)) {
        RunRecord head = m_session.currentRecord();
        head.events.clear();
        begin(m_library->begin(head, RunOrigin::Window));
    }
    if (m_isWriting)
        m_writers.back()->append(event);
}

void RunRecorder::begin(std::unique_ptr<RunWriter> writer)
{
    connect(writer.get(), &RunWriter::problemChanged, this, &RunRecorder::problemChanged);
    connect(writer.get(), &RunWriter::kept, this, [this, kept = writer.get()] { letGo(kept); });
    m_writers.push_back(std::move(writer));
    m_isWriting = true;
    if (m_writers.back()->problem())
        Q_EMIT problemChanged();
}

void RunRecorder::finish()
{
    if (std::exchange(m_isWriting, false))
        m_writers.back()->finish();
}

void RunRecorder::letGo(RunWriter *writer)
{
    const auto found = std::ranges::find(m_writers, writer, [](const auto &kept) { return kept.get(); });
    if (found == m_writers.end())
        return;
    // It speaks right now.
    found->release()->deleteLater();
    m_writers.erase(found);
    Q_EMIT problemChanged();
}

std::optional<Error> RunRecorder::problem() const
{
    for (const std::unique_ptr<RunWriter> &writer : m_writers) {
        if (writer->problem())
            return writer->problem();
    }
    return std::nullopt;
}

std::optional<RunRecord> RunRecorder::unkept() const
{
    const auto writer = std::find_if(m_writers.rbegin(), m_writers.rend(),
                                     [](const auto &kept) { return kept->problem().has_value(); });
    if (writer == m_writers.rend())
        return std::nullopt;
    const RunId id = (*writer)->run();
    if (m_session.isRunning() && m_session.currentRecord().id == id)
        return m_session.currentRecord();
    const QList<SessionRun> &runs = m_session.runs();
    const auto run = std::ranges::find(runs, id, [](const SessionRun &known) { return known.record.id; });
    return run == runs.end() ? std::nullopt : std::optional(run->record);
}

} // namespace tributary
