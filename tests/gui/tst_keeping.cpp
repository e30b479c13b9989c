// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"
#include "SmallDisk.h"
#include "library/Library.h"
#include "report/ReportFormat.h"
#include "support/GraphNotation.h"
#include "ui/app/Application.h"
#include "ui/common/MessageBar.h"
#include "ui/main/MainWindow.h"
#include "ui/run/PromptEdit.h"
#include "ui/run/ReplayBar.h"
#include "ui/settings/SettingsDialog.h"
#include "viewmodel/SessionState.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QJsonDocument>
#include <QLabel>
#include <QProcess>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const QList<const char *> homes{"XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"};

RunRecord someRun()
{
    const AgentId a{u"a"_s};
    const AgentId s{u"s"_s};
    RunRecord record;
    record.id = {u"from-elsewhere"_s};
    record.started = QDateTime(QDate(2026, 11, 12), QTime(14, 2), Qt::UTC);
    record.prompt = u"Why is it so?"_s;
    record.graph = notation::graph(u"a | s"_s);
    record.graph.name = u"Two"_s;
    const auto add = [&](int ms, const AgentId &agent, int layer, RunEventBody body) {
        record.events.append({Milliseconds(ms), agent, layer, std::move(body)});
    };
    add(0, {}, -1, event::RunStarted{record.id, u"Two"_s, 2});
    add(0, a, 0, event::CallStarted{{{u"test"_s}, u"a"_s}, 1});
    add(2'000, a, 0, event::Text{TextChannel::Answer, u"Because."_s});
    add(2'000, a, 0, event::CallFinished{8, {}, {}, {}, false, {}});
    add(2'000, {}, 0, event::LayerFinished{1, 1});
    add(2'000, s, 1, event::CallStarted{{{u"test"_s}, u"s"_s}, 1});
    add(4'000, s, 1, event::Text{TextChannel::Answer, u"It is so <b>because</b>."_s});
    add(4'000, s, 1, event::CallFinished{24, {}, {}, {}, false, {}});
    add(4'000, {}, 1, event::LayerFinished{1, 1});
    add(4'000, {}, -1, event::RunFinished{RunOutcome::Synthesis, 0, 2, {}, Milliseconds(4'000)});
    return record;
}

} // namespace

/// The whole program on folders of its own, closed, killed and started again.
class KeepingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aKilledProgramComesBack();
    void aClosedWindowComesBack();
    void anEmptyPromptIsAChoice();
    void savedRunsAreOpenedReplayedAndKept();
    void settingsHoldAtOnce();
    void deletingEverythingEmptiesTheWindow();
    void aFullDiskIsToldUntilThereIsRoom();
    void aLibraryThatCannotBeReadIsTold();

private:
    void start(const QStringList &arguments = {});
    void close();

    [[nodiscard]] QString libraryPath() const { return m_home->filePath(u"data/tributary/library.sqlite"_s); }

    [[nodiscard]] SessionState savedSession() const;
    [[nodiscard]] QString messages() const;
    [[nodiscard]] bool shows(const QString &text) const;
    [[nodiscard]] QAbstractButton *button(const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Application> m_application;
    MainWindow *m_window = nullptr;
};

void KeepingTest::init()
{
    failOnWarnings();
    m_home = std::make_unique<QTemporaryDir>();
    const QStringList names{u"config"_s, u"state"_s, u"data"_s, u"cache"_s};
    for (qsizetype i = 0; i < homes.size(); ++i)
        qputenv(homes.at(i), m_home->filePath(names.at(i)).toLocal8Bit());
}

void KeepingTest::cleanup()
{
    m_application.reset();
    for (const char *name : homes)
        qunsetenv(name);
}

void KeepingTest::start(const QStringList &arguments)
{
    m_application = std::make_unique<Application>(*parseOptions(QStringList{u"--no-animation"_s} + arguments));
    m_application->show();
    m_window = nullptr;
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (auto *main = qobject_cast<MainWindow *>(window); main && main->isVisible())
            m_window = main;
    }
    QVERIFY(m_window);
    QApplication::setActiveWindow(m_window);
    QTRY_VERIFY(QFile::exists(libraryPath()) || messages().contains(u"in memory"_s));
    QCoreApplication::sendPostedEvents();
}

void KeepingTest::close()
{
    m_window->close();
    m_application.reset();
}

SessionState KeepingTest::savedSession() const
{
    QFile file(m_home->filePath(u"state/tributary/session.json"_s));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return sessionStateFromJson(QJsonDocument::fromJson(file.readAll()).object());
}

QString KeepingTest::messages() const
{
    QStringList texts;
    const QList<Notice> notices = m_window->messages().notices();
    for (const Notice &notice : notices)
        texts.append(notice.text);
    return texts.join(u'\n');
}

bool KeepingTest::shows(const QString &text) const
{
    const auto edits = m_window->findChildren<QTextEdit *>();
    return std::any_of(edits.begin(), edits.end(),
                       [&](const QTextEdit *edit) { return edit->toPlainText().contains(text); });
}

QAbstractButton *KeepingTest::button(const QString &name) const
{
    const auto buttons = m_window->findChildren<QAbstractButton *>();
    for (QAbstractButton *one : buttons) {
        if (one->accessibleName() == name && one->isVisible())
            return one;
    }
    return nullptr;
}

void KeepingTest::aKilledProgramComesBack()
{
    QProcess program;
    program.start(QStringLiteral(TRIBUTARY_PROGRAM), {u"--state"_s, u"streaming"_s, u"--no-animation"_s});
    QVERIFY(program.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(!savedSession().run.isEmpty(), 30'000);
    const RunId run = savedSession().run;
    const auto usable = [&] {
        const Result<std::unique_ptr<Library>> library = Library::open(libraryPath(), Library::Mode::ReadOnly);
        const Result<RunRecord> record = library ? (*library)->load(run) : tl::unexpected(library.error());
        const RunState state = record ? replay(record->events) : RunState();
        return std::count_if(state.agents.begin(), state.agents.end(),
                             [](const AgentState &agent) { return agent.isUsable(); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(usable() > 0, 30'000);
    program.kill();
    QVERIFY(program.waitForFinished());
    const auto before = usable();

    start();
    QTRY_VERIFY(messages().contains(u"A run was interrupted: %1 of 4 answers"_s.arg(before)));
    QVERIFY(!m_window->findChild<PromptEdit *>()->toPlainText().isEmpty());
    QVERIFY(m_window->findChild<ReplayBar *>()->isVisible());
    QTRY_VERIFY(shows(u"blue"_s));
    // Resumed, it goes on under its own id, and the message is gone.
    QAbstractButton *resume = button(u"Resume"_s);
    QVERIFY(resume);
    resume->click();
    QTRY_VERIFY(!messages().contains(u"interrupted"_s));
    QVERIFY(!m_window->findChild<ReplayBar *>()->isVisible());
    QCOMPARE(savedSession().run, run);
    close();
}

void KeepingTest::aClosedWindowComesBack()
{
    start();
    auto *prompt = m_window->findChild<PromptEdit *>();
    prompt->setPlainText(u"Half a thought"_s);
    close();
    QCOMPARE(savedSession().prompt, u"Half a thought"_s);
    start();
    QCOMPARE(m_window->findChild<PromptEdit *>()->toPlainText(), u"Half a thought"_s);
    close();
}

void KeepingTest::anEmptyPromptIsAChoice()
{
    start();
    m_window->findChild<PromptEdit *>()->setPlainText(u"Half a thought"_s);
    close();
    QFile settings(m_home->filePath(u"config/tributary/settings.json"_s));
    QVERIFY(QDir().mkpath(m_home->filePath(u"config/tributary"_s)) && settings.open(QIODevice::WriteOnly));
    settings.write(R"({"startWith": "empty"})");
    settings.close();
    start();
    QVERIFY(m_window->findChild<PromptEdit *>()->toPlainText().isEmpty());
    close();
}

void KeepingTest::savedRunsAreOpenedReplayedAndKept()
{
    const QString bundle = m_home->filePath(u"their.moarun"_s);
    QVERIFY(writeReportFile(bundle, bundleBytes(someRun())));
    start({bundle});
    auto *bar = m_window->findChild<ReplayBar *>();
    QTRY_VERIFY(bar->isVisible());
    QTRY_VERIFY(shows(u"It is so <b>because</b>."_s));
    bar->findChild<QSlider *>()->setValue(30);
    QTRY_VERIFY(!shows(u"It is so"_s));
    QTRY_VERIFY(shows(u"Because."_s));
    QAbstractButton *keep = button(u"Keep in History"_s);
    QVERIFY(keep);
    keep->click();
    QVERIFY(!keep->isVisible());
    close();
    const Result<std::unique_ptr<Library>> library = Library::open(libraryPath(), Library::Mode::ReadOnly);
    QVERIFY(library);
    const Result<RunSummary> summary = (*library)->summary(someRun().id);
    QVERIFY(summary);
    QCOMPARE(summary->origin, RunOrigin::Imported);
}

void KeepingTest::settingsHoldAtOnce()
{
    start();
    m_window->actions().action(ActionId::Settings).trigger();
    auto *dialog = m_window->findChild<SettingsDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->showPage(2);
    const auto boxes = dialog->findChildren<QCheckBox *>();
    for (QCheckBox *box : boxes) {
        if (box->accessibleName() == u"Answer cache"_s)
            box->click();
    }
    QFile settings(m_home->filePath(u"config/tributary/settings.json"_s));
    QVERIFY(settings.open(QIODevice::ReadOnly));
    const QJsonObject kept = QJsonDocument::fromJson(settings.readAll()).object();
    QCOMPARE(kept[u"answerCache"_s], QJsonValue(false));
    // A second time it is the same window.
    m_window->actions().action(ActionId::Settings).trigger();
    QCOMPARE(m_window->findChildren<SettingsDialog *>().size(), 1);
    Q_EMIT dialog->themeChosen(ThemeMode::Dark);
    QVERIFY(m_window->actions().action(ActionId::ThemeDark).isChecked());
    close();
}

void KeepingTest::deletingEverythingEmptiesTheWindow()
{
    start();
    m_window->actions().action(ActionId::Run).trigger();
    QTRY_VERIFY_WITH_TIMEOUT(shows(u"blue"_s), 20'000);
    const auto states = [&] {
        const Result<std::unique_ptr<Library>> library = Library::open(libraryPath(), Library::Mode::ReadOnly);
        QList<KeptState> found;
        const auto keys = library ? (*library)->find({}) : tl::unexpected(library.error());
        const auto runs = keys ? (*library)->summaries(*keys) : tl::unexpected(keys.error());
        for (const RunSummary &run : runs.value_or(QList<RunSummary>()))
            found.append(run.state);
        return found;
    };
    QTRY_COMPARE_WITH_TIMEOUT(states(), QList<KeptState>{KeptState::Finished}, 20'000);
    m_window->actions().action(ActionId::Settings).trigger();
    auto *dialog = m_window->findChild<SettingsDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->deletionWanted();
    // The window does not wait for it.
    const auto *said = dialog->findChild<QLabel *>(u"deletion"_s);
    QCOMPARE(said->text(), u"Deleting…"_s);
    QTRY_COMPARE_WITH_TIMEOUT(said->text(), u"Everything is deleted."_s, 20'000);
    QVERIFY(states().isEmpty());
    QVERIFY(!shows(u"blue"_s));
    QVERIFY(savedSession().prompt.isEmpty());
    close();
}

void KeepingTest::aFullDiskIsToldUntilThereIsRoom()
{
    const SmallDisk disk(m_home->filePath(u"data"_s));
    if (!disk.isMounted())
        QSKIP("needs the right to mount a small file system");
    start();
    disk.fill();
    m_window->actions().action(ActionId::Run).trigger();
    QTRY_VERIFY_WITH_TIMEOUT(messages().contains(u"Runs cannot be kept"_s), 20'000);
    QVERIFY(button(u"Save as…"_s));
    QTRY_VERIFY_WITH_TIMEOUT(shows(u"blue"_s), 20'000);
    disk.makeRoom();
    QTRY_VERIFY_WITH_TIMEOUT(!messages().contains(u"Runs cannot be kept"_s), 20'000);
    const RunId run = savedSession().run;
    close();
    const Result<std::unique_ptr<Library>> library = Library::open(libraryPath(), Library::Mode::ReadOnly);
    QVERIFY(library);
    const Result<RunRecord> record = (*library)->load(run);
    QVERIFY(record);
    QVERIFY(!record->events.isEmpty());
}

void KeepingTest::aLibraryThatCannotBeReadIsTold()
{
    QVERIFY(QDir().mkpath(m_home->filePath(u"data/tributary"_s)));
    QFile library(libraryPath());
    QVERIFY(library.open(QIODevice::WriteOnly) && library.write(QByteArray(9000, 'x')) == 9000);
    library.close();
    start();
    QTRY_VERIFY(messages().contains(u"Runs are kept in memory only"_s));
    m_window->actions().action(ActionId::Run).trigger();
    QTRY_VERIFY_WITH_TIMEOUT(shows(u"blue"_s), 20'000);
    close();
}

QTEST_MAIN(KeepingTest)
#include "tst_keeping.moc"
