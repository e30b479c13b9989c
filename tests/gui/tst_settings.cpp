// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"
#include "support/FakeDialogs.h"
#include "ui/common/JsonFile.h"
#include "ui/settings/SettingsDialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// Every change of the dialog holds at once and is in the file.
class SettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void changesHoldAtOnce();
    void nonsenseInTheFileIsTheDefault();
    void defaultsAreOfThePage();
    void searchLeavesWhatFits();
    void appearanceIsTold();
    void whatDeletesAsksFirst();
    void everythingHasAName_data();
    void everythingHasAName();
    void nothingIsCut();

private:
    void open();

    template <typename Widget>
    Widget *named(const QString &name) const
    {
        const auto all = m_dialog->findChildren<Widget *>();
        for (Widget *widget : all) {
            if (widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }

    [[nodiscard]] QString path() const { return m_folder->filePath(u"settings.json"_s); }

    std::unique_ptr<ThemedApplication> m_app;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<JsonFile> m_file;
    std::unique_ptr<Preferences> m_preferences;
    FakeDialogs m_dialogs;
    Storage m_storage{nullptr, nullptr, {}};
    std::unique_ptr<SettingsDialog> m_dialog;
};

void SettingsTest::init()
{
    failOnWarnings();
    m_app = std::make_unique<ThemedApplication>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_dialogs = {};
}

void SettingsTest::cleanup()
{
    m_dialog.reset();
    m_preferences.reset();
    m_app.reset();
}

void SettingsTest::open()
{
    m_storage = Storage(nullptr, nullptr, {{u"Settings"_s, path(), 0}});
    m_file = std::make_unique<JsonFile>(path());
    m_preferences = std::make_unique<Preferences>(*m_file);
    m_dialog = std::make_unique<SettingsDialog>(SettingsContext{m_app->themes, m_dialogs, *m_preferences, m_storage});
    m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    m_dialog->show();
}

void SettingsTest::changesHoldAtOnce()
{
    open();
    QVERIFY(!m_dialog->isModal());
    auto *start = named<QComboBox>(u"When starting"_s);
    start->setFocus();
    QTest::keyClick(start, Qt::Key_Down);
    m_dialog->showPage(2);
    named<QSpinBox>(u"Minimum answers"_s)->setValue(3);
    named<QCheckBox>(u"Answer cache"_s)->click();
    named<QCheckBox>(u"Ask late agents twice"_s)->click();
    PreferenceValues expected;
    expected.restoresSession = false;
    expected.minimumAnswers = 3;
    expected.usesCache = false;
    expected.hedges = true;
    QVERIFY(m_preferences->values() == expected);
    JsonFile again(path());
    QVERIFY(Preferences(again).values() == expected);
}

void SettingsTest::nonsenseInTheFileIsTheDefault()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"answerCache": "yes", "answerCacheDays": -4, "askAboveUsd": "x", "minimumAnswers": 0,
                   "keepRunsDays": 1e30, "startWith": 3})");
    file.close();
    open();
    PreferenceValues expected;
    expected.minimumAnswers = 1;
    QVERIFY(m_preferences->values() == expected);
}

void SettingsTest::defaultsAreOfThePage()
{
    open();
    PreferenceValues values;
    values.restoresSession = false;
    values.minimumAnswers = 5;
    values.cacheDays = std::nullopt;
    values.askAboveUsd = 3;
    m_preferences->set(values);
    QCOMPARE(named<QSpinBox>(u"Minimum answers"_s)->value(), 5);
    m_dialog->showPage(2);
    m_dialog->findChild<QPushButton *>(u"defaults"_s)->click();
    PreferenceValues expected;
    expected.restoresSession = false;
    QVERIFY(m_preferences->values() == expected);
    QCOMPARE(named<QSpinBox>(u"Minimum answers"_s)->value(), 2);
}

void SettingsTest::searchLeavesWhatFits()
{
    open();
    auto *pages = m_dialog->findChild<QListWidget *>();
    const auto shown = [pages] {
        QStringList titles;
        for (int i = 0; i < pages->count(); ++i) {
            if (!pages->item(i)->isHidden())
                titles.append(pages->item(i)->text());
        }
        return titles;
    };
    QCOMPARE(shown().size(), 4);
    QTest::keyClicks(named<QLineEdit>(u"Search settings"_s), u"clear CACHE"_s);
    QVERIFY(shown().contains(u"Running"_s));
    QVERIFY(!shown().contains(u"General"_s));
    QCOMPARE(pages->currentItem()->text(), u"Running"_s);
    QVERIFY(!named<QSpinBox>(u"Minimum answers"_s)->isVisible());
    named<QLineEdit>(u"Search settings"_s)->clear();
    QCOMPARE(shown().size(), 4);
    QVERIFY(named<QSpinBox>(u"Minimum answers"_s)->isVisible());
}

void SettingsTest::appearanceIsTold()
{
    open();
    m_dialog->showPage(1);
    QSignalSpy theme(m_dialog.get(), &SettingsDialog::themeChosen);
    QSignalSpy reading(m_dialog.get(), &SettingsDialog::readingScaleChosen);
    auto *box = named<QComboBox>(u"Theme"_s);
    box->setFocus();
    QCOMPARE(box->currentText(), u"Light"_s);
    QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(theme.count(), 1);
    QCOMPARE(theme.first().first().value<ThemeMode>(), ThemeMode::Dark);
    named<QSpinBox>(u"Reading text size"_s)->stepUp();
    QCOMPARE(reading.first().first().toDouble(), 1.1);
    m_app->themes.setReadingScale(1.5);
    QCOMPARE(named<QSpinBox>(u"Reading text size"_s)->value(), 150);
    QCOMPARE(reading.count(), 1);
}

void SettingsTest::whatDeletesAsksFirst()
{
    open();
    m_dialog->showPage(3);
    QSignalSpy deleted(m_dialog.get(), &SettingsDialog::deletionWanted);
    m_dialogs.accepts = false;
    m_dialog->findChild<QPushButton *>(u"deleteEverything"_s)->click();
    QCOMPARE(deleted.count(), 0);
    QCOMPARE(m_dialogs.asked.size(), 1);
    QVERIFY(m_dialogs.asked.first().dangerous);
    QVERIFY(m_dialogs.asked.first().text.contains(u"pinned answers"_s));
    m_dialogs.accepts = true;
    m_dialog->findChild<QPushButton *>(u"deleteEverything"_s)->click();
    QCOMPARE(deleted.count(), 1);
    auto *everything = m_dialog->findChild<QPushButton *>(u"deleteEverything"_s);
    const auto *said = m_dialog->findChild<QLabel *>(u"deletion"_s);
    m_dialog->showDeletion(SettingsDialog::Deletion::GoesOn);
    QVERIFY(!everything->isEnabled());
    QCOMPARE(said->text(), u"Deleting…"_s);
    m_dialog->showDeletion(SettingsDialog::Deletion::Failed);
    QVERIFY(said->text().startsWith(u"Not everything"_s));
    m_dialog->showDeletion(SettingsDialog::Deletion::Done);
    QVERIFY(everything->isEnabled());
    QCOMPARE(said->text(), u"Everything is deleted."_s);
    m_dialog->showPage(2);
    m_dialog->findChild<QPushButton *>(u"clearCache"_s)->click();
    QCOMPARE(m_dialogs.asked.size(), 3);
    QCOMPARE(m_dialogs.asked.last().accept, u"Clear cache"_s);
}

void SettingsTest::everythingHasAName_data()
{
    QTest::addColumn<int>("page");
    for (int page = 0; page < 4; ++page)
        QTest::addRow("page %d", page) << page;
}

void SettingsTest::everythingHasAName()
{
    QFETCH(int, page);
    open();
    m_dialog->showPage(page);
    const QList<QWidget *> widgets = focusable(*m_dialog);
    QVERIFY(widgets.size() > 3);
    for (const QWidget *widget : widgets)
        QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
}

void SettingsTest::nothingIsCut()
{
    open();
    QCOMPARE(m_dialog->size(), QSize(860, 600));
    for (int page = 0; page < 4; ++page) {
        m_dialog->showPage(page);
        const auto buttons = m_dialog->findChildren<QPushButton *>();
        for (const QPushButton *button : buttons) {
            if (button->isVisible())
                QVERIFY2(button->width() >= button->minimumSizeHint().width(), qPrintable(button->text()));
        }
    }
}

QTEST_MAIN(SettingsTest)
#include "tst_settings.moc"
