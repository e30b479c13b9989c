// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/canvas/CanvasTarget.h"
#include "ui/canvas/GraphScene.h"
#include "viewmodel/GraphEditor.h"
#include "viewmodel/GraphNavigation.h"

#include <QGraphicsView>
#include <QTimer>

class QMenu;

namespace tributary {

class FindField;
class HoverCard;
class OverviewMap;
class Spinner;

/// The layer graph to work with: shows the graph of the editor with what the present run tells of it, and asks the
/// editor for edits. One tab stop; arrows walk inside (ux.md, section 3.3). Tells assistive technology a list of layers
/// with a list of agents each.
class GraphCanvas : public QGraphicsView
{
    Q_OBJECT

public:
    static constexpr double smallestZoom = 0.25;
    static constexpr double largestZoom = 3;

    GraphCanvas(GraphEditor &editor, const ThemeController &theme, Spinner &spinner, QWidget *parent = nullptr);
    ~GraphCanvas() override;

    [[nodiscard]] GraphEditor &editor() { return m_editor; }

    [[nodiscard]] GraphScene &graphScene() { return m_scene; }

    /// What is shown, for assistive technology.
    [[nodiscard]] const GraphPicture &picture() const { return m_scene.picture(); }

    /// Where the keyboard is; nullopt: on the graph as a whole.
    [[nodiscard]] std::optional<GraphPlace> place() const;
    void goTo(const GraphPlace &place);

    [[nodiscard]] double zoom() const;
    /// Around the middle of what is seen.
    void setZoom(double factor);
    void zoomIn();
    void zoomOut();
    /// Shows all of the graph, and keeps it so until a person zooms or scrolls.
    void fit();

    /// "86 tokens"; empty while there is no prompt.
    void setPromptLine(const QString &line);

    /// The menu of what is focused: an agent, a layer (or, `about` it, its rail), or the graph as a whole.
    void openMenu(const QPoint &global, CanvasTarget::Kind about = CanvasTarget::Kind::Nothing);

    /// On the screen, for whatever opens beside it.
    [[nodiscard]] QRect screenRect(const GraphPlace &place) const;
    [[nodiscard]] QRect screenRect(const QRectF &rect) const;

public Q_SLOTS:

    // Called by the window's Edit menu.
    void cut() { m_editor.trigger(GraphAction::Cut); }

    void copy() { m_editor.trigger(GraphAction::Copy); }

    void paste() { m_editor.trigger(GraphAction::Paste); }

Q_SIGNALS:
    void zoomChanged(double factor);
    /// The keyboard went elsewhere, or a name, a state or the tree differ.
    void placeChanged();
    /// The menu of the graph as a whole is about to open: whoever knows presets and files adds to it.
    void canvasMenuRequested(QMenu *menu);

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    enum class Press { None, Agent, Layer, Lasso, Pan, Port };

    struct Drag
    {
        Press press = Press::None;
        bool moving = false;
        CanvasTarget from;
        QPoint start;
        QPoint last;
        QPointF grabbed;
    };

    // GraphCanvas.cpp
    void rebuild();
    void updateNodes(const QList<AgentId> &agents);
    void updateMarks();
    void updateOverview();
    [[nodiscard]] GraphNode nodeOf(const AgentId &id) const;
    [[nodiscard]] GraphPlace placeOf(const AgentId &id) const;
    [[nodiscard]] CanvasTarget targetUnder(const QPointF &at) const;
    void applyZoom(double factor);
    void keepFitted();
    void showPlace();

    // GraphCanvasKeys.cpp
    bool takesKey(const QKeyEvent &event) const;
    bool walk(QKeyEvent &event);
    bool takeCanvasKey(QKeyEvent &event);
    bool takeActionKey(const QKeyEvent &event);
    void step(GraphStep where, Qt::KeyboardModifiers modifiers);
    void showCard();
    void toggleCard();
    [[nodiscard]] bool escape();
    void find(const QString &words, bool next);

    // GraphCanvasMouse.cpp
    void pressOn(const CanvasTarget &target, Qt::KeyboardModifiers modifiers);
    void hover(const QPoint &position);

    // GraphCanvasDrags.cpp
    void dragTo(const QPoint &position);
    void drop(const QPoint &position, Qt::KeyboardModifiers modifiers);
    void cancelDrag();
    void dropAgents(const QPointF &at);
    void dropLayer(const QPointF &at);
    void dropPort(const QPointF &at);
    void dropLasso(const QPointF &at, Qt::KeyboardModifiers modifiers);
    [[nodiscard]] DragFeedback feedbackOf(const QPointF &at) const;
    [[nodiscard]] DragFeedback placeFeedback(const QPointF &at) const;
    [[nodiscard]] bool takesAgentsAt(const QPointF &at) const;
    [[nodiscard]] DragFeedback layerFeedback(const QPointF &at) const;
    [[nodiscard]] int layerPlace(const QPointF &at) const;
    void showDropColumn(const QPointF &at);
    void clearFeedback();
    [[nodiscard]] QList<AgentId> dragged() const;

    GraphEditor &m_editor;
    const ThemeController &m_theme;
    Spinner &m_spinner;
    GraphScene m_scene;
    QString m_promptLine;
    CanvasTarget m_hovered;
    Drag m_drag;
    bool m_fitted = true;
    bool m_spaceDown = false;
    bool m_spaceUsed = false;
    int m_dropColumn = -1;
    QTimer m_hoverTimer;
    OverviewMap *m_overview;
    HoverCard *m_card;
    FindField *m_find;
};

} // namespace tributary
