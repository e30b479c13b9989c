// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Tokens.h"

#include <QColor>
#include <QFont>
#include <QList>
#include <QPalette>

namespace tributary {

/// How one proposer is told apart in every view, export and chart.
struct ProposerLook
{
    /// Bar, badge, port, edge, underline: at least 3:1 on surface and canvas.
    QColor line;
    /// The letter on a badge filled with `line`.
    QColor ink;
    /// A marked passage; body text stays readable on it.
    QColor tint;
    MarkerShape marker = MarkerShape::Circle;
    /// Pen dash pattern in units of the pen width of 1; empty = solid.
    QList<qreal> dash;
    /// True from the ninth proposer on: colours repeat, told apart by a double bar.
    bool doubleBar = false;

    bool operator==(const ProposerLook &) const = default;
};

/// Everything a widget needs to look right: colours, fonts, motion. A value; ThemeController says which one is current.
struct Theme
{
    bool dark = false;
    bool reducedMotion = false;
    /// Factor on every interface font, 0.8 to 2.
    double interfaceScale = 1.0;
    /// Further factor on reading text (answers, synthesis), 0.8 to 2.5.
    double readingScale = 1.0;
    /// The desktop's fonts; body text has exactly the size of `systemFont`.
    QFont systemFont;
    QFont systemFixedFont;

    bool operator==(const Theme &) const = default;

    QColor colour(Colour role) const;
    /// `index` counts proposers of a layer from 0 (A, B, ...).
    ProposerLook proposer(int index) const;
    QFont font(TypeRole role) const;
    /// Code in a text of that role.
    QFont fixedFont(TypeRole role) const;
    /// Line height in device-independent pixels that belongs to `role`.
    double lineHeight(TypeRole role) const;
    /// Milliseconds; with reduced motion fades stay short and movement takes none.
    int duration(Motion motion) const;
    QPalette palette() const;
};

/// "A" to "Z", then "AA", "AB", ...
QString proposerLetter(int index);

/// WCAG 2 contrast ratio, 1 to 21, of two opaque colours.
double contrastRatio(const QColor &first, const QColor &second);

} // namespace tributary
