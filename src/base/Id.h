// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHashFunctions>
#include <QString>

#include <compare>

namespace tributary {

/// A name that only fits where its kind is asked for: an AgentId is no RunId, and neither is a QString.
template <typename Tag>
struct Id
{
    QString value;

    [[nodiscard]] bool isEmpty() const { return value.isEmpty(); }

    bool operator==(const Id &) const = default;

    friend bool operator<(const Id &a, const Id &b) { return a.value < b.value; }

    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.value, seed); }
};

/// An agent of one graph; unique in that graph.
using AgentId = Id<struct AgentTag>;
/// An entry of the providers file.
using ProviderId = Id<struct ProviderTag>;
/// One execution of a graph on one prompt.
using RunId = Id<struct RunTag>;

} // namespace tributary
