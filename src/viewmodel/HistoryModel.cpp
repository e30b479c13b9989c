// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/HistoryModel.h"

#include "library/Library.h"

#include <algorithm>

namespace tributary {

namespace {

/// About three screens of rows.
constexpr qsizetype PageSize = 40;

qint64 numberOf(RunKey key)
{
    return static_cast<qint64>(key);
}

} // namespace

void HistoryModel::setSource(const Library *library, const QDate &today)
{
    beginResetModel();
    m_library = library;
    m_today = today;
    m_keys.clear();
    m_groups.clear();
    m_titleRows.clear();
    m_days.clear();
    m_summaries.clear();
    endResetModel();
}

Result<void> HistoryModel::show(const RunFilter &filter)
{
    if (!m_library)
        return {};
    const Result<QList<RunKey>> keys = m_library->find(filter);
    if (!keys)
        return tl::unexpected<Error>(keys.error());
    m_summaries.clear();
    if (*keys == m_keys) {
        if (!m_keys.isEmpty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return {};
    }
    beginResetModel();
    m_keys = *keys;
    m_groups = groupByDay(m_keys.size(), [this](const QList<qsizetype> &elements) { return daysOf(elements); });
    m_titleRows.clear();
    for (const DayGroup &group : std::as_const(m_groups))
        m_titleRows.append(static_cast<int>(group.first + m_titleRows.size()));
    endResetModel();
    return {};
}

QList<QDate> HistoryModel::daysOf(const QList<qsizetype> &elements)
{
    QList<RunKey> unknown;
    for (const qsizetype element : elements) {
        if (!m_days.contains(numberOf(m_keys.at(element))))
            unknown.append(m_keys.at(element));
    }
    if (const auto read = m_library->summaries(unknown)) {
        for (const RunSummary &run : *read)
            m_days.insert(numberOf(run.key), run.started.toLocalTime().date());
    }
    QList<QDate> days;
    for (const qsizetype element : elements)
        days.append(m_days.value(numberOf(m_keys.at(element))));
    return days;
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_keys.size() + m_groups.size());
}

qsizetype HistoryModel::groupOf(int row) const
{
    const auto after = std::ranges::upper_bound(m_titleRows, row);
    return std::distance(m_titleRows.cbegin(), after) - 1;
}

qsizetype HistoryModel::elementOf(int row) const
{
    if (row < 0 || row >= rowCount())
        return -1;
    const qsizetype group = groupOf(row);
    return row == m_titleRows.at(group) ? -1 : row - group - 1;
}

const RunSummary *HistoryModel::summary(qsizetype element) const
{
    const qint64 key = numberOf(m_keys.at(element));
    if (const RunSummary *known = m_summaries.object(key))
        return known;
    const qsizetype first = element / PageSize * PageSize;
    const QList<RunKey> page = m_keys.sliced(first, std::min(PageSize, m_keys.size() - first));
    // A run that was erased by another program stays an empty row until the change is told.
    for (const RunKey gone : page)
        m_summaries.insert(numberOf(gone), new RunSummary);
    if (const auto read = m_library->summaries(page)) {
        for (const RunSummary &run : *read)
            m_summaries.insert(numberOf(run.key), new RunSummary(run));
    }
    return m_summaries.object(key);
}

RunSummary HistoryModel::run(int row) const
{
    const qsizetype element = elementOf(row);
    return element < 0 ? RunSummary() : *summary(element);
}

RunKey HistoryModel::key(int row) const
{
    const qsizetype element = elementOf(row);
    return element < 0 ? RunKey{} : m_keys.at(element);
}

int HistoryModel::rowOf(RunKey key) const
{
    // Newest first: keys fall.
    const auto place = std::ranges::lower_bound(m_keys, numberOf(key), std::greater<>(), numberOf);
    if (place == m_keys.cend() || *place != key)
        return -1;
    const qsizetype element = std::distance(m_keys.cbegin(), place);
    const auto after = std::ranges::upper_bound(m_groups, element, {}, &DayGroup::first);
    return static_cast<int>(element + std::distance(m_groups.cbegin(), after));
}

QList<RunId> HistoryModel::idsOf(const QModelIndexList &rows) const
{
    QList<RunId> ids;
    for (const QModelIndex &index : rows) {
        const RunId id = run(index.row()).id;
        if (!id.isEmpty())
            ids.append(id);
    }
    return ids;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const qsizetype element = elementOf(index.row());
    if (role == IsDayRole)
        return element < 0;
    if (role == KeyRole)
        return element < 0 ? QVariant() : QVariant(numberOf(m_keys.at(element)));
    if (element < 0)
        return role == Qt::DisplayRole || role == Qt::AccessibleTextRole
                   ? dayTitle(m_groups.at(groupOf(index.row())).day, m_today)
                   : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return summary(element)->prompt.simplified();
    case Qt::AccessibleTextRole:
        return describeKeptRun(*summary(element)).accessibleName;
    case RowRole:
        return QVariant::fromValue(describeKeptRun(*summary(element)));
    case RunIdRole:
        return summary(element)->id.value;
    default:
        return {};
    }
}

Qt::ItemFlags HistoryModel::flags(const QModelIndex &index) const
{
    const bool isDay = index.isValid() && elementOf(index.row()) < 0;
    return isDay ? Qt::ItemNeverHasChildren : QAbstractListModel::flags(index);
}

QHash<int, QByteArray> HistoryModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{IsDayRole, "isDay"}, {RowRole, "row"}, {RunIdRole, "runId"}, {KeyRole, "key"}});
    return names;
}

} // namespace tributary
