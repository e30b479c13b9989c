// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Estimate.h"
#include "run/RunState.h"

namespace tributary {

/// How long each model's last answers were and how fast they came: what estimates, percentages and
/// the delays of hedging rest on.
class AnswerRecords
{
public:
    /// Taken for a model until it has answered once.
    void assume(const QHash<ModelRef, AnswerHistory> &histories);
    /// Takes in the finished answers of a run.
    void learn(const RunState &state);

    [[nodiscard]] QHash<ModelRef, AnswerHistory> histories() const;
    /// Tokens per second of the models that were measured, the median of their last answers.
    [[nodiscard]] QHash<ModelRef, double> speeds() const;
    /// Output tokens to expect; nullopt for a model of which nothing is known.
    [[nodiscard]] std::optional<double> typicalTokens(const ModelRef &model) const;

    bool operator==(const AnswerRecords &) const = default;

private:
    /// Newest last.
    struct Samples
    {
        QList<double> tokens;
        QList<double> firstTokenSeconds;
        QList<double> tokensPerSecond;
        QList<double> totalSeconds;

        bool operator==(const Samples &) const = default;
    };

    static void add(QList<double> &values, double value);
    static AnswerHistory historyOf(const Samples &samples);

    QHash<ModelRef, AnswerHistory> m_assumed;
    QHash<ModelRef, Samples> m_samples;
};

} // namespace tributary
