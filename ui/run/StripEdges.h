// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Theme.h"

#include <QList>
#include <QRect>

class QPainter;

namespace tributary {

/// Where an agent stands in the strip and how its edges look.
struct StripPlace
{
    QRect rect;
    /// -1: neutral.
    int paletteIndex = -1;
    /// Its answer goes nowhere (muted, failed): the edge ends short, with a cross.
    bool broken = false;
};

/// The edges of the strip, painted behind the agents: from the prompt to the first layer, then from layer to layer. A
/// layer with several readers gets one band that carries all references, never a line per pair.
void paintStripEdges(QPainter &painter, const Theme &theme, const QRect &prompt,
                     const QList<QList<StripPlace>> &layers);

} // namespace tributary
