// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/OdtColumns.h"

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// Shares of the width, in letters: a narrow column has room for its heading, a wide one wraps its lines.
constexpr qsizetype narrowest = 8;
constexpr qsizetype widest = 40;
/// Office programs take small shares for all the same.
constexpr qsizetype unit = 1000;

qsizetype lettersIn(const DocNode &node)
{
    qsizetype letters = node.text.size();
    for (const DocNode &child : node.children)
        letters += lettersIn(child);
    return letters;
}

} // namespace

QString odtColumns(const DocNode &table)
{
    std::vector<qsizetype> widths(table.children.front().children.size(), narrowest);
    for (const DocNode &row : table.children) {
        for (std::size_t i = 0; i < std::min(row.children.size(), widths.size()); ++i)
            widths[i] = std::clamp(lettersIn(row.children[i]), widths[i], widest);
    }
    QString columns;
    for (const qsizetype width : widths)
        columns += u"<table:table-column table:style-name=\"Column%1\"/>"_s.arg(width);
    return columns;
}

QString odtColumnStyles()
{
    QString styles;
    for (qsizetype width = narrowest; width <= widest; ++width)
        styles += u"<style:style style:name=\"Column%1\" style:family=\"table-column\"><style:table-column-properties "
                  u"style:rel-column-width=\"%2*\"/></style:style>"_s.arg(width)
                      .arg(width * unit);
    return styles;
}

} // namespace tributary
