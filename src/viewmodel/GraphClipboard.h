// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "graph/Graph.h"

#include <memory>

class QMimeData;

namespace tributary {

inline constexpr QLatin1StringView graphMimeType("application/vnd.tributary.graph+json");

/// What was copied from a graph: agents or whole layers.
struct GraphPiece
{
    QList<Agent> agents;
    QList<Layer> layers;

    bool operator==(const GraphPiece &) const = default;
};

/// As the text of a graph file, so that it can be pasted into another window, a mail or an editor.
std::unique_ptr<QMimeData> toMimeData(const GraphPiece &piece);
/// Also takes the text of a graph file, as its layers. InvalidInput for anything else.
Result<GraphPiece> graphPieceFrom(const QMimeData &data);

} // namespace tributary
