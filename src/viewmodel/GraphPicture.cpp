// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/GraphPicture.h"

#include "base/Formatting.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(GraphPicture)
};

/// "2k" for 2048, "1.5k" for 1536, "500".
QString shortCount(int tokens)
{
    constexpr int kilo = 1024;
    if (tokens < kilo)
        return QLocale().toString(tokens);
    const double thousands = std::round(10.0 * tokens / kilo) / 10.0;
    return QLocale().toString(thousands, 'g', 4) + u'k';
}

QString aggregatorDetail(int references)
{
    return references == 1 ? Words::tr("Aggregator · 1 reference")
                           : Words::tr("Aggregator · %1 references").arg(references);
}

QString proposerDetail(const Agent &agent, const AgentDisplay &display)
{
    QStringList parts;
    if (!agent.name.isEmpty() && !display.model.isEmpty())
        parts.append(display.modelName);
    if (!display.providerName.isEmpty())
        parts.append(display.providerName);
    if (agent.sampling.temperature)
        parts.append(Words::tr("t %1").arg(QLocale().toString(*agent.sampling.temperature, 'g', 3)));
    if (agent.sampling.maxTokens)
        parts.append(shortCount(*agent.sampling.maxTokens));
    return parts.join(u" · "_s);
}

bool tellsTokens(DisplayState state)
{
    return state == DisplayState::Done || state == DisplayState::Cached || state == DisplayState::Stopped;
}

QString tightTitleOf(const LayerDisplay &layer)
{
    if (layer.bypassed)
        return Words::tr("%1 · bypassed").arg(layer.shortTitle);
    const auto count = layer.agents.size();
    if (layer.isLast)
        return Words::tr("%1 · %2 aggregators").arg(layer.shortTitle).arg(count);
    return Words::tr("%1 · %2 proposers").arg(layer.shortTitle).arg(count);
}

} // namespace

const GraphNode &GraphPicture::node(const AgentId &id) const
{
    static const GraphNode nothing;
    const auto found = nodes.constFind(id);
    return found == nodes.constEnd() ? nothing : *found;
}

GraphNode describeNode(const Agent &agent, const AgentDisplay &display, const AgentState *state, int references)
{
    GraphNode node;
    node.display = display;
    node.title = agent.name.isEmpty() ? display.modelName : agent.name;
    node.detail = display.isAggregator ? aggregatorDetail(references) : proposerDetail(agent, display);
    node.stateLine = display.stateText;
    const qint64 tokens = state ? state->usage.output() : 0;
    if (tokens > 0 && tellsTokens(display.state))
        node.stateLine = Words::tr("%1 · %2 tok").arg(display.stateText, formatCount(tokens));
    return node;
}

GraphPicture describePicture(const Graph &graph, const QList<LayerDisplay> &layers, const GraphMeasures &measures)
{
    GraphPicture picture;
    picture.layout = layOut(graph, measures);
    picture.links = linksOf(graph);
    picture.routes = routesOf(picture.layout, picture.links);
    for (const LayerDisplay &layer : layers)
        picture.columns.append({layer.layer, layer.title, tightTitleOf(layer), layer.bypassed, layer.isLast});
    return picture;
}

int referenceCount(const QList<LayerLinks> &links, const AgentId &agent)
{
    for (const LayerLinks &between : links) {
        if (between.readers.contains(agent))
            return between.countFor(agent);
    }
    return 0;
}

bool isSilent(const AgentDisplay &display)
{
    switch (display.state) {
    case DisplayState::Failed:
    case DisplayState::Stopped:
    case DisplayState::Skipped:
    case DisplayState::Muted:
        return true;
    case DisplayState::Ready:
    case DisplayState::NotSetUp:
    case DisplayState::Queued:
    case DisplayState::Waiting:
    case DisplayState::Streaming:
    case DisplayState::Done:
    case DisplayState::Cached:
    case DisplayState::Pinned:
    case DisplayState::Retrying:
        return false;
    }
    Q_UNREACHABLE();
}

QString accessibleNameOf(const GraphPicture &picture)
{
    const auto layers = picture.columns.size();
    const auto agents = picture.nodes.size();
    return Words::tr("Layer graph, %1, %2")
        .arg(layers == 1 ? Words::tr("1 layer") : Words::tr("%1 layers").arg(layers),
             agents == 1 ? Words::tr("1 agent") : Words::tr("%1 agents").arg(agents));
}

QString accessibleNameOf(const GraphColumn &column)
{
    return QString(column.title).replace(u" · "_s, u", "_s);
}

} // namespace tributary
