// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/OutlineModel.h"

#include "base/Formatting.h"

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

/// Of a layer's row; an agent's row carries its layer, counted from 1.
constexpr quintptr layerMark = 0;

QList<QList<AgentId>> layersOf(const Graph &graph)
{
    QList<QList<AgentId>> layers;
    for (const Layer &layer : graph.layers) {
        QList<AgentId> ids;
        for (const Agent &agent : layer.agents)
            ids.append(agent.id);
        layers.append(ids);
    }
    return layers;
}

/// Numbers stand at the right, their titles too.
QVariant alignmentOf(int column)
{
    const Qt::Alignment side = column >= OutlineModel::TokensColumn ? Qt::AlignRight : Qt::AlignLeft;
    return QVariant::fromValue(int(side | Qt::AlignVCenter));
}

} // namespace

OutlineModel::OutlineModel(LiveGraph &live, QObject *parent)
    : QAbstractItemModel(parent)
    , m_live(live)
    , m_layers(layersOf(live.graph()))
{
    connect(&live, &LiveGraph::structureChanged, this, &OutlineModel::takeStructure);
    connect(&live, &LiveGraph::displayChanged, this, &OutlineModel::tell);
}

/// A changed setting must not fold the tree together, so only other rows are a new model.
void OutlineModel::takeStructure()
{
    const QList<QList<AgentId>> layers = layersOf(m_live.graph());
    if (layers != m_layers) {
        beginResetModel();
        m_layers = layers;
        endResetModel();
        return;
    }
    for (int layer = 0; layer < m_layers.size(); ++layer) {
        const QModelIndex head = index(layer, 0);
        Q_EMIT dataChanged(head, head.siblingAtColumn(ColumnCount - 1));
        if (rowCount(head) > 0)
            Q_EMIT dataChanged(index(0, 0, head), index(rowCount(head) - 1, ColumnCount - 1, head));
    }
}

void OutlineModel::tell(const QList<AgentId> &agents)
{
    for (const AgentId &id : agents) {
        const QModelIndex row = indexOf({id, -1});
        if (row.isValid())
            Q_EMIT dataChanged(row, row.siblingAtColumn(ColumnCount - 1));
    }
}

GraphItem OutlineModel::item(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == layerMark)
        return {{}, index.row()};
    return {m_layers.value(static_cast<qsizetype>(index.internalId()) - 1).value(index.row()), -1};
}

QModelIndex OutlineModel::indexOf(const GraphItem &item) const
{
    if (item.isLayer())
        return item.layer < m_layers.size() ? index(static_cast<int>(item.layer), 0) : QModelIndex();
    for (int layer = 0; layer < m_layers.size(); ++layer) {
        const qsizetype row = m_layers.at(layer).indexOf(item.agent);
        if (row >= 0)
            return index(static_cast<int>(row), 0, index(layer, 0));
    }
    return {};
}

AgentDisplay OutlineModel::display(const QModelIndex &index) const
{
    return m_live.agent(item(index).agent);
}

QModelIndex OutlineModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : layerMark);
}

QModelIndex OutlineModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == layerMark)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, layerMark);
}

int OutlineModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_layers.size());
    const bool isLayer = parent.internalId() == layerMark && parent.column() == 0;
    return isLayer ? static_cast<int>(m_layers.value(parent.row()).size()) : 0;
}

int OutlineModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant OutlineModel::data(const QModelIndex &index, int role) const
{
    const GraphItem what = item(index);
    if (what.isLayer())
        return layerData(index.row(), index.column(), role);
    if (!what.isAgent())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return agentText(what.agent, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == AgentColumn ? m_live.agent(what.agent).accessibleName
                                             : spoken(agentText(what.agent, index.column()), index.column());
    case Qt::AccessibleDescriptionRole:
        return m_live.agent(what.agent).accessibleDescription;
    case Qt::ToolTipRole: {
        QStringList problems;
        const QList<Issue> issues = m_live.problems(what.agent);
        for (const Issue &issue : issues)
            problems.append(issue.message);
        return problems.isEmpty() ? QVariant() : QVariant(problems.join(u'\n').toHtmlEscaped());
    }
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column());
    case AgentIdRole:
        return what.agent.value;
    case StateIconRole:
        return index.column() == StateColumn ? m_live.agent(what.agent).icon : QString();
    default:
        return {};
    }
}

QVariant OutlineModel::layerData(int layer, int column, int role) const
{
    if (role == Qt::AccessibleTextRole && column != AgentColumn)
        return spoken({}, column);
    if (column != AgentColumn || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    const LayerDisplay display = m_live.layers().value(layer);
    return display.bypassed ? tr("%1 · bypassed").arg(display.title) : display.title;
}

/// Keys reach every cell, so an empty one has a name too.
QString OutlineModel::spoken(const QString &text, int column) const
{
    return text.isEmpty() ? tr("%1: none").arg(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()) : text;
}

QString OutlineModel::agentText(const AgentId &id, int column) const
{
    const AgentDisplay display = m_live.agent(id);
    const Agent *agent = nullptr;
    if (const std::optional<AgentPlace> place = findAgent(m_live.graph(), id))
        agent = &m_live.graph().layers.at(place->layer).agents.at(place->index);
    const std::optional<AgentState> state = m_live.state(id);
    switch (column) {
    case AgentColumn:
        return agent && !agent->name.isEmpty() ? agent->name
               : display.isAggregator          ? tr("Aggregator")
                                               : tr("Agent %1").arg(display.letter);
    case ModelColumn:
        return display.modelName;
    case StateColumn:
        return display.stateText.isEmpty() ? tr("Ready") : display.stateText;
    case TokensColumn:
        return state && state->usage.output() > 0 ? formatCount(state->usage.output()) : QString();
    case CostColumn:
        return state && state->costUsd ? formatMoney(*state->costUsd) : QString();
    default:
        return {};
    }
}

QVariant OutlineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Agent"), tr("Model"), tr("State"), tr("Tokens"), tr("Cost")};
    return titles.value(section);
}

} // namespace tributary
