// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/AnswerRecords.h"

#include "base/Tokens.h"
#include "engine/Hedging.h"

#include <algorithm>
#include <cmath>

namespace tributary {

namespace {

constexpr qsizetype rememberedAnswers = 50;
/// With fewer, their spread says less than the usual one does.
constexpr qsizetype enoughForSpread = 5;
constexpr double usualSpread = 0.4;

/// `share` 0.5 is the median.
double quantile(QList<double> values, double share)
{
    const auto place = values.begin() + std::lround(share * double(values.size() - 1));
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

double secondsBetween(Milliseconds from, Milliseconds to)
{
    return std::max(0.0, double((to - from).count()) / 1000);
}

} // namespace

void AnswerRecords::assume(const QHash<ModelRef, AnswerHistory> &histories)
{
    m_assumed = histories;
}

void AnswerRecords::learn(const RunState &state)
{
    for (const AgentState &agent : state.agents) {
        if (agent.status != AgentStatus::Done)
            continue;
        Samples &samples = m_samples[agent.model];
        const auto tokens = double(estimateTokens(agent.answer));
        add(samples.tokens, tokens);
        add(samples.totalSeconds, secondsBetween(agent.startedAt, agent.settledAt));
        if (agent.firstTokenAt.count() < 0)
            continue;
        // Earlier attempts and the waits between them are time that a run takes.
        add(samples.firstTokenSeconds, secondsBetween(agent.firstStartedAt, agent.firstTokenAt));
        if (const double writing = secondsBetween(agent.firstTokenAt, agent.settledAt); writing > 0)
            add(samples.tokensPerSecond, tokens / writing);
    }
}

QHash<ModelRef, AnswerHistory> AnswerRecords::histories() const
{
    QHash<ModelRef, AnswerHistory> histories = m_assumed;
    for (auto it = m_samples.cbegin(); it != m_samples.cend(); ++it)
        histories.insert(it.key(), historyOf(it.value()));
    return histories;
}

QHash<ModelRef, double> AnswerRecords::speeds() const
{
    QHash<ModelRef, double> speeds;
    for (auto it = m_samples.cbegin(); it != m_samples.cend(); ++it) {
        if (!it->tokensPerSecond.isEmpty())
            speeds.insert(it.key(), quantile(it->tokensPerSecond, 0.5));
    }
    return speeds;
}

std::optional<double> AnswerRecords::typicalTokens(const ModelRef &model) const
{
    if (const auto it = m_samples.constFind(model); it != m_samples.constEnd())
        return quantile(it->tokens, 0.5);
    if (const auto it = m_assumed.constFind(model); it != m_assumed.constEnd())
        return it->typicalOutputTokens;
    return std::nullopt;
}

void AnswerRecords::add(QList<double> &values, double value)
{
    values.append(value);
    if (values.size() > rememberedAnswers)
        values.removeFirst();
}

AnswerHistory AnswerRecords::historyOf(const Samples &samples)
{
    AnswerHistory history;
    history.typicalOutputTokens = quantile(samples.tokens, 0.5);
    if (samples.tokens.size() < enoughForSpread)
        history.outputTokens = {history.typicalOutputTokens * (1 - usualSpread),
                                history.typicalOutputTokens * (1 + usualSpread)};
    else
        history.outputTokens = {quantile(samples.tokens, 0.1), quantile(samples.tokens, 0.9)};
    if (!samples.firstTokenSeconds.isEmpty())
        history.firstTokenSeconds = quantile(samples.firstTokenSeconds, 0.5);
    if (!samples.tokensPerSecond.isEmpty())
        history.tokensPerSecond = quantile(samples.tokensPerSecond, 0.5);
    QList<Milliseconds> totals;
    for (const double seconds : samples.totalSeconds)
        totals.append(Milliseconds(std::llround(seconds * 1000)));
    history.hedgeAfter = hedgeDelay(totals);
    return history;
}

} // namespace tributary
