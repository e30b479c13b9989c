// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"
#include "support/FakeDialogs.h"
#include "ui/common/Announcer.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/JsonFile.h"
#include "ui/common/KeptSplitter.h"
#include "ui/common/LetterBadge.h"
#include "ui/common/MessageBar.h"
#include "ui/common/SegmentedControl.h"
#include "ui/common/Toast.h"
#include "ui/common/WidthClass.h"

#include <QLabel>
#include <QPointer>
#include <QSignalSpy>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace tributary;

namespace {

bool wasHidden(const QWidget &widget)
{
    return widget.isHidden() && widget.testAttribute(Qt::WA_WState_ExplicitShowHide);
}

QToolButton *buttonNamed(const QWidget &parent, const QString &name)
{
    const auto buttons = parent.findChildren<QToolButton *>();
    for (QToolButton *button : buttons) {
        if (button->accessibleName() == name && !wasHidden(*button->parentWidget()))
            return button;
    }
    return nullptr;
}

QStringList textsOf(const MessageStack &stack)
{
    QStringList texts;
    const auto notices = stack.notices();
    for (const Notice &notice : notices)
        texts << notice.text;
    return texts;
}

} // namespace

class TestWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { failOnWarnings(); }

    void messageReplacesTheOneOfTheSameProblem();
    void messageButtonActsAndCloses();
    void noticesFollowTheirCauses();
    void messageSaysItsKind();
    void messageBarIsThirtySixHigh();
    void segmentsAreExclusive();
    void segmentsAreReachedByArrowKeys();
    void disabledSegmentSaysWhy();
    void longTextIsCutInTheMiddle();
    void badgesDifferByColourAndLetter();
    void ninthBarIsDouble();
    void toastUndoesAndGoes();
    void toastStaysInItsWindow();
    void announcementBecomesTheVoice();
    void splitterIsFoundAgain();
    void widthClasses_data();
    void widthClasses();
};

void TestWidgets::messageReplacesTheOneOfTheSameProblem()
{
    const ThemedApplication themed;
    MessageStack stack(themed.themes);
    const QSignalSpy shown(&stack, &MessageStack::shown);
    stack.show({.id = u"offline"_s, .text = u"You are offline."_s});
    stack.show({.id = u"budget"_s, .text = u"80 % of the budget is spent."_s});
    stack.show({.id = u"offline"_s, .text = u"You are offline. The demo still works."_s});
    QCOMPARE(textsOf(stack),
             (QStringList{u"80 % of the budget is spent."_s, u"You are offline. The demo still works."_s}));
    QCOMPARE(shown.count(), 3);
    stack.remove(u"budget"_s);
    QCOMPARE(textsOf(stack), QStringList{u"You are offline. The demo still works."_s});
}

void TestWidgets::messageButtonActsAndCloses()
{
    const ThemedApplication themed;
    MessageStack stack(themed.themes);
    int pressed = 0;
    stack.show({.id = u"b"_s,
                .kind = NoticeKind::Error,
                .text = u"B failed: rate limit."_s,
                .buttons = {{u"Try B again"_s, [&] { ++pressed; }}}});
    stack.QWidget::show();
    buttonNamed(stack, u"Try B again"_s)->click();
    QCOMPARE(pressed, 1);
    QVERIFY(stack.notices().isEmpty());
    stack.show({.id = u"c"_s, .text = u"C failed."_s});
    buttonNamed(stack, u"Close message"_s)->click();
    QVERIFY(stack.notices().isEmpty());
}

void TestWidgets::noticesFollowTheirCauses()
{
    const ThemedApplication themed;
    MessageStack stack(themed.themes);
    const QSignalSpy shown(&stack, &MessageStack::shown);
    const QSignalSpy dismissed(&stack, &MessageStack::dismissed);
    const Notice offline{.id = u"offline"_s, .text = u"You are offline."_s, .dismissible = false};
    const Notice failed{.id = u"failed"_s, .text = u"B failed."_s};
    stack.setNotices({offline, failed});
    QCOMPARE(shown.count(), 2);
    stack.setNotices({offline, failed});
    QCOMPARE(shown.count(), 2);
    stack.setNotices({failed});
    QCOMPARE(textsOf(stack), QStringList{u"B failed."_s});
    buttonNamed(stack, u"Close message"_s)->click();
    QCOMPARE(dismissed.count(), 1);
    QCOMPARE(dismissed.first().first().toString(), u"failed"_s);
    stack.setNotices({offline});
    QVERIFY(!buttonNamed(stack, u"Close message"_s));
}

void TestWidgets::messageSaysItsKind()
{
    const ThemedApplication themed;
    const MessageBar bar(themed.themes, {.id = u"b"_s, .kind = NoticeKind::Warning, .text = u"Nothing arrived."_s});
    QCOMPARE(bar.accessibleName(), u"Warning: Nothing arrived."_s);
}

void TestWidgets::messageBarIsThirtySixHigh()
{
    const ThemedApplication themed;
    MessageBar bar(themed.themes, {.id = u"b"_s, .text = u"Text"_s, .buttons = {{u"Details"_s, {}}}});
    bar.adjustSize();
    QCOMPARE(bar.height(), MessageBar::Height);
}

void TestWidgets::segmentsAreExclusive()
{
    SegmentedControl modes(u"Comparison"_s);
    modes.setSegments({u"Read"_s, u"Sources"_s, u"Diff"_s});
    QCOMPARE(modes.currentIndex(), 0);
    const QSignalSpy changed(&modes, &SegmentedControl::currentChanged);
    buttonNamed(modes, u"Diff"_s)->click();
    QCOMPARE(modes.currentIndex(), 2);
    QVERIFY(!buttonNamed(modes, u"Read"_s)->isChecked());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toInt(), 2);
    modes.setSegments({u"One"_s});
    QCOMPARE(modes.count(), 1);
    QCOMPARE(modes.currentIndex(), 0);
}

void TestWidgets::segmentsAreReachedByArrowKeys()
{
    const ThemedApplication themed;
    SegmentedControl modes(u"Comparison"_s);
    modes.setSegments({u"Read"_s, u"Sources"_s});
    modes.show();
    QVERIFY(QTest::qWaitForWindowActive(&modes));
    buttonNamed(modes, u"Read"_s)->setFocus();
    QTest::keyClick(buttonNamed(modes, u"Read"_s), Qt::Key_Right);
    QCOMPARE(modes.currentIndex(), 1);
    QVERIFY(buttonNamed(modes, u"Sources"_s)->hasFocus());
}

void TestWidgets::disabledSegmentSaysWhy()
{
    SegmentedControl modes(u"Comparison"_s);
    modes.setSegments({u"Read"_s, u"Sources"_s});
    modes.setSegmentEnabled(1, false, u"Sources appear when the run is finished."_s);
    QVERIFY(!buttonNamed(modes, u"Sources"_s)->isEnabled());
    QCOMPARE(buttonNamed(modes, u"Sources"_s)->toolTip(), u"Sources appear when the run is finished."_s);
}

void TestWidgets::longTextIsCutInTheMiddle()
{
    ElidedLabel label;
    label.setText(u"together/Qwen/Qwen1.5-72B-Chat-of-considerable-length"_s);
    label.resize(label.sizeHint());
    QVERIFY(!label.isElided());
    label.resize(120, 20);
    QVERIFY(label.isElided());
    QCOMPARE(label.accessibleName(), label.text());
    QVERIFY(label.minimumSizeHint().width() < 120);
}

void TestWidgets::badgesDifferByColourAndLetter()
{
    const ThemedApplication themed;
    const Theme &theme = themed.themes.theme();
    const auto badge = [&](int index) {
        QImage image(20, 20, QImage::Format_RGB32);
        image.fill(theme.colour(Colour::Surface));
        QPainter painter(&image);
        paintLetterBadge(painter, theme, QRectF(0, 0, 20, 20), {index});
        return image;
    };
    for (int i = 0; i < 8; ++i)
        QVERIFY(pixelsOf(badge(i), theme.proposer(i).line) > 150);
    QVERIFY(badge(0) != badge(8));
}

void TestWidgets::ninthBarIsDouble()
{
    const ThemedApplication themed;
    const Theme &theme = themed.themes.theme();
    const auto bar = [&](int index) {
        QImage image(6, 10, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintIdentityBar(painter, theme, QRectF(0, 0, 6, 10), index);
        return pixelsOf(image, theme.proposer(index).line);
    };
    QCOMPARE(bar(0), 60);
    QCOMPARE(bar(8), 40);
}

void TestWidgets::toastUndoesAndGoes()
{
    const ThemedApplication themed;
    QWidget window;
    window.resize(600, 400);
    window.show();
    int undone = 0;
    const QPointer<Toast> toast = new Toast(
        themed.themes, u"Run moved to the trash."_s, [&] { ++undone; }, &window);
    buttonNamed(*toast, u"Undo"_s)->click();
    QCOMPARE(undone, 1);
    QTRY_VERIFY(!toast);
}

void TestWidgets::toastStaysInItsWindow()
{
    const ThemedApplication themed;
    QWidget window;
    window.resize(600, 400);
    window.show();
    const QPointer<Toast> toast = new Toast(themed.themes, u"Run moved to the trash."_s, {}, &window);
    window.resize(900, 700);
    QTRY_VERIFY(qAbs(toast->geometry().center().x() - window.rect().center().x()) <= 1);
    QVERIFY(window.rect().contains(toast->geometry()));
    QVERIFY(toast->geometry().top() > 500);
}

void TestWidgets::announcementBecomesTheVoice()
{
    QLabel voice;
    Announcer announcer(voice);
    const QSignalSpy announced(&announcer, &Announcer::announced);
    announcer.announce(u"Layer 1 finished, 3 of 3 answers"_s);
    QCOMPARE(voice.accessibleName(), u"Layer 1 finished, 3 of 3 answers"_s);
    QCOMPARE(announced.count(), 1);
}

void TestWidgets::splitterIsFoundAgain()
{
    const QTemporaryDir folder;
    JsonFile state(folder.filePath(u"window.json"_s));
    const auto make = [](QSplitter &splitter) {
        for (int i = 0; i < 2; ++i)
            splitter.addWidget(new QTextEdit);
        splitter.resize(600, 200);
        splitter.show();
    };
    QSplitter first;
    make(first);
    keepSplitter(first, state, u"cards"_s);
    first.setSizes({400, 190});
    Q_EMIT first.splitterMoved(400, 1);
    QSplitter second;
    make(second);
    keepSplitter(second, state, u"cards"_s);
    QCOMPARE(second.sizes(), first.sizes());
    QSplitter three;
    make(three);
    three.addWidget(new QTextEdit);
    const QList<int> before = three.sizes();
    keepSplitter(three, state, u"cards"_s);
    QCOMPARE(three.sizes(), before);
}

void TestWidgets::widthClasses_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<WidthClass>("expected");
    QTest::newRow("880") << 880 << WidthClass::Narrow;
    QTest::newRow("1023") << 1023 << WidthClass::Narrow;
    QTest::newRow("1024") << 1024 << WidthClass::Medium;
    QTest::newRow("1279") << 1279 << WidthClass::Medium;
    QTest::newRow("1280") << 1280 << WidthClass::Wide;
}

void TestWidgets::widthClasses()
{
    QFETCH(int, width);
    QFETCH(WidthClass, expected);
    QCOMPARE(widthClassOf(width), expected);
}

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
