// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Id.h"
#include "base/Result.h"

#include <QObject>

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>

class QThread;

namespace tributary {

class Database;
class DatabaseError;

/// The one thread of this program that writes one database. Whatever is waiting becomes one transaction. A write that
/// fails for a reason that may pass stays in memory and is tried again, ever less often; one that can never succeed is
/// dropped and reported. The object itself belongs to the thread that made it; its signals arrive there.
class LibraryThread final : public QObject
{
    Q_OBJECT

public:
    using Work = std::function<void(Database &)>;
    using OpenDatabase = std::function<std::unique_ptr<Database>()>;

    enum class Visibility {
        Silent,
        Visible, ///< lists have to be shown anew: changed() follows, here and in other programs
    };

    /// What becomes of posted work that cannot be written just now.
    enum class OnFailure {
        Retry,
        Drop, ///< it is not worth the memory
    };

    explicit LibraryThread(OpenDatabase open, OnFailure onFailure = OnFailure::Retry);
    /// Writes what is waiting; gives up on it after a few seconds of failures.
    ~LibraryThread() override;

    /// Keeps the work until it is written. `run` is told by written() or refused().
    void post(const RunId &run, Visibility visibility, Work work);
    /// Writes now and waits for it; tried once. The work is also told when it fails for a passing reason.
    Result<void> ask(Work work, Visibility visibility = Visibility::Visible);

Q_SIGNALS:
    /// One work of this run is on disk.
    void written(const tributary::RunId &run);
    /// Work of this run could not be written. It is tried again unless `lost`.
    void refused(const tributary::RunId &run, const tributary::Error &error, bool lost);
    void changed();

private:
    struct Job
    {
        Work work;
        RunId run;
        Visibility visibility = Visibility::Silent;
        /// Of ask(): who waits.
        std::shared_ptr<std::promise<Result<void>>> reply;
    };

    using Jobs = std::deque<Job>;
    enum class Progress { Done, TryLater };

    void enqueue(Job job);
    void loop();
    /// Waits for jobs; empty when there will be none any more.
    Jobs takeJobs();
    /// Tells whoever has to know; false for work that is tried again.
    bool giveUp(const Job &job, const DatabaseError &error);
    Progress write(Database &database, Jobs &jobs);
    Progress writeEach(Database &database, Jobs &jobs);
    void succeed(const Jobs &jobs);
    /// False when it is time to give up.
    bool waitBeforeRetry(int failures);
    void putBack(Jobs jobs);

    OpenDatabase m_open;
    OnFailure m_onFailure;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    Jobs m_jobs;
    bool m_stopping = false;
    std::unique_ptr<QThread> m_thread;
};

} // namespace tributary
