// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "paper/PaperDocument.h"

namespace tributary {

class PaperPages;

/// Draws a table; a row that is higher than a page goes on on the next one. The header stands on the first page only.
void drawTable(const QList<PaperRow> &rows, double x, double width, PaperPages &pages);

/// How wide the columns are when they would like to be that wide and have so much together: narrow ones get what they
/// want, wide ones share the rest.
QList<double> shareWidth(const QList<double> &wanted, double width);

} // namespace tributary
