// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/GraphClipboard.h"

#include "graph/GraphEdits.h"
#include "graph/GraphFile.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

constexpr auto pieceMember = "piece"_L1;
constexpr auto agentsPiece = "agents"_L1;
/// Longer texts are no graph that a person could read; parsing them would hold the window up.
constexpr qsizetype longestText = 4 * 1024 * 1024;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::GraphClipboard)
};

QByteArray graphText(const QMimeData &data)
{
    if (data.hasFormat(graphMimeType))
        return data.data(graphMimeType);
    return data.hasText() ? data.text().toUtf8() : QByteArray();
}

} // namespace

std::unique_ptr<QMimeData> toMimeData(const GraphPiece &piece)
{
    Graph graph;
    graph.layers = piece.layers;
    if (!piece.agents.isEmpty())
        graph.layers = {Layer{piece.agents, {}, false}};
    QJsonObject object = toJson(graph);
    if (!piece.agents.isEmpty())
        object.insert(pieceMember, agentsPiece);
    const QByteArray text = QJsonDocument(object).toJson();
    auto data = std::make_unique<QMimeData>();
    data->setData(graphMimeType, text);
    data->setText(QString::fromUtf8(text));
    return data;
}

Result<GraphPiece> graphPieceFrom(const QMimeData &data)
{
    const auto refused = [] {
        return fail(ErrorKind::InvalidInput,
                    Text::tr("The clipboard holds no agents and no layers. Copy some in a graph first."));
    };
    const QByteArray text = graphText(data);
    if (text.isEmpty() || text.size() > longestText)
        return refused();
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    // Without the word any JSON object would be an empty graph.
    if (object.value("format"_L1).toString() != "tributary-graph"_L1)
        return refused();
    const GraphReading reading = readGraph(object);
    if (!reading.graph || reading.graph->layers.isEmpty())
        return refused();
    const QList<Layer> layers = edits::withSoundIds(*reading.graph).layers;
    if (object.value(pieceMember).toString() == agentsPiece)
        return GraphPiece{layers.first().agents, {}};
    return GraphPiece{{}, layers};
}

} // namespace tributary
