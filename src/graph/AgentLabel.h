// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Graph.h"

namespace tributary {

/// The sign of an aggregator, the letter of a proposer.
inline QString agentBadge(qsizetype index, bool aggregator)
{
    return aggregator ? QString(QChar(u'\u03a3')) : agentLetter(index);
}

/// "B qwen-72b": badge and name, for messages; the model's name stands in for a missing name.
inline QString agentLabel(const Agent &agent, qsizetype index, bool aggregator)
{
    const QString name = agent.name.isEmpty() ? agent.model.model : agent.name;
    const QString badge = agentBadge(index, aggregator);
    return name.isEmpty() ? badge : badge + u' ' + name;
}

} // namespace tributary
