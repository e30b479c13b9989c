// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/RunScene.h"

namespace tributary {

/// "together": a service with a key, "anthropic": one without, "local": on this machine, "demo": the demo.
ProviderDirectory someProviders();

/// Three proposers a, b and c ("together/alpha", "together/beta", "local/gamma") and an aggregator s
/// ("together/sigma").
Graph threePlusOne();

/// The same with a second layer d, e between them.
Graph threeTwoOne();

/// Events told in words, one per semicolon, each "[time] agent verb arguments":
/// "run; a queue; 100 a start; 400 a text Hello; 6200 a done; layer 0 1 3; end synthesis". Verbs: queue, start [n],
/// think TEXT, text TEXT, retry KIND MS [fallback], done [cut] [served=MODEL] [out=N], fail KIND [MESSAGE],
/// cached TEXT, skip REASON, stop [straggler]. A time holds until the next. Fails the test on what it does not know.
QList<RunEvent> tell(const Graph &graph, const QString &story);

/// A scene of the graph after the story, its meters counted; `now` in ms, or the last event's time.
RunScene sceneOf(const Graph &graph, const QString &story, std::optional<qint64> now = {});

} // namespace tributary
