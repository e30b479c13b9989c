// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/GraphLayout.h"

#include <algorithm>

namespace tributary {

namespace {

constexpr double insertionThickness = 2;

double heightOf(qsizetype agents, const GraphMeasures &measures)
{
    // A column without agents keeps the room of one, to drop something on.
    const double count = double(std::max<qsizetype>(1, agents));
    return count * measures.agent.height() + (count - 1) * measures.agentGap;
}

double tallestOf(const Graph &graph, const GraphMeasures &measures)
{
    double tallest = std::max(measures.prompt.height(), measures.agent.height());
    for (const Layer &layer : graph.layers)
        tallest = std::max(tallest, heightOf(layer.agents.size(), measures));
    return tallest;
}

ColumnSpot columnAt(const Layer &layer, int number, double left, double tallest, const GraphMeasures &measures)
{
    const double above = measures.headerHeight + 2 * measures.headerMargin;
    ColumnSpot column;
    column.layer = number;
    column.rect = QRectF(left - measures.columnPadding, -above, measures.agent.width() + 2 * measures.columnPadding,
                         above + tallest + measures.columnPadding);
    column.header = QRectF(column.rect.left() + measures.headerMargin, column.rect.top() + measures.headerMargin,
                           column.rect.width() - 2 * measures.headerMargin, measures.headerHeight);
    // Whole pixels: half ones would blur every line of a column with an odd difference in height.
    double top = qRound((tallest - heightOf(layer.agents.size(), measures)) / 2);
    for (int i = 0; i < layer.agents.size(); ++i) {
        column.agents.append({layer.agents.at(i).id, number, i, QRectF(QPointF(left, top), measures.agent)});
        top += measures.agent.height() + measures.agentGap;
    }
    return column;
}

} // namespace

GraphLayout layOut(const Graph &graph, const GraphMeasures &measures)
{
    GraphLayout layout;
    layout.measures = measures;
    const double tallest = tallestOf(graph, measures);
    layout.prompt = QRectF(QPointF(0, qRound((tallest - measures.prompt.height()) / 2)), measures.prompt);
    layout.bounds = layout.prompt;
    double right = layout.prompt.right();
    for (int i = 0; i < graph.layers.size(); ++i) {
        const ColumnSpot column = columnAt(graph.layers.at(i), i, right + measures.columnGap, tallest, measures);
        right += measures.columnGap + measures.agent.width();
        layout.bounds |= column.rect;
        layout.columns.append(column);
    }
    layout.content = QRectF(0, 0, right, tallest);
    return layout;
}

const AgentSpot *GraphLayout::find(const AgentId &id) const
{
    for (const ColumnSpot &column : columns) {
        const auto found = std::ranges::find(column.agents, id, &AgentSpot::id);
        if (found != column.agents.cend())
            return &*found;
    }
    return nullptr;
}

QRectF GraphLayout::gapBefore(int layer) const
{
    const double left = layer == 0 ? prompt.right() : columns.at(layer - 1).rect.right();
    const double right =
        layer < columns.size() ? columns.at(layer).rect.left() : left + measures.columnGap - measures.columnPadding;
    return {QPointF(left, bounds.top()), QPointF(right, bounds.bottom())};
}

int GraphLayout::insertionIndex(int layer, double y) const
{
    const QList<AgentSpot> &agents = columns.at(layer).agents;
    return static_cast<int>(
        std::ranges::count_if(agents, [y](const AgentSpot &agent) { return agent.rect.center().y() < y; }));
}

QRectF GraphLayout::insertionLine(int layer, int index) const
{
    const ColumnSpot &column = columns.at(layer);
    const double left = column.rect.left() + measures.columnPadding;
    double y = content.center().y();
    if (index < column.agents.size())
        y = column.agents.at(index).rect.top() - measures.agentGap / 2;
    else if (!column.agents.isEmpty())
        y = column.agents.last().rect.bottom() + measures.agentGap / 2;
    return {left, y - insertionThickness / 2, measures.agent.width(), insertionThickness};
}

} // namespace tributary
