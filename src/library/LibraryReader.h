// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "library/RunSummary.h"
#include "library/RunTables.h"

#include <memory>

namespace tributary {

class Database;
struct FindStatement;

/// What callers read from a library, on a connection of their thread. All functions throw.
class LibraryReader
{
public:
    explicit LibraryReader(std::unique_ptr<Database> database);
    ~LibraryReader();
    Q_DISABLE_COPY_MOVE(LibraryReader)

    [[nodiscard]] QString path() const;
    [[nodiscard]] QList<RunKey> find(const RunFilter &filter) const;
    [[nodiscard]] QList<RunSummary> summaries(const QList<RunKey> &keys) const;
    [[nodiscard]] RunSummary summary(const RunId &run) const;
    [[nodiscard]] RunRecord load(const RunId &run) const;
    [[nodiscard]] RunFacets facets() const;
    [[nodiscard]] RunId resolve(const QString &beginning) const;
    [[nodiscard]] std::optional<QByteArray> analysis(const RunId &run, const QString &kind, int version) const;
    /// Whether lists have to be shown anew since the last time this was asked; cheap when nothing was written.
    [[nodiscard]] bool hasChanged();
    /// Open runs whose program is gone.
    [[nodiscard]] QList<RunKey> abandoned() const;

private:
    [[nodiscard]] QList<RunKey> runFind(const FindStatement &find) const;
    /// Around damaged pages: slow, one run at a time, without those that cannot be read.
    [[nodiscard]] QList<RunKey> findReadable(const RunFilter &filter, const QList<RunKey> &interrupted) const;
    [[nodiscard]] QList<RunKey> readableKeys() const;
    [[nodiscard]] QStringList distinct(const QString &table, const QString &column) const;
    [[nodiscard]] QList<RunSummary> readSummaries(const QList<RunKey> &keys) const;
    void bringUpToDate(RunSummary &summary, RunStage stage, const QString &owner) const;

    std::unique_ptr<Database> m_database;
    RunLoader m_loader;
    qint64 m_seenVersion = 0;
    qint64 m_seenChanges = 0;
};

} // namespace tributary
