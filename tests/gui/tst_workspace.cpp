// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"
#include "support/FakeDialogs.h"
#include "support/ScriptedServer.h"
#include "ui/app/RunWorkspace.h"
#include "ui/common/JsonFile.h"
#include "ui/main/MainWindow.h"
#include "ui/models/ConnectDialog.h"
#include "ui/run/ComparisonBar.h"
#include "ui/run/ComparisonMenu.h"
#include "ui/run/RunPanes.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

using Kind = ServerStep::Kind;

/// Lists two models and answers every question with the model's name.
ServerScript behave(const ReceivedRequest &request)
{
    if (request.method == "GET")
        return {{Kind::Send, response(200, "application/json", "{\"data\":[{\"id\":\"large\"},{\"id\":\"small\"}]}")}};
    return answerScript(request.body.contains("\"large\"") ? "I am large." : "I am small.");
}

} // namespace

/// The window with all its parts joined, as main() builds it, but for the dialogs.
class WorkspaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whoConnectsTheFirstProviderAsksItNext();
    void theDemoStaysWhereAnotherRunIsOn();
    void aBrokenProvidersFileIsSaidAndHarmless();
    void theComparisonMenuBringsARunToCompare();

private:
    void begin();
    void connectServer();

    [[nodiscard]] QString providersPath() const { return m_config->path() + "/tributary/providers.json"_L1; }

    std::unique_ptr<ThemedApplication> m_app;
    std::unique_ptr<QTemporaryDir> m_config;
    std::unique_ptr<ScriptedServer> m_server;
    FakeDialogs m_dialogs;
    JsonFile m_state{QString()};
    JsonFile m_settings{QString()};
    Options m_options;
    std::unique_ptr<RunWorkspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;
};

void WorkspaceTest::init()
{
    failOnWarnings();
    m_app = std::make_unique<ThemedApplication>();
    m_config = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_config->path().toLocal8Bit());
    m_server = std::make_unique<ScriptedServer>();
    m_server->setHandler(behave);
    m_dialogs = {};
}

void WorkspaceTest::cleanup()
{
    m_window.reset();
    m_workspace.reset();
    m_server.reset();
    m_app.reset();
    qunsetenv("XDG_CONFIG_HOME");
}

void WorkspaceTest::begin()
{
    m_workspace = std::make_unique<RunWorkspace>(m_options, m_app->themes, m_dialogs, m_state);
    m_window = std::make_unique<MainWindow>(m_app->themes, m_dialogs, m_state, m_settings);
    m_workspace->join(*m_window);
    m_workspace->begin();
    m_window->showView(u"run"_s);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void WorkspaceTest::connectServer()
{
    m_window->actions().action(ActionId::ConnectProvider).trigger();
    auto *dialog = m_window->findChild<ConnectDialog *>();
    QVERIFY(dialog);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    const auto type = [dialog](const QString &field, const QString &text) {
        auto *edit = dialog->findChild<QLineEdit *>(field);
        edit->setFocus();
        QTest::keyClicks(edit, text);
    };
    type(u"name"_s, u"Acme"_s);
    type(u"address"_s, m_server->baseUrl().toString());
    type(u"key"_s, u"sk-1"_s);
    dialog->findChild<QPushButton *>(u"test"_s)->click();
    auto *save = dialog->findChild<QPushButton *>(u"save"_s);
    QTRY_VERIFY(save->isDefault());
    save->click();
    QTRY_VERIFY(!m_window->findChild<ConnectDialog *>());
}

void WorkspaceTest::whoConnectsTheFirstProviderAsksItNext()
{
    begin();
    connectServer();
    QVERIFY(QFile::exists(providersPath()));
    const Graph &graph = m_workspace->model().document().graph();
    for (const Layer &layer : graph.layers) {
        for (const Agent &agent : layer.agents)
            QCOMPARE(agent.model.provider, ProviderId{u"acme"_s});
    }
    RunSession &session = m_workspace->model().session();
    session.setPrompt(u"Who are you?"_s);
    QVERIFY2(session.canRun(), qPrintable(session.blockedReason()));
    m_window->actions().action(ActionId::Run).trigger();
    QTRY_COMPARE(session.runs().size(), 1);
    QCOMPARE(session.runs().constFirst().record.synthesis(), u"I am large."_s);
    QCOMPARE(m_server->requests().constLast().fields.value("authorization"), QByteArray("Bearer sk-1"));
    const auto drawn = [this] {
        const auto texts = m_window->findChildren<QTextEdit *>();
        return std::count_if(texts.begin(), texts.end(),
                             [](const QTextEdit *text) { return text->toPlainText().contains(u"I am "_s); });
    };
    QTRY_COMPARE(drawn(), 4);
}

void WorkspaceTest::theDemoStaysWhereAnotherRunIsOn()
{
    begin();
    RunSession &session = m_workspace->model().session();
    session.run();
    QVERIFY(session.isRunning());
    const Graph before = m_workspace->model().document().graph();
    connectServer();
    QCOMPARE(m_workspace->model().document().graph(), before);
    session.stop();
}

void WorkspaceTest::aBrokenProvidersFileIsSaidAndHarmless()
{
    QDir().mkpath(m_config->path() + "/tributary"_L1);
    QFile file(providersPath());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"version\":1,\"providers\":[{\"id\":7}]}");
    file.close();
    begin();
    const Graph standIn = m_workspace->model().document().graph();
    QCOMPARE(standIn.layers.constFirst().agents.constFirst().model.provider, Services::demoProvider());
    QVERIFY(m_workspace->model().session().canRun());
}

void WorkspaceTest::theComparisonMenuBringsARunToCompare()
{
    begin();
    m_window->addView({.id = u"other"_s, .title = u"Other"_s, .icon = "play"_L1, .build = [](QWidget *parent) {
                           return new QWidget(parent);
                       }});
    m_window->showView(u"other"_s);
    auto *menu = m_window->findChild<ComparisonMenu *>();
    const auto entry = [menu](const QString &text) {
        const auto actions = menu->actions();
        return *std::ranges::find_if(actions, [&](const QAction *action) { return action->text() == text; });
    };
    entry(u"Coverage"_s)->trigger();
    QCOMPARE(m_window->currentView(), u"run"_s);
    const RunPanes *panes = RunPanes::shownIn(*m_window);
    QCOMPARE(panes->mode(), ComparisonMode::Coverage);
    entry(u"2 columns"_s)->trigger();
    QCOMPARE(panes->bar()->columns(), 2);
    panes->bar()->setColumns(3);
    Q_EMIT menu->aboutToShow();
    QVERIFY(entry(u"Coverage"_s)->isChecked());
    QVERIFY(entry(u"3 columns"_s)->isChecked());
}

QTEST_MAIN(WorkspaceTest)
#include "tst_workspace.moc"
