// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <utility>

/// Enumerations as words in files: one table per enumeration, read and written by the same functions.
namespace tributary::words {

template <typename E, std::size_t N>
using Table = std::array<std::pair<E, QLatin1StringView>, N>;

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
std::optional<E> value(const Table<E, N> &table, QStringView word)
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
