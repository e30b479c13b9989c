// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"
#include "ui/common/ButtonLook.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QTabBar>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <functional>

using namespace Qt::StringLiterals;
using namespace tributary;

using Make = std::function<QWidget *()>;
Q_DECLARE_METATYPE(Make)

namespace {

template <typename W>
W *with(W *widget, const QString &text)
{
    widget->setText(text);
    return widget;
}

int changedPixels(const QImage &before, const QImage &after)
{
    int count = 0;
    for (int y = 0; y < qMin(before.height(), after.height()); ++y) {
        for (int x = 0; x < qMin(before.width(), after.width()); ++x)
            count += before.pixel(x, y) != after.pixel(x, y) ? 1 : 0;
    }
    return count;
}

QTreeWidget *makeTree()
{
    auto *tree = new QTreeWidget;
    for (const QString &word : {u"one"_s, u"two"_s, u"three"_s})
        new QTreeWidgetItem(tree, {word});
    return tree;
}

QTabBar *makeTabs()
{
    auto *tabs = new QTabBar;
    tabs->addTab(u"First"_s);
    tabs->addTab(u"Second"_s);
    return tabs;
}

QSpinBox *makeSpinBox()
{
    auto *box = new QSpinBox;
    box->setRange(0, 100);
    box->setValue(42);
    return box;
}

} // namespace

class TestStyle : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { failOnWarnings(); }

    void focusIsVisible_data();
    void focusIsVisible();
    void controlsAreThirtyTwoHigh();
    void primaryButtonIsFilled();
    void disabledPrimaryIsNotFilled();
    void checkedButtonKeepsItsWidth();
    void scrollBarHandleIsVisibleAndReachesBothEnds();
    void spinBoxShowsItsValue();
    void menuShowsShortcutAndMark();
    void changeOfThemeRepaints();
};

void TestStyle::focusIsVisible_data()
{
    QTest::addColumn<Make>("make");
    QTest::newRow("push button") << Make([] { return with(new QPushButton, u"Run"_s); });
    QTest::newRow("primary button") << Make([] {
        auto *button = with(new QPushButton, u"Run"_s);
        setButtonLook(*button, ButtonLook::Primary);
        return button;
    });
    QTest::newRow("tool button") << Make([] {
        auto *button = with(new QToolButton, u"Copy"_s);
        button->setFocusPolicy(Qt::StrongFocus);
        return button;
    });
    QTest::newRow("line edit") << Make([] { return with(new QLineEdit, u"text"_s); });
    QTest::newRow("text edit") << Make([] { return new QPlainTextEdit(u"text"_s); });
    QTest::newRow("combo box") << Make([] {
        auto *box = new QComboBox;
        box->addItem(u"balanced"_s);
        return box;
    });
    QTest::newRow("spin box") << Make([] { return makeSpinBox(); });
    QTest::newRow("check box") << Make([] { return with(new QCheckBox, u"Synced scrolling"_s); });
    QTest::newRow("radio button") << Make([] { return with(new QRadioButton, u"One"_s); });
    QTest::newRow("list") << Make([] { return makeTree(); });
    QTest::newRow("tabs") << Make([] { return makeTabs(); });
}

void TestStyle::focusIsVisible()
{
    QFETCH(Make, make);
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        const ThemedApplication themed(mode);
        QWidget window;
        auto *column = new QVBoxLayout(&window);
        QWidget *widget = make();
        auto *other = new QPushButton(u"other"_s, &window);
        column->addWidget(widget);
        column->addWidget(other);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const QColor ring = themed.themes.theme().colour(Colour::Accent);
        other->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(other->hasFocus());
        const QImage before = widget->grab().toImage();
        widget->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(widget->hasFocus());
        const QImage after = widget->grab().toImage();
        QVERIFY2(changedPixels(before, after) >= 40, "nothing changes with focus");
        QVERIFY2(pixelsOf(after, ring) >= 40, "there is no ring");
    }
}

void TestStyle::controlsAreThirtyTwoHigh()
{
    const ThemedApplication themed;
    QPushButton button(u"Run"_s);
    QToolButton icon;
    QLineEdit field;
    QComboBox combo;
    combo.addItem(u"balanced"_s);
    QSpinBox spin;
    for (const QWidget *widget : QList<const QWidget *>{&button, &icon, &field, &combo, &spin}) {
        const int height = widget->sizeHint().height();
        QVERIFY2(height >= 32 && height <= 36,
                 qPrintable(u"%1: %2"_s.arg(QString::fromLatin1(widget->metaObject()->className())).arg(height)));
    }
}

void TestStyle::primaryButtonIsFilled()
{
    const ThemedApplication themed;
    const QColor fill = themed.themes.theme().colour(Colour::AccentFill);
    QPushButton button(u"Run"_s);
    QCOMPARE(pixelsOf(button.grab().toImage(), fill), 0);
    setButtonLook(button, ButtonLook::Primary);
    const QImage image = button.grab().toImage();
    QVERIFY(pixelsOf(image, fill) > image.width() * image.height() / 2);
}

void TestStyle::disabledPrimaryIsNotFilled()
{
    const ThemedApplication themed;
    QPushButton button(u"Run"_s);
    setButtonLook(button, ButtonLook::Primary);
    button.setEnabled(false);
    QCOMPARE(pixelsOf(button.grab().toImage(), themed.themes.theme().colour(Colour::AccentFill)), 0);
}

void TestStyle::checkedButtonKeepsItsWidth()
{
    const ThemedApplication themed;
    QToolButton button;
    button.setText(u"Sources"_s);
    button.setToolButtonStyle(Qt::ToolButtonTextOnly);
    button.setCheckable(true);
    const QSize before = button.sizeHint();
    button.setChecked(true);
    QCOMPARE(button.sizeHint(), before);
}

void TestStyle::scrollBarHandleIsVisibleAndReachesBothEnds()
{
    const ThemedApplication themed;
    const QColor handle = themed.themes.theme().colour(Colour::Control);
    QScrollBar bar(Qt::Vertical);
    bar.resize(12, 300);
    bar.setRange(0, 100000);
    bar.setPageStep(10);
    const auto rows = [&] {
        const QImage image = bar.grab().toImage();
        QList<int> found;
        for (int y = 0; y < image.height(); ++y) {
            if (image.pixelColor(6, y).rgb() == handle.rgb())
                found << y;
        }
        return found;
    };
    QVERIFY(rows().size() >= 24);
    QVERIFY(rows().first() <= 4);
    bar.setValue(100000);
    QVERIFY(rows().last() >= 295);
}

void TestStyle::spinBoxShowsItsValue()
{
    const ThemedApplication themed;
    const std::unique_ptr<QSpinBox> box(makeSpinBox());
    box->resize(box->sizeHint());
    box->grab();
    const auto *field = box->findChild<QLineEdit *>();
    QVERIFY(field->width() >= field->fontMetrics().horizontalAdvance(u"100"_s));
    QVERIFY(box->rect().contains(field->geometry()));
}

void TestStyle::menuShowsShortcutAndMark()
{
    const ThemedApplication themed;
    QMenu menu;
    QAction *plain = menu.addAction(u"Save graph as…"_s);
    const int narrow = menu.sizeHint().width();
    plain->setShortcut(QKeySequence(u"Ctrl+Shift+S"_s));
    plain->setShortcutVisibleInContextMenu(true);
    QVERIFY(menu.sizeHint().width() > narrow + 40);
    menu.setActiveAction(plain);
    menu.resize(menu.sizeHint());
    QVERIFY(pixelsOf(menu.grab().toImage(), themed.themes.theme().colour(Colour::Selection)) > 500);
}

void TestStyle::changeOfThemeRepaints()
{
    ThemedApplication themed(ThemeMode::Light);
    QPushButton button(u"Run"_s);
    const QImage light = button.grab().toImage();
    themed.themes.setMode(ThemeMode::Dark);
    const QImage dark = button.grab().toImage();
    QVERIFY(pixelsOf(light, Qt::white) > 100);
    QVERIFY(pixelsOf(dark, themed.themes.theme().colour(Colour::Surface)) > 100);
}

QTEST_MAIN(TestStyle)
#include "tst_style.moc"
