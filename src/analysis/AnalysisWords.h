// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/Coverage.h"
#include "analysis/Facts.h"
#include "analysis/ModelCheck.h"
#include "base/EnumWords.h"

/// How the analysis' enumerations are written in files.
namespace tributary::words {

inline constexpr Table<TextSegment::Kind, 5> segmentKinds{{{TextSegment::Kind::Sentence, QLatin1StringView("sentence")},
                                                           {TextSegment::Kind::ListItem, QLatin1StringView("item")},
                                                           {TextSegment::Kind::Heading, QLatin1StringView("heading")},
                                                           {TextSegment::Kind::Code, QLatin1StringView("code")},
                                                           {TextSegment::Kind::TableRow, QLatin1StringView("row")}}};

inline constexpr Table<SourceLabel, 4> sourceLabels{{{SourceLabel::Verbatim, QLatin1StringView("verbatim")},
                                                     {SourceLabel::Reworded, QLatin1StringView("reworded")},
                                                     {SourceLabel::Shared, QLatin1StringView("shared")},
                                                     {SourceLabel::None, QLatin1StringView("none")}}};

inline constexpr Table<PointUse, 3> pointUses{{{PointUse::Used, QLatin1StringView("used")},
                                               {PointUse::Partly, QLatin1StringView("partly")},
                                               {PointUse::LeftOut, QLatin1StringView("left-out")}}};

inline constexpr Table<Fact::Kind, 4> factKinds{{{Fact::Kind::Number, QLatin1StringView("number")},
                                                 {Fact::Kind::Date, QLatin1StringView("date")},
                                                 {Fact::Kind::Name, QLatin1StringView("name")},
                                                 {Fact::Kind::Identifier, QLatin1StringView("identifier")}}};

inline constexpr Table<CheckPoint::Kind, 4> checkKinds{
    {{CheckPoint::Kind::Consensus, QLatin1StringView("consensus")},
     {CheckPoint::Kind::Contradiction, QLatin1StringView("contradiction")},
     {CheckPoint::Kind::Unique, QLatin1StringView("unique")},
     {CheckPoint::Kind::BlindSpot, QLatin1StringView("blind-spot")}}};

inline constexpr Table<CheckStance, 3> checkStances{{{CheckStance::Silent, QLatin1StringView("silent")},
                                                     {CheckStance::Agrees, QLatin1StringView("agrees")},
                                                     {CheckStance::Contradicts, QLatin1StringView("contradicts")}}};

} // namespace tributary::words
