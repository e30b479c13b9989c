// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Theme.h"

#include <QPainter>
#include <QRectF>
#include <QSize>

namespace tributary {

/// The square that names a proposer: its letter on its colour.
struct LetterBadge
{
    /// Counts proposers of a layer from 0.
    int index = 0;

    bool operator==(const LetterBadge &) const = default;
};

/// Side of a badge in a card header, and of the small one in a line of text, in pixels.
inline constexpr int BadgeSide = 20;
inline constexpr int SmallBadgeSide = 18;

void paintLetterBadge(QPainter &painter, const Theme &theme, const QRectF &rect, const LetterBadge &badge);

/// The proposer's shape (circle, square, ...) filled with `ink`, centred in `rect`.
void paintMarker(QPainter &painter, MarkerShape shape, const QRectF &rect, const QColor &ink);

/// The coloured bar at the left edge of a card; double from the ninth proposer on.
void paintIdentityBar(QPainter &painter, const Theme &theme, const QRectF &rect, int index);

} // namespace tributary
