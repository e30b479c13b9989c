// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/TextRange.h"

#include <QStringView>

#include <vector>

namespace tributary {

/// What within a paragraph is no text to be read as such.
struct InlineMarkup
{
    enum class Kind {
        CodeSpan,    ///< with its backticks
        Destination, ///< "(url)" of a link or an image
        Tag,         ///< "<b>", "</b>", "<br/>", "<https://…>"
        Entity,      ///< "&amp;"
    };

    Kind kind = Kind::CodeSpan;
    TextRange range;

    bool operator==(const InlineMarkup &) const = default;
};

/// In reading order, not overlapping; offsets into `text`. In linear time.
std::vector<InlineMarkup> findInlineMarkup(QStringView text);

} // namespace tributary
