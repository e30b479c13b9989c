// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/TimelineFile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

constexpr int timelineVersion = 1;

/// One call, a member a column; the order of `columns`.
QJsonObject callOf(const RunScene &scene, const TimelineRow &row)
{
    const AgentState &state = scene.run.agent(row.display.id);
    const auto time = [](Milliseconds at) {
        return at < Milliseconds(0) ? QJsonValue() : QJsonValue(qint64(at.count()));
    };
    qint64 waited = 0;
    Milliseconds firstToken{-1};
    int attempts = 0;
    for (const CallSpan &span : row.times.spans) {
        const bool pause = span.kind == CallSpan::Kind::Waiting || span.kind == CallSpan::Kind::BackOff;
        waited += pause ? span.length().count() : 0;
        attempts = std::max(attempts, pause ? 0 : span.attempt);
        if (span.kind == CallSpan::Kind::Streaming)
            firstToken = span.start;
    }
    return {
        {u"agent"_s, row.display.id.value},
        {u"letter"_s, row.display.letter},
        {u"layer"_s, row.display.layer + 1},
        {u"model"_s, (state.model.isEmpty() ? row.display.model : state.model).toString()},
        {u"servedModel"_s, state.servedModel},
        {u"state"_s, row.display.stateText},
        {u"attempts"_s, attempts},
        {u"startMs"_s, time(row.times.start)},
        {u"firstTokenMs"_s, time(firstToken)},
        {u"endMs"_s, row.times.start < Milliseconds(0) ? QJsonValue() : time(row.times.end)},
        {u"waitedMs"_s, waited},
        {u"inputTokens"_s, state.usage.input()},
        {u"outputTokens"_s, state.usage.output()},
        {u"costUsd"_s, state.costUsd ? QJsonValue(*state.costUsd) : QJsonValue()},
        {u"critical"_s, row.critical},
        {u"requestId"_s, state.requestId},
    };
}

const QStringList &columns()
{
    static const QStringList names{u"agent"_s,        u"letter"_s,  u"layer"_s,    u"model"_s,
                                   u"servedModel"_s,  u"state"_s,   u"attempts"_s, u"startMs"_s,
                                   u"firstTokenMs"_s, u"endMs"_s,   u"waitedMs"_s, u"inputTokens"_s,
                                   u"outputTokens"_s, u"costUsd"_s, u"critical"_s, u"requestId"_s};
    return names;
}

QString csvCell(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? u"yes"_s : u"no"_s;
    if (!value.isString())
        return value.toVariant().toString();
    QString text = value.toString();
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()))
        text.prepend(u'\'');
    const bool plain = !text.contains(u',') && !text.contains(u'"') && !text.contains(u'\n') && !text.contains(u'\r');
    return plain ? text : u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

QJsonArray partsOf(const AgentTimes &times)
{
    QJsonArray parts;
    for (const CallSpan &span : times.spans)
        parts.append(QJsonObject{{u"kind"_s, wireName(span.kind)},
                                 {u"attempt"_s, span.attempt},
                                 {u"startMs"_s, qint64(span.start.count())},
                                 {u"endMs"_s, qint64(span.end.count())}});
    return parts;
}

} // namespace

QByteArray timelineCsv(const RunScene &scene, const TimelineDisplay &timeline)
{
    QStringList lines{columns().join(u',')};
    for (const TimelineLayer &layer : timeline.layers) {
        for (const TimelineRow &row : layer.rows) {
            const QJsonObject call = callOf(scene, row);
            QStringList cells;
            for (const QString &column : columns())
                cells.append(csvCell(call.value(column)));
            lines.append(cells.join(u','));
        }
    }
    return (lines.join("\r\n"_L1) + "\r\n"_L1).toUtf8();
}

QByteArray timelineJson(const RunScene &scene, const TimelineDisplay &timeline)
{
    QJsonArray calls;
    for (const TimelineLayer &layer : timeline.layers) {
        for (const TimelineRow &row : layer.rows) {
            QJsonObject call = callOf(scene, row);
            call.insert(u"parts"_s, partsOf(row.times));
            calls.append(call);
        }
    }
    const QJsonObject file{{u"format"_s, u"tributary-timeline"_s},
                           {u"version"_s, timelineVersion},
                           {u"run"_s, scene.run.id.value},
                           {u"totalMs"_s, qint64(timeline.total.count())},
                           {u"calls"_s, calls}};
    return QJsonDocument(file).toJson(QJsonDocument::Indented);
}

} // namespace tributary
