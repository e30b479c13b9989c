// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/EstimatePresenter.h"

#include "base/Formatting.h"
#include "viewmodel/ConversationDisplay.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

QString layersText(int layers)
{
    return layers == 1 ? EstimatePresenter::tr("1 layer") : EstimatePresenter::tr("%1 layers").arg(layers);
}

QString priceText(const Estimate &estimate)
{
    QStringList parts;
    if (estimate.usd)
        parts.append(formatMoneyRange(*estimate.usd));
    if (estimate.modelsWithoutPrice == 1)
        parts.append(EstimatePresenter::tr("price unknown for 1 model"));
    else if (estimate.modelsWithoutPrice > 1)
        parts.append(EstimatePresenter::tr("price unknown for %1 models").arg(estimate.modelsWithoutPrice));
    return parts.join(u" · "_s);
}

QString tokensText(const Estimate &estimate)
{
    const QString tokens = EstimatePresenter::tr("≈ %1 tokens").arg(formatAbout(estimate.tokens));
    const QString price = priceText(estimate);
    return price.isEmpty() ? tokens : QString(tokens + u" · "_s + price);
}

QString timeText(const Estimate &estimate)
{
    QString text = EstimatePresenter::tr("≈ %1").arg(formatSecondsRange(estimate.seconds));
    if (estimate.withinBudget) {
        text += u" · "_s +
                (*estimate.withinBudget ? EstimatePresenter::tr("budget OK") : EstimatePresenter::tr("⚠ Over budget"));
    }
    return text;
}

/// Empty when the prompt is given alone.
QString textOf(const PromptContext &context)
{
    const qsizetype files = context.attachments.size();
    const QString attached = files == 1 ? EstimatePresenter::tr("with 1 attachment")
                                        : EstimatePresenter::tr("with %1 attachments").arg(files);
    const QString continues = EstimatePresenter::tr("continues %1").arg(turnsText(context.conversation.size()));
    QStringList parts;
    if (files > 0)
        parts.append(attached);
    if (!context.conversation.isEmpty())
        parts.append(continues);
    return parts.join(u", "_s);
}

QStringList withContext(QStringList lines, const QString &context)
{
    if (!context.isEmpty())
        lines.append(context);
    return lines;
}

} // namespace

EstimatePresenter::EstimatePresenter(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_alarm(clock.makeAlarm([this] { update(); }))
{}

EstimatePresenter::~EstimatePresenter() = default;

void EstimatePresenter::setGraph(const Graph &graph)
{
    m_graph = graph;
    schedule();
}

void EstimatePresenter::setPrompt(const QString &prompt)
{
    m_prompt = prompt;
    schedule();
}

void EstimatePresenter::setContext(const PromptContext &context)
{
    m_contextText = textOf(context);
    m_contextTokens = contextTokens(context);
    schedule();
}

void EstimatePresenter::setLookup(const ModelLookup &lookup)
{
    m_lookup = lookup;
    schedule();
}

void EstimatePresenter::setHistories(const QHash<ModelRef, AnswerHistory> &histories)
{
    m_histories = histories;
    schedule();
}

void EstimatePresenter::setPinned(const QSet<AgentId> &agents)
{
    m_pinned = agents;
    schedule();
}

void EstimatePresenter::setForecast(std::function<QSet<AgentId>()> forecast)
{
    m_forecast = std::move(forecast);
    schedule();
}

QStringList EstimatePresenter::lines() const
{
    if (!m_estimate)
        return {};
    return withContext({callsText(*m_estimate, m_pinnedCalls), tokensText(*m_estimate), timeText(*m_estimate)},
                       m_contextText);
}

QStringList EstimatePresenter::shortLines() const
{
    if (!m_estimate)
        return {};
    QStringList parts{tr("≈ %1 tokens").arg(formatAbout(m_estimate->tokens))};
    if (m_estimate->usd)
        parts.append(formatMoneyRange(*m_estimate->usd));
    const double seconds = (m_estimate->seconds.low + m_estimate->seconds.high) / 2;
    parts.append(formatSecondsRange({seconds, seconds}));
    return withContext({callsText(*m_estimate, m_pinnedCalls), parts.join(u" · "_s)}, m_contextText);
}

bool EstimatePresenter::isOverBudget() const
{
    return m_estimate && !m_estimate->withinBudget.value_or(true);
}

void EstimatePresenter::update()
{
    m_alarm->disarm();
    const Result<Plan> plan = compile(m_graph);
    std::optional<Estimate> estimate;
    int pinnedCalls = 0;
    if (plan) {
        const QSet<AgentId> answered = m_forecast ? m_pinned | m_forecast() : m_pinned;
        estimate = tributary::estimate(*plan, m_prompt, m_lookup, m_histories, answered, m_contextTokens);
        pinnedCalls = static_cast<int>(
            std::ranges::count_if(m_pinned, [&](const AgentId &id) { return plan->find(id) != nullptr; }));
    }
    if (estimate == m_estimate && pinnedCalls == m_pinnedCalls)
        return;
    m_pinnedCalls = pinnedCalls;
    m_estimate = estimate;
    Q_EMIT changed();
}

void EstimatePresenter::schedule()
{
    m_alarm->ringAfter(delay);
}

QString callsText(const Estimate &estimate, int pinned)
{
    const int asked = estimate.calls;
    QString calls = asked == 1 ? EstimatePresenter::tr("1 call") : EstimatePresenter::tr("%1 calls").arg(asked);
    if (pinned > 0)
        calls += u", "_s + EstimatePresenter::tr("%1 pinned").arg(pinned);
    if (estimate.fromCache > pinned)
        calls += u", "_s + EstimatePresenter::tr("%1 from cache").arg(estimate.fromCache - pinned);
    return calls + u" · "_s + layersText(estimate.layers);
}

QString estimateLine(const Estimate &estimate)
{
    return tokensText(estimate) + u" · "_s + timeText(estimate);
}

} // namespace tributary
