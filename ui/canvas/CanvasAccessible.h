// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Graph.h"

namespace tributary {

class GraphCanvas;

/// Assistive technology sees nothing of a QGraphicsView by itself. With this it sees a canvas as a list of layers, each
/// a list of agents with name, state and actions (ux.md, section 1.8). Once for the process; again does nothing.
void installCanvasAccessibility();

// What has happened on the canvas.

/// Layers or agents are other ones.
void canvasTreeChanged(GraphCanvas &canvas);
/// The agent's state, which is part of its name, is another one.
void canvasAgentChanged(GraphCanvas &canvas, const AgentId &agent);
/// The keyboard is elsewhere.
void canvasFocusChanged(GraphCanvas &canvas);
/// Before the canvas goes away.
void removeCanvasAccessibility(GraphCanvas &canvas);

} // namespace tributary
