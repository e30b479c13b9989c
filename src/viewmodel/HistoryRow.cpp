// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/HistoryRow.h"

#include "base/Formatting.h"
#include "graph/AgentLabel.h"
#include "text/Markdown.h"

#include <QCoreApplication>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HistoryRow)
};

struct ShownKeptState
{
    QString text;
    QString icon;
    Tone tone = Tone::Neutral;
};

ShownKeptState shownEnd(const RunSummary &run)
{
    switch (run.outcome.value_or(RunOutcome::NoSynthesis)) {
    case RunOutcome::Synthesis:
        if (run.failed == 0)
            return {};
        return {Text::tr("%1 failed").arg(run.failed), u"triangle-alert"_s, Tone::Warning};
    case RunOutcome::NoSynthesis:
        return {Text::tr("No synthesis"), u"circle-x"_s, Tone::Error};
    case RunOutcome::BudgetStopped:
        return {Text::tr("Stopped by the budget"), u"coins"_s, Tone::Warning};
    case RunOutcome::Stopped:
        return {Text::tr("Stopped"), u"square"_s, Tone::Neutral};
    }
    Q_UNREACHABLE();
}

ShownKeptState shownState(const RunSummary &run)
{
    switch (run.state) {
    case KeptState::Running:
        return {Text::tr("Running"), u"loader-circle"_s, Tone::Active};
    case KeptState::Interrupted:
        return {Text::tr("Interrupted"), u"circle-alert"_s, Tone::Warning};
    case KeptState::Stopped:
        return {Text::tr("Stopped"), u"square"_s, Tone::Neutral};
    case KeptState::Finished:
        return shownEnd(run);
    }
    Q_UNREACHABLE();
}

QString whyNoSynthesis(const RunSummary &run)
{
    if (run.state == KeptState::Running)
        return Text::tr("The synthesis is not there yet.");
    const QString answers =
        run.usable == 1 ? Text::tr("1 answer is kept.") : Text::tr("%1 answers are kept.").arg(run.usable);
    return Text::tr("No synthesis. %1").arg(run.usable == 0 ? Text::tr("No answer arrived.") : answers);
}

QString originText(const RunSummary &run)
{
    if (run.isDemo)
        return Text::tr("Demo");
    switch (run.origin) {
    case RunOrigin::Imported:
        return Text::tr("Imported");
    case RunOrigin::Lab:
        return Text::tr("From lab");
    case RunOrigin::Window:
    case RunOrigin::CommandLine:
    case RunOrigin::Batch:
        return {};
    }
    Q_UNREACHABLE();
}

QString figuresOf(const RunSummary &run)
{
    QStringList parts{momentText(run.started), run.graphName};
    if (run.duration.count() > 0)
        parts << formatDuration(run.duration);
    parts << (run.isDemo ? QString() : costText(run.costUsd, run.unpriced)) << originText(run);
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString lettersOf(int count)
{
    QStringList letters;
    for (int i = 0; i < count; ++i)
        letters << agentLetter(i);
    return letters.join(u' ');
}

} // namespace

QString momentText(const QDateTime &moment)
{
    const QDateTime local = moment.toLocalTime();
    return u"%1 %2"_s.arg(formatDay(local.date()), local.time().toString(u"hh:mm"_s));
}

QString costText(double usd, int unpriced)
{
    if (unpriced == 0)
        return formatMoney(usd);
    if (usd > 0)
        return Text::tr("%1 + price unknown for %2").arg(formatMoney(usd)).arg(unpriced);
    return Text::tr("price unknown");
}

HistoryRow describeKeptRun(const RunSummary &run)
{
    HistoryRow row;
    row.prompt = run.prompt.simplified();
    const QString synthesis = visibleText(parseMarkdown(run.synthesis.toUtf8())).simplified();
    row.hasSynthesis = !synthesis.isEmpty();
    row.synthesis = row.hasSynthesis ? synthesis : whyNoSynthesis(run);
    row.figures = figuresOf(run);
    row.letters = run.proposers;
    row.starred = run.starred;
    const ShownKeptState state = shownState(run);
    row.stateText = state.text;
    row.stateIcon = state.icon;
    row.stateTone = state.tone;
    QStringList name{row.prompt};
    if (run.starred)
        name << Text::tr("starred");
    name << row.stateText << row.figures.split(u" · "_s).join(u", "_s)
         << Text::tr("proposers %1").arg(lettersOf(run.proposers)) << run.tags.join(u", "_s);
    name.removeAll(QString());
    row.accessibleName = name.join(u", "_s);
    return row;
}

} // namespace tributary
