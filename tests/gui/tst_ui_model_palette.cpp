// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"
#include "ui/models/ModelPalette.h"
#include "ui/models/ModelPicker.h"
#include "viewmodel/ModelChoices.h"

#include <QAccessible>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

ModelRef ref(const QString &text)
{
    return ModelRef::fromString(text).value_or(ModelRef());
}

ProviderDirectory manyModels()
{
    Provider cloud;
    cloud.id = {u"cloud"_s};
    cloud.name = u"Cloud"_s;
    for (int i = 0; i < 30; ++i)
        cloud.models.append({u"org/model-%1"_s.arg(i), 32'768, 0.5, 1.5});
    Provider local;
    local.id = {u"local"_s};
    local.name = u"This computer"_s;
    local.models = {{u"qwen3:8b"_s, {}, {}, {}}};
    ProviderDirectory directory;
    directory.entries = {{cloud, true, false}, {local, true, false}};
    return directory;
}

} // namespace

/// The palette and the button that opens it, by keyboard and mouse.
class ModelPaletteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void enterChoosesWhatWasSearched();
    void arrowsPassOverTitles();
    void pagesMoveFurther();
    void escapeChoosesNothing();
    void controlEnterAddsThree();
    void controlEnterChoosesOneElsewhere();
    void clickChooses();
    void opensOnTheCurrentModel();
    void leadsToTheModels();
    void tellsWhatWouldBeChosen();
    void staysOnTheScreen();
    void pickerOpensByKey_data();
    void pickerOpensByKey();
    void pickerShowsWhatIsChosen();
    void pickerSaysThatNothingWasChosen();
    void choosingTheSameIsNoChange();

private:
    ModelPalette *open(ModelPalette::Purpose purpose);

    std::unique_ptr<ThemedApplication> m_application;
    std::unique_ptr<ModelChoices> m_choices;
    std::unique_ptr<QWidget> m_window;
    ModelPicker *m_picker = nullptr;
};

void ModelPaletteTest::init()
{
    failOnWarnings();
    m_application = std::make_unique<ThemedApplication>();
    m_choices = std::make_unique<ModelChoices>();
    m_choices->setProviders(manyModels());
    m_choices->setUsed({ref(u"local/qwen3:8b"_s)});
    m_window = std::make_unique<QWidget>();
    m_picker = new ModelPicker(*m_choices, m_application->themes, m_window.get());
    (new QVBoxLayout(m_window.get()))->addWidget(m_picker);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void ModelPaletteTest::cleanup()
{
    m_window.reset();
    m_choices.reset();
    m_application.reset();
}

ModelPalette *ModelPaletteTest::open(ModelPalette::Purpose purpose)
{
    auto *palette = new ModelPalette(*m_choices, m_application->themes, purpose, m_window.get());
    palette->openAt({50, 50});
    return palette;
}

void ModelPaletteTest::enterChoosesWhatWasSearched()
{
    const QPointer<ModelPalette> palette = open(ModelPalette::Purpose::Choose);
    QSignalSpy chosen(palette, &ModelPalette::chosen);
    QSignalSpy closed(palette, &ModelPalette::closed);
    auto *field = palette->findChild<QLineEdit *>(u"findModel"_s);
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, u"cloud model-27"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.at(0).at(0).value<ModelRef>(), ref(u"cloud/org/model-27"_s));
    QCOMPARE(closed.count(), 1);
    QCOMPARE(m_choices->recent(), QList<ModelRef>{ref(u"cloud/org/model-27"_s)});
    QTRY_VERIFY(!palette);
}

void ModelPaletteTest::arrowsPassOverTitles()
{
    ModelPalette *palette = open(ModelPalette::Purpose::Choose);
    QSignalSpy chosen(palette, &ModelPalette::chosen);
    auto *field = palette->findChild<QLineEdit *>(u"findModel"_s);
    QTest::keyClick(field, Qt::Key_Up); // at the top already
    QTest::keyClick(field, Qt::Key_Down);
    QTest::keyClick(field, Qt::Key_Down);
    QTest::keyClick(field, Qt::Key_Up);
    QTest::keyClick(field, Qt::Key_Enter);
    QCOMPARE(chosen.at(0).at(0).value<ModelRef>(), ref(u"cloud/org/model-0"_s));
}

void ModelPaletteTest::pagesMoveFurther()
{
    ModelPalette *palette = open(ModelPalette::Purpose::Choose);
    auto *field = palette->findChild<QLineEdit *>(u"findModel"_s);
    auto *list = palette->findChild<QListView *>(u"modelList"_s);
    const int start = list->currentIndex().row();
    QTest::keyClick(field, Qt::Key_PageDown);
    const int down = list->currentIndex().row();
    QVERIFY2(down > start + 2, qPrintable(QString::number(down)));
    QTest::keyClick(field, Qt::Key_PageUp);
    QCOMPARE(list->currentIndex().row(), start);
}

void ModelPaletteTest::escapeChoosesNothing()
{
    const QPointer<ModelPalette> palette = open(ModelPalette::Purpose::Choose);
    QSignalSpy chosen(palette, &ModelPalette::chosen);
    QSignalSpy closed(palette, &ModelPalette::closed);
    QTest::keyClick(palette->findChild<QLineEdit *>(), Qt::Key_Escape);
    QCOMPARE(closed.count(), 1);
    QCOMPARE(chosen.count(), 0);
    QTRY_VERIFY(!palette);
}

void ModelPaletteTest::controlEnterAddsThree()
{
    ModelPalette *palette = open(ModelPalette::Purpose::Add);
    QSignalSpy several(palette, &ModelPalette::severalChosen);
    QSignalSpy chosen(palette, &ModelPalette::chosen);
    QTest::keyClick(palette->findChild<QLineEdit *>(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(several.count(), 1);
    QCOMPARE(chosen.count(), 0);
    QCOMPARE(several.at(0).at(0).value<QList<ModelRef>>(),
             (QList<ModelRef>{ref(u"local/qwen3:8b"_s), ref(u"cloud/org/model-0"_s), ref(u"cloud/org/model-1"_s)}));
}

void ModelPaletteTest::controlEnterChoosesOneElsewhere()
{
    ModelPalette *palette = open(ModelPalette::Purpose::Choose);
    QSignalSpy chosen(palette, &ModelPalette::chosen);
    QTest::keyClick(palette->findChild<QLineEdit *>(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(chosen.count(), 1);
}

void ModelPaletteTest::clickChooses()
{
    ModelPalette *palette = open(ModelPalette::Purpose::Add);
    QSignalSpy chosen(palette, &ModelPalette::chosen);
    auto *list = palette->findChild<QListView *>(u"modelList"_s);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
    QCOMPARE(chosen.count(), 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(3, 0)).center());
    QCOMPARE(chosen.at(0).at(0).value<ModelRef>(), ref(u"cloud/org/model-0"_s));
}

void ModelPaletteTest::opensOnTheCurrentModel()
{
    m_picker->setCurrentModel(ref(u"cloud/org/model-20"_s));
    m_picker->openPalette();
    auto *list = m_picker->openedPalette()->findChild<QListView *>();
    QCOMPARE(list->currentIndex().data().toString(), u"org/model-20"_s);
    QVERIFY(list->viewport()->rect().contains(list->visualRect(list->currentIndex()).center()));
}

void ModelPaletteTest::leadsToTheModels()
{
    ModelPalette *palette = open(ModelPalette::Purpose::Choose);
    QSignalSpy wanted(palette, &ModelPalette::modelsRequested);
    palette->findChild<QToolButton *>(u"manageModels"_s)->click();
    QCOMPARE(wanted.count(), 1);
}

void ModelPaletteTest::tellsWhatWouldBeChosen()
{
    ModelPalette *palette = open(ModelPalette::Purpose::Choose);
    auto *field = palette->findChild<QLineEdit *>(u"findModel"_s);
    QCOMPARE(field->accessibleDescription(), u"qwen3:8b, This computer · price unknown"_s);
    QTest::keyClick(field, Qt::Key_Down);
    QCOMPARE(field->accessibleDescription(), u"org/model-0, Cloud · $0.50 in, $1.50 out · 32,768 tokens"_s);
    QTest::keyClicks(field, u"nothing of that name"_s);
    QVERIFY(field->accessibleDescription().startsWith(u"No model has these words"_s));
    QVERIFY(!palette->accessibleName().isEmpty());
}

void ModelPaletteTest::staysOnTheScreen()
{
    auto *palette = new ModelPalette(*m_choices, m_application->themes, ModelPalette::Purpose::Choose, m_window.get());
    const QRect room = palette->screen()->availableGeometry();
    palette->openAt(room.bottomRight());
    // The offscreen platform draws every window a frame of two pixels.
    QVERIFY(room.adjusted(0, 0, 2, 2).contains(palette->geometry()));
    QCOMPARE(palette->size(), ModelPalette::usualSize);
}

void ModelPaletteTest::pickerOpensByKey_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("words");
    QTest::newRow("Space") << int(Qt::Key_Space) << QString();
    QTest::newRow("Enter") << int(Qt::Key_Return) << QString();
    QTest::newRow("Down") << int(Qt::Key_Down) << QString();
    QTest::newRow("a letter") << int(Qt::Key_Q) << u"q"_s;
}

void ModelPaletteTest::pickerOpensByKey()
{
    QFETCH(int, key);
    m_picker->setFocus();
    QTest::keyClick(m_picker, static_cast<Qt::Key>(key));
    QVERIFY(m_picker->openedPalette());
    QTEST(m_picker->openedPalette()->findChild<QLineEdit *>()->text(), "words");
}

void ModelPaletteTest::pickerShowsWhatIsChosen()
{
    QSignalSpy chosen(m_picker, &ModelPicker::modelChosen);
    QCOMPARE(m_picker->accessibleDescription(), u"Choose a model"_s);
    m_picker->openPalette(u"model-3"_s);
    QTest::keyClick(m_picker->openedPalette()->findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(m_picker->model(), ref(u"cloud/org/model-3"_s));
    QCOMPARE(m_picker->accessibleDescription(), u"org/model-3"_s);
    m_choices->setProviders({});
    QCOMPARE(m_picker->accessibleDescription(), u"cloud/org/model-3"_s);
}

void ModelPaletteTest::pickerSaysThatNothingWasChosen()
{
    QSignalSpy dismissed(m_picker, &ModelPicker::dismissed);
    m_picker->openPalette();
    QTest::keyClick(m_picker->openedPalette()->findChild<QLineEdit *>(), Qt::Key_Escape);
    QCOMPARE(dismissed.count(), 1);
}

void ModelPaletteTest::choosingTheSameIsNoChange()
{
    m_picker->setCurrentModel(ref(u"local/qwen3:8b"_s));
    QSignalSpy chosen(m_picker, &ModelPicker::modelChosen);
    QSignalSpy dismissed(m_picker, &ModelPicker::dismissed);
    m_picker->openPalette();
    QTest::keyClick(m_picker->openedPalette()->findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 0);
    QCOMPARE(dismissed.count(), 1);
}

QTEST_MAIN(ModelPaletteTest)
#include "tst_ui_model_palette.moc"
