// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Theme.h"
#include "viewmodel/GraphPicture.h"

#include <functional>
#include <optional>

class QPainter;

namespace tributary {

/// Who the answers of an edge come from, as far as the line shows it.
struct EdgeSource
{
    /// Counts proposers of a layer from 0; -1: neutral.
    int index = -1;
    /// No answer: the line ends short, with a cross.
    bool silent = false;

    bool operator==(const EdgeSource &) const = default;
};

/// The edges between two layers, with all that painting them takes.
struct DrawnEdges
{
    struct Line
    {
        EdgeRoute route;
        EdgeSource source;

        bool operator==(const Line &) const = default;
    };

    QList<Line> lines;
    std::optional<RailRoute> rail;
    /// Whole curves for the agent that is looked at, the excluded ones among them.
    bool real = false;

    /// What painting touches.
    [[nodiscard]] QRectF bounds() const;

    bool operator==(const DrawnEdges &) const = default;
};

/// Full: as in the editor. Small: thinner, without the label of the rail, for rows of a few pixels.
enum class EdgeSize { Full, Small };

void paintEdges(QPainter &painter, const Theme &theme, const DrawnEdges &edges, EdgeSize size = EdgeSize::Full);

/// What a line shows of the agent it comes from.
using EdgeSourceLookup = std::function<EdgeSource(const AgentId &)>;

/// The edges into one layer.
DrawnEdges edgesInto(const GraphLayout &layout, const LayerLinks &links, const EdgeSourceLookup &sourceOf);
/// What the agent really reads and serves.
DrawnEdges realEdges(const GraphLayout &layout, const QList<LayerLinks> &links, const AgentId &agent,
                     const EdgeSourceLookup &sourceOf);
EdgeSource sourceOf(const AgentDisplay &display);

} // namespace tributary
