// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Spinner.h"
#include "ui/graph/GraphCommands.h"

#include <QWidget>

class QBoxLayout;
class QMenu;
class QToolButton;

namespace tributary {

class DialogService;
class EmptyGraph;
class GraphBar;
class GraphCanvas;
class GraphDrawer;
class GraphPanel;
class OutlineTree;
class RenderScheduler;
class ThemeController;

/// What the view is built with; all must outlive it.
struct GraphParts
{
    GraphEditor &editor;
    const ThemeController &theme;
    RenderScheduler &scheduler;
    /// nullptr: nothing is written to files.
    DialogService *dialogs = nullptr;
};

/// What a person has arranged in the view, to be kept over restarts.
struct GraphViewLayout
{
    bool outline = false;
    bool drawer = false;
    /// nullopt: by the width of the window.
    std::optional<bool> panel;

    bool operator==(const GraphViewLayout &) const = default;
};

/// The layer graph editor: bar, graph or Outline, side panel, bottom drawer.
class GraphView : public QWidget
{
    Q_OBJECT

public:
    explicit GraphView(const GraphParts &parts, QWidget *parent = nullptr);
    ~GraphView() override;

    [[nodiscard]] QList<QWidget *> regions() const;

    /// For the window's Graph menu.
    [[nodiscard]] QList<QAction *> menuActions() const { return m_commands.forMenu() + QList<QAction *>{m_export}; }

    [[nodiscard]] GraphViewLayout arrangement() const { return m_layout; }

    void setArrangement(const GraphViewLayout &layout);
    void setPresetsMenu(QMenu *menu);
    void togglePanel();
    void toggleDrawer();
    /// The quick-add palette.
    void addAgent();

Q_SIGNALS:
    void modelsRequested();
    void linkActivated(const QUrl &url);
    /// The menu of the graph as a whole is about to open: whoever knows presets and files adds to it.
    void canvasMenuRequested(QMenu *menu);
    /// For screen readers.
    void announce(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    void addZoomTools();
    void connectEditor();
    void connectParts();
    void choose(const GraphEditor::ModelOrder &order);
    void tell(const QString &text, bool undoable);
    void openSettings(const std::function<void()> &enter);
    void openPanel(bool open);
    void openDrawer(bool open);
    void showOutline(bool shown);
    void applySize();
    void placePanel();
    void updateRun();
    void openOutlineMenu(const QPoint &global);
    void fillGraphMenu(QMenu *menu);
    void exportPicture();
    /// Back to where the graph is edited.
    void focusGraph();
    /// Where the Outline has taken the place of the canvas, the Outline.
    [[nodiscard]] QWidget *graphWidget() const;
    /// Where the palette opens, on the screen.
    [[nodiscard]] QPoint palettePoint() const;
    [[nodiscard]] bool panelShown() const;
    [[nodiscard]] bool panelOverlays() const;

    GraphParts m_parts;
    GraphCommands m_commands;
    GraphViewLayout m_layout;
    Spinner m_spinner;
    QAction *m_export;
    GraphBar *m_bar;
    GraphCanvas *m_canvas;
    OutlineTree *m_outline;
    EmptyGraph *m_empty;
    QToolButton *m_zoom = nullptr;
    GraphPanel *m_panel;
    GraphDrawer *m_drawer;
    QBoxLayout *m_row = nullptr;
};

} // namespace tributary
