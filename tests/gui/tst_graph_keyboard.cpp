// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "WindowStage.h"
#include "ui/canvas/GraphCanvas.h"
#include "ui/graph/GraphBar.h"
#include "ui/graph/GraphDrawer.h"
#include "ui/graph/GraphPanel.h"
#include "ui/graph/GraphView.h"
#include "ui/graph/OutlineTree.h"
#include "ui/graph/PresetDialogs.h"
#include "ui/main/Rail.h"
#include "ui/main/StatusStrip.h"
#include "ui/main/TopBar.h"
#include "ui/models/ModelPalette.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QTest>
#include <QToolButton>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

QWidget *keyTarget()
{
    if (QWidget *popup = QApplication::activePopupWidget())
        return popup->focusWidget() ? popup->focusWidget() : popup;
    return QApplication::focusWidget();
}

/// For messages of failures.
QString focusName()
{
    const QWidget *focus = QApplication::focusWidget();
    return focus ? u" -> %1 %2"_s.arg(QString::fromLatin1(focus->metaObject()->className()), focus->accessibleName())
                 : u" -> nowhere"_s;
}

/// As a person presses it: at whatever has the focus.
void press(const QString &keys)
{
    const QKeyCombination combination = QKeySequence::fromString(keys, QKeySequence::PortableText)[0];
    QWidget *target = keyTarget();
    QVERIFY2(target, qPrintable(keys));
    QTest::keyClick(target, combination.key(), combination.keyboardModifiers());
}

void type(const QString &text)
{
    QTest::keyClicks(keyTarget(), text);
}

template <typename Widget>
Widget *the(const WindowStage &stage)
{
    return stage.window->findChild<Widget *>();
}

/// Commands learn of a new selection through the event loop; a person is never faster than that.
bool canRunToHere(const WindowStage &stage)
{
    return QTest::qWaitFor([&] { return stage.action(ActionId::RunToHere).isEnabled(); });
}

/// As a desktop does when a window over this one goes; the offscreen platform leaves none active.
bool windowIsBack(const WindowStage &stage)
{
    if (!QApplication::activeWindow() && !QApplication::activePopupWidget())
        QApplication::setActiveWindow(stage.window.get());
    return QApplication::focusWidget() != nullptr;
}

bool canvasFocused(const WindowStage &stage)
{
    return QTest::qWaitFor([&] {
        return windowIsBack(stage) && !QApplication::activePopupWidget() && the<GraphCanvas>(stage)->hasFocus();
    });
}

/// A dialog over the window has the focus.
bool dialogFocused(const WindowStage &stage)
{
    return QTest::qWaitFor([&] {
        const QWidget *focus = QApplication::focusWidget();
        return focus && focus->window() != stage.window.get() && focus->window()->isActiveWindow();
    });
}

/// What of a widget its parents let through, in its own coordinates.
QRect shownPart(const QWidget &widget)
{
    QRect shown = widget.rect();
    QPoint offset(0, 0);
    for (const QWidget *part = &widget; !part->isWindow(); part = part->parentWidget()) {
        offset += part->pos();
        shown &= part->parentWidget()->rect().translated(-offset);
    }
    return shown;
}

QString accessibleNameOf(const QWidget &widget)
{
    const QString name = widget.accessibleName();
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    return name.isEmpty() && button ? button->text() : name;
}

/// Opens the palette of models and answers it.
bool answerPalette(const WindowStage &stage, const QString &opener, const QString &answer)
{
    const auto open = [&] { return qobject_cast<ModelPalette *>(QApplication::activePopupWidget()) != nullptr; };
    // The one before is gone, and the window has the focus again.
    if (!QTest::qWaitFor([&] { return !the<ModelPalette>(stage) && windowIsBack(stage); }))
        return false;
    press(opener);
    if (!QTest::qWaitFor(open))
        return false;
    press(answer);
    return QTest::qWaitFor([&] { return !open(); });
}

} // namespace

/// The Graph view in the real window, without a mouse.
class GraphKeyboardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { failOnWarnings(); }

    void aGraphIsBuiltFromNothing();
    void regionsAreCycled_data();
    void regionsAreCycled();
    void escapeClosesAndGivesTheFocusBack();
    void everyStopIsSeen_data();
    void everyStopIsSeen();
    void tenEditsAreTenSteps();
    void everythingHasAName_data();
    void everythingHasAName();
    void noFieldTakesTheKeyOfAMenu();
    void dearPartsAreAskedAbout();
    void presetsAreKeptUnderAName();
};

void GraphKeyboardTest::aGraphIsBuiltFromNothing()
{
    WindowStage stage;
    QVERIFY(stage.show(u"graph"_s));
    QVERIFY(canvasFocused(stage));
    press(u"Ctrl+N"_s);
    QVERIFY(stage.shape().isEmpty());
    QVERIFY(canvasFocused(stage));
    QVERIFY(answerPalette(stage, u"A"_s, u"Ctrl+Return"_s));
    QCOMPARE(stage.document().graph().layers.size(), 1);
    QCOMPARE(stage.document().graph().layers[0].agents.size(), 3);
    for (int layer = 1; layer <= 2; ++layer) {
        QVERIFY(canvasFocused(stage));
        press(u"L"_s);
        QVERIFY(answerPalette(stage, u"A"_s, u"Return"_s));
        QCOMPARE(stage.document().graph().layers[layer].agents.size(), 1);
    }
    QVERIFY(canvasFocused(stage));
    const auto second = [&] { return stage.document().graph().layers[1].agents[0]; };

    press(u"Left"_s);
    QCOMPARE(stage.graph->editor().selection().focus().agent, second().id);
    const ModelRef before = second().model;
    press(u"Return"_s);
    QVERIFY(the<GraphPanel>(stage)->isAncestorOf(QApplication::focusWidget()));
    press(u"Space"_s);
    QVERIFY(QTest::qWaitFor([&] { return QApplication::activePopupWidget() != nullptr; }));
    press(u"Down"_s);
    press(u"Return"_s);
    QTRY_VERIFY(second().model != before);

    the<GraphCanvas>(stage)->setFocus();
    press(u"X"_s);
    QTRY_VERIFY(qobject_cast<QListWidget *>(QApplication::focusWidget()));
    press(u"Space"_s);
    QTRY_VERIFY(second().references.has_value());
    QCOMPARE(second().references->size(), 2);
    press(u"Escape"_s);
    QVERIFY(canvasFocused(stage));

    press(u"M"_s);
    QVERIFY(second().muted);
    press(u"Left"_s);
    const AgentId moved = stage.graph->editor().selection().focus().agent;
    const auto placeOf = [&] { return findAgent(stage.document().graph(), moved)->index; };
    const qsizetype place = placeOf();
    press(place == 0 ? u"Shift+Down"_s : u"Shift+Up"_s);
    QVERIFY(placeOf() != place);

    for (int i = 0; i < 3; ++i)
        press(u"Ctrl+Z"_s);
    QVERIFY(placeOf() == place && !second().muted && !second().references);
    press(u"Ctrl+Y"_s);
    QVERIFY(second().references.has_value());

    press(u"Ctrl+K"_s);
    QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    type(u"save as preset"_s);
    press(u"Return"_s);
    QTRY_VERIFY(the<SavePresetDialog>(stage));
    QVERIFY(dialogFocused(stage));
    type(u"Built by keys"_s);
    press(u"Return"_s);
    QTRY_VERIFY(!the<SavePresetDialog>(stage));
    const auto rows = stage.window->presetsMenu()->actions();
    QVERIFY(std::ranges::any_of(rows, [](const QAction *row) { return row->text() == u"Built by keys"_s; }));
}

void GraphKeyboardTest::regionsAreCycled_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("wide") << QSize(1440, 900);
    QTest::newRow("medium") << QSize(1024, 700);
}

void GraphKeyboardTest::regionsAreCycled()
{
    QFETCH(QSize, size);
    WindowStage stage(size);
    QVERIFY(stage.show(u"graph"_s));
    QVERIFY(canvasFocused(stage));
    press(u"Tab"_s);
    QVERIFY2(!the<GraphCanvas>(stage)->hasFocus(), "Tab leaves the canvas");
    the<GraphCanvas>(stage)->setFocus();
    press(u"Shift+Tab"_s);
    QVERIFY(!the<GraphCanvas>(stage)->hasFocus());
    the<GraphView>(stage)->toggleDrawer();

    QList<QWidget *> missing{the<Rail>(stage), the<TopBar>(stage), the<GraphDrawer>(stage), the<StatusStrip>(stage)};
    missing += the<GraphView>(stage)->regions();
    QStringList visited;
    for (int i = 0; i < 12; ++i) {
        press(u"F6"_s);
        QWidget *focus = QApplication::focusWidget();
        missing.removeIf([focus](const QWidget *region) { return region == focus || region->isAncestorOf(focus); });
        visited.append(QString::fromLatin1(focus->metaObject()->className()));
    }
    QVERIFY2(missing.isEmpty(), qPrintable(visited.join(u' ')));
}

void GraphKeyboardTest::escapeClosesAndGivesTheFocusBack()
{
    WindowStage stage;
    QVERIFY(stage.show(u"graph"_s));
    QVERIFY(canvasFocused(stage));
    stage.graph->editor().selection().focusAgent(stage.document().graph().layers[0].agents[0].id);
    const Graph before = stage.document().graph();
    QVERIFY(answerPalette(stage, u"A"_s, u"Escape"_s));
    QVERIFY(canvasFocused(stage));
    for (const QString &opener : {u"Menu"_s, u"/"_s, u"I"_s, u"Ctrl+K"_s, u"Return"_s, u"F2"_s, u"X"_s}) {
        press(opener);
        press(u"Escape"_s);
        QVERIFY2(canvasFocused(stage), qPrintable(opener));
    }
    const auto rows = stage.window->presetsMenu()->actions();
    for (QAction *row : rows) {
        if (!row->text().endsWith(u'…') || !row->isEnabled())
            continue;
        row->trigger();
        QVERIFY2(dialogFocused(stage), qPrintable(row->text()));
        press(u"Escape"_s);
        QVERIFY2(canvasFocused(stage), qPrintable(row->text() + focusName()));
    }
    QVERIFY(stage.document().graph() == before);
}

void GraphKeyboardTest::everyStopIsSeen_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<ThemeMode>("theme");
    QTest::newRow("wide, light") << QSize(1440, 900) << ThemeMode::Light;
    QTest::newRow("medium, dark") << QSize(1024, 700) << ThemeMode::Dark;
}

/// A walk with Tab: each stop lies in the window, and looks different with the focus than without.
void GraphKeyboardTest::everyStopIsSeen()
{
    QFETCH(QSize, size);
    QFETCH(ThemeMode, theme);
    WindowStage stage(size);
    stage.application.themes.setMode(theme);
    QVERIFY(stage.show(u"graph"_s));
    QVERIFY(canvasFocused(stage));
    stage.graph->editor().selection().focusAgent(stage.document().graph().layers[1].agents[0].id);
    the<GraphView>(stage)->toggleDrawer();
    if (the<GraphPanel>(stage)->isHidden())
        the<GraphView>(stage)->togglePanel();
    the<GraphCanvas>(stage)->setFocus();
    QWidget *first = QApplication::focusWidget();
    QList<QWidget *> stops;
    QStringList walk;
    while (stops.size() < 80) {
        QWidget *stop = QApplication::focusWidget();
        stops.append(stop);
        walk.append(QString::fromLatin1(stop->metaObject()->className()));
        const QString name = QString::fromLatin1(stop->metaObject()->className()) + u' ' + stop->accessibleName();
        const QRect place(stop->mapTo(stage.window.get(), QPoint(0, 0)), stop->size());
        // A long text may be taller than its place; its caret is in sight then.
        const QRect shown = shownPart(*stop);
        QVERIFY2(shown == stop->rect() || shown.height() >= 40,
                 qPrintable(u"%1 is cut: %2 of %3"_s.arg(name).arg(shown.height()).arg(stop->height())));
        const QRect around = place.adjusted(-4, -4, 4, 4) & stage.window->rect();
        const QImage with = stage.window->grab(around).toImage();
        press(u"Tab"_s);
        const QImage without = stage.window->grab(around).toImage();
        int changed = 0;
        for (int y = 0; y < with.height(); ++y) {
            for (int x = 0; x < with.width(); ++x)
                changed += with.pixel(x, y) != without.pixel(x, y) ? 1 : 0;
        }
        QVERIFY2(changed >= 20, qPrintable(u"%1 shows no focus (%2 pixels)"_s.arg(name).arg(changed)));
        if (QApplication::focusWidget() == first)
            break;
    }
    QVERIFY2(stops.size() > 12 && stops.size() < 80, qPrintable(QString::number(stops.size())));
    const QList<QWidget *> regions{the<GraphDrawer>(stage), the<GraphPanel>(stage), the<StatusStrip>(stage),
                                   the<Rail>(stage),        the<TopBar>(stage),     the<GraphBar>(stage)};
    QList<QWidget *> visited;
    for (QWidget *stop : std::as_const(stops)) {
        for (QWidget *region : regions) {
            if ((region == stop || region->isAncestorOf(stop)) && !visited.contains(region))
                visited.append(region);
        }
    }
    QVERIFY2(visited == regions, qPrintable(walk.join(u' ')));
    const auto indexOf = [&](const QString &name) {
        const auto found =
            std::ranges::find_if(stops, [&](const QWidget *stop) { return accessibleNameOf(*stop).startsWith(name); });
        return found - stops.begin();
    };
    QVERIFY(indexOf(u"Fit"_s) < indexOf(u"Zoom"_s));
    QVERIFY(indexOf(u"Zoom"_s) < indexOf(u"Check graph"_s));
    QVERIFY(indexOf(u"Close panel"_s) < indexOf(u"Model"_s));
    // And back again.
    press(u"Shift+Tab"_s);
    QCOMPARE(QApplication::focusWidget(), stops.last());
}

void GraphKeyboardTest::tenEditsAreTenSteps()
{
    WindowStage stage;
    QVERIFY(stage.show(u"graph"_s));
    QVERIFY(canvasFocused(stage));
    RunSession &session = stage.runs->model().session();
    session.setPrompt(stage.runs->model().demoQuestions().constFirst());
    session.run();
    QTRY_COMPARE_WITH_TIMEOUT(session.runs().size(), 1, 60'000);
    const Graph start = stage.document().graph();
    const AgentId first = start.layers.constFirst().agents.constFirst().id;
    stage.graph->editor().selection().focusAgent(first);

    const QUndoStack &steps = stage.document().undoStack();
    for (const QString &look : {u"Right"_s, u"Left"_s, u"Down"_s, u"Up"_s, u"Ctrl+A"_s, u"+"_s, u"-"_s, u"0"_s, u"F"_s})
        press(look);
    stage.graph->editor().selection().focusAgent(first);
    QVERIFY(canRunToHere(stage));
    press(u"Ctrl+Shift+Return"_s);
    QTRY_COMPARE_WITH_TIMEOUT(session.runs().size(), 2, 60'000);
    QCOMPARE(steps.count(), 0);
    // What is shown follows the run a moment later.
    QTRY_VERIFY(!stage.graph->editor().live().agent(first).stateText.isEmpty());
    const QString answered = stage.graph->editor().live().agent(first).stateText;

    const QStringList edits{u"D"_s, u"M"_s,      u"Shift+Right"_s, u"L"_s, u"Shift+M"_s, u"Shift+Left"_s,
                            u"D"_s, u"Delete"_s, u"Home"_s,        u"M"_s, u"Ctrl+D"_s,  u"Shift+Down"_s};
    for (const QString &edit : edits)
        press(edit);
    const int done = steps.count();
    QVERIFY2(done >= 10, qPrintable(QString::number(done)));
    QVERIFY(stage.document().graph() != start);
    for (int i = 0; i < done; ++i)
        press(u"Ctrl+Z"_s);
    QVERIFY(stage.document().graph() == start);
    QVERIFY(!steps.canUndo());
    QCOMPARE(session.runs().size(), 2);
    QCOMPARE(stage.graph->editor().live().agent(first).stateText, answered);
    for (int i = 0; i < done; ++i)
        press(u"Ctrl+Y"_s);
    QVERIFY(!steps.canRedo() && stage.document().graph() != start);
}

void GraphKeyboardTest::everythingHasAName_data()
{
    QTest::addColumn<int>("focus");
    QTest::addColumn<bool>("outline");
    QTest::newRow("graph page") << 0 << false;
    QTest::newRow("layer page, Outline") << 1 << true;
    QTest::newRow("agent page") << 2 << false;
}

void GraphKeyboardTest::everythingHasAName()
{
    QFETCH(int, focus);
    QFETCH(bool, outline);
    WindowStage stage;
    QVERIFY(stage.show(u"graph"_s));
    GraphSelection &selection = stage.graph->editor().selection();
    if (focus == 1)
        selection.focusLayer(1);
    else if (focus == 2)
        selection.focusAgent(stage.document().graph().layers[1].agents[0].id);
    stage.document().setModel(stage.document().graph().layers[0].agents[0].id, {});
    GraphViewLayout layout = the<GraphView>(stage)->arrangement();
    layout.outline = outline;
    layout.drawer = true;
    the<GraphView>(stage)->setArrangement(layout);
    const QList<QWidget *> widgets = focusable(*stage.window);
    QVERIFY(widgets.size() > 15);
    for (QWidget *widget : widgets) {
        const QString kind = QString::fromLatin1(widget->metaObject()->className());
        const QAccessibleInterface *told = QAccessible::queryAccessibleInterface(widget);
        const QString name = told ? told->text(QAccessible::Name) : QString();
        QVERIFY2(!name.isEmpty() && name != kind && name.toLower() != u"button"_s, qPrintable(kind + u": "_s + name));
        const auto *button = qobject_cast<QToolButton *>(widget);
        const bool iconOnly =
            button && (button->text().isEmpty() || button->toolButtonStyle() == Qt::ToolButtonIconOnly);
        QVERIFY2(!iconOnly || !button->toolTip().isEmpty(), qPrintable(name + u" has no tooltip"_s));
    }
}

/// Alt and a letter opens a menu, whatever page of the panel is shown.
void GraphKeyboardTest::noFieldTakesTheKeyOfAMenu()
{
    WindowStage stage;
    QVERIFY(stage.show(u"graph"_s));
    QList<QKeySequence> keys;
    const auto menus = stage.window->menuBar()->actions();
    for (const QAction *menu : menus)
        keys.append(QKeySequence::mnemonic(menu->text()));
    QVERIFY(keys.size() > 4);
    const auto labels = the<GraphView>(stage)->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->buddy())
            QVERIFY2(!keys.contains(QKeySequence::mnemonic(label->text())), qPrintable(label->text()));
    }
}

void GraphKeyboardTest::dearPartsAreAskedAbout()
{
    WindowStage stage;
    QVERIFY(stage.show(u"graph"_s));
    QVERIFY(canvasFocused(stage));
    RunSession &session = stage.runs->model().session();
    session.setPrompt(stage.runs->model().demoQuestions().constFirst());
    // The demo costs nothing; its calls count all the same.
    const Agent one = stage.document().graph().layers.constFirst().agents.constFirst();
    stage.document().pasteAgents(QList<Agent>(30, one), {0, 0});
    stage.graph->editor().selection().focusLayer(0);
    QVERIFY(canRunToHere(stage));
    stage.dialogs.accepts = false;
    press(u"Ctrl+Shift+Return"_s);
    QCOMPARE(stage.dialogs.asked.size(), 1);
    QVERIFY2(stage.dialogs.asked.constFirst().title.contains(u"33 calls"_s),
             qPrintable(stage.dialogs.asked.constFirst().title));
    QVERIFY(!session.isRunning());
    stage.dialogs.accepts = true;
    press(u"Ctrl+Shift+Return"_s);
    QVERIFY(session.isRunning());
    // While it runs nothing else starts, and the command says why.
    QTRY_VERIFY(!stage.action(ActionId::RunToHere).isEnabled());
    QVERIFY(stage.action(ActionId::RunToHere).toolTip().contains(u"A run goes on"_s));
    press(u"Ctrl+."_s);
    QTRY_VERIFY(!session.isRunning());
    // What was stopped is asked again, which is as dear.
    stage.dialogs.accepts = false;
    stage.action(ActionId::RetryFailed).trigger();
    QCOMPARE(stage.dialogs.asked.size(), 3);
    QVERIFY(!session.isRunning());
    // A graph that cannot run says why.
    stage.document().setModel(stage.document().graph().layers.constFirst().agents.constFirst().id, {});
    QTRY_VERIFY(!stage.action(ActionId::RunToHere).isEnabled());
    QVERIFY(stage.action(ActionId::RunToHere).toolTip().contains(u"odel"_s));
}

void GraphKeyboardTest::presetsAreKeptUnderAName()
{
    WindowStage stage;
    QVERIFY(stage.show(u"graph"_s));
    const auto trigger = [&](const QString &start) {
        const auto rows = stage.window->presetsMenu()->actions();
        const auto row =
            std::ranges::find_if(rows, [&](const QAction *action) { return action->text().startsWith(start); });
        QVERIFY(row != rows.end() && (*row)->isEnabled());
        (*row)->trigger();
    };
    const auto field = [&] { return the<SavePresetDialog>(stage)->findChild<QLineEdit *>(); };
    const auto said = [&] { return field()->accessibleDescription(); };
    trigger(u"Save as preset"_s);
    QVERIFY(dialogFocused(stage));
    QCOMPARE(QApplication::focusWidget(), field());
    field()->clear();
    press(u"Return"_s);
    QVERIFY2(the<SavePresetDialog>(stage)->isVisible(), "a preset needs a name");
    type(u"Mine"_s);
    QVERIFY(said().isEmpty());
    press(u"Return"_s);
    QTRY_VERIFY(!the<SavePresetDialog>(stage));

    trigger(u"Save as preset"_s);
    QVERIFY(dialogFocused(stage));
    field()->setText(u" Mine "_s);
    QVERIFY(said().contains(u"will be replaced"_s));
    press(u"Escape"_s);
    QTRY_VERIFY(!the<SavePresetDialog>(stage));

    trigger(u"Delete a preset"_s);
    QVERIFY(dialogFocused(stage));
    QVERIFY(qobject_cast<QListWidget *>(QApplication::focusWidget()));
    press(u"Return"_s);
    QTRY_VERIFY(!the<DeletePresetDialog>(stage));
    const auto rows = stage.window->presetsMenu()->actions();
    QVERIFY(std::ranges::none_of(rows, [](const QAction *row) { return row->text() == u"Mine"_s; }));
}

QTEST_MAIN(GraphKeyboardTest)
#include "tst_graph_keyboard.moc"
