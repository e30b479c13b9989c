// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/RunText.h"

#include "base/Formatting.h"
#include "graph/AgentLabel.h"

#include <QCoreApplication>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::RunText)
};

QString title(const QString &text)
{
    return text + u'\n' + QString(text.size(), u'-') + u'\n';
}

QString section(const QString &heading, const QString &text)
{
    return u'\n' + title(heading) + text.trimmed() + u'\n';
}

QString moneyOf(const std::optional<double> &usd, const AgentState &agent)
{
    if (agent.status == AgentStatus::Cached)
        return Words::tr("from the cache");
    return usd ? formatMoney(*usd) : Words::tr("price unknown");
}

QString figuresOf(const AgentState &agent)
{
    QStringList parts{agent.model.toString()};
    if (agent.firstStartedAt >= Milliseconds(0) && agent.settledAt >= agent.firstStartedAt)
        parts.append(formatDuration(agent.settledAt - agent.firstStartedAt));
    if (agent.usage.input() + agent.usage.output() > 0)
        parts.append(
            Words::tr("%1 tokens in, %2 out").arg(formatCount(agent.usage.input()), formatCount(agent.usage.output())));
    if (isSettled(agent.status) && agent.status != AgentStatus::Skipped)
        parts.append(moneyOf(agent.costUsd, agent));
    if (agent.lastAttempt > 1)
        parts.append(Words::tr("%1 attempts").arg(agent.lastAttempt));
    return parts.join(u" · "_s);
}

QString whyNoAnswer(const AgentState &agent)
{
    if (agent.error)
        return Words::tr("Failed (%1): %2").arg(wireName(agent.error->kind), agent.error->message);
    if (agent.skipReason)
        return Words::tr("Not asked (%1).").arg(wireName(*agent.skipReason));
    if (agent.status == AgentStatus::Stopped)
        return Words::tr("Stopped.");
    return isSettled(agent.status) ? QString() : Words::tr("Interrupted.");
}

QString answerText(const AgentState &agent)
{
    QStringList parts{figuresOf(agent)};
    if (!agent.isUsable())
        parts.append(whyNoAnswer(agent));
    if (!agent.answer.isEmpty())
        parts.append(u'\n' + agent.answer);
    parts.removeAll(QString());
    return parts.join(u'\n');
}

QString headOf(const RunSummary &summary, const RunRecord &record)
{
    const QString started = summary.started.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
    const bool priceUnknown = summary.unpriced > 0 && summary.costUsd <= 0.0;
    QStringList lines{
        Words::tr("Run %1").arg(record.id.value),
        Words::tr("%1 · %2 · %3").arg(started, wireName(summary.state), record.graph.name),
        Words::tr("%1 of %2 answers · %3 · %4")
            .arg(summary.usable)
            .arg(summary.agents)
            .arg(formatDuration(summary.duration),
                 priceUnknown ? Words::tr("price unknown") : formatMoney(summary.costUsd)),
    };
    if (!summary.tags.isEmpty())
        lines.append(Words::tr("Tags: %1").arg(summary.tags.join(", "_L1)));
    if (!summary.note.isEmpty())
        lines.append(Words::tr("Note: %1").arg(summary.note));
    if (summary.trashed)
        lines.append(Words::tr("In the trash. tributary-cli runs restore brings it back."));
    if (summary.state == KeptState::Interrupted)
        lines.append(Words::tr("Interrupted. tributary-cli resume makes the missing calls."));
    return lines.join(u'\n') + u'\n';
}

} // namespace

QString runText(const RunSummary &summary, const RunRecord &record)
{
    const RunState state = replay(record.events);
    const QString synthesis = record.synthesis();
    QString text = headOf(summary, record) + section(Words::tr("Prompt"), record.prompt);
    for (const Attachment &attachment : record.attachments)
        text += Words::tr("Attached: %1").arg(attachment.name) + u'\n';
    text += section(Words::tr("Synthesis"), synthesis.isEmpty() ? Words::tr("No synthesis.") : synthesis);
    const qsizetype layers = record.graph.layers.size();
    for (qsizetype layer = 0; layer < layers; ++layer) {
        const QList<Agent> &agents = record.graph.layers[layer].agents;
        const bool isLast = layer + 1 == layers;
        for (qsizetype i = 0; i < agents.size(); ++i) {
            const AgentState &agent = state.agent(agents[i].id);
            const QString heading = Words::tr("%1, layer %2").arg(agentLabel(agents[i], i, isLast)).arg(layer + 1);
            // The synthesis stands above.
            const bool isShown = isLast && agent.isUsable() && agent.answer == synthesis;
            text += section(heading, isShown ? figuresOf(agent) : answerText(agent));
        }
    }
    return text;
}

QString requestsText(const RunRecord &record)
{
    if (record.requests.isEmpty())
        return Words::tr("No request of this run was kept.\n");
    QString text;
    for (const SentRequest &request : record.requests) {
        text += Words::tr("# %1, attempt %2, %3, %4 bytes to %5\n")
                    .arg(request.agent.value)
                    .arg(request.attempt)
                    .arg(request.model.toString(), formatCount(request.body.size()), request.address);
        text += QString::fromUtf8(request.body) + u'\n';
    }
    return text;
}

} // namespace tributary
