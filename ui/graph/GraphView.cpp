// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/GraphView.h"

#include "base/Formatting.h"
#include "base/Tokens.h"
#include "ui/canvas/GraphCanvas.h"
#include "ui/canvas/GraphMenu.h"
#include "ui/canvas/PictureFile.h"
#include "ui/common/DialogService.h"
#include "ui/common/ThemeController.h"
#include "ui/common/Toast.h"
#include "ui/common/WidthClass.h"
#include "ui/graph/EmptyGraph.h"
#include "ui/graph/GraphBar.h"
#include "ui/graph/GraphDrawer.h"
#include "ui/graph/GraphPanel.h"
#include "ui/graph/OutlineTree.h"
#include "ui/models/ModelPalette.h"
#include "ui/run/FocusOrder.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {
constexpr int outlineWidth = 280;
constexpr int toolHeight = 28;
} // namespace

GraphView::GraphView(const GraphParts &parts, QWidget *parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_commands(parts.editor, parts.theme)
    , m_spinner(parts.theme)
    , m_export(new QAction(tr("Export picture…"), this))
    , m_bar(new GraphBar(m_commands, parts.theme, this))
    , m_canvas(new GraphCanvas(parts.editor, parts.theme, m_spinner, this))
    , m_outline(new OutlineTree(parts.editor, parts.theme, this))
    , m_empty(new EmptyGraph(parts.editor, parts.theme, {m_canvas, m_outline}, this))
    , m_panel(new GraphPanel(parts.editor, parts.theme, this))
    , m_drawer(new GraphDrawer(parts.editor, parts.theme, parts.scheduler, this))
{
    m_commands.giveKeysTo(*m_outline);
    layOut();
    connectEditor();
    connectParts();
    setFocusProxy(m_canvas);
    m_bar->setIssues(parts.editor.document().issues());
    setArrangement({});
    updateRun();
}

GraphView::~GraphView() = default;

void GraphView::layOut()
{
    auto *left = new QVBoxLayout;
    left->setSpacing(0);
    left->addWidget(m_bar);
    auto *graph = new QHBoxLayout;
    graph->setSpacing(0);
    graph->addWidget(m_outline);
    graph->addWidget(m_canvas, 1);
    left->addLayout(graph, 1);
    left->addWidget(m_drawer);
    addZoomTools();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(left, 1);
    row->addWidget(m_panel);
    m_row = row;
}

void GraphView::addZoomTools()
{
    const auto make = [this](const QString &text, const QString &tip) {
        auto *button = new QToolButton(m_bar);
        button->setText(text);
        button->setToolTip(tip);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setFixedHeight(toolHeight);
        return button;
    };
    QToolButton *fit = make(tr("Fit"), tr("Show all of the graph (F)"));
    m_zoom = make({}, tr("Zoom"));
    m_zoom->setAccessibleName(tr("Zoom"));
    auto *menu = new QMenu(m_zoom);
    for (const double factor : {0.5, 0.75, 1.0, 1.5, 2.0})
        connect(menu->addAction(formatPercent(factor)), &QAction::triggered, m_canvas,
                [this, factor] { m_canvas->setZoom(factor); });
    m_zoom->setMenu(menu);
    m_zoom->setPopupMode(QToolButton::InstantPopup);
    m_bar->addCanvasTools({fit, m_zoom});
    const auto show = [this] { m_zoom->setText(formatPercent(m_canvas->zoom())); };
    connect(fit, &QToolButton::clicked, m_canvas, &GraphCanvas::fit);
    connect(m_canvas, &GraphCanvas::zoomChanged, m_zoom, show);
    show();
}

void GraphView::updateRun()
{
    RunViewModel &model = m_parts.editor.model();
    m_spinner.setActive(model.presenter().isRunning());
    const qint64 tokens = estimateTokens(model.session().prompt());
    m_canvas->setPromptLine(tokens == 0 ? QString() : tr("About %1 tokens").arg(formatAbout(tokens)));
}

void GraphView::connectEditor()
{
    GraphEditor &editor = m_parts.editor;
    connect(&editor.document(), &GraphDocument::issuesChanged, this,
            [this] { m_bar->setIssues(m_parts.editor.document().issues()); });
    connect(&editor, &GraphEditor::modelsWanted, this, &GraphView::choose);
    connect(&editor, &GraphEditor::copyWanted, this,
            [this] { QGuiApplication::clipboard()->setMimeData(m_parts.editor.copied().release()); });
    connect(&editor, &GraphEditor::pasteWanted, this, [this] {
        if (const QMimeData *copied = QGuiApplication::clipboard()->mimeData())
            m_parts.editor.paste(*copied);
    });
    connect(&editor, &GraphEditor::settingsWanted, this, [this] { openSettings([this] { m_panel->enter(); }); });
    connect(&editor, &GraphEditor::renameWanted, this, [this] { openSettings([this] { m_panel->focusName(); }); });
    connect(&editor, &GraphEditor::referencesWanted, this,
            [this] { openSettings([this] { m_panel->focusReferences(); }); });
    connect(&editor, &GraphEditor::announced, this, &GraphView::announce);
    connect(&editor, &GraphEditor::told, this, &GraphView::tell);
}

void GraphView::connectParts()
{
    connect(m_bar, &GraphBar::checkRequested, this, [this] { openSettings([this] { m_panel->showProblems(); }); });
    connect(m_bar, &GraphBar::drawerToggled, this, &GraphView::openDrawer);
    connect(m_bar, &GraphBar::outlineToggled, this, &GraphView::showOutline);
    connect(&m_parts.editor.model().presenter(), &RunPresenter::runChanged, this, &GraphView::updateRun);
    connect(&m_parts.editor.model().session(), &RunSession::promptChanged, this, &GraphView::updateRun);
    m_export->setMenuRole(QAction::NoRole);
    m_export->setEnabled(m_parts.dialogs != nullptr);
    connect(m_export, &QAction::triggered, this, &GraphView::exportPicture);
    connect(m_canvas, &GraphCanvas::canvasMenuRequested, this, &GraphView::fillGraphMenu);
    connect(m_empty, &EmptyGraph::filled, this, &GraphView::focusGraph);
    connect(m_outline, &OutlineTree::menuRequested, this, &GraphView::openOutlineMenu);
    connect(m_panel, &GraphPanel::closeRequested, this, [this] { openPanel(false); });
    connect(m_panel, &GraphPanel::left, this, [this] {
        if (panelOverlays())
            openPanel(false);
        focusGraph();
    });
    connect(m_panel, &GraphPanel::modelsRequested, this, &GraphView::modelsRequested);
    connect(m_panel, &GraphPanel::modelForRetry, &m_parts.editor.model().session(), &RunSession::useOtherModel);
    connect(m_drawer, &GraphDrawer::closeRequested, this, [this] { openDrawer(false); });
    connect(m_drawer, &GraphDrawer::linkActivated, this, &GraphView::linkActivated);
}

void GraphView::openOutlineMenu(const QPoint &global)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const GraphItem &focus = m_parts.editor.selection().focus();
    if (focus.isAgent())
        fillAgentMenu(*menu, m_parts.editor, m_parts.theme);
    else if (focus.isLayer())
        fillLayerMenu(*menu, m_parts.editor, m_parts.theme);
    else
        fillGraphMenu(menu);
    menu->popup(global);
}

void GraphView::fillGraphMenu(QMenu *menu)
{
    Q_EMIT canvasMenuRequested(menu);
    menu->addSeparator();
    menu->addAction(m_export);
}

void GraphView::exportPicture()
{
    QString name = m_parts.editor.document().graph().name;
    name = name.isEmpty() ? tr("Layer graph") : name.replace(u'/', u'-');
    const FileQuestion question{.title = tr("Export picture"),
                                .filters = {tr("SVG picture (*.svg)"), tr("PNG picture (*.png)")},
                                .name = name + ".svg"_L1};
    m_parts.dialogs->chooseToSave(this, question, [this](const QString &path) {
        if (const Result<void> saved = savePicture(path, m_canvas->picture(), m_parts.theme); !saved)
            m_parts.dialogs->tell(this, NoticeKind::Error, tr("The picture was not saved"), saved.error().message);
        else
            tell(tr("Picture saved: %1.").arg(QFileInfo(path).fileName()), false);
    });
}

QList<QWidget *> GraphView::regions() const
{
    QList<QWidget *> regions{m_bar};
    if (!m_outline->isHidden())
        regions.append(m_outline);
    if (!m_canvas->isHidden())
        regions.append(m_canvas);
    if (!m_drawer->isHidden())
        regions.append(m_drawer);
    if (!m_panel->isHidden())
        regions.append(m_panel);
    return regions;
}

void GraphView::setPresetsMenu(QMenu *menu)
{
    m_bar->setPresetsMenu(menu);
}

void GraphView::setArrangement(const GraphViewLayout &layout)
{
    m_layout = layout;
    m_bar->setOutlineShown(layout.outline);
    m_drawer->setVisible(layout.drawer);
    m_bar->setDrawerShown(layout.drawer);
    applySize();
}

void GraphView::addAgent()
{
    m_parts.editor.trigger(GraphAction::AddAgent);
}

void GraphView::choose(const GraphEditor::ModelOrder &order)
{
    const auto purpose = order.place ? ModelPalette::Purpose::Add : ModelPalette::Purpose::Choose;
    auto *palette = new ModelPalette(m_parts.editor.model().models(), m_parts.theme, purpose, this);
    if (const Agent *agent = m_parts.editor.document().find(order.agents.value(0)))
        palette->setCurrentModel(agent->model);
    connect(palette, &ModelPalette::chosen, this,
            [this, order](const ModelRef &model) { m_parts.editor.takeModels(order, {model}); });
    connect(palette, &ModelPalette::severalChosen, this,
            [this, order](const QList<ModelRef> &models) { m_parts.editor.takeModels(order, models); });
    connect(palette, &ModelPalette::modelsRequested, this, &GraphView::modelsRequested);
    connect(palette, &ModelPalette::closed, this, &GraphView::focusGraph);
    palette->openAt(palettePoint());
}

QPoint GraphView::palettePoint() const
{
    if (graphWidget() == m_outline) {
        const QRect where = m_outline->visualRect(m_outline->currentIndex());
        return m_outline->viewport()->mapToGlobal(where.isNull() ? QPoint(0, 0) : where.bottomLeft());
    }
    if (const std::optional<GraphPlace> place = m_canvas->place())
        return m_canvas->screenRect(*place).bottomLeft();
    return m_canvas->mapToGlobal(QPoint(spacing::Large, spacing::Large));
}

void GraphView::tell(const QString &text, bool undoable)
{
    GraphDocument &document = m_parts.editor.document();
    std::function<void()> undo;
    if (undoable)
        undo = [&document] { document.undoStack().undo(); };
    auto *toast = new Toast(m_parts.theme, text, undo, this);
    // Its button undoes the last step, so it must go as soon as that is another one.
    if (undoable)
        connect(&document.undoStack(), &QUndoStack::indexChanged, toast, &QObject::deleteLater);
    Q_EMIT announce(text);
}

void GraphView::openSettings(const std::function<void()> &enter)
{
    openPanel(true);
    enter();
}

void GraphView::togglePanel()
{
    openPanel(!panelShown());
}

void GraphView::toggleDrawer()
{
    openDrawer(m_drawer->isHidden());
}

bool GraphView::panelShown() const
{
    return !m_panel->isHidden();
}

bool GraphView::panelOverlays() const
{
    return widthClassOf(window()->width()) != WidthClass::Wide;
}

void GraphView::openPanel(bool open)
{
    const bool hadFocus = m_panel->isAncestorOf(focusWidget());
    m_layout.panel = open;
    m_panel->setVisible(open);
    placePanel();
    if (!open && hadFocus)
        focusGraph();
}

void GraphView::openDrawer(bool open)
{
    const bool hadFocus = m_drawer->isAncestorOf(focusWidget());
    m_layout.drawer = open;
    m_drawer->setVisible(open);
    m_bar->setDrawerShown(open);
    placePanel();
    if (open)
        m_drawer->setFocus(Qt::OtherFocusReason);
    else if (hadFocus)
        focusGraph();
}

void GraphView::focusGraph()
{
    graphWidget()->setFocus(Qt::OtherFocusReason);
}

QWidget *GraphView::graphWidget() const
{
    return m_canvas->isHidden() ? static_cast<QWidget *>(m_outline) : m_canvas;
}

void GraphView::showOutline(bool shown)
{
    m_layout.outline = shown;
    applySize();
    if (shown)
        m_outline->setFocus(Qt::OtherFocusReason);
    else
        focusGraph();
}

void GraphView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    applySize();
}

/// Beside the graph where there is room, else over it and closed at first.
void GraphView::applySize()
{
    const bool overlays = panelOverlays();
    m_bar->setOutlineShown(m_layout.outline);
    m_outline->setVisible(m_layout.outline);
    m_outline->setNarrow(!overlays);
    m_outline->setMinimumWidth(overlays ? 0 : outlineWidth);
    m_outline->setMaximumWidth(overlays ? QWIDGETSIZE_MAX : outlineWidth);
    m_canvas->setVisible(!overlays || !m_layout.outline);
    const bool inRow = m_row->indexOf(m_panel) >= 0;
    if (overlays && inRow)
        m_row->removeWidget(m_panel);
    else if (!overlays && !inRow)
        m_row->addWidget(m_panel);
    if (overlays == inRow)
        m_panel->setVisible(m_layout.panel.value_or(!overlays) && !overlays);
    else if (!m_layout.panel)
        m_panel->setVisible(!overlays);
    placePanel();
    chainFocus({m_bar, m_outline, m_canvas, m_empty, m_drawer, m_panel});
}

void GraphView::placePanel()
{
    if (!panelOverlays() || m_panel->isHidden())
        return;
    // Bar and drawer stay in sight, with whatever has the focus there.
    const int top = m_bar->height();
    const int bottom = m_drawer->isHidden() ? height() : height() - m_drawer->height();
    m_panel->setGeometry(width() - GraphPanel::fixedWidth, top, GraphPanel::fixedWidth, bottom - top);
    m_panel->raise();
}

void GraphView::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_parts.theme.theme().colour(Colour::Canvas));
}

} // namespace tributary
