// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/TextRange.h"

#include <QColor>

namespace tributary {

/// A passage of a Markdown source and how it stands out where it is shown. A colour that is invalid is not drawn. The
/// colours are of a theme: whoever sets passages sets them again when it changes.
struct MarkedPassage
{
    /// Into the source as it was given to the view.
    TextRange source = {};
    QColor tint = {};      ///< behind the text
    QColor underline = {}; ///< 2 px
    Qt::PenStyle underlineStyle = Qt::SolidLine;
    QColor ink = {};      ///< instead of the text's own colours
    QColor leftLine = {}; ///< 3 px, in the margin beside all its lines

    bool operator==(const MarkedPassage &) const = default;
};

} // namespace tributary
