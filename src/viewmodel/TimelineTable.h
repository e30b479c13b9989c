// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/Timeline.h"

#include <QAbstractTableModel>

namespace tributary {

/// The calls of a run as figures, one a row, to be sorted.
class TimelineTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        AgentColumn,
        ModelColumn,
        LayerColumn,
        StateColumn,
        StartColumn,
        WaitColumn,
        FirstTokenColumn,
        StreamColumn,
        TotalColumn,
        AttemptsColumn,
        InputColumn,
        OutputColumn,
        SpeedColumn,
        CostColumn,
        ColumnCount,
    };

    enum Role {
        RawRole = Qt::UserRole + 1, ///< what is sorted by; invalid when unknown
    };

    using QAbstractTableModel::QAbstractTableModel;

    void show(const RunScene &scene, const TimelineDisplay &timeline);

    [[nodiscard]] AgentId agentAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Call
    {
        TimelineRow row;
        Usage usage;
        std::optional<double> costUsd;

        bool operator==(const Call &) const = default;
    };

    [[nodiscard]] static QVariant raw(const Call &call, int column);
    [[nodiscard]] static QString shown(const Call &call, int column);

    QList<Call> m_calls;
};

} // namespace tributary
