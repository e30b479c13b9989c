// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "library/RunSummary.h"
#include "viewmodel/DayGroups.h"
#include "viewmodel/HistoryRow.h"

#include <QAbstractListModel>
#include <QCache>

namespace tributary {

class Library;

/// The runs of a library that a filter finds, newest first, each day under a row of its own. Holds only their keys;
/// what a row shows is read page by page when it is asked for. A hundred thousand runs cost a megabyte.
class HistoryModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IsDayRole = Qt::UserRole + 1, ///< the row is a day's title, not a run
        RowRole,                      ///< HistoryRow
        RunIdRole,
        KeyRole,
    };

    using QAbstractListModel::QAbstractListModel;

    /// nullptr: no rows. The library must outlive its use here. `today` decides what is called so.
    void setSource(const Library *library, const QDate &today);
    /// Reads again what is there. Rows that stayed keep their place; the model is reset only when runs came or went.
    Result<void> show(const RunFilter &filter);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] qsizetype runCount() const { return m_keys.size(); }

    /// The run of a row; a default one for the title of a day or a row that is gone.
    [[nodiscard]] RunSummary run(int row) const;
    [[nodiscard]] RunKey key(int row) const;
    /// -1 when the filter does not find it.
    [[nodiscard]] int rowOf(RunKey key) const;
    [[nodiscard]] QList<RunId> idsOf(const QModelIndexList &rows) const;

private:
    [[nodiscard]] qsizetype groupOf(int row) const;
    /// Index into the keys; -1 for the title of a day.
    [[nodiscard]] qsizetype elementOf(int row) const;
    [[nodiscard]] const RunSummary *summary(qsizetype element) const;
    [[nodiscard]] QList<QDate> daysOf(const QList<qsizetype> &elements);

    const Library *m_library = nullptr;
    QDate m_today;
    QList<RunKey> m_keys;
    QList<DayGroup> m_groups;
    /// Of each group: it stands before its runs.
    QList<int> m_titleRows;
    /// Of elements looked at once; a run never changes its day.
    QHash<qint64, QDate> m_days;
    mutable QCache<qint64, RunSummary> m_summaries{2000};
};

} // namespace tributary
