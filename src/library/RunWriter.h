// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "base/Error.h"
#include "run/RunRecord.h"

#include <QObject>

#include <functional>
#include <memory>

namespace tributary {

class Database;
class LibraryThread;

/// Keeps one run while it happens. Every call returns at once; the library's thread writes text at least four times a
/// second and everything else without delay. What cannot be written stays in memory and is tried again; whoever shows
/// the run is told through problemChanged and may save it elsewhere. Destroying the writer of an unfinished run leaves
/// an interrupted run.
class RunWriter final : public QObject
{
    Q_OBJECT

public:
    /// What a killed program loses of streamed text at most.
    static constexpr Milliseconds textDelay{250};

    ~RunWriter() override;

    void append(const RunEvent &event);
    void append(const SentRequest &request);
    /// The run is over. From here on it never changes.
    void finish();

    [[nodiscard]] RunId run() const { return m_run; }

    /// Why what was appended is not on disk; nullopt when it is or soon will be.
    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }

    /// How many of the appended events are on disk, in the order of appending.
    [[nodiscard]] qsizetype writtenEvents() const { return m_writtenEvents; }

    /// finish() was called and everything is on disk.
    [[nodiscard]] bool isKept() const { return m_kept; }

Q_SIGNALS:
    /// writtenEvents() grew.
    void eventsWritten();
    void problemChanged();
    /// Everything up to finish() is on disk.
    void kept();

private:
    friend class Library;
    RunWriter(std::shared_ptr<LibraryThread> thread, const Clock &clock, RunId run);
    /// A writer without a library to write to: `problem` from the start.
    RunWriter(RunId run, Error problem);

    void flush();
    void post(bool visible, std::function<void(Database &)> work, qsizetype events = 0);
    void noteWritten();
    void setProblem(std::optional<Error> problem);

    std::shared_ptr<LibraryThread> m_thread;
    RunId m_run;
    std::unique_ptr<Alarm> m_flushAlarm;
    QList<RunEvent> m_pending;
    /// The alarm is set for text only, later than for anything else.
    bool m_waitsForText = false;
    /// What was posted and is not on disk, by the number of events in it.
    QList<qsizetype> m_unwritten;
    qsizetype m_writtenEvents = 0;
    bool m_finished = false;
    std::optional<Error> m_problem;
    bool m_kept = false;
};

} // namespace tributary
