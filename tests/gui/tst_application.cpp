// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"
#include "ui/app/AccessibilityDump.h"
#include "ui/app/Application.h"
#include "ui/app/Capture.h"
#include "ui/app/Options.h"
#include "ui/common/JsonFile.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QProcess>
#include <QProcessEnvironment>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;
using namespace tributary;

namespace {

struct Ended
{
    int status = -1;
    QString output;
};

Ended run(const QStringList &arguments, const QProcessEnvironment &environment)
{
    QProcess program;
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(QStringLiteral(TRIBUTARY_PROGRAM), arguments);
    if (!program.waitForFinished() || program.exitStatus() != QProcess::NormalExit)
        return {-1, program.errorString()};
    return {program.exitCode(), QString::fromLocal8Bit(program.readAll())};
}

} // namespace

class TestApplication : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { failOnWarnings(); }

    void switchesAreRead();
    void wrongSwitchesAreExplained_data();
    void wrongSwitchesAreExplained();
    void everyStateHasAWord();
    void helpNamesEverySwitch();
    void dumpShowsWhatAssistiveTechnologySees();
    void captureWritesPictureAndDump();
    void captureSaysWhatItCouldNotWrite();
    void fileKeepsValues();
    void brokenFileIsEmpty();
    void folderIsForItsOwnerAlone();
    void failureToSaveIsReported();
    void relativeXdgPathsAreIgnored();
    void terminalNeedsNoDisplay_data();
    void terminalNeedsNoDisplay();
    void firstStartNeedsOneKey();
    void badFilesAreTold_data();
    void badFilesAreTold();
    void everyStateIsReached_data();
    void everyStateIsReached();
};

void TestApplication::switchesAreRead()
{
    const Result<Options> options = parseOptions(
        {u"--demo"_s, u"--view"_s, u"run"_s, u"--size"_s, u"1024x700"_s, u"--theme"_s, u"dark"_s, u"--state"_s,
         u"one-failed"_s, u"--screenshot"_s, u"out.png"_s, u"--no-animation"_s, u"--fixed-clock"_s, u"my.moagraph"_s});
    QVERIFY(options.has_value());
    QVERIFY(options->demo && options->noAnimation && options->fixedClock && options->endsByItself());
    QCOMPARE(options->size, QSize(1024, 700));
    QCOMPARE(options->theme, ThemeMode::Dark);
    QCOMPARE(options->state, ShownState::OneFailed);
    QCOMPARE(options->screenshot, u"out.png"_s);
    QCOMPARE(options->files, QStringList{u"my.moagraph"_s});
    const Result<Options> none = parseOptions({});
    QVERIFY(none.has_value() && !none->endsByItself() && !none->state && none->view == u"run"_s);
}

void TestApplication::wrongSwitchesAreExplained_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("contains");
    QTest::newRow("unknown") << QStringList{u"--colour"_s} << u"colour"_s;
    QTest::newRow("no value") << QStringList{u"--size"_s} << u"size"_s;
    QTest::newRow("size") << QStringList{u"--size"_s, u"large"_s} << u"1440x900"_s;
    QTest::newRow("size 0") << QStringList{u"--size"_s, u"0x100"_s} << u"1440x900"_s;
    QTest::newRow("theme") << QStringList{u"--theme"_s, u"pink"_s} << u"light or dark"_s;
    QTest::newRow("state") << QStringList{u"--state"_s, u"fine"_s} << u"one-failed"_s;
    QTest::newRow("view") << QStringList{u"--view"_s, u"kitchen"_s} << u"kitchen"_s;
}

void TestApplication::wrongSwitchesAreExplained()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, contains);
    const Result<Options> options = parseOptions(arguments);
    const Result<void> possible = options ? checkOptions(*options) : tl::unexpected<Error>(options.error());
    QVERIFY(!possible);
    QVERIFY2(possible.error().message.contains(contains), qPrintable(possible.error().message));
}

void TestApplication::everyStateHasAWord()
{
    for (const QString &word : {u"done"_s, u"streaming"_s, u"one-failed"_s, u"all-failed"_s, u"no-key"_s, u"offline"_s,
                                u"budget"_s, u"empty"_s}) {
        const Result<Options> options = parseOptions({u"--state"_s, word});
        QVERIFY2(options && options->state, qPrintable(word));
        QCOMPARE(wireName(*options->state), word);
    }
}

void TestApplication::helpNamesEverySwitch()
{
    const QString help = usage();
    for (const QString &word :
         {u"--demo"_s, u"--view"_s, u"--size"_s, u"--theme"_s, u"--state"_s, u"--screenshot"_s,
          u"--dump-accessibility"_s, u"--no-animation"_s, u"--fixed-clock"_s, u"--version"_s, u"--help"_s})
        QVERIFY2(help.contains(word), qPrintable(word));
}

void TestApplication::dumpShowsWhatAssistiveTechnologySees()
{
    QWidget window;
    auto *row = new QHBoxLayout(&window);
    auto *button = new QPushButton(u"Run"_s);
    button->setEnabled(false);
    auto *field = new QLineEdit;
    field->setAccessibleName(u"Prompt"_s);
    field->setAccessibleDescription(u"What all agents are asked"_s);
    row->addWidget(button);
    row->addWidget(field);
    window.show();
    const QJsonArray children = accessibilityDump(window)[u"children"_s].toArray();
    QCOMPARE(children.size(), 2);
    QCOMPARE(children[0][u"role"_s].toString(), u"Button"_s);
    QCOMPARE(children[0][u"name"_s].toString(), u"Run"_s);
    QVERIFY(children[0][u"states"_s].toArray().contains(u"disabled"_s));
    QCOMPARE(children[1][u"role"_s].toString(), u"EditableText"_s);
    QCOMPARE(children[1][u"name"_s].toString(), u"Prompt"_s);
    QCOMPARE(children[1][u"description"_s].toString(), u"What all agents are asked"_s);
    QVERIFY(children[1][u"states"_s].toArray().contains(u"focusable"_s));
    QVERIFY(children[1][u"rect"_s].toArray()[2].toInt() > 20);
}

void TestApplication::captureWritesPictureAndDump()
{
    const QTemporaryDir folder;
    QWidget window;
    window.resize(320, 200);
    Options options;
    options.screenshot = folder.filePath(u"out.png"_s);
    options.accessibilityDump = folder.filePath(u"out.json"_s);
    QVERIFY(capture(window, options).has_value());
    QCOMPARE(QImage(options.screenshot).size(), QSize(320, 200));
    QFile dump(options.accessibilityDump);
    QVERIFY(dump.open(QIODevice::ReadOnly));
    QVERIFY(QJsonDocument::fromJson(dump.readAll()).object().contains(u"role"_s));
}

void TestApplication::captureSaysWhatItCouldNotWrite()
{
    const QTemporaryDir folder;
    QWidget window;
    Options options;
    options.screenshot = folder.filePath(u"missing/out.png"_s);
    const Result<void> done = capture(window, options);
    QVERIFY(!done);
    QVERIFY(done.error().message.contains(u"missing/out.png"_s));
}

void TestApplication::fileKeepsValues()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"deep/er/window.json"_s);
    JsonFile file(path);
    QVERIFY(file.save().has_value());
    QVERIFY2(!QFileInfo::exists(path), "nothing changed, so nothing is written");
    file.setValue(u"view"_s, u"run"_s);
    QVERIFY(file.save().has_value());
    QCOMPARE(JsonFile(path).value(u"view"_s).toString(), u"run"_s);
    QVERIFY(JsonFile(path).value(u"other"_s).isUndefined());
}

void TestApplication::brokenFileIsEmpty()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"window.json"_s);
    QFile broken(path);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("{ \"view\": ");
    broken.close();
    JsonFile file(path);
    QVERIFY(file.value(u"view"_s).isUndefined());
    file.setValue(u"view"_s, u"run"_s);
    QVERIFY(file.save().has_value());
    QCOMPARE(JsonFile(path).value(u"view"_s).toString(), u"run"_s);
}

void TestApplication::folderIsForItsOwnerAlone()
{
    const QTemporaryDir folder;
    JsonFile file(folder.filePath(u"state/window.json"_s));
    file.setValue(u"view"_s, u"run"_s);
    QVERIFY(file.save().has_value());
    const auto permissions = QFileInfo(folder.filePath(u"state"_s)).permissions();
    QVERIFY(!permissions.testAnyFlags(QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::ExeOther));
}

void TestApplication::failureToSaveIsReported()
{
    const QTemporaryDir folder;
    QFile notAFolder(folder.filePath(u"file"_s));
    QVERIFY(notAFolder.open(QIODevice::WriteOnly));
    JsonFile file(folder.filePath(u"file/window.json"_s));
    file.setValue(u"view"_s, u"run"_s);
    const Result<void> saved = file.save();
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, ErrorKind::Io);
}

void TestApplication::relativeXdgPathsAreIgnored()
{
    qputenv("TRIBUTARY_TEST_FOLDER", "relative/path");
    const QString home = QDir::homePath();
    QCOMPARE(xdgFolder("TRIBUTARY_TEST_FOLDER", u".local/state"_s), home + u"/.local/state/tributary"_s);
    qputenv("TRIBUTARY_TEST_FOLDER", "/absolute");
    QCOMPARE(xdgFolder("TRIBUTARY_TEST_FOLDER", u".local/state"_s), u"/absolute/tributary"_s);
    qunsetenv("TRIBUTARY_TEST_FOLDER");
    QCOMPARE(xdgFolder("TRIBUTARY_TEST_FOLDER", u".local/state"_s), home + u"/.local/state/tributary"_s);
}

void TestApplication::terminalNeedsNoDisplay_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("says");
    QTest::newRow("version") << QStringList{u"--version"_s} << 0 << u"tributary "_s;
    QTest::newRow("help") << QStringList{u"--help"_s} << 0 << u"--screenshot"_s;
    QTest::newRow("wrong switch") << QStringList{u"--colour"_s} << 2 << u"colour"_s;
    QTest::newRow("unknown state") << QStringList{u"--state"_s, u"fine"_s} << 2 << u"fine"_s;
    QTest::newRow("unknown view") << QStringList{u"--view"_s, u"kitchen"_s} << 2 << u"kitchen"_s;
}

void TestApplication::terminalNeedsNoDisplay()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QString, says);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s})
        environment.remove(name);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    const Ended ended = run(arguments, environment);
    QCOMPARE(ended.status, status);
    QVERIFY2(ended.output.contains(says), qPrintable(ended.output));
}

void TestApplication::firstStartNeedsOneKey()
{
    const QTemporaryDir home;
    const auto xdgHomes = {"XDG_CONFIG_HOME", "XDG_STATE_HOME"};
    for (const char *name : xdgHomes)
        qputenv(name, home.path().toLocal8Bit());
    Application application(*parseOptions({u"--no-animation"_s}));
    application.show();
    for (const char *name : xdgHomes)
        qunsetenv(name);
    const auto windows = QApplication::topLevelWidgets();
    const auto shown = std::find_if(windows.begin(), windows.end(), [](const QWidget *w) { return w->isVisible(); });
    QVERIFY(shown != windows.end());
    QWidget *window = *shown;
    QApplication::setActiveWindow(window);
    QWidget *focused = QApplication::focusWidget();
    QVERIFY(focused);
    QCOMPARE(focused->accessibleName(), u"Run"_s);
    QTest::keyClick(focused, Qt::Key_Return);
    const auto someAnswer = [window] {
        const auto answers = window->findChildren<QTextEdit *>();
        return std::any_of(answers.begin(), answers.end(),
                           [](const QTextEdit *answer) { return answer->toPlainText().size() > 20; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(someAnswer(), 10'000);
}

void TestApplication::badFilesAreTold_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    QTest::newRow("not JSON") << u"broken.moagraph"_s << QByteArray("{ \"format\": ") << u"broken.moagraph"_s;
    QTest::newRow("run bundle") << u"kept.moarun"_s << QByteArray("{}") << u"cannot be opened as a saved run"_s;
    QTest::newRow("providers") << u"tributary/providers.json"_s << QByteArray(R"({"version": 1, "providers": 7})")
                               << u"providers"_s;
}

/// One message says it, and the demo is there all the same.
void TestApplication::badFilesAreTold()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(u"tributary"_s));
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_s, folder.path());
    const QString dump = folder.filePath(u"out.json"_s);
    QStringList arguments{u"--no-animation"_s, u"--dump-accessibility"_s, dump};
    if (name.endsWith(u"moagraph"_s) || name.endsWith(u"moarun"_s))
        arguments << file.fileName();
    const Ended ended = run(arguments, environment);
    QVERIFY2(ended.status == 0, qPrintable(ended.output));
    QFile seen(dump);
    QVERIFY(seen.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(seen.readAll());
    QVERIFY2(text.contains(says), qPrintable(text.left(4000)));
    QVERIFY(text.contains(u"demo-surveyor"_s));
}

void TestApplication::everyStateIsReached_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("shows");
    QTest::newRow("empty") << u"empty"_s << u"Demo"_s;
    QTest::newRow("done") << u"done"_s << u"Done"_s;
    QTest::newRow("streaming") << u"streaming"_s << u"Streaming"_s;
    QTest::newRow("one failed") << u"one-failed"_s << u"Failed"_s;
    QTest::newRow("all failed") << u"all-failed"_s << u"Failed"_s;
    QTest::newRow("no key") << u"no-key"_s << u"has no key"_s;
    QTest::newRow("offline") << u"offline"_s << u"You are offline."_s;
    QTest::newRow("budget") << u"budget"_s << u"budget"_s;
}

void TestApplication::everyStateIsReached()
{
    QFETCH(QString, state);
    QFETCH(QString, shows);
    const QTemporaryDir folder;
    const QString picture = folder.filePath(u"out.png"_s);
    const QString dump = folder.filePath(u"out.json"_s);
    const Ended ended =
        run({u"--demo"_s, u"--state"_s, state, u"--size"_s, u"1024x700"_s, u"--theme"_s, u"dark"_s, u"--no-animation"_s,
             u"--fixed-clock"_s, u"--screenshot"_s, picture, u"--dump-accessibility"_s, dump},
            QProcessEnvironment::systemEnvironment());
    QVERIFY2(ended.status == 0, qPrintable(ended.output));
    const QImage image(picture);
    QCOMPARE(image.size(), QSize(1024, 700));
    QCOMPARE(image.pixelColor(500, 60).name(), u"#1f2329"_s);
    QFile file(dump);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY2(QString::fromUtf8(file.readAll()).contains(shows), qPrintable(shows));
}

QTEST_MAIN(TestApplication)
#include "tst_application.moc"
