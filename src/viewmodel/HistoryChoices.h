// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "library/RunSummary.h"
#include "viewmodel/ProviderDirectory.h"

namespace tributary {

/// A kind of run that a chip narrows the list to.
enum class HistoryChip { Starred, Failed, FromLab, Imported, Demo, Interrupted };

QString nameOfChip(HistoryChip chip);
/// The condition of the chip, to be read and set.
bool &chipOf(RunFilter &filter, HistoryChip chip);
inline constexpr std::array historyChips{HistoryChip::Starred,  HistoryChip::Failed, HistoryChip::FromLab,
                                         HistoryChip::Imported, HistoryChip::Demo,   HistoryChip::Interrupted};

/// One entry of a filter's list; the first of each list lets everything through.
template <typename Value>
struct FilterChoice
{
    QString text;
    Value value{};

    bool operator==(const FilterChoice &) const = default;
};

struct DateSpan
{
    std::optional<QDate> from;
    std::optional<QDate> to;

    bool operator==(const DateSpan &) const = default;
};

QList<FilterChoice<DateSpan>> dateChoices(const QDate &today);
QList<FilterChoice<std::optional<Range<double>>>> costChoices();
QList<FilterChoice<QString>> graphChoices(const RunFacets &facets);
QList<FilterChoice<ModelRef>> modelChoices(const RunFacets &facets);
QList<FilterChoice<ProviderId>> providerChoices(const RunFacets &facets, const ProviderDirectory &providers);
QList<FilterChoice<QString>> tagChoices(const RunFacets &facets);

/// Conditions beside the words searched for; the trash is a place and no condition.
int conditionCount(const RunFilter &filter);
/// The same place without any condition.
RunFilter withoutConditions(const RunFilter &filter);

} // namespace tributary
