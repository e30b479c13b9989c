// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/Theme.h"

#include <array>
#include <cmath>

namespace tributary {

namespace {

struct ColourPair
{
    Colour role;
    QRgb light;
    QRgb dark;
};

constexpr QRgb DarkInk = 0xff14171b;

/// In the order of Colour.
constexpr std::array ColourTable{
    ColourPair{Colour::Canvas, 0xfff5f6f8, 0xff15181c},
    ColourPair{Colour::Surface, 0xffffffff, 0xff1f2329},
    ColourPair{Colour::Surface2, 0xffeceff3, 0xff2a2f37},
    ColourPair{Colour::Border, 0xffd3d8df, 0xff3b424c},
    ColourPair{Colour::Control, 0xff78818e, 0xff838d9a},
    ColourPair{Colour::Text, 0xff1b1f24, 0xffe8ebef},
    ColourPair{Colour::Text2, 0xff49515c, 0xffb6bdc7},
    ColourPair{Colour::Text3, 0xff626b78, 0xff98a1ad},
    ColourPair{Colour::DisabledText, 0xff8a929e, 0xff6f7884},
    ColourPair{Colour::Accent, 0xff1d5fc4, 0xff7fb2ff},
    ColourPair{Colour::AccentFill, 0xff1d5fc4, 0xff2f6bd6},
    ColourPair{Colour::AccentInk, 0xffffffff, 0xffffffff},
    ColourPair{Colour::Selection, 0xffdce8fb, 0xff22406b},
    ColourPair{Colour::Success, 0xff1a7a36, 0xff5cc97f},
    ColourPair{Colour::Warning, 0xff8a5a00, 0xffe5b13a},
    ColourPair{Colour::Error, 0xffb8232c, 0xffff8a80},
    ColourPair{Colour::Cached, 0xff0b6e6e, 0xff58c7bc},
    ColourPair{Colour::BarInfo, 0xffe7f0fd, 0xff1f3558},
    ColourPair{Colour::BarWarning, 0xfffff4dc, 0xff43351a},
    ColourPair{Colour::BarError, 0xfffcebeb, 0xff4a2124},
    ColourPair{Colour::BarSuccess, 0xffe6f5ea, 0xff1c3a27},
    ColourPair{Colour::DiffAdded, 0xffd9e7fd, 0xff1e3a66},
    ColourPair{Colour::DiffAddedSign, 0xff1d5fc4, 0xff7fb2ff},
    ColourPair{Colour::DiffRemoved, 0xfffce3cc, 0xff57351a},
    ColourPair{Colour::DiffRemovedSign, 0xff9a4b00, 0xfff0a35e},
    ColourPair{Colour::Heat1, 0xffedf3fc, 0xff1e2a3c},
    ColourPair{Colour::Heat2, 0xffc3d8f4, 0xff24456f},
    ColourPair{Colour::Heat3, 0xff8fb5e8, 0xff2f69ae},
    ColourPair{Colour::Heat4, 0xff4c86cf, 0xff6a9fe0},
    ColourPair{Colour::Heat5, 0xff174e96, 0xffbbd5f7},
};

constexpr bool tableFollowsEnum()
{
    for (std::size_t i = 0; i < ColourTable.size(); ++i) {
        if (ColourTable[i].role != static_cast<Colour>(i))
            return false;
    }
    return ColourTable.size() == static_cast<std::size_t>(Colour::Heat5) + 1;
}

static_assert(tableFollowsEnum());

struct ProposerRow
{
    QRgb light;
    QRgb lightTint;
    bool lightInkIsWhite;
    QRgb dark;
    QRgb darkTint;
    MarkerShape marker;
    std::array<int, 6> dash;
};

/// In the order of assignment: the first ones are farthest apart, for colour-blind eyes too.
constexpr std::array ProposerTable{
    ProposerRow{0xff2553ef, 0xffe5eafd, true, 0xff92b1f2, 0xff384255, MarkerShape::Circle, {}},
    ProposerRow{0xff591f00, 0xffebe4e0, true, 0xffdb5b02, 0xff482f20, MarkerShape::Square, {8, 4}},
    ProposerRow{0xff8b8600, 0xfff1f0e0, false, 0xffebdc47, 0xff4c4c30, MarkerShape::TriangleUp, {2, 3}},
    ProposerRow{0xff3c256a, 0xffe8e5ed, true, 0xff9a66f9, 0xff3a3257, MarkerShape::Diamond, {8, 3, 2, 3}},
    ProposerRow{0xff2a94a8, 0xffe5f2f5, false, 0xff69eee6, 0xff2f5053, MarkerShape::TriangleDown, {12, 4}},
    ProposerRow{0xff36703f, 0xffe7eee8, true, 0xff449068, 0xff273b37, MarkerShape::Hexagon, {4, 4}},
    ProposerRow{0xff884868, 0xfff1e9ed, true, 0xffb47298, 0xff403441, MarkerShape::Plus, {12, 3, 2, 3, 2, 3}},
    ProposerRow{0xffc96e77, 0xfff9eeef, false, 0xffffa59e, 0xff504043, MarkerShape::Star, {2, 6}},
};

struct TypeSpec
{
    double pixels;
    double line;
    QFont::Weight weight;
};

TypeSpec typeSpec(TypeRole role)
{
    switch (role) {
    case TypeRole::Caption:
        return {11, 14, QFont::Normal};
    case TypeRole::Body:
        return {13, 18, QFont::Normal};
    case TypeRole::Strong:
        return {13, 18, QFont::DemiBold};
    case TypeRole::Reading:
        return {14, 20, QFont::Normal};
    case TypeRole::ReadingSynthesis:
        return {15, 22, QFont::Normal};
    case TypeRole::Section:
        return {15, 20, QFont::DemiBold};
    case TypeRole::ViewTitle:
        return {18, 24, QFont::DemiBold};
    case TypeRole::PageTitle:
        return {24, 32, QFont::DemiBold};
    case TypeRole::Presentation:
        return {20, 28, QFont::Normal};
    case TypeRole::PresentationBody:
        return {28, 38, QFont::Normal};
    case TypeRole::PresentationTitle:
        return {56, 64, QFont::DemiBold};
    }
    Q_UNREACHABLE();
}

bool isReading(TypeRole role)
{
    return role == TypeRole::Reading || role == TypeRole::ReadingSynthesis;
}

/// Body text on the reference desktop: 10 pt, which the tables call 13 px.
constexpr double BodyPixels = 13.0;

QFont scaled(QFont font, double factor)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(qRound(font.pixelSize() * factor));
    return font;
}

double scaleOf(const Theme &theme, TypeRole role)
{
    return theme.interfaceScale * (isReading(role) ? theme.readingScale : 1.0);
}

} // namespace

QColor Theme::colour(Colour role) const
{
    const ColourPair &pair = ColourTable[static_cast<std::size_t>(role)];
    return QColor::fromRgba(dark ? pair.dark : pair.light);
}

ProposerLook Theme::proposer(int index) const
{
    const auto count = static_cast<int>(ProposerTable.size());
    const ProposerRow &row = ProposerTable[static_cast<std::size_t>(qMax(0, index) % count)];
    ProposerLook look;
    look.line = QColor::fromRgba(dark ? row.dark : row.light);
    look.ink = QColor::fromRgba(!dark && row.lightInkIsWhite ? 0xffffffff : DarkInk);
    look.tint = QColor::fromRgba(dark ? row.darkTint : row.lightTint);
    look.marker = row.marker;
    for (const int length : row.dash) {
        if (length > 0)
            look.dash << length;
    }
    look.doubleBar = index >= count;
    return look;
}

QFont Theme::font(TypeRole role) const
{
    const TypeSpec spec = typeSpec(role);
    QFont font = scaled(systemFont, spec.pixels / BodyPixels * scaleOf(*this, role));
    font.setWeight(spec.weight);
    return font;
}

QFont Theme::fixedFont(TypeRole role) const
{
    const QFont reference = font(role);
    QFont fixed = systemFixedFont;
    if (reference.pointSizeF() > 0)
        fixed.setPointSizeF(reference.pointSizeF());
    else
        fixed.setPixelSize(reference.pixelSize());
    fixed.setStyleHint(QFont::Monospace);
    return fixed;
}

double Theme::lineHeight(TypeRole role) const
{
    const double desktop =
        systemFont.pointSizeF() > 0 ? systemFont.pointSizeF() / 10.0 : systemFont.pixelSize() / BodyPixels;
    return typeSpec(role).line * desktop * scaleOf(*this, role);
}

int Theme::duration(Motion motion) const
{
    switch (motion) {
    case Motion::Hover:
        return 80;
    case Motion::Popup:
        return reducedMotion ? 0 : 140;
    case Motion::Reorder:
        return reducedMotion ? 0 : 200;
    case Motion::Highlight:
        return reducedMotion ? 80 : 120;
    case Motion::Travel:
        return reducedMotion ? 0 : 400;
    case Motion::Spinner:
        return reducedMotion ? 0 : 1200;
    }
    Q_UNREACHABLE();
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Colour token) { palette.setColor(role, colour(token)); };
    set(QPalette::Window, Colour::Canvas);
    set(QPalette::WindowText, Colour::Text);
    set(QPalette::Base, Colour::Surface);
    set(QPalette::AlternateBase, Colour::Surface2);
    set(QPalette::Text, Colour::Text);
    set(QPalette::PlaceholderText, Colour::Text3);
    set(QPalette::Button, Colour::Surface);
    set(QPalette::ButtonText, Colour::Text);
    set(QPalette::BrightText, Colour::AccentInk);
    set(QPalette::ToolTipBase, Colour::Surface);
    set(QPalette::ToolTipText, Colour::Text);
    set(QPalette::Highlight, Colour::Selection);
    set(QPalette::HighlightedText, Colour::Text);
    set(QPalette::Link, Colour::Accent);
    set(QPalette::LinkVisited, Colour::Accent);
    set(QPalette::Light, Colour::Surface);
    set(QPalette::Midlight, Colour::Surface2);
    set(QPalette::Mid, Colour::Border);
    set(QPalette::Dark, Colour::Control);
    set(QPalette::Shadow, Colour::Control);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colour(Colour::DisabledText));
    return palette;
}

QString proposerLetter(int index)
{
    QString letters;
    for (int rest = qMax(0, index); rest >= 0; rest = rest / 26 - 1)
        letters.prepend(QChar(u'A' + rest % 26));
    return letters;
}

double contrastRatio(const QColor &first, const QColor &second)
{
    const auto channel = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    const auto luminance = [&](const QColor &colour) {
        return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
    };
    const double a = luminance(first);
    const double b = luminance(second);
    return (qMax(a, b) + 0.05) / (qMin(a, b) + 0.05);
}

} // namespace tributary
