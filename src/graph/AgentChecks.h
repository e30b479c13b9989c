// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ModelFacts.h"
#include "graph/Validation.h"

#include <QSet>

namespace tributary {

/// An agent with what its checks need to know of the graph around it.
struct AgentSite
{
    const Agent &agent;
    qsizetype layer = 0;
    qsizetype index = 0;
    /// Stands in the last layer.
    bool aggregator = false;
    /// False when it is muted or its layer bypassed: what only a call needs is not checked then.
    bool asked = true;
    /// A layer before this one is asked.
    bool hasSources = false;
    /// The layer right before: all its agents, and those of them that are asked.
    const QSet<AgentId> &before;
    const QSet<AgentId> &askedBefore;
    bool beforeBypassed = false;

    /// "layers[0].agents[1]", with a member when one is given.
    [[nodiscard]] QString place(const QString &member = {}) const;
    /// "Agent B of layer 1", "The aggregator", "Aggregator 2".
    [[nodiscard]] QString label() const;
};

/// Appends every issue of one agent by itself: id, model, fallbacks, sampling, times, references.
void checkAgent(const AgentSite &site, const ModelLookup &lookup, QList<Issue> &issues);

} // namespace tributary
