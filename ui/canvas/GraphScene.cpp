// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canvas/GraphScene.h"

#include "ui/common/ThemeController.h"

namespace tributary {

namespace {

constexpr double frameMargin = 16;
constexpr double fadedOpacity = 0.25;

enum Depth { columnDepth, edgeDepth, realEdgeDepth, nodeDepth, feedbackDepth };

QPointF between(const QPointF &from, const QPointF &to, double progress)
{
    return from + (to - from) * progress;
}

} // namespace

GraphScene::GraphScene(const ThemeController &theme, QObject *parent)
    : QGraphicsScene(parent)
    , m_theme(theme)
    , m_prompt(new PromptItem(theme))
    , m_realEdges(new EdgesItem(theme))
    , m_feedback(new FeedbackItem(theme))
{
    // Few items that move often: an index would cost more than it finds.
    setItemIndexMethod(NoIndex);
    m_prompt->setZValue(nodeDepth);
    m_realEdges->setZValue(realEdgeDepth);
    m_feedback->setZValue(feedbackDepth);
    addItem(m_prompt);
    addItem(m_realEdges);
    addItem(m_feedback);
    m_move.setStartValue(0.0);
    m_move.setEndValue(1.0);
    m_move.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_move, &QVariantAnimation::valueChanged, this,
            [this](const QVariant &value) { placeAll(value.toDouble()); });
    connect(&theme, &ThemeController::changed, this, &GraphScene::updateColours);
    updateColours();
}

GraphScene::~GraphScene() = default;

void GraphScene::updateColours()
{
    setBackgroundBrush(m_theme.theme().colour(Colour::Canvas));
    update();
}

void GraphScene::setPicture(const GraphPicture &picture)
{
    m_before.clear();
    for (auto it = m_agents.cbegin(); it != m_agents.cend(); ++it)
        m_before.insert(it.key(), QRectF(it.value()->pos(), picture.layout.measures.agent));
    m_picture = picture;
    buildColumns();
    buildAgents();
    buildEdges();
    setSceneRect(frame());
    m_move.stop();
    const int duration = m_theme.theme().duration(Motion::Reorder);
    if (duration <= 0 || m_theme.theme().reducedMotion || m_before.isEmpty()) {
        placeAll(1.0);
        return;
    }
    m_move.setDuration(duration);
    m_move.start();
}

void GraphScene::finishMoves()
{
    m_move.stop();
    placeAll(1.0);
}

void GraphScene::buildColumns()
{
    while (m_columns.size() > m_picture.layout.columns.size())
        delete m_columns.takeLast();
    while (m_columns.size() < m_picture.layout.columns.size()) {
        m_columns.append(new ColumnItem(m_theme));
        m_columns.last()->setZValue(columnDepth);
        addItem(m_columns.last());
    }
    for (int i = 0; i < m_columns.size(); ++i)
        m_columns.at(i)->setColumn(m_picture.layout.columns.at(i), m_picture.columns.value(i));
}

void GraphScene::buildAgents()
{
    m_agents.removeIf([this](decltype(m_agents)::iterator agent) {
        const bool gone = !m_picture.layout.find(agent.key());
        if (gone)
            delete agent.value();
        return gone;
    });
    for (const ColumnSpot &column : std::as_const(m_picture.layout.columns)) {
        for (const AgentSpot &spot : column.agents) {
            AgentItem *&item = m_agents[spot.id];
            if (!item) {
                item = new AgentItem(m_theme);
                item->setZValue(nodeDepth);
                // It may be painted before the others have begun to move.
                item->setRect(spot.rect);
                addItem(item);
            }
            item->setNode(m_picture.node(spot.id));
            item->setPorts(portsOf(m_picture.layout, m_picture.links, spot.id));
        }
    }
}

void GraphScene::buildEdges()
{
    while (m_edges.size() > m_picture.links.size())
        delete m_edges.takeLast();
    while (m_edges.size() < m_picture.links.size()) {
        m_edges.append(new EdgesItem(m_theme));
        m_edges.last()->setZValue(edgeDepth);
        addItem(m_edges.last());
    }
}

GraphLayout GraphScene::shownLayout(double progress) const
{
    GraphLayout layout = m_picture.layout;
    if (progress >= 1)
        return layout;
    for (ColumnSpot &column : layout.columns) {
        for (AgentSpot &spot : column.agents) {
            if (const auto before = m_before.constFind(spot.id); before != m_before.cend())
                spot.rect.moveTopLeft(between(before->topLeft(), spot.rect.topLeft(), progress));
        }
    }
    return layout;
}

void GraphScene::placeAll(double progress)
{
    const GraphLayout layout = shownLayout(progress);
    m_prompt->setPrompt(layout.prompt, m_picture.promptLine);
    for (const ColumnSpot &column : layout.columns) {
        for (const AgentSpot &spot : column.agents) {
            if (AgentItem *item = m_agents.value(spot.id))
                item->setRect(spot.rect);
        }
    }
    updateEdges(layout);
}

void GraphScene::updateEdges(const GraphLayout &layout)
{
    const bool fade = !m_lookedAt.isEmpty() && layout.find(m_lookedAt);
    const EdgeSourceLookup lookup = [this](const AgentId &id) { return sourceOf(m_picture.node(id).display); };
    for (int i = 0; i < m_edges.size(); ++i) {
        m_edges.at(i)->setEdges(edgesInto(layout, m_picture.links.at(i), lookup));
        m_edges.at(i)->setOpacity(fade ? fadedOpacity : 1);
    }
    m_realEdges->setEdges(fade ? realEdges(layout, m_picture.links, m_lookedAt, lookup) : DrawnEdges{});
}

void GraphScene::setNode(const GraphNode &node)
{
    AgentItem *item = m_agents.value(node.display.id);
    if (!item)
        return;
    const bool newEdges = isSilent(m_picture.node(node.display.id).display) != isSilent(node.display);
    m_picture.nodes.insert(node.display.id, node);
    item->setNode(node);
    if (newEdges)
        updateEdges(shownLayout(m_move.state() == QVariantAnimation::Running ? m_move.currentValue().toDouble() : 1));
}

void GraphScene::setPromptLine(const QString &line)
{
    m_picture.promptLine = line;
    m_prompt->setPrompt(m_picture.layout.prompt, line);
}

void GraphScene::setAgentMarks(const AgentId &agent, const GraphMarks &marks)
{
    if (AgentItem *item = m_agents.value(agent))
        item->setMarks(marks);
}

void GraphScene::setColumnMarks(int layer, const GraphMarks &marks)
{
    if (layer >= 0 && layer < m_columns.size())
        m_columns.at(layer)->setMarks(marks);
}

void GraphScene::setLookedAt(const AgentId &agent)
{
    if (m_lookedAt == agent)
        return;
    m_lookedAt = agent;
    updateEdges(shownLayout(m_move.state() == QVariantAnimation::Running ? m_move.currentValue().toDouble() : 1));
}

void GraphScene::setDegrees(int degrees)
{
    for (AgentItem *item : std::as_const(m_agents))
        item->setDegrees(degrees);
}

QRectF GraphScene::frame() const
{
    return m_picture.layout.bounds.adjusted(-frameMargin, -frameMargin, frameMargin, frameMargin);
}

} // namespace tributary
