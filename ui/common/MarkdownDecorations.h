// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRectF>

class QPainter;
class QTextDocument;

namespace tributary {

struct ReadingStyle;

/// Draws what stands behind and beside the text of a Markdown document: boxes of code, bars of quotes, markers of
/// list items, rules. (As frames and lists of the document these would make each edit lay out all of it anew.)
/// The visible part is in document coordinates.
void drawMarkdownDecorations(QPainter &painter, const QTextDocument &document, const QRectF &visible,
                             const ReadingStyle &style);

} // namespace tributary
