// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/GraphSelection.h"
#include "viewmodel/LiveGraph.h"

#include <QAbstractItemModel>

namespace tributary {

/// The graph as a tree: layers, and in them their agents with model, state, tokens and cost.
class OutlineModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { AgentColumn, ModelColumn, StateColumn, TokensColumn, CostColumn, ColumnCount };

    enum Role {
        AgentIdRole = Qt::UserRole + 1, ///< empty for a layer
        StateIconRole,                  ///< Lucide name
    };

    explicit OutlineModel(LiveGraph &live, QObject *parent = nullptr);

    [[nodiscard]] GraphItem item(const QModelIndex &index) const;
    /// Invalid for what is not in the graph, and for the graph as a whole.
    [[nodiscard]] QModelIndex indexOf(const GraphItem &item) const;
    [[nodiscard]] AgentDisplay display(const QModelIndex &index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    void takeStructure();
    void tell(const QList<AgentId> &agents);
    [[nodiscard]] QVariant layerData(int layer, int column, int role) const;
    [[nodiscard]] QString spoken(const QString &text, int column) const;
    [[nodiscard]] QString agentText(const AgentId &id, int column) const;

    LiveGraph &m_live;
    /// What the rows are; the graph may be ahead of it for a moment.
    QList<QList<AgentId>> m_layers;
};

} // namespace tributary
