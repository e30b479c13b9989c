// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/GraphPicture.h"

#include <QRectF>

class QPainter;

namespace tributary {

class ThemeController;
struct Theme;

/// What a person is doing with a node or a header.
struct GraphMarks
{
    bool selected = false;
    /// The keyboard is on it, and the canvas has the focus.
    bool focused = false;
    bool hovered = false;
    /// An agent would land here.
    bool dropTarget = false;

    bool operator==(const GraphMarks &) const = default;
};

/// How far outside its rectangle a node may paint: rings, ports, the pin.
inline constexpr double nodeMargin = 8;
/// Below this zoom a node shows its badge and the sign of its state, nothing else.
inline constexpr double coarseZoom = 0.6;

/// Side of the ⋮ button in the corner of a node or header.
inline constexpr double menuButtonSide = 24;
QRectF menuButtonRect(const QRectF &node);
QRectF headerMenuRect(const QRectF &header);

/// What a node says without words: ground, stripes of a muted one, bar, progress, and the frame of its state. Also of
/// small copies, with their own `corner`.
void paintNodeGround(QPainter &painter, const Theme &theme, const QRectF &rect, const AgentDisplay &display,
                     bool hovered, double corner);

/// `degrees` turns the sign of a busy state.
void paintAgentNode(QPainter &painter, const ThemeController &theme, const QRectF &rect, const GraphNode &node,
                    const GraphMarks &marks, const AgentPorts &ports, int degrees);
void paintPromptNode(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &line);
void paintColumn(QPainter &painter, const ThemeController &theme, const ColumnSpot &spot, const GraphColumn &column,
                 const GraphMarks &marks);

} // namespace tributary
