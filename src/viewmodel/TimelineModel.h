// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/Timeline.h"

#include <QAbstractItemModel>

namespace tributary {

/// A timeline as a tree: layers with their agents. A live one changes in place; a selection stays.
class TimelineModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, BarColumn, ColumnCount };

    enum Role {
        RowRole = Qt::UserRole + 1, ///< TimelineRow; invalid for a layer
    };

    using QAbstractItemModel::QAbstractItemModel;

    void show(const TimelineDisplay &timeline);

    [[nodiscard]] const TimelineDisplay &timeline() const { return m_timeline; }

    /// nullptr for a layer.
    [[nodiscard]] const TimelineRow *row(const QModelIndex &index) const;
    /// Invalid when the agent has no row.
    [[nodiscard]] QModelIndex indexOf(const AgentId &agent) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] bool hasSameShape(const TimelineDisplay &timeline) const;

    TimelineDisplay m_timeline;
};

} // namespace tributary

Q_DECLARE_METATYPE(tributary::TimelineRow)
