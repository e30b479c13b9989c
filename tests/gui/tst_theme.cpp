// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"
#include "ui/common/Theme.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tributary;

namespace {

Theme themeOf(bool dark)
{
    Theme theme;
    theme.dark = dark;
    theme.systemFont = QFont(u"Noto Sans"_s, 10);
    theme.systemFixedFont = QFont(u"Noto Sans Mono"_s, 9);
    return theme;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { failOnWarnings(); }

    void coloursAreTheSpecifiedOnes_data();
    void coloursAreTheSpecifiedOnes();
    void pairsHaveEnoughContrast_data();
    void pairsHaveEnoughContrast();
    void proposersAreReadable_data();
    void proposersAreReadable();
    void proposersDifferInShapeAndDash();
    void ninthProposerRepeatsTheFirstWithADoubleBar();
    void lettersGoOnAfterZ();
    void typeFollowsTheDesktopFont_data();
    void typeFollowsTheDesktopFont();
    void readingScaleTouchesReadingTextOnly();
    void reducedMotionMovesNothing();
    void contrastOfBlackOnWhiteIs21();
    void controllerFollowsTheSystemOnlyInSystemMode();
    void controllerClampsScales();
};

void TestTheme::coloursAreTheSpecifiedOnes_data()
{
    QTest::addColumn<Colour>("role");
    QTest::addColumn<QString>("light");
    QTest::addColumn<QString>("dark");
    QTest::newRow("canvas") << Colour::Canvas << u"#f5f6f8"_s << u"#15181c"_s;
    QTest::newRow("surface") << Colour::Surface << u"#ffffff"_s << u"#1f2329"_s;
    QTest::newRow("surface-2") << Colour::Surface2 << u"#eceff3"_s << u"#2a2f37"_s;
    QTest::newRow("border") << Colour::Border << u"#d3d8df"_s << u"#3b424c"_s;
    QTest::newRow("control") << Colour::Control << u"#78818e"_s << u"#838d9a"_s;
    QTest::newRow("text") << Colour::Text << u"#1b1f24"_s << u"#e8ebef"_s;
    QTest::newRow("accent") << Colour::Accent << u"#1d5fc4"_s << u"#7fb2ff"_s;
    QTest::newRow("accent-fill") << Colour::AccentFill << u"#1d5fc4"_s << u"#2f6bd6"_s;
    QTest::newRow("selection") << Colour::Selection << u"#dce8fb"_s << u"#22406b"_s;
    QTest::newRow("error") << Colour::Error << u"#b8232c"_s << u"#ff8a80"_s;
    QTest::newRow("heat 5") << Colour::Heat5 << u"#174e96"_s << u"#bbd5f7"_s;
}

void TestTheme::coloursAreTheSpecifiedOnes()
{
    QFETCH(Colour, role);
    QFETCH(QString, light);
    QFETCH(QString, dark);
    QCOMPARE(themeOf(false).colour(role).name(), light);
    QCOMPARE(themeOf(true).colour(role).name(), dark);
}

void TestTheme::pairsHaveEnoughContrast_data()
{
    QTest::addColumn<Colour>("ink");
    QTest::addColumn<Colour>("ground");
    QTest::addColumn<double>("atLeast");
    constexpr double text = 4.5;
    constexpr double sign = 3.0;
    for (const Colour ground : {Colour::Surface, Colour::Canvas}) {
        const QByteArray on = ground == Colour::Surface ? " on surface" : " on canvas";
        QTest::newRow("text" + on) << Colour::Text << ground << text;
        QTest::newRow("text-2" + on) << Colour::Text2 << ground << text;
        QTest::newRow("text-3" + on) << Colour::Text3 << ground << text;
        QTest::newRow("link" + on) << Colour::Accent << ground << text;
        QTest::newRow("success" + on) << Colour::Success << ground << text;
        QTest::newRow("warning" + on) << Colour::Warning << ground << text;
        QTest::newRow("error" + on) << Colour::Error << ground << text;
        QTest::newRow("cached" + on) << Colour::Cached << ground << text;
        QTest::newRow("control border" + on) << Colour::Control << ground << sign;
        QTest::newRow("primary button" + on) << Colour::AccentFill << ground << sign;
    }
    QTest::newRow("primary button's text") << Colour::AccentInk << Colour::AccentFill << text;
    QTest::newRow("text on selection") << Colour::Text << Colour::Selection << text;
    QTest::newRow("text-2 on selection") << Colour::Text2 << Colour::Selection << text;
    QTest::newRow("text-2 on the rail") << Colour::Text2 << Colour::Surface2 << text;
    QTest::newRow("focus ring on the rail") << Colour::Accent << Colour::Surface2 << sign;
    QTest::newRow("focus ring on selection") << Colour::Accent << Colour::Selection << sign;
    QTest::newRow("text on info bar") << Colour::Text << Colour::BarInfo << text;
    QTest::newRow("text on warning bar") << Colour::Text << Colour::BarWarning << text;
    QTest::newRow("text on error bar") << Colour::Text << Colour::BarError << text;
    QTest::newRow("text on success bar") << Colour::Text << Colour::BarSuccess << text;
    QTest::newRow("sign on info bar") << Colour::Accent << Colour::BarInfo << sign;
    QTest::newRow("sign on warning bar") << Colour::Warning << Colour::BarWarning << sign;
    QTest::newRow("sign on error bar") << Colour::Error << Colour::BarError << sign;
    QTest::newRow("sign on success bar") << Colour::Success << Colour::BarSuccess << sign;
    QTest::newRow("text on added") << Colour::Text << Colour::DiffAdded << text;
    QTest::newRow("sign on added") << Colour::DiffAddedSign << Colour::DiffAdded << text;
    QTest::newRow("text on removed") << Colour::Text << Colour::DiffRemoved << text;
    QTest::newRow("sign on removed") << Colour::DiffRemovedSign << Colour::DiffRemoved << text;
    QTest::newRow("disabled text") << Colour::DisabledText << Colour::Surface << sign;
}

void TestTheme::pairsHaveEnoughContrast()
{
    QFETCH(Colour, ink);
    QFETCH(Colour, ground);
    QFETCH(double, atLeast);
    for (const bool dark : {false, true}) {
        const Theme theme = themeOf(dark);
        const double ratio = contrastRatio(theme.colour(ink), theme.colour(ground));
        QVERIFY2(ratio >= atLeast, qPrintable(u"%1 theme: %2"_s.arg(dark ? u"dark"_s : u"light"_s).arg(ratio)));
    }
}

void TestTheme::proposersAreReadable_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("index");
    for (const bool dark : {false, true}) {
        for (int i = 0; i < 8; ++i)
            QTest::addRow("%s %s", qPrintable(proposerLetter(i)), dark ? "dark" : "light") << dark << i;
    }
}

void TestTheme::proposersAreReadable()
{
    QFETCH(bool, dark);
    QFETCH(int, index);
    const Theme theme = themeOf(dark);
    const ProposerLook look = theme.proposer(index);
    QVERIFY(contrastRatio(look.ink, look.line) >= 4.5);
    QVERIFY(contrastRatio(theme.colour(Colour::Text), look.tint) >= 4.5);
    QVERIFY(contrastRatio(look.line, theme.colour(Colour::Surface)) >= 3.0);
    QVERIFY(contrastRatio(look.line, theme.colour(Colour::Canvas)) >= 3.0);
    QVERIFY(contrastRatio(look.line, look.tint) >= 3.0);
}

void TestTheme::proposersDifferInShapeAndDash()
{
    const Theme theme = themeOf(false);
    for (int i = 0; i < 8; ++i) {
        for (int j = i + 1; j < 8; ++j) {
            QVERIFY(theme.proposer(i).marker != theme.proposer(j).marker);
            QVERIFY(theme.proposer(i).dash != theme.proposer(j).dash);
        }
    }
    QVERIFY(theme.proposer(0).dash.isEmpty());
    QCOMPARE(theme.proposer(3).dash, (QList<qreal>{8, 3, 2, 3}));
}

void TestTheme::ninthProposerRepeatsTheFirstWithADoubleBar()
{
    const Theme theme = themeOf(false);
    QCOMPARE(theme.proposer(8).line, theme.proposer(0).line);
    QVERIFY(theme.proposer(8).doubleBar);
    QVERIFY(!theme.proposer(7).doubleBar);
}

void TestTheme::lettersGoOnAfterZ()
{
    QCOMPARE(proposerLetter(0), u"A"_s);
    QCOMPARE(proposerLetter(8), u"I"_s);
    QCOMPARE(proposerLetter(25), u"Z"_s);
    QCOMPARE(proposerLetter(26), u"AA"_s);
    QCOMPARE(proposerLetter(27), u"AB"_s);
}

void TestTheme::typeFollowsTheDesktopFont_data()
{
    QTest::addColumn<TypeRole>("role");
    QTest::addColumn<double>("pixels");
    QTest::addColumn<double>("line");
    QTest::addColumn<int>("weight");
    QTest::newRow("caption") << TypeRole::Caption << 11.0 << 14.0 << 400;
    QTest::newRow("body") << TypeRole::Body << 13.0 << 18.0 << 400;
    QTest::newRow("strong") << TypeRole::Strong << 13.0 << 18.0 << 600;
    QTest::newRow("reading") << TypeRole::Reading << 14.0 << 20.0 << 400;
    QTest::newRow("synthesis") << TypeRole::ReadingSynthesis << 15.0 << 22.0 << 400;
    QTest::newRow("section") << TypeRole::Section << 15.0 << 20.0 << 600;
    QTest::newRow("view title") << TypeRole::ViewTitle << 18.0 << 24.0 << 600;
    QTest::newRow("page title") << TypeRole::PageTitle << 24.0 << 32.0 << 600;
}

void TestTheme::typeFollowsTheDesktopFont()
{
    QFETCH(TypeRole, role);
    QFETCH(double, pixels);
    QFETCH(double, line);
    QFETCH(int, weight);
    Theme theme = themeOf(false);
    QVERIFY(qAbs(theme.font(role).pointSizeF() - 10.0 * pixels / 13.0) < 0.01);
    QCOMPARE(int(theme.font(role).weight()), weight);
    QCOMPARE(theme.lineHeight(role), line);
    theme.systemFont.setPointSizeF(15);
    theme.interfaceScale = 2.0;
    QVERIFY(qAbs(theme.font(role).pointSizeF() - 30.0 * pixels / 13.0) < 0.01);
    QCOMPARE(theme.lineHeight(role), line * 3);
}

void TestTheme::readingScaleTouchesReadingTextOnly()
{
    const Theme plain = themeOf(false);
    Theme large = plain;
    large.readingScale = 2.0;
    QCOMPARE(large.font(TypeRole::Reading).pointSizeF(), 2 * plain.font(TypeRole::Reading).pointSizeF());
    QCOMPARE(large.font(TypeRole::Body), plain.font(TypeRole::Body));
    QCOMPARE(large.fixedFont(TypeRole::Reading).pointSizeF(), large.font(TypeRole::Reading).pointSizeF());
}

void TestTheme::reducedMotionMovesNothing()
{
    Theme theme = themeOf(false);
    QCOMPARE(theme.duration(Motion::Popup), 140);
    QCOMPARE(theme.duration(Motion::Reorder), 200);
    theme.reducedMotion = true;
    for (const Motion motion : {Motion::Popup, Motion::Reorder, Motion::Travel, Motion::Spinner})
        QCOMPARE(theme.duration(motion), 0);
    QVERIFY(theme.duration(Motion::Highlight) <= 80);
}

void TestTheme::contrastOfBlackOnWhiteIs21()
{
    QVERIFY(qAbs(contrastRatio(Qt::black, Qt::white) - 21.0) < 0.001);
    QVERIFY(qAbs(contrastRatio(Qt::white, Qt::white) - 1.0) < 0.001);
}

void TestTheme::controllerFollowsTheSystemOnlyInSystemMode()
{
    ThemeController themes;
    const QSignalSpy changed(&themes, &ThemeController::changed);
    themes.setSystemDark(true);
    QVERIFY(themes.theme().dark);
    themes.setMode(ThemeMode::Light);
    QVERIFY(!themes.theme().dark);
    QCOMPARE(changed.count(), 2);
    themes.setSystemDark(false);
    themes.setSystemDark(true);
    QVERIFY(!themes.theme().dark);
    QCOMPARE(changed.count(), 2);
    themes.setMode(ThemeMode::System);
    QVERIFY(themes.theme().dark);
}

void TestTheme::controllerClampsScales()
{
    ThemeController themes;
    themes.setInterfaceScale(9);
    themes.setReadingScale(0.1);
    QCOMPARE(themes.theme().interfaceScale, 2.0);
    QCOMPARE(themes.theme().readingScale, 0.8);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
