// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/GraphLayout.h"

namespace tributary {

/// A place of the drawn graph that keys can go to: an agent or a layer's header.
struct GraphPlace
{
    static constexpr int header = -1;

    int layer = 0;
    int index = header;

    bool operator==(const GraphPlace &) const = default;
};

enum class GraphStep { Left, Right, Up, Down, First, Last, PreviousLayer, NextLayer };

/// Where a key leads from `from`; nullopt: nowhere. Left and Right go to the agent of the neighbouring column that is
/// nearest in height, Up from the first agent to the header.
std::optional<GraphPlace> nextPlace(const GraphLayout &layout, const GraphPlace &from, GraphStep step);

/// The place to begin with: the first agent, or the first header of a graph without agents.
std::optional<GraphPlace> firstPlace(const GraphLayout &layout);

QRectF rectOf(const GraphLayout &layout, const GraphPlace &place);

} // namespace tributary
