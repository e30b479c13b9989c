// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"
#include "provider/ProvidersFile.h"
#include "support/FakeDialogs.h"
#include "support/ScriptedServer.h"
#include "ui/app/ModelsWorkspace.h"
#include "ui/app/RunWorkspace.h"
#include "ui/common/JsonFile.h"
#include "ui/common/SegmentedControl.h"
#include "ui/common/Toast.h"
#include "ui/main/MainWindow.h"
#include "ui/models/ModelsView.h"

#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// The Models view in the window, on a providers file of its own and a server on loopback.
class ModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void opensByKeyOnTheDemo();
    void addsAProviderWithTheKeyboardAlone();
    void offersAllServices();
    void switchesAProviderOff();
    void keyProblemLeadsHere();
    void offlineStatusLeadsHere();
    void removesWithUndo();
    void editsAPrice();
    void switchesModelsByKey();
    void savesLimits();
    void undoLeavesTheGraphAlone();
    void remembersRecentModels();
    void everythingHasAName();
    void noFieldTakesTheKeyOfAMenu();

private:
    void open(const QList<Provider> &providers);
    [[nodiscard]] Provider localProvider() const;

    [[nodiscard]] QList<Provider> written() const
    {
        return loadProvidersFile(defaultProvidersPath()).value_or(QList<Provider>());
    }

    template <typename W>
    W *get(const char *name) const
    {
        return m_window->findChild<ModelsView *>()->findChild<W *>(QString::fromLatin1(name));
    }

    std::unique_ptr<ThemedApplication> m_app;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ScriptedServer> m_server;
    FakeDialogs m_dialogs;
    JsonFile m_state{QString()};
    JsonFile m_settings{QString()};
    Options m_options;
    std::unique_ptr<RunWorkspace> m_runs;
    std::unique_ptr<ModelsWorkspace> m_models;
    std::unique_ptr<MainWindow> m_window;
};

void ModelsTest::init()
{
    failOnWarnings();
    m_app = std::make_unique<ThemedApplication>();
    m_folder = std::make_unique<QTemporaryDir>();
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(name, m_folder->path().toLocal8Bit());
    m_server = std::make_unique<ScriptedServer>();
    m_server->setHandler([](const ReceivedRequest &request) -> ServerScript {
        if (request.method == "GET")
            return {{ServerStep::Kind::Send,
                     response(200, "application/json", "{\"data\":[{\"id\":\"small\"},{\"id\":\"large\"}]}")}};
        return answerScript("ready");
    });
    m_dialogs = {};
}

void ModelsTest::open(const QList<Provider> &providers)
{
    if (!providers.isEmpty())
        QVERIFY(saveProvidersFile(providers, defaultProvidersPath()));
    m_runs = std::make_unique<RunWorkspace>(m_options, m_app->themes, m_dialogs, m_state);
    m_window = std::make_unique<MainWindow>(m_app->themes, m_dialogs, m_state, m_settings);
    m_runs->join(*m_window);
    m_models = std::make_unique<ModelsWorkspace>(m_options, *m_runs, m_app->themes, m_dialogs, m_state);
    m_models->join(*m_window);
    m_runs->begin();
    m_window->showView(u"run"_s);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void ModelsTest::cleanup()
{
    m_window.reset();
    m_models.reset();
    m_runs.reset();
    m_server.reset();
    m_app.reset();
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qunsetenv(name);
}

Provider ModelsTest::localProvider() const
{
    Provider provider;
    provider.id = {u"local"_s};
    provider.name = u"Local"_s;
    provider.baseUrl = m_server->baseUrl();
    provider.key.kind = KeySource::Kind::None;
    provider.models = {{u"small"_s, {}, {}, {}}, {u"large"_s, {}, {}, {}}};
    return provider;
}

void ModelsTest::opensByKeyOnTheDemo()
{
    open({});
    const auto actions = m_window->findChildren<QAction *>();
    const auto found = std::find_if(actions.begin(), actions.end(), [](const QAction *action) {
        return action->shortcut() == QKeySequence(u"Ctrl+7"_s);
    });
    QVERIFY(found != actions.end());
    (*found)->trigger();
    QCOMPARE(m_window->currentView(), u"models"_s);
    QVERIFY(m_models->model().isDemo());
    QVERIFY(get<QPushButton>("connectFirst")->isVisible());
    QVERIFY(!get<QPushButton>("removeProvider")->isVisible());
    QVERIFY(get<QListView>("providerList")->hasFocus());
}

void ModelsTest::addsAProviderWithTheKeyboardAlone()
{
    open({});
    m_window->showView(u"models"_s);
    auto *add = get<QPushButton>("addProvider");
    auto *menu = add->menu();
    const auto entries = menu->actions();
    const auto vllm =
        std::find_if(entries.begin(), entries.end(), [](const QAction *entry) { return entry->text() == u"vLLM"_s; });
    QVERIFY(vllm != entries.end());
    (*vllm)->trigger();
    auto *address = get<QLineEdit>("address");
    address->setFocus();
    address->selectAll();
    QTest::keyClicks(address, m_server->baseUrl().toString());
    auto *save = get<QPushButton>("save");
    save->setFocus();
    QTest::keyClick(save, Qt::Key_Space);
    QCOMPARE(written().size(), 1);
    QCOMPARE(written().first().name, u"vLLM"_s);
    // Its models are read at once, and can be chosen in the Run view.
    QTRY_COMPARE(m_models->model().models().rowCount(), 2);
    QTRY_VERIFY(m_runs->model().models().rowOf({{u"vllm"_s}, u"small"_s}) >= 0);
}

void ModelsTest::offersAllServices()
{
    open({});
    m_window->showView(u"models"_s);
    QStringList texts;
    const auto entries = get<QPushButton>("addProvider")->menu()->actions();
    for (const QAction *entry : entries)
        texts.append(entry->text());
    for (const ServicePreset &service : servicePresets())
        QVERIFY2(service.id == u"other"_s || texts.contains(service.name), qPrintable(service.name));
    for (const QString &text : {u"Other…"_s, u"Find local servers"_s, u"Start a local model…"_s})
        QVERIFY2(texts.contains(text), qPrintable(text));
    // Nothing is looked for before somebody asks.
    QVERIFY(!m_models->model().editor().localServers().isSearching());
}

void ModelsTest::switchesAProviderOff()
{
    open({localProvider()});
    QCOMPARE(m_runs->model().models().rowCount(), 2);
    m_window->showView(u"models"_s);
    auto *button = get<QPushButton>("switchProvider");
    QTest::keyClick(button, Qt::Key_Space);
    QVERIFY(!written().first().enabled);
    QCOMPARE(m_runs->model().models().rowCount(), 0);
    QCOMPARE(button->text(), u"S&witch on"_s);
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(m_runs->model().models().rowCount(), 2);
}

void ModelsTest::keyProblemLeadsHere()
{
    Provider locked = localProvider();
    locked.id = {u"locked"_s};
    locked.name = u"Locked"_s;
    locked.key.kind = KeySource::Kind::Session;
    open({localProvider(), locked});
    Q_EMIT m_runs->modelsRequested(locked.id);
    QCOMPARE(m_window->currentView(), u"models"_s);
    QCOMPARE(m_models->model().current(), locked.id);
    QTRY_VERIFY(get<QLineEdit>("key")->hasFocus());
}

void ModelsTest::offlineStatusLeadsHere()
{
    open({localProvider()});
    Q_EMIT m_window->statusPressed(true);
    QCOMPARE(m_window->currentView(), u"run"_s);
    m_runs->model().setOnline(false);
    Q_EMIT m_window->statusPressed(false);
    QCOMPARE(m_window->currentView(), u"run"_s);
    Q_EMIT m_window->statusPressed(true);
    QCOMPARE(m_window->currentView(), u"models"_s);
}

void ModelsTest::removesWithUndo()
{
    open({localProvider()});
    m_window->showView(u"models"_s);
    m_dialogs.accepts = false;
    get<QPushButton>("removeProvider")->click();
    QCOMPARE(m_dialogs.asked.last().title, u"Remove Local?"_s);
    const qsizetype agents = m_runs->model().agentsPerProvider().value({u"local"_s});
    QVERIFY(agents > 1);
    QVERIFY(m_dialogs.asked.last().text.contains(u"%1 agents of the graph will need"_s.arg(agents)));
    QCOMPARE(written().size(), 1);
    m_dialogs.accepts = true;
    get<QPushButton>("removeProvider")->click();
    QCOMPARE(written().size(), 0);
    QVERIFY(m_window->findChild<Toast *>());
    Q_EMIT m_window->undoRequested();
    QCOMPARE(written(), QList<Provider>{localProvider()});
}

void ModelsTest::editsAPrice()
{
    open({localProvider()});
    m_window->showView(u"models"_s);
    m_window->findChild<ModelsView *>()->showPage(ModelsView::Page::Models);
    auto *table = get<QTableView>("modelTable");
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, ModelTable::InputPriceColumn));
    QTest::keyClick(table, Qt::Key_F2);
    auto *field = table->viewport()->findChild<QLineEdit *>();
    QVERIFY(field);
    QTest::keyClicks(field, u"$0.90"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(written().first().models.first().inputUsdPerMTok, std::optional(0.9));
    QTRY_COMPARE(table->model()->index(0, ModelTable::InputPriceColumn).data().toString(), u"$0.90"_s);
    QCOMPARE(m_runs->model().providers().entries.first().provider.models.first().inputUsdPerMTok, std::optional(0.9));
}

void ModelsTest::switchesModelsByKey()
{
    open({localProvider()});
    m_window->showView(u"models"_s);
    m_window->findChild<ModelsView *>()->focusFind();
    auto *find = get<QLineEdit>("filterModels");
    QTRY_VERIFY(find->hasFocus());
    QTest::keyClicks(find, u"large"_s);
    QTest::keyClick(find, Qt::Key_Down);
    auto *table = get<QTableView>("modelTable");
    QTRY_VERIFY(table->hasFocus());
    QVERIFY(get<QComboBox>("sampling")->isVisible());
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(written().first().models.size(), 1);
    QCOMPARE(written().first().models.first().id, u"small"_s);
}

void ModelsTest::savesLimits()
{
    open({localProvider()});
    m_window->showView(u"models"_s);
    m_window->findChild<ModelsView *>()->showPage(ModelsView::Page::Limits);
    QVERIFY(!get<QPushButton>("save")->isEnabled());
    get<QSpinBox>("parallel")->setValue(2);
    get<QSpinBox>("timeout")->setValue(300);
    QVERIFY(get<QPushButton>("save")->isEnabled());
    get<QPushButton>("save")->click();
    QCOMPARE(written().first().parallel, 2);
    QCOMPARE(written().first().timeoutMs, std::optional<qint64>(300'000));
    get<QSpinBox>("parallel")->setValue(7);
    get<QPushButton>("discard")->click();
    QCOMPARE(get<QSpinBox>("parallel")->value(), 2);
}

void ModelsTest::undoLeavesTheGraphAlone()
{
    open({localProvider()});
    GraphDocument &document = m_runs->model().document();
    document.setBudget(2.0);
    m_window->showView(u"models"_s);
    Q_EMIT m_window->undoRequested();
    QCOMPARE(document.graph().policy.budgetUsd, std::optional(2.0));
    m_window->showView(u"run"_s);
    Q_EMIT m_window->undoRequested();
    QCOMPARE(document.graph().policy.budgetUsd, std::nullopt);
}

void ModelsTest::remembersRecentModels()
{
    open({localProvider()});
    const ModelRef model{{u"local"_s}, u"large"_s};
    m_runs->model().models().noteChosen(model);
    QCOMPARE(m_state.value(u"recentModels"_s).toArray(), QJsonArray{u"local/large"_s});
}

void ModelsTest::everythingHasAName()
{
    open({localProvider()});
    m_window->showView(u"models"_s);
    auto *view = m_window->findChild<ModelsView *>();
    for (const auto page : {ModelsView::Page::Connection, ModelsView::Page::Models, ModelsView::Page::Limits}) {
        view->showPage(page);
        const QList<QWidget *> widgets = focusable(*view);
        QVERIFY(widgets.size() > 5);
        for (QWidget *widget : widgets) {
            const auto *button = qobject_cast<QAbstractButton *>(widget);
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + widget->objectName()));
        }
    }
}

void ModelsTest::noFieldTakesTheKeyOfAMenu()
{
    open({localProvider()});
    m_window->showView(u"models"_s);
    QStringList keys;
    const auto menus = m_window->menuBar()->actions();
    for (const QAction *menu : menus)
        keys.append(QKeySequence::mnemonic(menu->text()).toString());
    QVERIFY(keys.size() > 4);
    const auto *view = m_window->findChild<ModelsView *>();
    QStringList texts;
    for (const QLabel *label : view->findChildren<QLabel *>())
        texts.append(label->buddy() ? label->text() : QString());
    for (const QAbstractButton *button : view->findChildren<QAbstractButton *>())
        texts.append(button->text());
    for (const QString &text : std::as_const(texts)) {
        const QString key = QKeySequence::mnemonic(text).toString();
        QVERIFY2(key.isEmpty() || !keys.contains(key), qPrintable(text));
    }
}

QTEST_MAIN(ModelsTest)
#include "tst_ui_models.moc"
