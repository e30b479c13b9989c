// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"
#include "support/FakeClock.h"
#include "support/FakeDialogs.h"
#include "support/GraphNotation.h"
#include "support/ScriptedClient.h"
#include "ui/canvas/GraphCanvas.h"
#include "ui/common/RenderScheduler.h"
#include "ui/graph/AgentDetails.h"
#include "ui/graph/EmptyGraph.h"
#include "ui/graph/GraphDrawer.h"
#include "ui/graph/GraphPanel.h"
#include "ui/graph/GraphView.h"
#include "ui/graph/ModelShelf.h"
#include "ui/graph/OutlineTree.h"
#include "viewmodel/ModelMime.h"

#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMainWindow>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

struct Stage
{
    ThemedApplication application;
    FakeClock clock;
    ScriptedClient client{clock};
    QRandomGenerator random{1};
    RunViewModel model{{client, clock, random}};
    GraphEditor editor{model, clock};
    RenderScheduler scheduler;
    FakeDialogs dialogs;
    QMainWindow window;
    GraphView *view = nullptr;

    explicit Stage(const QSize &size = {1440, 900}, const QString &graph = u"a b c | s"_s)
    {
        model.document().reset(notation::graph(graph));
        view = new GraphView({editor, application.themes, scheduler, &dialogs}, &window);
        window.setCentralWidget(view);
        window.resize(size);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
    }

    template <typename Widget>
    Widget &the()
    {
        return *view->findChild<Widget *>();
    }

    OutlineTree &outline()
    {
        GraphViewLayout layout = view->arrangement();
        layout.outline = true;
        view->setArrangement(layout);
        the<OutlineTree>().setFocus();
        return the<OutlineTree>();
    }

    [[nodiscard]] QString shape() const
    {
        QStringList layers;
        for (const Layer &layer : model.document().graph().layers) {
            QString ids;
            for (const Agent &agent : layer.agents)
                ids += agent.id.value;
            layers.append(ids);
        }
        return layers.join(u'|');
    }
};

/// Actions learn of a new selection through the event loop; a person is never faster than that.
bool press(QWidget &widget, const QKeySequence &key)
{
    const auto ready = [&] {
        const auto actions = widget.actions();
        return std::ranges::any_of(
            actions, [&](const QAction *action) { return action->isEnabled() && action->shortcuts().contains(key); });
    };
    if (!QTest::qWaitFor(ready))
        return false;
    const auto combination = key[0];
    QTest::keyClick(&widget, combination.key(), combination.keyboardModifiers());
    return true;
}

} // namespace

class UiGraphTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { failOnWarnings(); }

    void regionsHaveTheirSizes();
    void theOutlineEditsByKeys();
    void theOutlineSharesTheSelection();
    void clipboardThroughTheEditMenuSlots();
    void thePanelFollowsTheFocus();
    void referencesAreChosenInThePanel();
    void nothingOfThePanelOverlaps();
    void fieldsAreOneStepAVisit();
    void problemsLeadToTheirPlace();
    void thePanelLiesOverANarrowWindow();
    void theDrawerOpensAndCloses();
    void modelsAreAddedFromThePanel();
    void anEmptyGraphOffersOneToStartWith_data();
    void anEmptyGraphOffersOneToStartWith();
    void exportsThePicture();
    void everyCellOfTheOutlineHasAName();
    void everythingHasAName();
};

void UiGraphTest::regionsHaveTheirSizes()
{
    Stage stage({1368, 806});
    QCOMPARE(stage.the<GraphPanel>().width(), 320);
    QVERIFY(!stage.the<GraphPanel>().isHidden());
    QVERIFY(!stage.the<GraphCanvas>().isHidden());
    QVERIFY(stage.the<OutlineTree>().isHidden());
    QVERIFY(stage.the<GraphDrawer>().isHidden());
}

void UiGraphTest::theOutlineEditsByKeys()
{
    Stage stage;
    OutlineTree &outline = stage.outline();
    QTRY_VERIFY(outline.hasFocus());
    stage.editor.selection().focusAgent({u"b"_s});
    QCOMPARE(outline.currentIndex().data().toString(), u"Agent B"_s);
    QVERIFY(press(outline, Qt::Key_D));
    QCOMPARE(stage.shape(), u"abb2c|s"_s);
    QVERIFY(press(outline, Qt::SHIFT | Qt::Key_Up));
    QCOMPARE(stage.shape(), u"ab2bc|s"_s);
    QVERIFY(press(outline, Qt::Key_M));
    QVERIFY(stage.model.document().find({u"b2"_s})->muted);
    QVERIFY(press(outline, Qt::Key_Delete));
    QCOMPARE(stage.shape(), u"abc|s"_s);
    QVERIFY(press(outline, Qt::Key_L));
    QCOMPARE(stage.shape(), u"abc||s"_s);
    for (int i = 0; i < 5; ++i)
        stage.model.document().undoStack().undo();
    QCOMPARE(stage.shape(), u"abc|s"_s);
    QVERIFY(!stage.model.document().undoStack().canUndo());
}

void UiGraphTest::theOutlineSharesTheSelection()
{
    Stage stage;
    OutlineTree &outline = stage.outline();
    stage.editor.selection().select({{u"a"_s}, {u"c"_s}});
    QCOMPARE(outline.selectionModel()->selectedRows().size(), 2);
    stage.editor.selection().focusLayer(0);
    QTRY_VERIFY(outline.hasFocus());
    QTest::keyClick(&outline, Qt::Key_Down);
    QCOMPARE(stage.editor.selection().focus().agent.value, u"a"_s);
}

void UiGraphTest::clipboardThroughTheEditMenuSlots()
{
    Stage stage;
    OutlineTree &outline = stage.outline();
    stage.editor.selection().focusAgent({u"b"_s});
    QVERIFY(QMetaObject::invokeMethod(&outline, "copy"));
    QVERIFY(QMetaObject::invokeMethod(&outline, "paste"));
    QCOMPARE(stage.shape(), u"abb2c|s"_s);
    QVERIFY(QMetaObject::invokeMethod(&outline, "cut"));
    QCOMPARE(stage.shape(), u"abc|s"_s);
    QGuiApplication::clipboard()->setText(u"only words"_s);
    QVERIFY(QMetaObject::invokeMethod(&outline, "paste"));
    QCOMPARE(stage.shape(), u"abc|s"_s);
}

void UiGraphTest::thePanelFollowsTheFocus()
{
    Stage stage;
    const auto shown = [&stage](const QString &text) {
        const auto labels = stage.the<GraphPanel>().findChildren<QLabel *>();
        return std::ranges::any_of(labels,
                                   [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
    };
    QVERIFY(shown(u"Graph"_s));
    stage.editor.selection().focusAgent({u"b"_s});
    QVERIFY(shown(u"Agent B"_s));
    stage.editor.selection().focusLayer(0);
    QVERIFY(shown(u"Layer 1"_s));
}

void UiGraphTest::referencesAreChosenInThePanel()
{
    Stage stage;
    stage.editor.selection().focusAgent({u"s"_s});
    stage.editor.trigger(GraphAction::ChooseReferences);
    QListWidget *list = nullptr;
    const auto lists = stage.the<GraphPanel>().findChildren<QListWidget *>();
    for (QListWidget *candidate : lists) {
        if (candidate->accessibleName() == u"References"_s)
            list = candidate;
    }
    QVERIFY(list);
    QTRY_VERIFY(list->hasFocus());
    QCOMPARE(list->count(), 3);
    QTest::keyClick(list, Qt::Key_Space);
    QCOMPARE(stage.model.document().find({u"s"_s})->references, (QList<AgentId>{{u"b"_s}, {u"c"_s}}));
    QCOMPARE(stage.model.document().undoStack().undoText(), u"Change references of the aggregator"_s);
}

void UiGraphTest::nothingOfThePanelOverlaps()
{
    Stage stage;
    stage.editor.selection().focusAgent({u"s"_s});
    QCoreApplication::sendPostedEvents();
    const AgentDetails &details = stage.the<AgentDetails>();
    QToolButton *advanced = nullptr;
    const auto buttons = details.findChildren<QToolButton *>();
    for (QToolButton *button : buttons) {
        if (button->text() == "Advanced"_L1)
            advanced = button;
    }
    QVERIFY(advanced);
    for (const bool open : {false, true}) {
        advanced->setChecked(open);
        QCoreApplication::sendPostedEvents();
        QList<QRect> taken;
        const auto fields = details.findChildren<QWidget *>();
        for (const QWidget *field : fields) {
            const bool whole = field->focusPolicy() != Qt::NoFocus && field->isVisible() &&
                               !qobject_cast<QLineEdit *>(field->focusProxy());
            if (!whole || field->accessibleName().isEmpty())
                continue;
            const QRect place(field->mapTo(&details, QPoint()), field->size());
            for (const QRect &other : std::as_const(taken))
                QVERIFY2(!other.intersects(place), qPrintable(field->accessibleName()));
            taken.append(place);
        }
        QVERIFY(taken.size() > 5);
        const bool hasSeed = std::ranges::any_of(
            fields, [](const QWidget *field) { return field->isVisible() && field->accessibleName() == "Seed"_L1; });
        QCOMPARE(hasSeed, open);
    }
}

void UiGraphTest::fieldsAreOneStepAVisit()
{
    Stage stage;
    stage.editor.selection().focusAgent({u"b"_s});
    stage.editor.trigger(GraphAction::Rename);
    auto *field = qobject_cast<QLineEdit *>(stage.window.focusWidget());
    QVERIFY(field);
    QTest::keyClicks(field, u"Critic"_s);
    QCOMPARE(stage.model.document().find({u"b"_s})->name, u"Critic"_s);
    QCOMPARE(stage.model.document().undoStack().count(), 1);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(stage.the<GraphCanvas>().hasFocus());
}

void UiGraphTest::problemsLeadToTheirPlace()
{
    Stage stage({1440, 900}, u"a b | s"_s);
    stage.model.document().setModel({u"b"_s}, {});
    QListWidget *problems = nullptr;
    const auto lists = stage.the<GraphPanel>().findChildren<QListWidget *>();
    for (QListWidget *candidate : lists) {
        if (candidate->accessibleName() == u"Problems"_s)
            problems = candidate;
    }
    QVERIFY(problems);
    QCOMPARE(problems->count(), 1);
    Q_EMIT problems->itemActivated(problems->item(0));
    QCOMPARE(stage.editor.selection().focus().agent.value, u"b"_s);
    QVERIFY(!stage.model.session().canRun());
}

void UiGraphTest::thePanelLiesOverANarrowWindow()
{
    Stage stage({1024, 700});
    GraphPanel &panel = stage.the<GraphPanel>();
    QVERIFY(panel.isHidden());
    stage.view->togglePanel();
    QVERIFY(!panel.isHidden());
    QCOMPARE(panel.geometry().right(), stage.view->width() - 1);
    QCOMPARE(stage.the<GraphCanvas>().width(), stage.view->width());
    stage.view->togglePanel();
    QVERIFY(panel.isHidden());
}

void UiGraphTest::theDrawerOpensAndCloses()
{
    Stage stage;
    stage.view->toggleDrawer();
    QVERIFY(stage.the<GraphDrawer>().isVisible());
    QCOMPARE(stage.the<GraphDrawer>().height(), 220);
    const auto focused = [&stage] {
        const QWidget *focus = stage.window.focusWidget();
        return focus ? focus->accessibleName() : QString();
    };
    QCOMPARE(focused(), u"Answer"_s);
    QTest::keyClick(stage.window.focusWidget(), Qt::Key_Right);
    QCOMPARE(focused(), u"Prompt sent"_s);
    stage.view->toggleDrawer();
    QVERIFY(stage.the<GraphDrawer>().isHidden());
}

void UiGraphTest::modelsAreAddedFromThePanel()
{
    Stage stage({1440, 900}, u"a b | s"_s);
    ProviderDirectory providers;
    Provider provider;
    provider.id = {u"test"_s};
    provider.name = u"Test"_s;
    provider.models = {{u"quick"_s, {}, {}, {}}, {u"slow"_s, {}, {}, {}}};
    providers.entries.append({provider});
    stage.model.setProviders(providers);
    auto &shelf = stage.the<ModelShelf>();
    QTRY_VERIFY(shelf.isVisible());
    auto *list = shelf.findChild<QListView *>();
    QTest::keyClicks(shelf.findChild<QLineEdit *>(), u"slow"_s);
    const QModelIndex row = list->model()->index(1, 0);
    QCOMPARE(row.data().toString(), u"slow"_s);
    const std::unique_ptr<QMimeData> dragged(list->model()->mimeData({row}));
    QCOMPARE(modelFrom(*dragged), (ModelRef{{u"test"_s}, u"slow"_s}));
    QVERIFY(row.flags().testFlag(Qt::ItemIsDragEnabled));
    QVERIFY(!list->model()->index(0, 0).flags().testFlag(Qt::ItemIsDragEnabled));
    list->setFocus();
    list->setCurrentIndex(row);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(stage.shape(), u"abc|s"_s);
    QCOMPARE(stage.model.document().find({u"c"_s})->model.model, u"slow"_s);
    QTRY_VERIFY(stage.the<GraphCanvas>().hasFocus());
}

void UiGraphTest::anEmptyGraphOffersOneToStartWith_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("graph");
    QTest::addColumn<bool>("outline");
    QTest::newRow("without layers") << QSize(1440, 900) << QString() << false;
    QTest::newRow("with an empty layer") << QSize(1440, 900) << u" | "_s << false;
    QTest::newRow("in the Outline of a small window") << QSize(1024, 700) << QString() << true;
}

void UiGraphTest::anEmptyGraphOffersOneToStartWith()
{
    QFETCH(QSize, size);
    QFETCH(QString, graph);
    QFETCH(bool, outline);
    Stage stage(size, graph);
    if (outline)
        stage.outline();
    QWidget &place = outline ? static_cast<QWidget &>(stage.the<OutlineTree>()) : stage.the<GraphCanvas>();
    EmptyGraph &empty = stage.the<EmptyGraph>();
    QTRY_VERIFY(empty.isVisible());
    QTRY_COMPARE(empty.geometry().center(), place.geometry().center());
    auto *start = empty.findChild<QPushButton *>();
    QCOMPARE(start->accessibleName(), u"Start with MoA 3+1"_s);
    place.setFocus();
    QTest::keyClick(&place, Qt::Key_Tab);
    QTRY_VERIFY(start->hasFocus());
    QTest::keyClick(start, Qt::Key_Space);
    QVERIFY(!empty.isVisible());
    QTRY_VERIFY(place.hasFocus());
    QCOMPARE(stage.model.document().graph().layers.size(), 2);
    QCOMPARE(stage.model.document().undoStack().count(), 1);
    stage.model.document().undoStack().undo();
    QVERIFY(empty.isVisible());
}

void UiGraphTest::exportsThePicture()
{
    Stage stage;
    stage.model.document().setGraphName(u"Either/or"_s);
    const QTemporaryDir folder;
    const QList<QAction *> actions = stage.view->menuActions();
    QAction *action = *std::ranges::find(actions, u"Export picture…"_s, &QAction::text);
    for (const QString &name : {u"graph.svg"_s, u"graph.png"_s}) {
        stage.dialogs.chosenPaths = {folder.filePath(name)};
        action->trigger();
        QVERIFY2(QFileInfo(folder.filePath(name)).size() > 1000, qPrintable(name));
    }
    QCOMPARE(stage.dialogs.fileQuestions.first().name, u"Either-or.svg"_s);
    QVERIFY(stage.dialogs.told.isEmpty());
    stage.dialogs.chosenPaths = {folder.filePath(u"missing/graph.svg"_s)};
    action->trigger();
    QCOMPARE(stage.dialogs.told.size(), 1);
    // The menu of the graph has it as well.
    stage.editor.selection().clear();
    stage.the<GraphCanvas>().openMenu({});
    QVERIFY(stage.the<GraphCanvas>().findChild<QMenu *>()->actions().contains(action));
}

void UiGraphTest::everyCellOfTheOutlineHasAName()
{
    Stage stage;
    const QAbstractItemModel &model = *stage.outline().model();
    const QModelIndex layer = model.index(0, 0);
    for (int column = 0; column < model.columnCount(); ++column) {
        for (const QModelIndex &cell : {layer.siblingAtColumn(column), model.index(1, column, layer)}) {
            const QString name = cell.data(Qt::AccessibleTextRole).toString();
            QVERIFY2(!name.isEmpty(), qPrintable(QString::number(column)));
        }
    }
    QCOMPARE(model.index(1, OutlineModel::CostColumn, layer).data(Qt::AccessibleTextRole).toString(), u"Cost: none"_s);
}

void UiGraphTest::everythingHasAName()
{
    Stage stage;
    stage.outline();
    stage.view->toggleDrawer();
    for (const GraphItem &focus : {GraphItem{}, GraphItem{{}, 0}, GraphItem{{u"s"_s}, -1}}) {
        stage.editor.selection().setFocus(focus);
        const QList<QWidget *> widgets = focusable(*stage.view);
        for (QWidget *widget : widgets) {
            const QAccessibleInterface *told = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(told && !told->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
        }
    }
}

QTEST_MAIN(UiGraphTest)
#include "tst_ui_graph.moc"
