// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/HistoryChoices.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace tributary {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HistoryChoices)
};

template <typename Value, typename Words>
QList<FilterChoice<Value>> choicesOf(const QString &all, const QList<Value> &values, Words words)
{
    QList<FilterChoice<Value>> choices{{all, {}}};
    for (const Value &value : values)
        choices.append({words(value), value});
    return choices;
}

QString itself(const QString &word)
{
    return word;
}

} // namespace

QString nameOfChip(HistoryChip chip)
{
    switch (chip) {
    case HistoryChip::Starred:
        return Text::tr("Starred");
    case HistoryChip::Failed:
        return Text::tr("Failed");
    case HistoryChip::FromLab:
        return Text::tr("From lab");
    case HistoryChip::Imported:
        return Text::tr("Imported");
    case HistoryChip::Demo:
        return Text::tr("Demo");
    case HistoryChip::Interrupted:
        return Text::tr("Interrupted");
    }
    Q_UNREACHABLE();
}

bool &chipOf(RunFilter &filter, HistoryChip chip)
{
    switch (chip) {
    case HistoryChip::Starred:
        return filter.starred;
    case HistoryChip::Failed:
        return filter.failed;
    case HistoryChip::FromLab:
        return filter.fromLab;
    case HistoryChip::Imported:
        return filter.imported;
    case HistoryChip::Demo:
        return filter.demo;
    case HistoryChip::Interrupted:
        return filter.interrupted;
    }
    Q_UNREACHABLE();
}

QList<FilterChoice<DateSpan>> dateChoices(const QDate &today)
{
    return {{Text::tr("Any date"), {}},
            {Text::tr("Today"), {today, {}}},
            {Text::tr("Last 7 days"), {today.addDays(-6), {}}},
            {Text::tr("Last 30 days"), {today.addDays(-29), {}}},
            {Text::tr("This year"), {QDate(today.year(), 1, 1), {}}},
            {Text::tr("Earlier years"), {{}, QDate(today.year() - 1, 12, 31)}}};
}

QList<FilterChoice<std::optional<Range<double>>>> costChoices()
{
    constexpr double most = std::numeric_limits<double>::max();
    return {{Text::tr("Any cost"), {}},
            {Text::tr("Up to $0.01"), Range<double>{0, 0.01}},
            {Text::tr("$0.01 to $0.10"), Range<double>{0.01, 0.1}},
            {Text::tr("$0.10 to $1"), Range<double>{0.1, 1}},
            {Text::tr("Over $1"), Range<double>{1, most}}};
}

QList<FilterChoice<QString>> graphChoices(const RunFacets &facets)
{
    return choicesOf(Text::tr("Any graph"), QList<QString>(facets.graphNames), itself);
}

QList<FilterChoice<ModelRef>> modelChoices(const RunFacets &facets)
{
    return choicesOf(Text::tr("Any model"), facets.models, [](const ModelRef &model) { return model.model; });
}

QList<FilterChoice<ProviderId>> providerChoices(const RunFacets &facets, const ProviderDirectory &providers)
{
    QList<ProviderId> ids;
    for (const ModelRef &model : facets.models) {
        if (!ids.contains(model.provider))
            ids.append(model.provider);
    }
    return choicesOf(Text::tr("Any provider"), ids, [&](const ProviderId &id) { return providers.nameOf(id); });
}

QList<FilterChoice<QString>> tagChoices(const RunFacets &facets)
{
    return choicesOf(Text::tr("Any tag"), QList<QString>(facets.tags), itself);
}

int conditionCount(const RunFilter &filter)
{
    RunFilter copy = filter;
    const auto chips = std::ranges::count_if(historyChips, [&copy](HistoryChip chip) { return chipOf(copy, chip); });
    const std::initializer_list<bool> others{filter.from || filter.to,   !filter.graphName.isEmpty(),
                                             !filter.provider.isEmpty(), !filter.model.isEmpty(),
                                             filter.costUsd.has_value(), !filter.tag.isEmpty()};
    return static_cast<int>(chips + std::ranges::count(others, true));
}

RunFilter withoutConditions(const RunFilter &filter)
{
    RunFilter all;
    all.trash = filter.trash;
    return all;
}

} // namespace tributary
