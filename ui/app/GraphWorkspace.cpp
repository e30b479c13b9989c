// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/GraphWorkspace.h"

#include "graph/Presets.h"
#include "ui/app/RunWorkspace.h"
#include "ui/common/Announcer.h"
#include "ui/common/DialogService.h"
#include "ui/common/JsonFile.h"
#include "ui/common/LinkDialog.h"
#include "ui/common/Toast.h"
#include "ui/graph/CompareDialog.h"
#include "ui/graph/GraphView.h"
#include "ui/graph/PresetDialogs.h"
#include "ui/graph/PresetMenu.h"
#include "ui/main/MainWindow.h"

#include <QFileInfo>
#include <QMenu>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr auto ownPreset = "own/"_L1;
const QString layoutKey = u"graphView"_s;

GraphViewLayout layoutFrom(const JsonFile &state)
{
    const QJsonObject json = state.value(layoutKey).toObject();
    GraphViewLayout layout;
    layout.outline = json[u"outline"_s].toBool();
    layout.drawer = json[u"drawer"_s].toBool();
    if (json[u"panel"_s].isBool())
        layout.panel = json[u"panel"_s].toBool();
    return layout;
}

void keepLayout(const GraphViewLayout &layout, JsonFile &state)
{
    QJsonObject json{{u"outline"_s, layout.outline}, {u"drawer"_s, layout.drawer}};
    if (layout.panel)
        json.insert(u"panel"_s, *layout.panel);
    state.setValue(layoutKey, json);
}

/// Pictures find no presets of a person, so that each one is the same.
QString presetFolder(const Options &options)
{
    return options.endsByItself() ? QString() : xdgFolder("XDG_DATA_HOME", u".local/share"_s) + "/presets"_L1;
}

} // namespace

GraphWorkspace::GraphWorkspace(const Options &options, RunWorkspace &runs, const ThemeController &themes,
                               DialogService &dialogs, JsonFile &state)
    : m_options(options)
    , m_runs(runs)
    , m_themes(themes)
    , m_dialogs(dialogs)
    , m_state(state)
    , m_editor(runs.model(), options.fixedClock ? static_cast<const Clock &>(m_fixedClock) : runs.services().clock())
    , m_presets(presetFolder(options))
    , m_watch(runs.model().document())
{}

GraphWorkspace::~GraphWorkspace()
{
    m_presets.disconnect(this);
    m_watch.disconnect(this);
    document().disconnect(this);
    document().undoStack().disconnect(this);
}

void GraphWorkspace::join(MainWindow &window)
{
    m_window = &window;
    window.addView({.id = u"graph"_s,
                    .title = tr("Graph"),
                    .icon = "workflow"_L1,
                    .number = 2,
                    .build = [this](QWidget *parent) { return makeView(parent); },
                    .regions = [this] { return m_view->regions(); }});
    offerCommands();
    followDocument();
    offerPresets();
    connect(&m_presets, &UserPresets::changed, this, &GraphWorkspace::offerPresets);
    connect(&window, &MainWindow::graphChosen, this, &GraphWorkspace::loadPreset);
}

QWidget *GraphWorkspace::makeView(QWidget *parent)
{
    m_view = new GraphView({m_editor, m_themes, m_scheduler, &m_dialogs}, parent);
    m_view->setArrangement(layoutFrom(m_state));
    m_view->setPresetsMenu(m_window->presetsMenu());
    m_window->addGraphActions(m_view->menuActions());
    connect(m_window, &MainWindow::stateSaving, m_view, [this] { keepLayout(m_view->arrangement(), m_state); });
    connect(m_view, &GraphView::announce, this,
            [this](const QString &text) { m_window->announcer().announce(text, Urgency::Polite); });
    connect(m_view, &GraphView::modelsRequested, this, [this] { m_window->showView(u"models"_s); });
    connect(m_view, &GraphView::canvasMenuRequested, this, [this](QMenu *menu) {
        menu->addSeparator();
        menu->addMenu(m_window->presetsMenu());
    });
    connect(m_view, &GraphView::linkActivated, this, [this](const QUrl &url) { askToOpen(url, m_window); });
    return m_view;
}

void GraphWorkspace::offerCommands()
{
    Actions &actions = m_window->actions();
    actions.offer(ActionId::RunToHere, this, [this] { m_editor.trigger(GraphAction::RunToHere); });
    connect(&m_editor, &GraphEditor::actionsChanged, this, &GraphWorkspace::followRunToHere);
    connect(m_window, &MainWindow::viewShown, this, &GraphWorkspace::followRunToHere);
    connect(&m_editor, &GraphEditor::questionRaised, &m_runs, &RunWorkspace::askToRun);
    const auto isShown = [this] { return m_view && m_window->currentView() == "graph"_L1; };
    actions.offer(ActionId::SidePanel, this, [this, isShown] {
        if (isShown())
            m_view->togglePanel();
    });
    actions.offer(ActionId::BottomPanel, this, [this, isShown] {
        if (isShown())
            m_view->toggleDrawer();
    });
    actions.offer(ActionId::AddAgent, this, [this] {
        m_window->showView(u"graph"_s);
        m_view->addAgent();
    });
    const auto follow = [this](const QString &view) {
        m_window->actions().setEnabled(ActionId::BottomPanel, view == "graph"_L1,
                                       tr("The Graph view has a bottom panel."));
    };
    follow({});
    connect(m_window, &MainWindow::viewShown, this, follow);
}

void GraphWorkspace::followRunToHere()
{
    const GraphActionState state = m_editor.state(GraphAction::RunToHere);
    const bool isShown = m_window->currentView() == "graph"_L1;
    m_window->actions().setEnabled(ActionId::RunToHere, isShown && state.enabled,
                                   isShown ? state.reason : tr("Select an agent or a layer in the Graph view first."));
}

void GraphWorkspace::followDocument()
{
    connect(&document(), &GraphDocument::changed, this, &GraphWorkspace::showTitle);
    connect(&document(), &GraphDocument::modifiedChanged, this, &GraphWorkspace::showTitle);
    connect(&document(), &GraphDocument::filePathChanged, this, &GraphWorkspace::showTitle);
    connect(&m_watch, &GraphFileWatch::changedOutside, this, &GraphWorkspace::tellChangedOutside);
    const QUndoStack &steps = document().undoStack();
    connect(&steps, &QUndoStack::undoTextChanged, this, [this](const QString &text) {
        m_window->actions().action(ActionId::Undo).setText(text.isEmpty() ? tr("&Undo") : tr("&Undo: %1").arg(text));
    });
    connect(&steps, &QUndoStack::redoTextChanged, this, [this](const QString &text) {
        m_window->actions().action(ActionId::Redo).setText(text.isEmpty() ? tr("&Redo") : tr("&Redo: %1").arg(text));
    });
    showTitle();
}

void GraphWorkspace::showTitle()
{
    const QString path = document().filePath();
    const QString name = path.isEmpty() ? document().graph().name : QFileInfo(path).fileName();
    m_window->setWindowTitle(name.isEmpty() ? u"Tributary[*]"_s : u"%1[*] — Tributary"_s.arg(name));
    m_window->setWindowFilePath(path);
    m_window->setWindowModified(!path.isEmpty() && document().isModified());
}

void GraphWorkspace::offerPresets()
{
    PresetMenuContent content;
    const auto shipped = presets();
    for (const Preset &preset : shipped)
        content.rows.append({preset.id, preset.name, preset.line, preset.graph});
    const auto kept = m_presets.all();
    for (const Graph &graph : kept)
        content.rows.append({ownPreset + graph.name, graph.name, graph.description, graph});
    const auto choose = [this](const QString &id) { m_window->chooseGraph(id); };
    fillPresetMenu(*m_window->newMenu(), content, m_themes, choose);
    m_window->newMenu()->menuAction()->setVisible(true);
    fillPresetMenu(*m_window->presetsMenu(), content, m_themes, choose);
    QMenu &menu = *m_window->presetsMenu();
    menu.addSeparator();
    connect(menu.addAction(tr("Save as preset…")), &QAction::triggered, this, &GraphWorkspace::savePreset);
    QAction *forget = menu.addAction(tr("Delete a preset…"));
    forget->setEnabled(!kept.isEmpty());
    connect(forget, &QAction::triggered, this, &GraphWorkspace::forgetPreset);
    connect(menu.addAction(tr("Compare two graphs…")), &QAction::triggered, this, &GraphWorkspace::compare);
}

void GraphWorkspace::loadPreset(const QString &id)
{
    if (!id.startsWith(ownPreset))
        return;
    if (const std::optional<Graph> graph = m_presets.find(id.mid(ownPreset.size())))
        m_runs.files().startFrom(*graph, tr("Load %1").arg(graph->name));
}

QStringList GraphWorkspace::presetNames() const
{
    QStringList names;
    const auto kept = m_presets.all();
    for (const Graph &graph : kept)
        names.append(graph.name);
    return names;
}

void GraphWorkspace::savePreset()
{
    auto *dialog = new SavePresetDialog(document().graph().name, presetNames(), m_themes, m_window);
    connect(dialog, &SavePresetDialog::chosen, this, [this](const QString &name) {
        Graph graph = document().graph();
        graph.name = name;
        if (const Result<void> kept = m_presets.keep(graph); !kept)
            m_dialogs.tell(m_window, NoticeKind::Error, tr("The preset was not saved"), kept.error().message);
        else
            new Toast(m_themes, tr("Preset %1 saved.").arg(name), {}, m_window->centralWidget());
    });
    dialog->open();
}

void GraphWorkspace::forgetPreset()
{
    auto *dialog = new DeletePresetDialog(presetNames(), m_window);
    connect(dialog, &DeletePresetDialog::chosen, this, [this](const QString &name) {
        const std::optional<Graph> graph = m_presets.find(name);
        const Result<void> removed = m_presets.remove(name);
        if (!removed)
            return m_dialogs.tell(m_window, NoticeKind::Error, tr("The preset was not deleted"),
                                  removed.error().message);
        std::function<void()> undo;
        if (graph)
            undo = [this, graph] { (void)m_presets.keep(*graph); };
        new Toast(m_themes, tr("Preset %1 deleted.").arg(name), undo, m_window->centralWidget());
    });
    dialog->open();
}

void GraphWorkspace::compare()
{
    QList<Graph> graphs{document().graph()};
    const auto shipped = presets();
    for (const Preset &preset : shipped)
        graphs.append(preset.graph);
    graphs.append(m_presets.all());
    (new CompareDialog(graphs, m_themes, m_dialogs, m_window))->open();
}

void GraphWorkspace::tellChangedOutside()
{
    const QString path = document().filePath();
    const Question question{.title = tr("Reload %1?").arg(QFileInfo(path).fileName()),
                            .text = document().isModified()
                                        ? tr("Another program has changed the file. Undo brings your own changes back.")
                                        : tr("Another program has changed the file."),
                            .accept = tr("Reload"),
                            .decline = tr("Keep mine"),
                            .dangerous = true};
    m_dialogs.ask(m_window, question, [this](bool accepted) {
        if (accepted)
            m_runs.files().reload();
    });
}

} // namespace tributary
