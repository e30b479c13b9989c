// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/RunController.h"

#include <QList>
#include <QString>

namespace tributary {

/// One row of the trace tables in tests/data/traces: a run written as text and the events it must make.
///
///     == name of the row
///     graph: a b{reads=x;deadline=500;fallbacks=f,g;muted} | [quorum=2;grace=300] ... | [bypassed] ... | s
///     a: +100 "Hel" +50 "lo" ok in=10 out=2      (what the model "m/a" does, see CallScript; twice for a second call)
///     run: budget=0.01 price=100 context=500 minimum=2 ask retries=0 hedge=200
///     prior: a "old answer"
///     at: 150 stop | stop-agent b | continue | retry-now a | die    (dead for a minute, then resumed)
///     trace:
///       0 run-started 2 calls
struct TraceCase
{
    QString name;
    RunRequest request;
    QHash<ModelRef, QStringList> scripts;
    ModelFacts facts;

    struct Act
    {
        Milliseconds at{0};
        QString what;
        AgentId agent;
    };

    QList<Act> acts;
    QStringList trace;

    static QList<TraceCase> load(const QString &path);
    /// Plays the run in fake time and returns its trace: "time line".
    [[nodiscard]] QStringList play() const;
};

} // namespace tributary
