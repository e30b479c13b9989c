// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ModelFacts.h"
#include "graph/Graph.h"

#include <QList>
#include <QString>

namespace tributary {

enum class Severity { Error, Warning };

/// One reason why a graph cannot run (Error) or may not do what its author expects (Warning).
struct Issue
{
    Severity severity = Severity::Error;
    /// Stable word for scripts and tests: "no-layers", "model-not-chosen", "duplicate-id", ...
    QString code;
    /// Path into the graph file: "layers[0].agents[1].model".
    QString place;
    /// The agent concerned; empty when the issue is about a layer or the graph.
    AgentId agent;
    /// One sentence: what is wrong and what to do.
    QString message;

    bool operator==(const Issue &) const = default;
};

/// Every issue, in the order of the graph. Without a lookup the models are only checked for being chosen.
QList<Issue> validate(const Graph &graph, const ModelLookup &lookup = {});

bool hasErrors(const QList<Issue> &issues);

} // namespace tributary
