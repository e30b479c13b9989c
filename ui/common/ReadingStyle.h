// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QString>
#include <QStringList>

namespace tributary {

/// How reading text looks. Sizes and line heights are in device-independent pixels; the families are tried in order
/// (an emoji family behind the text family, or emoji come out monochrome with wrong widths).
struct ReadingStyle
{
    QStringList textFamilies;
    QStringList codeFamilies;
    int textSize = 14;
    int lineHeight = 20;
    int codeSize = 13;
    int codeLineHeight = 18;

    QColor text = QColor(0x1B1F24);
    QColor dimmedText = QColor(0x626B78);
    QColor link = QColor(0x1D5FC4);
    QColor codeBackground = QColor(0xECEFF3);
    QColor quoteBar = QColor(0x78818E);
    QColor tableBorder = QColor(0xD3D8DF);
    QColor tableHeader = QColor(0xECEFF3);

    bool operator==(const ReadingStyle &) const = default;
};

/// The fonts of the desktop with an emoji family behind them, reading size of answers, light colours.
ReadingStyle defaultReadingStyle();

} // namespace tributary
