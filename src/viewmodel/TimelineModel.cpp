// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/TimelineModel.h"

#include <algorithm>

namespace tributary {

namespace {

/// Internal id of a layer; of an agent it is the number of its layer, from 1.
constexpr quintptr layerId = 0;

AgentId idOf(const TimelineRow &row)
{
    return row.display.id;
}

} // namespace

void TimelineModel::show(const TimelineDisplay &timeline)
{
    if (!hasSameShape(timeline)) {
        beginResetModel();
        m_timeline = timeline;
        endResetModel();
        return;
    }
    const TimelineDisplay before = std::exchange(m_timeline, timeline);
    for (int layer = 0; layer < rowCount(); ++layer) {
        const QModelIndex parent = index(layer, NameColumn);
        if (before.layers[layer].title != m_timeline.layers[layer].title)
            Q_EMIT dataChanged(parent, parent.siblingAtColumn(BarColumn));
        if (before.layers[layer].rows != m_timeline.layers[layer].rows)
            Q_EMIT dataChanged(index(0, NameColumn, parent), index(rowCount(parent) - 1, BarColumn, parent));
    }
}

bool TimelineModel::hasSameShape(const TimelineDisplay &timeline) const
{
    return std::ranges::equal(m_timeline.layers, timeline.layers, [](const TimelineLayer &a, const TimelineLayer &b) {
        return std::ranges::equal(a.rows, b.rows, {}, idOf, idOf);
    });
}

const TimelineRow *TimelineModel::row(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == layerId)
        return nullptr;
    return &m_timeline.layers[static_cast<qsizetype>(index.internalId()) - 1].rows[index.row()];
}

QModelIndex TimelineModel::indexOf(const AgentId &agent) const
{
    for (int layer = 0; layer < rowCount(); ++layer) {
        const QList<TimelineRow> &rows = m_timeline.layers[layer].rows;
        const auto found = std::ranges::find(rows, agent, idOf);
        if (found != rows.end())
            return index(static_cast<int>(found - rows.begin()), NameColumn, index(layer, NameColumn));
    }
    return {};
}

QModelIndex TimelineModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : layerId);
}

QModelIndex TimelineModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == layerId)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, NameColumn, layerId);
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_timeline.layers.size());
    if (parent.internalId() != layerId || parent.column() != NameColumn)
        return 0;
    return static_cast<int>(m_timeline.layers[parent.row()].rows.size());
}

int TimelineModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const TimelineRow *agent = row(index);
    if (!agent)
        return role == Qt::DisplayRole && index.column() == NameColumn ? m_timeline.layers[index.row()].title
                                                                       : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == NameColumn ? agent->display.modelName : agent->figures;
    case Qt::AccessibleTextRole:
        return index.column() == NameColumn ? agent->spoken : agent->figures;
    case RowRole:
        return QVariant::fromValue(*agent);
    default:
        return {};
    }
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Agent") : tr("Time");
}

} // namespace tributary
