// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"

#include <QList>
#include <QString>

#include <optional>

namespace tributary {

/// How fast a voice writes.
struct DemoTempo
{
    /// Silence before the first byte of the answer, at human speed.
    Milliseconds firstByte{300};
    /// From the first reasoning text to the first answer text; a voice that shows no reasoning has none.
    Milliseconds reasoning{0};
    double tokensPerSecond = 70;
    /// Starts the uneven rhythm, the same each time.
    quint32 rhythm = 1;

    bool operator==(const DemoTempo &) const = default;
};

/// One of the built-in demo's models. All of them are recordings, and their labels say "Demo".
struct DemoVoice
{
    /// The model id, as in "demo/demo-surveyor".
    QString id;
    /// "Demo Surveyor".
    QString label;
    /// What this voice is like, in one line.
    QString line;
    DemoTempo tempo;
    /// Its first answer to a question in every run is put off with a rate limit, so that a retry can be seen.
    bool refusesFirst = false;

    bool operator==(const DemoVoice &) const = default;
};

/// Three voices that propose, then the one that writes the best synthesis; each can stand anywhere in a graph.
QList<DemoVoice> demoVoices();
std::optional<DemoVoice> findDemoVoice(const QString &id);
/// The voice whose answer, once it has read others, is a synthesis.
QString demoAggregatorId();

} // namespace tributary
