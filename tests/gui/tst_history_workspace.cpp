// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"
#include "library/Library.h"
#include "support/FakeDialogs.h"
#include "ui/app/ExampleRuns.h"
#include "ui/app/HistoryWorkspace.h"
#include "ui/app/RunWorkspace.h"
#include "ui/common/JsonFile.h"
#include "ui/common/Toast.h"
#include "ui/history/HistoryView.h"
#include "ui/main/MainWindow.h"
#include "ui/report/ExportDialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace tributary;
using namespace Qt::StringLiterals;

/// The History view joined to the window, on the library that the whole program uses.
class HistoryWorkspaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void opensWithItsKeys();
    void takesTheGraphOfARun();
    void exportsOneRunAndSeveral();
    void reportsAreWrittenBesideTheWindow();
    void fileNamesAreHarmless_data();
    void fileNamesAreHarmless();

private:
    [[nodiscard]] HistoryView &view() const { return *m_window->findChild<HistoryView *>(); }

    /// The one that is open, or nullptr.
    [[nodiscard]] ExportDialog *dialog() const;
    /// Asks for a run as a file, and answers the dialog.
    void exportAs(const QString &ending, bool anonymous = false);

    std::unique_ptr<ThemedApplication> m_app;
    std::unique_ptr<QTemporaryDir> m_folder;
    FakeDialogs m_dialogs;
    JsonFile m_state{QString()};
    JsonFile m_settings{QString()};
    Options m_options;
    std::unique_ptr<RunWorkspace> m_runs;
    std::unique_ptr<HistoryWorkspace> m_history;
    std::unique_ptr<MainWindow> m_window;
};

void HistoryWorkspaceTest::init()
{
    failOnWarnings();
    m_app = std::make_unique<ThemedApplication>();
    m_folder = std::make_unique<QTemporaryDir>();
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(name, m_folder->path().toLocal8Bit());
    {
        const auto library = Library::open(Library::defaultPath());
        QVERIFY(library);
        const Result<void> kept = keepExampleRuns(**library, QDateTime::currentDateTimeUtc());
        QVERIFY2(kept, qPrintable(kept ? QString() : kept.error().message));
    }
    m_dialogs = {};
    m_runs = std::make_unique<RunWorkspace>(m_options, m_app->themes, m_dialogs, m_state);
    m_window = std::make_unique<MainWindow>(m_app->themes, m_dialogs, m_state, m_settings);
    m_runs->join(*m_window);
    m_history = std::make_unique<HistoryWorkspace>(m_options, *m_runs, m_app->themes, m_dialogs);
    m_history->join(*m_window);
    m_runs->begin();
    m_window->showView(u"history"_s);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void HistoryWorkspaceTest::cleanup()
{
    m_window.reset();
    m_history.reset();
    m_runs.reset();
    m_app.reset();
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qunsetenv(name);
}

void HistoryWorkspaceTest::opensWithItsKeys()
{
    QCOMPARE(m_window->currentView(), u"history"_s);
    QCOMPARE(m_history->model().runs().runCount(), 13);
    QVERIFY(m_window->actions().action(ActionId::Find).isEnabled());
    m_window->showView(u"run"_s);
    QVERIFY(!m_window->actions().action(ActionId::Find).isEnabled());
    const auto actions = m_window->findChildren<QAction *>();
    const auto isHistory = [](const QAction *action) { return action->shortcut() == QKeySequence(u"Ctrl+4"_s); };
    const auto found = std::find_if(actions.begin(), actions.end(), isHistory);
    QVERIFY(found != actions.end());
    (*found)->trigger();
    QCOMPARE(m_window->currentView(), u"history"_s);
}

void HistoryWorkspaceTest::takesTheGraphOfARun()
{
    Graph other = m_runs->model().document().graph();
    other.name = u"Another"_s;
    m_runs->model().document().reset(other);
    Q_EMIT view().useGraphRequested(RunId{u"example-13"_s});
    QVERIFY(m_runs->model().document().graph().name != u"Another"_s);
    QCOMPARE(m_window->currentView(), u"run"_s);
    // One step back to what was there.
    m_runs->model().document().undoStack().undo();
    QCOMPARE(m_runs->model().document().graph().name, u"Another"_s);
}

void HistoryWorkspaceTest::exportsOneRunAndSeveral()
{
    const QDir folder(m_folder->path());
    m_dialogs.chosenPaths = {folder.filePath(u"one.moarun"_s)};
    exportAs(u"moarun"_s);
    QTRY_VERIFY(QFile::exists(folder.filePath(u"one.moarun"_s)));
    QFile file(folder.filePath(u"one.moarun"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Result<RunRecord> record = runRecordFromJson(QJsonDocument::fromJson(file.readAll()).object());
    QVERIFY(record);
    QCOMPARE(record->id, RunId{u"example-13"_s});

    QVERIFY(folder.mkdir(u"several"_s));
    m_dialogs.chosenPaths = {folder.filePath(u"several"_s)};
    Q_EMIT view().exportRequested({RunId{u"example-13"_s}, RunId{u"example-12"_s}, RunId{u"example-13"_s}});
    // The same run twice has two files.
    QCOMPARE(QDir(folder.filePath(u"several"_s)).entryList({u"*.moarun"_s}).size(), 3);
    QVERIFY(m_dialogs.told.isEmpty());

    m_dialogs.chosenPaths = {folder.filePath(u"nowhere/one.moarun"_s)};
    exportAs(u"moarun"_s);
    QCOMPARE(m_dialogs.told.size(), 1);
}

void HistoryWorkspaceTest::reportsAreWrittenBesideTheWindow()
{
    const QString path = QDir(m_folder->path()).filePath(u"report.html"_s);
    m_dialogs.chosenPaths = {path};
    exportAs(u"html"_s, true);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 30'000);
    QTRY_VERIFY(m_window->findChild<Toast *>());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray html = file.readAll();
    QVERIFY(html.contains("<!DOCTYPE html>"));
    QVERIFY(html.contains("Model A"));
    QVERIFY(m_dialogs.told.isEmpty());
    // What was wished is offered the next time.
    Q_EMIT view().exportRequested({RunId{u"example-13"_s}});
    QVERIFY(dialog()->wish().anonymous);
    QCOMPARE(dialog()->wish().ending, u"html"_s);
    dialog()->reject();
}

ExportDialog *HistoryWorkspaceTest::dialog() const
{
    return m_window->findChildren<ExportDialog *>().value(0);
}

void HistoryWorkspaceTest::exportAs(const QString &ending, bool anonymous)
{
    QTRY_VERIFY(!dialog());
    Q_EMIT view().exportRequested({RunId{u"example-13"_s}});
    QVERIFY(dialog());
    auto *format = dialog()->findChild<QComboBox *>();
    format->setCurrentIndex(format->findData(ending));
    dialog()->findChildren<QCheckBox *>().constLast()->setChecked(anonymous);
    const QList<QAbstractButton *> buttons = dialog()->findChild<QDialogButtonBox *>()->buttons();
    const auto exporting = std::find_if(buttons.begin(), buttons.end(), [](const QAbstractButton *button) {
        return button->text().startsWith(u"Export"_s);
    });
    QVERIFY(exporting != buttons.end());
    (*exporting)->click();
}

void HistoryWorkspaceTest::fileNamesAreHarmless_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("name");
    QTest::newRow("usual") << u"Why is the sky blue?"_s << u"2030-11-12 1402 Why is the sky blue.moarun"_s;
    QTest::newRow("a way out") << u"../../etc/passwd"_s << u"2030-11-12 1402 etcpasswd.moarun"_s;
    QTest::newRow("line breaks") << u"one\ntwo"_s << u"2030-11-12 1402 one two.moarun"_s;
    QTest::newRow("nothing") << QString() << u"2030-11-12 1402.moarun"_s;
}

void HistoryWorkspaceTest::fileNamesAreHarmless()
{
    QFETCH(QString, prompt);
    RunRecord record;
    record.started = QDateTime(QDate(2030, 11, 12), QTime(14, 2));
    record.prompt = prompt;
    QTEST(bundleNameFor(record), "name");
}

QTEST_MAIN(HistoryWorkspaceTest)
#include "tst_history_workspace.moc"
