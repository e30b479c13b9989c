// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/TimelineTable.h"

#include "base/Formatting.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

constexpr double millisecondsPerSecond = 1000.0;

Milliseconds sumOf(const AgentTimes &times, std::initializer_list<CallSpan::Kind> kinds)
{
    Milliseconds sum{0};
    for (const CallSpan &span : times.spans) {
        if (std::ranges::find(kinds, span.kind) != kinds.end())
            sum += span.length();
    }
    return sum;
}

double seconds(Milliseconds time)
{
    return static_cast<double>(time.count()) / millisecondsPerSecond;
}

int attemptsOf(const AgentTimes &times)
{
    int attempts = 0;
    for (const CallSpan &span : times.spans)
        attempts = std::max(attempts, span.kind == CallSpan::Kind::BackOff ? 0 : span.attempt);
    return attempts;
}

double speedOf(const AgentTimes &times, const Usage &usage)
{
    const auto streaming = std::find_if(times.spans.rbegin(), times.spans.rend(),
                                        [](const CallSpan &span) { return span.kind == CallSpan::Kind::Streaming; });
    const double length = streaming == times.spans.rend() ? 0 : seconds(streaming->length());
    return length > 0 ? static_cast<double>(usage.output()) / length : 0;
}

/// Nothing rather than a nought for what did not happen.
QVariant unlessZero(double value)
{
    return value > 0 ? QVariant(value) : QVariant();
}

} // namespace

void TimelineTable::show(const RunScene &scene, const TimelineDisplay &timeline)
{
    QList<Call> calls;
    for (const TimelineLayer &layer : timeline.layers) {
        for (const TimelineRow &row : layer.rows) {
            const AgentState &state = scene.run.agent(row.display.id);
            calls.append({row, state.usage, state.costUsd});
        }
    }
    const auto idOf = [](const Call &call) { return call.row.display.id; };
    if (!std::ranges::equal(calls, m_calls, {}, idOf, idOf)) {
        beginResetModel();
        m_calls = calls;
        endResetModel();
    } else if (calls != m_calls) {
        m_calls = calls;
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

AgentId TimelineTable::agentAt(int row) const
{
    return row >= 0 && row < m_calls.size() ? m_calls[row].row.display.id : AgentId{};
}

int TimelineTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_calls.size());
}

int TimelineTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TimelineTable::raw(const Call &call, int column)
{
    const AgentTimes &times = call.row.times;
    switch (column) {
    case AgentColumn:
        return call.row.display.letter;
    case ModelColumn:
        return call.row.display.modelName;
    case LayerColumn:
        return call.row.display.layer + 1;
    case StateColumn:
        return call.row.display.stateText;
    case StartColumn:
        return times.start < Milliseconds(0) ? QVariant() : QVariant(seconds(times.start));
    case WaitColumn:
        return unlessZero(seconds(sumOf(times, {CallSpan::Kind::Waiting, CallSpan::Kind::BackOff})));
    case FirstTokenColumn:
        return unlessZero(seconds(sumOf(times, {CallSpan::Kind::FirstToken})));
    case StreamColumn:
        return unlessZero(seconds(sumOf(times, {CallSpan::Kind::Streaming})));
    case TotalColumn:
        return times.start < Milliseconds(0) || times.end < times.start ? QVariant()
                                                                        : QVariant(seconds(times.end - times.start));
    case AttemptsColumn:
        return unlessZero(attemptsOf(times));
    case InputColumn:
        return unlessZero(static_cast<double>(call.usage.input()));
    case OutputColumn:
        return unlessZero(static_cast<double>(call.usage.output()));
    case SpeedColumn:
        return unlessZero(speedOf(times, call.usage));
    case CostColumn:
        return call.costUsd ? QVariant(*call.costUsd) : QVariant();
    default:
        return {};
    }
}

QString TimelineTable::shown(const Call &call, int column)
{
    const QVariant value = raw(call, column);
    if (!value.isValid())
        return u"–"_s;
    switch (column) {
    case StartColumn:
    case WaitColumn:
    case FirstTokenColumn:
    case StreamColumn:
    case TotalColumn:
        return tr("%1 s").arg(displayLocale().toString(value.toDouble(), 'f', 2));
    case AttemptsColumn:
    case InputColumn:
    case OutputColumn:
    case SpeedColumn:
        return formatCount(qRound64(value.toDouble()));
    case CostColumn:
        return formatMoney(value.toDouble());
    default:
        return value.toString();
    }
}

QVariant TimelineTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Call &call = m_calls[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return shown(call, index.column());
    case Qt::ToolTipRole:
        return call.row.spoken;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(index.column() >= StartColumn ? Qt::AlignRight | Qt::AlignVCenter
                                                                 : Qt::AlignLeft | Qt::AlignVCenter);
    case RawRole:
        return raw(call, index.column());
    default:
        return {};
    }
}

QVariant TimelineTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const QStringList titles{tr("Agent"),     tr("Model"),          tr("Layer"),    tr("State"), tr("Start"),
                             tr("Waited"),    tr("To first token"), tr("Streamed"), tr("Total"), tr("Attempts"),
                             tr("Tokens in"), tr("Tokens out"),     tr("tok/s"),    tr("Cost")};
    return titles.at(section);
}

} // namespace tributary
