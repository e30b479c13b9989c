// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Graph.h"

#include <QLatin1StringView>

#include <array>
#include <optional>
#include <utility>

/// The words of the graph file's enumerations, for its reader and its writer.
namespace tributary::words {

template <typename E, std::size_t N>
using Table = std::array<std::pair<E, QLatin1StringView>, N>;

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

template <typename E, std::size_t N>
QString word(const Table<E, N> &table, E value)
{
    for (const auto &[candidate, text] : table) {
        if (candidate == value)
            return text;
    }
    Q_UNREACHABLE();
}

template <typename E, std::size_t N>
std::optional<E> value(const Table<E, N> &table, const QString &word)
{
    for (const auto &[candidate, text] : table) {
        if (text == word)
            return candidate;
    }
    return std::nullopt;
}

/// "user, system", for messages.
template <typename E, std::size_t N>
QString list(const Table<E, N> &table)
{
    QStringList all;
    for (const auto &entry : table)
        all.append(entry.second);
    return all.join(QLatin1StringView(", "));
}

} // namespace tributary::words
