// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/LibraryThread.h"

#include "library/Database.h"

#include <QSet>
#include <QThread>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

void writeTogether(Database &database, const auto &jobs, bool visible)
{
    Transaction transaction(database);
    for (const auto &job : jobs)
        job.work(database);
    if (visible)
        database.run(u"UPDATE changes SET count = count + 1"_s);
    transaction.commit();
}

} // namespace

LibraryThread::LibraryThread(OpenDatabase open, OnFailure onFailure)
    : m_open(std::move(open))
    , m_onFailure(onFailure)
    , m_thread(QThread::create([this] { loop(); }))
{
    m_thread->setObjectName(u"library"_s);
    m_thread->start();
}

LibraryThread::~LibraryThread()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread->wait();
}

void LibraryThread::post(const RunId &run, Visibility visibility, Work work)
{
    enqueue({std::move(work), run, visibility, nullptr});
}

Result<void> LibraryThread::ask(Work work, Visibility visibility)
{
    auto reply = std::make_shared<std::promise<Result<void>>>();
    std::future<Result<void>> result = reply->get_future();
    enqueue({std::move(work), {}, visibility, std::move(reply)});
    return result.get();
}

void LibraryThread::enqueue(Job job)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void LibraryThread::loop()
{
    std::unique_ptr<Database> database;
    int failures = 0;
    for (Jobs jobs = takeJobs(); !jobs.empty(); jobs = takeJobs()) {
        Progress progress = Progress::TryLater;
        try {
            if (!database)
                database = m_open();
            progress = write(*database, jobs);
        } catch (const DatabaseError &error) {
            // The file could not be opened.
            std::erase_if(jobs, [&](const Job &job) { return giveUp(job, error); });
        }
        failures = progress == Progress::Done ? 0 : failures + 1;
        if (progress == Progress::Done || jobs.empty())
            continue;
        putBack(std::move(jobs));
        if (!waitBeforeRetry(failures))
            return;
    }
}

LibraryThread::Jobs LibraryThread::takeJobs()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
    return std::exchange(m_jobs, {});
}

LibraryThread::Progress LibraryThread::write(Database &database, Jobs &jobs)
{
    const bool visible =
        std::any_of(jobs.cbegin(), jobs.cend(), [](const Job &job) { return job.visibility == Visibility::Visible; });
    try {
        writeTogether(database, jobs, visible);
    } catch (const DatabaseError &error) {
        if (jobs.size() > 1)
            return writeEach(database, jobs);
        return giveUp(jobs.front(), error) ? Progress::Done : Progress::TryLater;
    }
    succeed(jobs);
    if (visible)
        Q_EMIT changed();
    return Progress::Done;
}

/// One of them fails: each in a transaction of its own, in order, so that it takes no other with it. What is left in
/// `jobs` has to be tried again.
LibraryThread::Progress LibraryThread::writeEach(Database &database, Jobs &jobs)
{
    QSet<RunId> waiting;
    Jobs left;
    for (Job &job : jobs) {
        Jobs one{job};
        // What comes after a write that has to wait waits too: the order of a run's events is sacred.
        const bool waits = !job.reply && !left.empty() && waiting.contains(job.run);
        if (waits || write(database, one) == Progress::TryLater) {
            waiting.insert(job.run);
            left.push_back(std::move(job));
        }
    }
    jobs = std::move(left);
    return jobs.empty() ? Progress::Done : Progress::TryLater;
}

void LibraryThread::succeed(const Jobs &jobs)
{
    for (const Job &job : jobs) {
        if (job.reply)
            job.reply->set_value({});
        else
            Q_EMIT written(job.run);
    }
}

bool LibraryThread::giveUp(const Job &job, const DatabaseError &error)
{
    if (job.reply) {
        job.reply->set_value(tl::unexpected(error.error()));
        return true;
    }
    const bool lost = error.cause() == DatabaseError::Cause::Request || m_onFailure == OnFailure::Drop;
    Q_EMIT refused(job.run, error.error(), lost);
    return lost;
}

bool LibraryThread::waitBeforeRetry(int failures)
{
    constexpr Milliseconds first{100};
    constexpr Milliseconds longest{5000};
    // Whoever closes the program does not wait for a disk that stays full.
    constexpr int triesWhenStopping = 3;
    std::unique_lock lock(m_mutex);
    if (m_stopping && failures >= triesWhenStopping)
        return false;
    const Milliseconds pause = m_stopping ? first : std::min(longest, first * (1 << std::min(failures, 6)));
    const auto isAsked = [this] {
        return std::any_of(m_jobs.cbegin(), m_jobs.cend(), [](const Job &job) { return bool(job.reply); });
    };
    const bool wasStopping = m_stopping;
    m_wake.wait_for(lock, pause, [&] { return m_stopping != wasStopping || isAsked(); });
    return true;
}

void LibraryThread::putBack(Jobs jobs)
{
    const std::scoped_lock lock(m_mutex);
    m_jobs.insert(m_jobs.begin(), std::make_move_iterator(jobs.begin()), std::make_move_iterator(jobs.end()));
}

} // namespace tributary
