// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/RunsList.h"

#include "base/EnumWords.h"
#include "base/Formatting.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <limits>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::RunsList)
};

constexpr words::Table<RunOrigin, 5> originNames{{
    {RunOrigin::Window, "window"_L1},
    {RunOrigin::CommandLine, "command-line"_L1},
    {RunOrigin::Batch, "batch"_L1},
    {RunOrigin::Lab, "lab"_L1},
    {RunOrigin::Imported, "imported"_L1},
}};

/// So many characters tell a run from the others in nearly every library.
constexpr qsizetype shortIdLength = 8;

Result<std::optional<QDate>> readDay(const QCommandLineParser &parser, const QString &option)
{
    if (!parser.isSet(option))
        return std::nullopt;
    const QDate day = QDate::fromString(parser.value(option), Qt::ISODate);
    if (!day.isValid())
        return fail(ErrorKind::InvalidInput,
                    Text::tr("--%1 %2: expected a day such as 2026-11-22.").arg(option, parser.value(option)));
    return day;
}

Result<ModelRef> readModel(const QCommandLineParser &parser)
{
    const auto model = ModelRef::fromString(parser.value(u"model"_s));
    if (!model)
        return fail(
            ErrorKind::InvalidInput,
            Text::tr("--model %1: expected PROVIDER/MODEL, for example openai/gpt-4o.").arg(parser.value(u"model"_s)));
    return *model;
}

QStringList modelNames(const RunSummary &run)
{
    QStringList names;
    for (const ModelRef &model : run.models)
        names.append(model.toString());
    return names;
}

/// A run's state in one word, its outcome where that says more.
QString stateWord(const RunSummary &run)
{
    if (run.state == KeptState::Finished && run.outcome && *run.outcome != RunOutcome::Synthesis)
        return wireName(*run.outcome);
    return wireName(run.state);
}

QStringList cells(const RunSummary &run)
{
    const bool priceUnknown = run.unpriced > 0 && run.costUsd <= 0.0;
    return {run.id.value.left(shortIdLength),
            run.started.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s),
            stateWord(run),
            Text::tr("%1 of %2").arg(run.usable).arg(run.agents),
            priceUnknown ? u"?"_s : formatMoney(run.costUsd),
            (run.starred ? u"* "_s : QString()) + run.prompt.simplified()};
}

QString joinCells(const QStringList &row, const QList<qsizetype> &widths, int width)
{
    QString line;
    for (qsizetype i = 0; i + 1 < row.size(); ++i)
        line += row[i].leftJustified(widths[i] + 2);
    const qsizetype room = std::max<qsizetype>(10, width - line.size());
    line += row.last().size() > room ? row.last().left(room - 1) + u'…' : row.last();
    return line;
}

} // namespace

void describeRunFilter(QCommandLineParser &parser)
{
    parser.addOption({u"limit"_s, Text::tr("At most so many, the newest ones."), u"N"_s});
    parser.addOption({u"starred"_s, Text::tr("Only runs with a star.")});
    parser.addOption({u"failed"_s, Text::tr("Only runs in which an agent failed.")});
    parser.addOption({u"interrupted"_s, Text::tr("Only runs whose program ended before they did.")});
    parser.addOption({u"imported"_s, Text::tr("Only runs that came from a file.")});
    parser.addOption({u"demo"_s, Text::tr("Only runs of the built-in demo.")});
    parser.addOption({u"trash"_s, Text::tr("The runs in the trash instead of the others.")});
    parser.addOption({u"since"_s, Text::tr("Only runs of this day and later ones."), u"YYYY-MM-DD"_s});
    parser.addOption({u"until"_s, Text::tr("Only runs of this day and earlier ones."), u"YYYY-MM-DD"_s});
    parser.addOption({u"tag"_s, Text::tr("Only runs with this tag."), u"TAG"_s});
    parser.addOption({u"graph"_s, Text::tr("Only runs of the graph of this name."), u"NAME"_s});
    parser.addOption({u"provider"_s, Text::tr("Only runs that asked this provider."), u"ID"_s});
    parser.addOption({u"model"_s, Text::tr("Only runs that asked this model."), u"PROVIDER/MODEL"_s});
}

Result<RunFilter> readRunFilter(const QCommandLineParser &parser)
{
    RunFilter filter;
    filter.starred = parser.isSet(u"starred"_s);
    filter.failed = parser.isSet(u"failed"_s);
    filter.interrupted = parser.isSet(u"interrupted"_s);
    filter.imported = parser.isSet(u"imported"_s);
    filter.demo = parser.isSet(u"demo"_s);
    filter.trash = parser.isSet(u"trash"_s);
    filter.tag = parser.value(u"tag"_s);
    filter.graphName = parser.value(u"graph"_s);
    filter.provider = {parser.value(u"provider"_s)};
    const auto model = readModel(parser);
    const auto from = readDay(parser, u"since"_s);
    const auto to = readDay(parser, u"until"_s);
    if (!model)
        return tl::unexpected(model.error());
    if (!from)
        return tl::unexpected(from.error());
    if (!to)
        return tl::unexpected(to.error());
    filter.model = *model;
    filter.from = *from;
    filter.to = *to;
    return filter;
}

QJsonObject toJson(const RunSummary &run)
{
    QJsonObject object{
        {u"id"_s, run.id.value},
        {u"prompt"_s, run.prompt},
        {u"state"_s, wireName(run.state)},
        {u"started"_s, run.started.toUTC().toString(Qt::ISODateWithMs)},
        {u"outcome"_s, run.outcome ? QJsonValue(wireName(*run.outcome)) : QJsonValue()},
        {u"origin"_s, words::word(originNames, run.origin)},
        {u"demo"_s, run.isDemo},
        {u"synthesis"_s, run.synthesis},
        {u"graph"_s, run.graphName},
        {u"models"_s, QJsonArray::fromStringList(modelNames(run))},
        {u"agents"_s, run.agents},
        {u"usable"_s, run.usable},
        {u"failed"_s, run.failed},
        {u"durationMs"_s, qint64(run.duration.count())},
        {u"costUsd"_s, run.costUsd},
        {u"unpriced"_s, run.unpriced},
        {u"starred"_s, run.starred},
        {u"tags"_s, QJsonArray::fromStringList(run.tags)},
        {u"note"_s, run.note},
    };
    if (run.trashed)
        object.insert(u"trashed"_s, run.trashed->toUTC().toString(Qt::ISODateWithMs));
    return object;
}

QStringList runTable(const QList<RunSummary> &runs, int width)
{
    QList<QStringList> rows{{Text::tr("Run"), Text::tr("Started"), Text::tr("State"), Text::tr("Answers"),
                             Text::tr("Cost"), Text::tr("Prompt")}};
    for (const RunSummary &run : runs)
        rows.append(cells(run));
    QList<qsizetype> widths(rows.first().size(), 0);
    for (const QStringList &row : std::as_const(rows)) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    QStringList lines;
    for (const QStringList &row : std::as_const(rows))
        lines.append(joinCells(row, widths, width));
    return lines;
}

} // namespace tributary
