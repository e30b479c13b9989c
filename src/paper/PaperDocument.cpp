// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "paper/PaperDocument.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestIndent = 12;

PaperRun readRun(const QJsonObject &object)
{
    PaperRun run;
    run.text = object.value("t"_L1).toString();
    run.bold = object.value("b"_L1).toBool();
    run.italic = object.value("i"_L1).toBool();
    run.struck = object.value("s"_L1).toBool();
    run.mono = object.value("m"_L1).toBool();
    run.raised = object.value("r"_L1).toBool();
    run.dim = object.value("d"_L1).toBool();
    run.url = object.value("url"_L1).toString();
    run.target = object.value("to"_L1).toString();
    run.id = object.value("id"_L1).toString();
    run.colour = object.value("c"_L1).toString();
    return run;
}

QList<PaperRun> readRuns(const QJsonValue &value)
{
    QList<PaperRun> runs;
    const QJsonArray array = value.toArray();
    runs.reserve(array.size());
    for (const auto &run : array)
        runs.append(readRun(run.toObject()));
    return runs;
}

QList<PaperRow> readRows(const QJsonValue &value)
{
    QList<PaperRow> rows;
    const QJsonArray array = value.toArray();
    for (const auto &entry : array) {
        PaperRow row;
        row.header = entry.toObject().value("header"_L1).toBool();
        const QJsonArray cells = entry.toObject().value("cells"_L1).toArray();
        for (const auto &cell : cells)
            row.cells.append(
                {cell.toObject().value("align"_L1).toString(), readRuns(cell.toObject().value("runs"_L1))});
        rows.append(row);
    }
    return rows;
}

PaperBlock::Kind kindNamed(const QString &name)
{
    using Kind = PaperBlock::Kind;
    static const QHash<QString, Kind> kinds{
        {u"heading"_s, Kind::Heading}, {u"caption"_s, Kind::Caption}, {u"warning"_s, Kind::Warning},
        {u"code"_s, Kind::Code},       {u"table"_s, Kind::Table},     {u"rule"_s, Kind::Rule},
    };
    return kinds.value(name, Kind::Paragraph);
}

PaperBlock readBlock(const QJsonObject &object)
{
    PaperBlock block;
    block.kind = kindNamed(object.value("kind"_L1).toString());
    block.level = object.value("level"_L1).toInt();
    block.id = object.value("id"_L1).toString();
    block.indent = std::clamp(object.value("indent"_L1).toInt(), 0, deepestIndent);
    block.quote = std::clamp(object.value("quote"_L1).toInt(), 0, deepestIndent);
    block.marker = object.value("marker"_L1).toString();
    block.colour = object.value("c"_L1).toString();
    block.runs = readRuns(object.value("runs"_L1));
    block.rows = readRows(object.value("rows"_L1));
    return block;
}

} // namespace

std::optional<PaperDocument> readPaperDocument(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (!object.value("blocks"_L1).isArray())
        return std::nullopt;
    PaperDocument document;
    document.title = object.value("title"_L1).toString();
    document.generator = object.value("generator"_L1).toString();
    document.created = object.value("created"_L1).toString();
    document.isLetter = object.value("paper"_L1).toString() == "letter"_L1;
    const QJsonArray blocks = object.value("blocks"_L1).toArray();
    document.blocks.reserve(blocks.size());
    for (const auto &block : blocks)
        document.blocks.append(readBlock(block.toObject()));
    return document;
}

} // namespace tributary
