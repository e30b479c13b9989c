// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/Graph.h"

#include <algorithm>

namespace tributary {

std::optional<AgentPlace> findAgent(const Graph &graph, const AgentId &id)
{
    for (qsizetype layer = 0; layer < graph.layers.size(); ++layer) {
        const QList<Agent> &agents = graph.layers[layer].agents;
        const auto found = std::find_if(agents.begin(), agents.end(), [&](const Agent &a) { return a.id == id; });
        if (found != agents.end())
            return AgentPlace{layer, found - agents.begin()};
    }
    return std::nullopt;
}

QString agentLetter(qsizetype index)
{
    QString letters;
    // Digits to base 26 without a zero: Z is followed by AA.
    for (qsizetype rest = index; rest >= 0; rest = rest / 26 - 1)
        letters.prepend(QChar(char16_t(u'A' + rest % 26)));
    return letters;
}

} // namespace tributary
