// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Graph.h"

class QPainter;
class QPixmap;
class QRectF;
class QSize;

namespace tributary {

struct Theme;

/// A graph so small that only its shape can be read: agents as boxes in their colours, layers as columns, rails between
/// them. For lists of presets and files.
void paintGraphThumbnail(QPainter &painter, const Theme &theme, const QRectF &where, const Graph &graph);

/// The same as a picture of `size` with a transparent ground.
QPixmap graphThumbnail(const Theme &theme, const QSize &size, const Graph &graph, double pixelRatio = 1);

} // namespace tributary
