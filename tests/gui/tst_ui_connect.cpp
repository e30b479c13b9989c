// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"
#include "provider/NetworkPool.h"
#include "provider/ProvidersFile.h"
#include "support/FakeDialogs.h"
#include "support/FakeKeyring.h"
#include "support/ScriptedServer.h"
#include "ui/common/ButtonLook.h"
#include "ui/models/ConnectDialog.h"
#include "viewmodel/ProviderEditor.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

using Kind = ServerStep::Kind;

const QString canary = u"sk-canary-4711-do-not-show-a1f3"_s;

/// Lists the models, answers with a word; with another key than the canary: 401.
ServerScript behave(const ReceivedRequest &request)
{
    if (request.fields.value("authorization") != "Bearer " + canary.toLatin1())
        return {{Kind::Send,
                 response(401, "application/json",
                          "{\"error\":{\"message\":\"wrong key " + request.fields.value("authorization") + "\"}}")}};
    if (request.method == "GET")
        return {{Kind::Send,
                 response(200, "application/json", "{\"data\":[{\"id\":\"acme/large\"},{\"id\":\"acme/small\"}]}")}};
    return answerScript("ready");
}

/// All that can be seen or heard below `root`.
QString everyText(const QObject &root)
{
    QStringList texts;
    const auto objects = root.findChildren<QWidget *>();
    for (QWidget *widget : objects) {
        if (const auto *label = qobject_cast<QLabel *>(widget))
            texts << label->text();
        if (const auto *edit = qobject_cast<QLineEdit *>(widget))
            texts << edit->displayText() << edit->placeholderText();
        texts << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription();
        QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(widget);
        for (const QAccessible::Text kind : {QAccessible::Name, QAccessible::Value, QAccessible::Description})
            texts << (reader ? reader->text(kind) : QString());
    }
    return texts.join(u'\n');
}

} // namespace

/// Connecting a provider with real widgets and a server on loopback.
class ConnectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void connectsWithTheKeyboardAlone();
    void keyIsNowhereAfterSaving();
    void tabGoesInReadingOrder();
    void everythingHasAName();
    void saysWhatIsMissing();
    void saysWhyHttpIsRefused();
    void showsWhatWentWrong();
    void stopsATest();
    void oneButtonLeads();
    void keyIsHiddenAgain();
    void pastesTheKey();
    void keyPlaceDecidesTheField();
    void findsAndAddsModels();
    void choosesModelsByKey();
    void fillsInAWellKnownServer();
    void editsAndRemoves();
    void showsABrokenFile();
    void escapeChangesNothing();
    void followsTheTheme();
    void nothingIsClipped_data();
    void nothingIsClipped();

private:
    template <typename W = QWidget>
    W *get(const char *name) const
    {
        return m_dialog->findChild<W *>(QString::fromLatin1(name));
    }

    void open();
    void type(const char *field, const QString &text);
    void fill();
    void runTest();
    [[nodiscard]] bool says(const QString &sentence) const;

    [[nodiscard]] QString path() const { return m_folder->filePath(u"providers.json"_s); }

    std::unique_ptr<ThemedApplication> m_app;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<NetworkPool> m_pool;
    FakeKeyring m_keyring;
    std::unique_ptr<CredentialStore> m_keys;
    std::unique_ptr<ProviderEditor> m_editor;
    FakeDialogs m_dialogs;
    SystemClock m_clock;
    QPointer<ConnectDialog> m_dialog;
};

void ConnectTest::init()
{
    failOnWarnings();
    m_app = std::make_unique<ThemedApplication>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<ScriptedServer>();
    m_server->setHandler(behave);
    m_pool = std::make_unique<NetworkPool>();
    m_keyring.entries.clear();
    m_keys = std::make_unique<CredentialStore>(m_keyring, m_clock);
    m_editor = std::make_unique<ProviderEditor>(*m_pool, *m_keys, m_clock, path());
    m_dialogs = {};
    open();
}

void ConnectTest::cleanup()
{
    delete m_dialog;
    m_editor.reset();
    m_pool.reset();
    m_server.reset();
    m_app.reset();
}

void ConnectTest::open()
{
    delete m_dialog;
    m_dialog = new ConnectDialog(*m_editor, m_app->themes, m_dialogs);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

void ConnectTest::type(const char *field, const QString &text)
{
    auto *edit = get<QLineEdit>(field);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

void ConnectTest::fill()
{
    type("name", u"Acme"_s);
    type("address", m_server->baseUrl().toString());
    type("key", canary);
}

void ConnectTest::runTest()
{
    QSignalSpy ended(m_editor.get(), &ProviderEditor::testFinished);
    get<QPushButton>("test")->click();
    QTRY_COMPARE(ended.size(), 1);
}

bool ConnectTest::says(const QString &sentence) const
{
    const auto labels = m_dialog->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(),
                       [&](const QLabel *label) { return label->isVisible() && label->text().contains(sentence); });
}

void ConnectTest::connectsWithTheKeyboardAlone()
{
    QSignalSpy ended(m_editor.get(), &ProviderEditor::testFinished);
    const auto press = [](Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); };
    const auto write = [](const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); };
    QCOMPARE(QApplication::focusWidget(), get("name"));
    write(u"Acme"_s);
    press(Qt::Key_Tab);
    write(m_server->baseUrl().toString());
    press(Qt::Key_Tab); // well-known servers
    press(Qt::Key_Tab); // protocol
    press(Qt::Key_Tab); // place of the key
    press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), get("key"));
    write(canary);
    press(Qt::Key_Return);
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(says(u"Works"_s));
    press(Qt::Key_Return);
    QTRY_VERIFY(m_dialog.isNull());
    const auto saved = loadProvidersFile(path());
    QCOMPARE(saved->size(), 1);
    QCOMPARE(saved->first().name, u"Acme"_s);
    QCOMPARE(saved->first().models.size(), 2);
    QCOMPARE(m_keys->keyFor(saved->first())->reveal(), canary.toLatin1());
}

void ConnectTest::keyIsNowhereAfterSaving()
{
    fill();
    runTest();
    QVERIFY(!everyText(*m_dialog).contains(canary));
    get<QPushButton>("save")->click();
    QTRY_VERIFY(m_dialog.isNull());
    open();
    m_dialog->edit({u"acme"_s});
    QCOMPARE(QApplication::focusWidget(), get("key"));
    QTRY_VERIFY(says(u"The key …a1f3 is in the keyring."_s));
    QCOMPARE(get<QLineEdit>("key")->text(), QString());
    QVERIFY(!everyText(*m_dialog).contains(canary));
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains(canary.toLatin1()));
}

void ConnectTest::tabGoesInReadingOrder()
{
    QStringList order;
    QWidget *first = QApplication::focusWidget();
    do {
        order << QApplication::focusWidget()->objectName();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    } while (QApplication::focusWidget() != first && order.size() < 20);
    QCOMPARE(order,
             (QStringList{u"name"_s, u"address"_s, u"fillIn"_s, u"dialect"_s, u"keyPlace"_s, u"key"_s, u"showKey"_s,
                          u"pasteKey"_s, u"test"_s, u"findModel"_s, u"modelList"_s, u"cancel"_s, u"save"_s}));
}

void ConnectTest::everythingHasAName()
{
    const QList<QWidget *> widgets = focusable(*m_dialog);
    QVERIFY(widgets.size() >= 12);
    for (QWidget *widget : widgets) {
        QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(reader && !reader->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName()));
    }
}

void ConnectTest::saysWhatIsMissing()
{
    QVERIFY(!says(u"Enter"_s));
    get("save")->setFocus();
    get<QPushButton>("save")->click();
    QVERIFY(says(u"Enter a name for this provider."_s));
    QVERIFY(says(u"Enter the server's address."_s));
    QVERIFY(says(u"Enter the key, or choose another place for it."_s));
    QVERIFY(says(u"Choose at least one model."_s));
    QCOMPARE(QApplication::focusWidget(), get("name"));
    QCOMPARE(get("name")->accessibleDescription(), u"Enter a name for this provider."_s);
    fill();
    QVERIFY(!says(u"Enter"_s));
    get<QPushButton>("save")->click();
    QCOMPARE(QApplication::focusWidget(), get("findModel"));
    QVERIFY(!m_dialog.isNull());
}

void ConnectTest::saysWhyHttpIsRefused()
{
    QVERIFY(!get("insecure")->isVisible());
    type("address", u"http://192.168.1.5/v1/v1"_s);
    QVERIFY(says(u"Plain http to another machine sends the key and every prompt unencrypted. Use https."_s));
    QVERIFY(get("insecure")->isVisible());
    get<QCheckBox>("insecure")->click();
    QVERIFY(says(u"Keys and prompts travel unencrypted to 192.168.1.5."_s));
    type("address", u"https://example.org/v1/v1"_s);
    QVERIFY(!get("insecure")->isVisible());
    QVERIFY(says(u"The doubled /v1 is left out: https://example.org/v1"_s));
    QVERIFY(!m_editor->form().allowInsecure);
}

void ConnectTest::showsWhatWentWrong()
{
    fill();
    type("key", u"sk-wrong-0123456789"_s);
    runTest();
    QVERIFY(says(u"Does not work yet"_s));
    QVERIFY(everyText(*m_dialog).contains("Key, failed, "_L1));
    QVERIFY(!everyText(*m_dialog).contains("sk-wrong-0123456789"_L1));
}

void ConnectTest::stopsATest()
{
    m_server->setHandler([](const ReceivedRequest &) { return ServerScript{{Kind::Hold}}; });
    fill();
    get<QPushButton>("test")->click();
    QTRY_COMPARE(m_server->holding(), 1);
    QCOMPARE(get<QPushButton>("test")->text(), u"Sto&p test"_s);
    get<QPushButton>("test")->click();
    QTRY_COMPARE(m_server->openConnections(), 0);
    QCOMPARE(get<QPushButton>("test")->text(), u"Test conne&ction"_s);
}

void ConnectTest::oneButtonLeads()
{
    const auto leads = [this](const char *name) {
        return buttonLook(get(name)) == ButtonLook::Primary && get<QPushButton>(name)->isDefault();
    };
    QVERIFY(leads("test") && !leads("save"));
    fill();
    runTest();
    QVERIFY(leads("save") && !leads("test"));
    type("address", u"https://example.org/v1"_s);
    QVERIFY(leads("test") && !leads("save"));
}

void ConnectTest::keyIsHiddenAgain()
{
    type("key", canary);
    auto *edit = get<QLineEdit>("key");
    QCOMPARE(edit->echoMode(), QLineEdit::Password);
    get<QToolButton>("showKey")->click();
    QCOMPARE(edit->displayText(), canary);
    QWidget other;
    other.show();
    other.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&other));
    QTRY_COMPARE(edit->echoMode(), QLineEdit::Password);
    QVERIFY(!everyText(*m_dialog).contains(canary));
}

void ConnectTest::pastesTheKey()
{
    QGuiApplication::clipboard()->setText(u"  "_s + canary + u"\n"_s);
    get<QToolButton>("pasteKey")->click();
    QCOMPARE(get<QLineEdit>("key")->text(), canary);
    QCOMPARE(QApplication::focusWidget(), get("key"));
    QVERIFY(says(u"Goes to the system keyring, never to a file."_s));
    QGuiApplication::clipboard()->clear();
}

void ConnectTest::keyPlaceDecidesTheField()
{
    auto *place = get<QComboBox>("keyPlace");
    place->setFocus();
    QVERIFY(get("key")->isVisible() && !get("variable")->isVisible());
    QTest::keyClick(place, Qt::Key_Down);
    QCOMPARE(m_editor->form().keyPlace, KeyPlace::Session);
    QVERIFY(get("key")->isVisible() && !get("variable")->isVisible());
    QTest::keyClick(place, Qt::Key_Down);
    QVERIFY(!get("key")->isVisible() && get("variable")->isVisible());
    type("variable", u"sk-0123456789"_s);
    QVERIFY(says(u"This is no variable's name. Enter the name, not the key."_s));
    QTest::keyClick(place, Qt::Key_Down);
    QVERIFY(!get("key")->isVisible() && !get("variable")->isVisible());
    QCOMPARE(m_editor->form().keyPlace, KeyPlace::None);
}

void ConnectTest::findsAndAddsModels()
{
    QVERIFY(says(u"Test the connection to see the server's models"_s));
    type("findModel", u"my/model"_s);
    QVERIFY(says(u"Press Enter to add “my/model”."_s));
    QTest::keyClick(get("findModel"), Qt::Key_Return);
    QCOMPARE(get<QLineEdit>("findModel")->text(), QString());
    QVERIFY(says(u"1 of at most 8 chosen"_s));
    QVERIFY(!m_editor->connection().hasStarted());
    QCOMPARE(m_editor->models().chosen().first().id, u"my/model"_s);
    fill();
    runTest();
    type("findModel", u"LARGE"_s);
    QCOMPARE(get<QListView>("modelList")->model()->rowCount(), 1);
    QTest::keyClick(get("findModel"), Qt::Key_Return);
    QVERIFY(says(u"2 of at most 8 chosen"_s));
}

void ConnectTest::choosesModelsByKey()
{
    fill();
    runTest();
    get("findModel")->setFocus();
    QTest::keyClick(get("findModel"), Qt::Key_Down);
    auto *list = get<QListView>("modelList");
    QCOMPARE(QApplication::focusWidget(), list);
    QTest::keyClick(list, Qt::Key_Space);
    QCOMPARE(m_editor->models().chosen().size(), 1);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Space);
    QVERIFY(says(u"0 of at most 8 chosen"_s));
}

void ConnectTest::fillsInAWellKnownServer()
{
    type("key", canary);
    const auto actions = get<QToolButton>("fillIn")->menu()->actions();
    for (QAction *action : actions) {
        if (action->text() == "Ollama"_L1)
            action->trigger();
    }
    QCOMPARE(get<QLineEdit>("name")->text(), u"Ollama"_s);
    QCOMPARE(get<QLineEdit>("address")->text(), u"http://127.0.0.1:11434"_s);
    QCOMPARE(get<QComboBox>("dialect")->currentText(), u"Ollama"_s);
    QCOMPARE(get<QLineEdit>("key")->text(), QString());
    QCOMPARE(get<QComboBox>("keyPlace")->currentText(), u"No key needed"_s);
}

void ConnectTest::editsAndRemoves()
{
    QVERIFY(!get("provider")->isVisible());
    QVERIFY(!get("remove")->isVisible());
    fill();
    runTest();
    get<QPushButton>("save")->click();
    QTRY_VERIFY(m_dialog.isNull());
    open();
    auto *picker = get<QComboBox>("provider");
    QCOMPARE(picker->currentText(), u"New provider"_s);
    picker->setFocus();
    QTest::keyClick(picker, Qt::Key_Down);
    QCOMPARE(get<QLineEdit>("name")->text(), u"Acme"_s);
    QVERIFY(get("remove")->isVisible());
    m_dialogs.accepts = false;
    get<QPushButton>("remove")->click();
    QCOMPARE(m_dialogs.asked.last().title, u"Remove Acme?"_s);
    QVERIFY(m_dialogs.asked.last().text.startsWith("Its key is deleted from the keyring"_L1));
    QVERIFY(m_dialogs.asked.last().dangerous);
    QCOMPARE(loadProvidersFile(path())->size(), 1);
    m_dialogs.accepts = true;
    get<QPushButton>("remove")->click();
    QVERIFY(loadProvidersFile(path())->isEmpty());
    QVERIFY(!m_keys->hasSessionKey({u"acme"_s}));
    QCOMPARE(get<QLineEdit>("name")->text(), QString());
    QVERIFY(!get("remove")->isVisible());
}

void ConnectTest::showsABrokenFile()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"version\":1,\"providers\":7}");
    file.close();
    open();
    QVERIFY(says(u"providers.json is not right"_s));
}

void ConnectTest::escapeChangesNothing()
{
    fill();
    QTest::keyClick(get("key"), Qt::Key_Escape);
    QTRY_VERIFY(m_dialog.isNull());
    QVERIFY(!QFile::exists(path()));
    QVERIFY(!m_keys->hasSessionKey({u"acme"_s}));
    open();
    QCOMPARE(get<QLineEdit>("key")->text(), QString());
}

void ConnectTest::followsTheTheme()
{
    const auto area = m_dialog->width() * m_dialog->height();
    const QColor light = m_app->themes.theme().colour(Colour::Surface);
    QVERIFY(pixelsOf(m_dialog->grab().toImage(), light) > area / 2);
    m_app->themes.setMode(ThemeMode::Dark);
    QApplication::setPalette(m_app->themes.theme().palette());
    QTRY_COMPARE(m_dialog->palette().color(QPalette::Base), m_app->themes.theme().colour(Colour::Surface));
    const QImage dark = m_dialog->grab().toImage();
    QVERIFY(pixelsOf(dark, m_app->themes.theme().colour(Colour::Surface)) > area / 2);
    const QImage title = m_dialog->findChild<QLabel *>()->grab().toImage();
    QVERIFY(pixelsOf(title, m_app->themes.theme().colour(Colour::Text)) > 0);
    QVERIFY(pixelsOf(dark, light) < area / 100);
}

void ConnectTest::nothingIsClipped_data()
{
    QTest::addColumn<QSize>("window");
    QTest::addColumn<double>("scale");
    QTest::newRow("1024x700") << QSize(1024, 700) << 1.0;
    QTest::newRow("1440x900") << QSize(1440, 900) << 1.0;
    QTest::newRow("1440x900, larger type") << QSize(1440, 900) << 1.25;
}

void ConnectTest::nothingIsClipped()
{
    QFETCH(QSize, window);
    QFETCH(double, scale);
    m_app->themes.setInterfaceScale(scale);
    QApplication::setFont(m_app->themes.theme().font(TypeRole::Body));
    fill();
    type("key", u"sk-wrong-0123456789"_s);
    runTest();
    get<QPushButton>("save")->click(); // every note there is
    QCoreApplication::sendPostedEvents();
    QVERIFY(m_dialog->width() <= window.width() && m_dialog->height() <= window.height());
    const auto clipped = [this] {
        QStringList texts;
        const auto labels = m_dialog->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (!label->isVisible() || label->text().isEmpty())
                continue;
            const int needed = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
            if (label->height() < needed || (!label->wordWrap() && label->width() < label->sizeHint().width()))
                texts.append(label->text());
        }
        return texts;
    };
    // Sentences that wrap get their room from a second pass of the layout.
    QTRY_COMPARE(clipped(), QStringList());
    const QList<QWidget *> controls = focusable(*m_dialog);
    for (const QWidget *control : controls) {
        QVERIFY2(control->height() >= control->minimumSizeHint().height(), qPrintable(control->objectName()));
        QVERIFY2(m_dialog->rect().contains(QRect(control->mapTo(m_dialog, QPoint()), control->size())) || scale > 1,
                 qPrintable(control->objectName()));
    }
    auto *area = m_dialog->findChild<QScrollArea *>();
    QCOMPARE(area->horizontalScrollBar()->maximum(), 0);
    if (scale == 1.0)
        QTRY_COMPARE(area->verticalScrollBar()->maximum(), 0);
}

QTEST_MAIN(ConnectTest)
#include "tst_ui_connect.moc"
