// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/RunLook.h"

#include <QFontInfo>
#include <QWidget>

namespace tributary {

ReadingStyle readingStyle(const Theme &theme, TypeRole role)
{
    ReadingStyle style = defaultReadingStyle();
    const QFontInfo text(theme.font(role));
    const QFontInfo code(theme.fixedFont(role));
    style.textSize = text.pixelSize();
    style.codeSize = code.pixelSize();
    style.lineHeight = qRound(theme.lineHeight(role));
    style.codeLineHeight = qRound(theme.lineHeight(role)) - 2;
    style.text = theme.colour(Colour::Text);
    style.dimmedText = theme.colour(Colour::Text3);
    style.link = theme.colour(Colour::Accent);
    style.codeBackground = theme.colour(Colour::Surface2);
    style.quoteBar = theme.colour(Colour::Control);
    style.tableBorder = theme.colour(Colour::Border);
    style.tableHeader = theme.colour(Colour::Surface2);
    return style;
}

} // namespace tributary
