// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canvas/GraphCanvas.h"

#include "ui/canvas/CanvasAccessible.h"
#include "ui/canvas/FindField.h"
#include "ui/canvas/HoverCard.h"
#include "ui/canvas/OverviewMap.h"
#include "ui/common/Painting.h"
#include "ui/common/Spinner.h"
#include "ui/common/ThemeController.h"

#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>

#include <cmath>

namespace tributary {

namespace {

constexpr double zoomStep = 1.2;
constexpr int hoverMs = 400;
constexpr int overviewInset = 12;
/// Room around a place that the keyboard goes to.
constexpr int showMargin = 24;

} // namespace

GraphCanvas::GraphCanvas(GraphEditor &editor, const ThemeController &theme, Spinner &spinner, QWidget *parent)
    : QGraphicsView(parent)
    , m_editor(editor)
    , m_theme(theme)
    , m_spinner(spinner)
    , m_scene(theme)
    , m_overview(new OverviewMap(theme, this))
    , m_card(new HoverCard(theme, this))
    , m_find(new FindField(this))
{
    installCanvasAccessibility();
    setScene(&m_scene);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAlignment(Qt::AlignCenter);
    setTransformationAnchor(NoAnchor);
    setResizeAnchor(NoAnchor);
    setRenderHint(QPainter::Antialiasing);
    setViewportUpdateMode(SmartViewportUpdate);
    viewport()->setMouseTracking(true);
    m_hoverTimer.setSingleShot(true);
    m_hoverTimer.setInterval(hoverMs);
    connect(&m_hoverTimer, &QTimer::timeout, this, &GraphCanvas::showCard);
    connect(&editor.live(), &LiveGraph::structureChanged, this, &GraphCanvas::rebuild);
    connect(&editor.live(), &LiveGraph::displayChanged, this, &GraphCanvas::updateNodes);
    connect(&editor.selection(), &GraphSelection::changed, this, [this] {
        updateMarks();
        showPlace();
    });
    connect(&spinner, &Spinner::turned, this, [this] {
        if (isVisible())
            m_scene.setDegrees(m_spinner.degrees());
    });
    connect(m_overview, &OverviewMap::centreWanted, this, [this](const QPointF &at) {
        m_fitted = false;
        centerOn(at);
    });
    connect(m_find, &FindField::wanted, this, &GraphCanvas::find);
    connect(m_find, &FindField::closed, this, [this] { setFocus(Qt::OtherFocusReason); });
    connect(&theme, &ThemeController::changed, this, &GraphCanvas::rebuild);
    rebuild();
}

GraphCanvas::~GraphCanvas()
{
    removeCanvasAccessibility(*this);
    // A scene that goes scrolls its view, which then would ask it for its size.
    setScene(nullptr);
}

void GraphCanvas::rebuild()
{
    const LiveGraph &live = m_editor.live();
    GraphPicture picture = describePicture(live.graph(), live.layers());
    picture.promptLine = m_promptLine;
    for (const ColumnSpot &column : std::as_const(picture.layout.columns)) {
        for (const AgentSpot &spot : column.agents) {
            const Agent &agent = live.graph().layers.at(spot.layer).agents.at(spot.index);
            const std::optional<AgentState> state = live.state(spot.id);
            picture.nodes.insert(spot.id, describeNode(agent, live.agent(spot.id), state ? &*state : nullptr,
                                                       referenceCount(picture.links, spot.id)));
        }
    }
    const bool moved = picture.layout != m_scene.picture().layout;
    m_scene.setPicture(picture);
    m_hovered = {};
    updateMarks();
    if (moved) {
        keepFitted();
        showPlace();
    }
    updateOverview();
    Q_EMIT placeChanged();
    canvasTreeChanged(*this);
}

GraphNode GraphCanvas::nodeOf(const AgentId &id) const
{
    const LiveGraph &live = m_editor.live();
    const std::optional<AgentPlace> at = findAgent(live.graph(), id);
    if (!at)
        return {};
    const std::optional<AgentState> state = live.state(id);
    return describeNode(live.graph().layers.at(at->layer).agents.at(at->index), live.agent(id),
                        state ? &*state : nullptr, referenceCount(m_scene.picture().links, id));
}

void GraphCanvas::updateNodes(const QList<AgentId> &agents)
{
    bool changed = false;
    for (const AgentId &id : agents) {
        if (!m_scene.picture().layout.find(id))
            continue;
        const GraphNode node = nodeOf(id);
        const GraphNode before = m_scene.picture().node(id);
        if (node == before)
            continue;
        changed = true;
        m_scene.setNode(node);
        if (node.display.state != before.display.state)
            canvasAgentChanged(*this, id);
    }
    if (changed)
        updateOverview();
}

void GraphCanvas::updateMarks()
{
    const GraphSelection &selection = m_editor.selection();
    const bool focused = hasFocus();
    for (const ColumnSpot &column : m_scene.picture().layout.columns) {
        const bool current = selection.focus().isLayer() && selection.focus().layer == column.layer;
        const bool hovered = m_hovered.isHeader() && m_hovered.layer == column.layer;
        m_scene.setColumnMarks(column.layer, {current, current && focused, hovered, m_dropColumn == column.layer});
        for (const AgentSpot &spot : column.agents) {
            const bool here = selection.focus().agent == spot.id;
            m_scene.setAgentMarks(spot.id, {selection.contains(spot.id), here && focused,
                                            m_hovered.isAgent() && m_hovered.agent == spot.id, false});
        }
    }
    m_scene.setLookedAt(m_drag.moving ? AgentId{} : m_hovered.isAgent() ? m_hovered.agent : selection.focus().agent);
    viewport()->update();
}

GraphPlace GraphCanvas::placeOf(const AgentId &id) const
{
    const AgentSpot *spot = m_scene.picture().layout.find(id);
    return spot ? GraphPlace{spot->layer, spot->index} : GraphPlace{};
}

std::optional<GraphPlace> GraphCanvas::place() const
{
    const GraphItem &focus = m_editor.selection().focus();
    if (focus.isLayer())
        return GraphPlace{static_cast<int>(focus.layer), GraphPlace::header};
    if (!focus.isAgent() || !m_scene.picture().layout.find(focus.agent))
        return std::nullopt;
    return placeOf(focus.agent);
}

void GraphCanvas::goTo(const GraphPlace &place)
{
    if (place.index == GraphPlace::header)
        m_editor.selection().focusLayer(place.layer);
    else if (const ColumnSpot column = m_scene.picture().layout.columns.value(place.layer);
             place.index < column.agents.size())
        m_editor.selection().focusAgent(column.agents.at(place.index).id);
}

void GraphCanvas::showPlace()
{
    if (const std::optional<GraphPlace> here = place()) {
        if (!m_fitted)
            ensureVisible(rectOf(m_scene.picture().layout, *here), showMargin, showMargin);
        canvasFocusChanged(*this);
    }
    Q_EMIT placeChanged();
}

void GraphCanvas::setPromptLine(const QString &line)
{
    m_promptLine = line;
    m_scene.setPromptLine(line);
}

double GraphCanvas::zoom() const
{
    return transform().m11();
}

CanvasTarget GraphCanvas::targetUnder(const QPointF &at) const
{
    return targetAt(m_scene.picture(), at, zoom());
}

void GraphCanvas::applyZoom(double factor)
{
    const double bounded = std::clamp(factor, smallestZoom, largestZoom);
    if (qFuzzyCompare(bounded, zoom()))
        return;
    setTransform(QTransform::fromScale(bounded, bounded));
    updateOverview();
    Q_EMIT zoomChanged(bounded);
}

void GraphCanvas::setZoom(double factor)
{
    m_fitted = false;
    const QPointF middle = mapToScene(viewport()->rect().center());
    applyZoom(factor);
    centerOn(middle);
}

void GraphCanvas::zoomIn()
{
    setZoom(zoom() * zoomStep);
}

void GraphCanvas::zoomOut()
{
    setZoom(zoom() / zoomStep);
}

void GraphCanvas::fit()
{
    m_fitted = true;
    keepFitted();
}

void GraphCanvas::keepFitted()
{
    if (!m_fitted)
        return;
    const QSizeF frame = m_scene.frame().size();
    const QSize room = maximumViewportSize();
    const double factor = std::min(room.width() / frame.width(), room.height() / frame.height());
    // Never larger than drawn: a graph of two agents is no poster.
    applyZoom(std::min(1.0, factor));
    centerOn(m_scene.frame().center());
}

void GraphCanvas::updateOverview()
{
    const QRectF seen = mapToScene(viewport()->rect()).boundingRect();
    // Without its margin: a graph that has just been fitted may stand a pixel off.
    m_overview->setVisible(!seen.contains(m_scene.picture().layout.bounds));
    if (m_overview->isVisible())
        m_overview->setPicture(m_scene.picture(), seen);
    m_overview->move(viewport()->width() - m_overview->width() - overviewInset,
                     viewport()->height() - m_overview->height() - overviewInset);
}

void GraphCanvas::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    keepFitted();
    updateOverview();
}

void GraphCanvas::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    updateOverview();
}

void GraphCanvas::focusInEvent(QFocusEvent *event)
{
    QGraphicsView::focusInEvent(event);
    updateMarks();
    canvasFocusChanged(*this);
}

void GraphCanvas::focusOutEvent(QFocusEvent *event)
{
    QGraphicsView::focusOutEvent(event);
    m_spaceDown = false;
    cancelDrag();
    updateMarks();
}

void GraphCanvas::drawForeground(QPainter *painter, const QRectF &)
{
    // On the graph as a whole the focus has no node to ring.
    if (!hasFocus() || place())
        return;
    painter->save();
    painter->resetTransform();
    paintFocusRing(*painter, m_theme.theme(), QRectF(viewport()->rect()).adjusted(2, 2, -2, -2), radius::Control);
    painter->restore();
}

QRect GraphCanvas::screenRect(const QRectF &rect) const
{
    const QRect seen = mapFromScene(rect).boundingRect();
    return {viewport()->mapToGlobal(seen.topLeft()), seen.size()};
}

QRect GraphCanvas::screenRect(const GraphPlace &place) const
{
    return screenRect(rectOf(m_scene.picture().layout, place));
}

void GraphCanvas::showCard()
{
    const AgentId id = m_hovered.isAgent() ? m_hovered.agent : m_editor.selection().focus().agent;
    const AgentSpot *spot = m_scene.picture().layout.find(id);
    if (!spot || m_drag.moving)
        return;
    const LiveGraph &live = m_editor.live();
    m_card->showFor({m_scene.picture().node(id), live.state(id), live.usedPercent(id)},
                    mapFromScene(spot->rect).boundingRect(), viewport()->rect());
}

} // namespace tributary
