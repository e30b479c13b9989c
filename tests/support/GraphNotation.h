// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Graph.h"

/// Graphs in one line, so that a table of test cases can be read:
///
///     "a b c | a2<a,c b2 | s"   three layers; a2 reads a and c, the others read all
///     "a b! | -x y | s<"        b is muted, the layer of x and y bypassed, s reads nothing
///
/// The model of an agent is "test/" and its id.
namespace tributary::notation {

inline Agent agent(const QString &word)
{
    const qsizetype arrow = word.indexOf(u'<');
    QString id = arrow < 0 ? word : word.left(arrow);
    Agent agent;
    agent.muted = id.endsWith(u'!');
    if (agent.muted)
        id.chop(1);
    agent.id = {id};
    agent.model = {{QStringLiteral("test")}, id};
    if (arrow >= 0) {
        agent.references.emplace();
        for (const QString &reference : word.mid(arrow + 1).split(u',', Qt::SkipEmptyParts))
            agent.references->append({reference});
    }
    return agent;
}

inline Graph graph(const QString &line)
{
    Graph graph;
    for (const QString &part : line.split(u'|', Qt::SkipEmptyParts)) {
        QString agents = part.trimmed();
        Layer layer;
        layer.bypassed = agents.startsWith(u'-');
        if (layer.bypassed)
            agents.remove(0, 1);
        for (const QString &word : agents.split(u' ', Qt::SkipEmptyParts))
            layer.agents.append(agent(word));
        graph.layers.append(layer);
    }
    return graph;
}

} // namespace tributary::notation
