// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "library/RunSummary.h"
#include "run/RunRecord.h"

#include <QSet>

#include <optional>

namespace tributary {

class Database;

/// How far a run is in the file. The numbers stand in files: never reuse one.
enum class RunStage {
    Open = 0, ///< its events are rows, its owner may be writing more
    Interrupted = 1,
    Over = 2,
};

/// Where a run stands.
struct RunPlace
{
    RunKey key{};
    RunStage stage = RunStage::Open;
    QString owner;
};

/// Reads runs from their tables. All functions throw.
class RunLoader
{
public:
    explicit RunLoader(const Database &database)
        : m_database(database)
    {}

    [[nodiscard]] std::optional<RunPlace> find(const RunId &run) const;
    /// Refuses a run that is not there.
    [[nodiscard]] RunPlace place(const RunId &run) const;
    /// Everything but requests and analyses: what a summary is made from.
    [[nodiscard]] RunRecord recordWithoutRequests(RunKey key) const;
    [[nodiscard]] RunRecord record(RunKey key) const;

private:
    [[nodiscard]] QByteArray content(qint64 id) const;
    /// Everything but events, requests and analyses. The events stand in for a graph that a damaged page hides.
    [[nodiscard]] RunRecord head(RunKey key, const QList<RunEvent> &events) const;
    [[nodiscard]] QList<RunEvent> events(RunKey key) const;
    [[nodiscard]] QList<SentRequest> requests(RunKey key) const;
    [[nodiscard]] QList<KeptAnalysis> analyses(RunKey key) const;

    const Database &m_database;
};

/// Writes runs into their tables; inside a transaction of the caller. All functions throw.
class RunStore
{
public:
    explicit RunStore(Database &database)
        : m_database(database)
    {}

    /// A run that is over, or as far as its events go. Refuses an id that is there.
    RunKey add(const RunRecord &record, RunOrigin origin);
    /// Refuses an id that is there.
    RunKey begin(const RunRecord &head, RunOrigin origin, const QString &owner);
    void append(const RunId &run, const QList<RunEvent> &events);
    void append(const RunId &run, const SentRequest &request);
    /// Puts the events of an open run into one piece and its texts into the search index. `Interrupted` for one that
    /// ended without its program's word.
    void close(const RunId &run, RunStage stage);
    /// The opposite, for the program that goes on with an interrupted run.
    void reopen(const RunId &run, const QString &owner);
    /// Closes the open runs of programs that are gone.
    int closeAbandoned();
    /// For good, with whatever lies beside it and what no other run shares. Leaves out open runs of living programs.
    void erase(const QList<RunId> &runs);
    /// Every run but the open ones of living programs.
    void eraseAll();
    /// Makes the search index from the runs; without one of them, if so wished.
    void rebuildIndex(std::optional<RunKey> without = std::nullopt);

private:
    qint64 keepContent(const QByteArray &bytes);
    [[nodiscard]] QSet<qint64> contentsOf(RunKey key) const;
    [[nodiscard]] RunKey freeKey(const QDateTime &started) const;
    void saveSummary(RunKey key, const RunSummary &summary);
    void insertRun(RunKey key, const RunSummary &summary, RunOrigin origin, const QString &owner);
    void insertDetails(RunKey key, const RunRecord &head, const RunSummary &summary);
    /// Adds a run to the search index, or takes it out again.
    void index(RunKey key, const RunRecord &record, bool searchable);

    Database &m_database;
};

} // namespace tributary
