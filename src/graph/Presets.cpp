// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/Presets.h"

#include "graph/GraphFile.h"
#include "graph/Resources.h"

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView selfMoaId("self-moa");

Preset readPreset(const QString &id)
{
    const GraphReading reading = readGraph(graphResource(u"presets/%1.moagraph"_s.arg(id)));
    Q_ASSERT_X(reading.graph, "presets", qPrintable(id));
    const Graph graph = reading.graph.value_or(Graph());
    return {id, graph.name, graph.description, graph};
}

} // namespace

QList<Preset> presets()
{
    return {readPreset(u"simple"_s), readPreset(u"moa"_s), readPreset(u"moa-lite"_s), readPreset(u"moa-paper"_s),
            readPreset(selfMoaId)};
}

std::optional<Preset> findPreset(const QString &idOrName)
{
    for (const Preset &preset : presets()) {
        if (preset.id.compare(idOrName, Qt::CaseInsensitive) == 0 ||
            preset.name.compare(idOrName, Qt::CaseInsensitive) == 0)
            return preset;
    }
    return std::nullopt;
}

Graph fillModels(const Preset &preset, const QList<ModelRef> &models)
{
    Graph graph = preset.graph;
    if (models.isEmpty())
        return graph;
    for (qsizetype layer = 0; layer < graph.layers.size(); ++layer) {
        const bool takesTurns = preset.id != selfMoaId && layer + 1 < graph.layers.size();
        QList<Agent> &agents = graph.layers[layer].agents;
        for (qsizetype i = 0; i < agents.size(); ++i) {
            if (agents[i].model.isEmpty())
                agents[i].model = models[takesTurns ? i % models.size() : 0];
        }
    }
    return graph;
}

} // namespace tributary
