// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Graph.h"

#include <QHash>
#include <QSet>

namespace tributary {

/// Who may read whom between two layers that follow one another when bypassed ones are left out; of a graph that need
/// not be able to run. Muted agents stand among the sources (their place in the picture stays) but not among readers.
struct LayerLinks
{
    static constexpr int promptLayer = -1;

    /// promptLayer: the readers get the prompt alone.
    int fromLayer = promptLayer;
    int toLayer = 0;
    QList<AgentId> sources;
    QList<AgentId> readers;
    QSet<AgentId> mutedSources;
    /// By reader: sources that its list of references leaves out.
    QHash<AgentId, QSet<AgentId>> excluded;

    [[nodiscard]] bool reads(const AgentId &reader, const AgentId &source) const;
    /// Answers that `reader` gets if all goes well.
    [[nodiscard]] int countFor(const AgentId &reader) const;
    [[nodiscard]] bool isReadByAnyone(const AgentId &source) const;

    bool operator==(const LayerLinks &) const = default;
};

/// In the order of the layers; bypassed layers have no links.
QList<LayerLinks> linksOf(const Graph &graph);

} // namespace tributary
