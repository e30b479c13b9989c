// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Graph.h"

#include <QList>
#include <QString>

namespace tributary {

/// One of the shipped graphs (resources/presets), without models until fillModels gives it some.
struct Preset
{
    /// Word for the command line: "simple", "moa", "moa-lite", "moa-paper", "self-moa".
    QString id;
    /// "MoA 3+1"; preset names are never translated.
    QString name;
    /// "Three different models, one aggregator."
    QString line;
    Graph graph;

    bool operator==(const Preset &) const = default;
};

/// The one to start with.
inline constexpr QLatin1StringView defaultPreset("moa");

/// The five presets of ux.md, section 3.3, in its order; read from resources, so a broken one fails a test, not a user.
QList<Preset> presets();
std::optional<Preset> findPreset(const QString &idOrName);

/// Gives each agent without a model one of `models` (best first): proposers take different ones in turn, the
/// aggregator the first. Self-MoA takes the first everywhere. With no models the agents stay without, never replaced.
Graph fillModels(const Preset &preset, const QList<ModelRef> &models);

} // namespace tributary
