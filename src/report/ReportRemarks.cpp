// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/ReportRemarks.h"

#include "base/Formatting.h"

#include <QCoreApplication>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::ReportRemarks)
};

QString twoDigits(double value)
{
    return displayLocale().toString(value, 'f', 2);
}

QString skipRemark(SkipReason reason)
{
    switch (reason) {
    case SkipReason::Muted:
        return Words::tr("Not asked: muted.");
    case SkipReason::Bypassed:
        return Words::tr("Not asked: its layer is bypassed.");
    case SkipReason::NoReferences:
        return Words::tr("Not asked: no answer arrived from the layer before.");
    case SkipReason::Quorum:
        return Words::tr("Not asked: too few answers arrived from the layer before.");
    case SkipReason::Budget:
        return Words::tr("Not asked: the budget was reached.");
    case SkipReason::RunStopped:
        return Words::tr("Not asked: the run was stopped.");
    }
    Q_UNREACHABLE();
}

QString failureRemark(const Error &error, bool anonymous)
{
    const QString kind = wireName(error.kind);
    return anonymous || error.message.isEmpty() ? Words::tr("Failed (%1).").arg(kind)
                                                : Words::tr("Failed (%1): %2").arg(kind, error.message);
}

QString labelsOf(const QList<AgentId> &agents, const std::function<QString(const AgentId &)> &labelOf)
{
    QStringList labels;
    for (const AgentId &agent : agents)
        labels.append(labelOf(agent));
    return joinWords(labels);
}

QString whyNoAnswer(const AgentState &state, bool anonymous)
{
    if (state.error)
        return failureRemark(*state.error, anonymous);
    if (state.skipReason)
        return skipRemark(*state.skipReason);
    if (state.status == AgentStatus::Stopped)
        return state.stopReason == event::CallStopped::Reason::Straggler
                   ? Words::tr("Stopped: the others of its layer were enough.")
                   : Words::tr("Stopped.");
    return isSettled(state.status) ? QString() : Words::tr("Interrupted before it ended.");
}

} // namespace

QString describeParameters(const Agent &agent)
{
    const Sampling &sampling = agent.sampling;
    const QLocale locale = displayLocale();
    QStringList parts;
    if (sampling.temperature)
        parts.append(Words::tr("temperature %1").arg(locale.toString(*sampling.temperature)));
    if (sampling.topP)
        parts.append(Words::tr("top-p %1").arg(locale.toString(*sampling.topP)));
    if (sampling.maxTokens)
        parts.append(Words::tr("at most %1 tokens").arg(formatCount(*sampling.maxTokens)));
    if (sampling.seed)
        parts.append(Words::tr("seed %1").arg(QString::number(*sampling.seed)));
    if (!sampling.stop.isEmpty())
        parts.append(Words::tr("stops at %1").arg(joinWords(sampling.stop)));
    if (agent.reasoning)
        parts.append(Words::tr("reasoning %1").arg(*agent.reasoning));
    return parts.join(", "_L1);
}

QStringList describeRemarks(const AgentState &state, const std::function<QString(const AgentId &)> &labelOf,
                            bool anonymous)
{
    QStringList remarks;
    if (!state.isUsable())
        remarks.append(whyNoAnswer(state, anonymous));
    if (state.cutByLimit)
        remarks.append(Words::tr("Stopped at its limit of tokens. The answer may be incomplete."));
    if (state.status == AgentStatus::Cached)
        remarks.append((state.pinned ? Words::tr("Pinned answer of %1.") : Words::tr("Answer of %1, from the cache."))
                           .arg(displayLocale().toString(state.cachedFrom.date(), QLocale::ShortFormat)));
    if (state.lastAttempt > 1)
        remarks.append(Words::tr("%1 attempts.").arg(state.lastAttempt));
    if (state.fallbacksTaken > 0)
        remarks.append(Words::tr("A fallback model answered."));
    if (!state.dropped.isEmpty())
        remarks.append(Words::tr("Did not read %1, for want of space.").arg(labelsOf(state.dropped, labelOf)));
    if (!state.shortened.isEmpty())
        remarks.append(Words::tr("Read %1 shortened.").arg(labelsOf(state.shortened, labelOf)));
    if (!anonymous)
        remarks.append(state.notices);
    remarks.removeAll(QString());
    return remarks;
}

QString describeOutcome(const RunState &state)
{
    if (!state.outcome)
        return Words::tr("The run was interrupted: what had arrived until then is shown.");
    switch (*state.outcome) {
    case RunOutcome::Synthesis:
        return state.resumedAt.isEmpty() ? Words::tr("The run finished.")
                                         : Words::tr("The run was interrupted, resumed and finished.");
    case RunOutcome::NoSynthesis:
        return Words::tr("The run ended without a synthesis: the aggregator failed or too few answers arrived.");
    case RunOutcome::BudgetStopped:
        return Words::tr("The run ended without a synthesis: the budget was reached.");
    case RunOutcome::Stopped:
        return Words::tr("The run was stopped before it ended: what had arrived until then is shown.");
    }
    Q_UNREACHABLE();
}

QStringList describeMethod(const RunReport &report)
{
    const ReportSynthesis *synthesis = report.main();
    if (!synthesis)
        return {};
    if (!synthesis->hasSources)
        return {Words::tr("Sources were not looked for: the synthesis read no answers, or there is no analysis.")};
    QStringList sentences{
        Words::tr("Matched by text similarity: every sentence of the synthesis is compared with every sentence of the "
                  "answers that it read (self-normalised BM25). A match shows similar wording, not proof of "
                  "influence."),
        Words::tr("A sentence counts as reworded from a similarity of %1 on, as verbatim when most of its three-word "
                  "sequences stand in the passage, and as shared when two or more answers match about equally.")
            .arg(twoDigits(synthesis->threshold)),
        synthesis->noise ? Words::tr("Attribution noise is about %1: that share of sentences would have been matched "
                                     "with a text that was not read.")
                               .arg(formatPercent(*synthesis->noise))
                         : Words::tr("Attribution noise is not known: there was no text to measure it with."),
    };
    if (synthesis->weakLanguage)
        sentences.append(Words::tr("The similarity was measured less well for the language of this synthesis."));
    sentences.append(Words::tr("Version %1 of the method, Tributary %2.")
                         .arg(QString::number(RunAnalysis::version), QStringLiteral(TRIBUTARY_VERSION)));
    return sentences;
}

QString citationKind(SourceLabel kind)
{
    switch (kind) {
    case SourceLabel::Verbatim:
        return Words::tr("verbatim");
    case SourceLabel::Reworded:
        return Words::tr("reworded");
    case SourceLabel::Shared:
        return Words::tr("shared");
    case SourceLabel::None:
        return Words::tr("no source found");
    }
    Q_UNREACHABLE();
}

QString reportCost(double usd, int unpriced)
{
    if (unpriced == 0)
        return formatMoney(usd);
    if (usd <= 0.0)
        return Words::tr("price unknown");
    return unpriced == 1
               ? Words::tr("%1 and a call of unknown price").arg(formatMoney(usd))
               : Words::tr("%1 and %2 calls of unknown price").arg(formatMoney(usd), QString::number(unpriced));
}

QString reportCost(const ReportAgent &agent)
{
    if (agent.fromCache)
        return Words::tr("from the cache");
    if (agent.duration < Milliseconds(0))
        return {};
    return agent.costUsd ? formatMoney(*agent.costUsd) : Words::tr("price unknown");
}

QString reportTokens(const Usage &usage)
{
    if (usage.input() + usage.output() == 0)
        return {};
    const QString text = Words::tr("%1 in, %2 out").arg(formatCount(usage.input()), formatCount(usage.output()));
    return usage.estimated ? Words::tr("about %1").arg(text) : text;
}

} // namespace tributary
