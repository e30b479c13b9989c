// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/EnumWords.h"
#include "graph/Graph.h"

/// The words of the graph file's enumerations, for its reader and its writer.
namespace tributary::words {

inline constexpr Table<Packing::Role, 2> roles{{
    {Packing::Role::User, QLatin1StringView("user")},
    {Packing::Role::System, QLatin1StringView("system")},
}};

inline constexpr Table<Packing::Names, 2> names{{
    {Packing::Names::Hidden, QLatin1StringView("hidden")},
    {Packing::Names::Shown, QLatin1StringView("shown")},
}};

inline constexpr Table<Packing::Order, 2> orders{{
    {Packing::Order::Shuffled, QLatin1StringView("shuffled")},
    {Packing::Order::Graph, QLatin1StringView("graph")},
}};

inline constexpr Table<Packing::Overflow, 3> overflows{{
    {Packing::Overflow::Ask, QLatin1StringView("ask")},
    {Packing::Overflow::DropLongest, QLatin1StringView("drop-longest")},
    {Packing::Overflow::Shorten, QLatin1StringView("shorten")},
}};

} // namespace tributary::words
