// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/Formatting.h"
#include "viewmodel/AgentSpeech.h"
#include "viewmodel/FailureWords.h"
#include "viewmodel/RunScene.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AgentDisplay)
};

constexpr int paletteSize = 8;

/// What describeAgent looks at, gathered once.
struct Subject
{
    const RunScene &scene;
    const Agent &agent;
    const AgentState &state;
    const AgentMeter &meter;
    /// Null when the plan does not ask the agent.
    const PlannedCall *call;
    bool layerBypassed;

    [[nodiscard]] Milliseconds elapsed() const
    {
        const Milliseconds end = state.settledAt >= Milliseconds(0) ? state.settledAt : scene.now;
        return std::max(Milliseconds(0), end - state.startedAt);
    }
};

void setState(AgentDisplay &display, DisplayState state, Tone tone, QLatin1StringView icon, const QString &text,
              const QString &shortText = {})
{
    display.state = state;
    display.tone = tone;
    display.icon = icon;
    display.stateText = text;
    display.stateShort = shortText.isEmpty() ? text : shortText;
}

void describeIdentity(AgentDisplay &display, const Subject &subject, const AgentPlace &place)
{
    const RunScene &scene = subject.scene;
    display.id = subject.agent.id;
    display.layer = static_cast<int>(place.layer);
    display.index = static_cast<int>(place.index);
    display.isAggregator = scene.isAggregator(subject.agent.id);
    display.letter = scene.letterOf(subject.agent.id);
    if (!display.isAggregator) {
        display.paletteIndex = display.index % paletteSize;
        display.doubleBar = display.index >= paletteSize;
    }
    display.model = subject.state.model.isEmpty() ? subject.agent.model : subject.state.model;
    display.isDemo = scene.providers.isDemo(display.model);
    if (display.model.isEmpty()) {
        display.modelName = Words::tr("Choose a model");
        return;
    }
    display.modelName = subject.state.servedModel.isEmpty() ? display.model.model : subject.state.servedModel;
    display.providerName = scene.providers.nameOf(display.model.provider);
    const ProviderDirectory::Entry *entry = scene.providers.find(display.model.provider);
    if (display.isDemo)
        display.providerName = Words::tr("Demo · recorded answers");
    else if (entry && entry->provider.isLoopback())
        display.providerName += u" · "_s + Words::tr("local");
}

QString waitingBody(const Subject &subject)
{
    if (!subject.call || subject.call->reads.isEmpty())
        return {};
    const std::optional<AgentPlace> place = findAgent(subject.scene.graph, subject.call->reads.first());
    return place ? Words::tr("Waits for layer %1.").arg(place->layer + 1) : QString();
}

void describeIdle(AgentDisplay &display, const Subject &subject)
{
    const auto unsettled =
        std::ranges::count_if(subject.call ? subject.call->reads : QList<AgentId>{},
                              [&](const AgentId &id) { return !isSettled(subject.scene.run.agent(id).status); });
    if (unsettled == 0) {
        setState(display, DisplayState::Queued, Tone::Neutral, "clock"_L1, Words::tr("Queued"));
        return;
    }
    setState(display, DisplayState::Waiting, Tone::Neutral, "hourglass"_L1, Words::tr("Waiting for %1").arg(unsettled));
    display.bodyText = waitingBody(subject);
}

void describeStreaming(AgentDisplay &display, const Subject &subject)
{
    display.busy = true;
    if (subject.state.answer.isEmpty()) {
        const qint64 seconds = subject.elapsed().count() / 1000;
        const QString text =
            seconds > 0 ? Words::tr("Thinking… %1 s").arg(formatCount(seconds)) : Words::tr("Thinking…");
        setState(display, DisplayState::Streaming, Tone::Active, "loader-circle"_L1, text);
        return;
    }
    if (!subject.meter.expectedTokens) {
        setState(display, DisplayState::Streaming, Tone::Active, "loader-circle"_L1, Words::tr("Streaming"));
        return;
    }
    display.progress = subject.meter.progress;
    const QString percent = formatPercent(subject.meter.progress);
    setState(display, DisplayState::Streaming, Tone::Active, "loader-circle"_L1, Words::tr("Streaming %1").arg(percent),
             percent);
}

/// What keeps the call from starting, with the time that is left.
std::optional<QString> waitSentence(const Subject &subject)
{
    if (!subject.state.waitsFor)
        return std::nullopt;
    return describe(*subject.state.waitsFor, subject.state.waitsUntil - subject.scene.now);
}

void describeRetrying(AgentDisplay &display, const Subject &subject)
{
    const Milliseconds left = subject.state.retryAt - subject.scene.now;
    const int retry = std::max(1, subject.state.attempt);
    const int allowed = subject.scene.plan.policy.retries;
    QString text = retry <= allowed ? Words::tr("Retry %1 of %2").arg(retry).arg(allowed) : Words::tr("Retry");
    QString shortText = Words::tr("retry");
    if (left > Milliseconds(0)) {
        text = Words::tr("%1 in %2").arg(text, formatCountdown(left));
        shortText = Words::tr("retry %1").arg(formatCountdown(left));
        display.actions.append({Action::Kind::RetryNow, Words::tr("Now"), subject.agent.id});
    }
    setState(display, DisplayState::Retrying, Tone::Warning, "refresh-cw"_L1, text, shortText);
    // The wait of its own is over; now it waits for its provider.
    if (const auto wait = waitSentence(subject)) {
        display.bodyText = *wait;
        return;
    }
    if (!subject.state.failedAttempts.isEmpty()) {
        const FailedAttempt &last = subject.state.failedAttempts.last();
        display.bodyText = failureSentence(subject.scene.nameOf(subject.agent.id), {last.kind, last.message});
    }
}

void describeFailed(AgentDisplay &display, const Subject &subject)
{
    const Error error = subject.state.error.value_or(Error{});
    const QString text = error.kind == ErrorKind::Empty ? Words::tr("Empty answer (0 words)")
                                                        : Words::tr("Failed: %1").arg(failureWord(error.kind));
    setState(display, DisplayState::Failed, Tone::Error, "circle-x"_L1, text, Words::tr("failed"));
    display.errorText = failureSentence(subject.scene.nameOf(subject.agent.id), error);
    display.errorDetail = failureDetail(subject.state);
    const AgentId &id = subject.agent.id;
    if (!subject.scene.isRunning()) {
        if (isAboutKey(error.kind))
            display.actions.append({Action::Kind::EditKey, Words::tr("Edit key"), id, {}, display.model.provider});
        else
            display.actions.append({Action::Kind::TryAgain, Words::tr("Try again"), id});
        display.actions.append(
            {Action::Kind::UseAnotherModel,
             display.isAggregator ? Words::tr("Use another aggregator") : Words::tr("Use another model"), id});
    }
    display.actions.append({Action::Kind::Details, Words::tr("Details"), id});
}

void describeStopped(AgentDisplay &display, const Subject &subject)
{
    const qint64 words = subject.meter.answer.words;
    const QString text = words > 0 ? Words::tr("Stopped, %1 words").arg(formatCount(words)) : Words::tr("Stopped");
    setState(display, DisplayState::Stopped, Tone::Neutral, "square"_L1, text, Words::tr("stopped"));
    if (subject.state.answer.isEmpty()) {
        display.bodyText = subject.state.stopReason == event::CallStopped::Reason::Straggler
                               ? Words::tr("Stopped: enough answers had arrived.")
                               : Words::tr("Stopped before any text arrived.");
    } else {
        display.warnings.append(Words::tr("Stopped early. Not used as a reference."));
    }
    if (!subject.scene.isRunning())
        display.actions.append({Action::Kind::TryAgain, Words::tr("Try again"), subject.agent.id});
}

void describeNotAsked(AgentDisplay &display, SkipReason reason)
{
    display.bodyText = skipSentence(reason, display.layer);
    switch (reason) {
    case SkipReason::Muted:
        setState(display, DisplayState::Muted, Tone::Neutral, "ban"_L1, Words::tr("Muted"));
        return;
    case SkipReason::Bypassed:
        setState(display, DisplayState::Skipped, Tone::Neutral, "skip-forward"_L1, Words::tr("Bypassed"));
        return;
    case SkipReason::Budget:
        setState(display, DisplayState::Skipped, Tone::Warning, "skip-forward"_L1, Words::tr("Skipped: budget"),
                 Words::tr("skipped"));
        return;
    case SkipReason::NoReferences:
    case SkipReason::Quorum:
    case SkipReason::RunStopped:
        setState(display, DisplayState::Skipped, Tone::Neutral, "skip-forward"_L1, Words::tr("Skipped"));
        return;
    }
}

void describeDone(AgentDisplay &display, const Subject &subject)
{
    const QString time = formatDuration(subject.elapsed());
    setState(display, DisplayState::Done, Tone::Success, "circle-check"_L1, Words::tr("Done %1").arg(time), time);
}

void describeCached(AgentDisplay &display, const Subject &subject)
{
    const QDateTime &from = subject.state.cachedFrom;
    const QString text = from.isValid() ? Words::tr("From cache, %1").arg(formatDay(from.toLocalTime().date()))
                                        : Words::tr("From cache");
    setState(display, DisplayState::Cached, Tone::Cached, "database"_L1, text, Words::tr("cache"));
}

bool isPinned(const Subject &subject)
{
    return !subject.scene.isReplayed && subject.scene.pinned.contains(subject.agent.id);
}

void describePinned(AgentDisplay &display, const Subject &subject)
{
    const QDateTime &from = subject.state.cachedFrom;
    const QString text =
        from.isValid() ? Words::tr("Pinned, %1").arg(formatDay(from.toLocalTime().date())) : Words::tr("Pinned");
    setState(display, DisplayState::Pinned, Tone::Cached, "pin"_L1, text, Words::tr("pinned"));
}

void describeWithoutRun(AgentDisplay &display, const Subject &subject)
{
    if (subject.agent.muted)
        describeNotAsked(display, SkipReason::Muted);
    else if (subject.layerBypassed)
        describeNotAsked(display, SkipReason::Bypassed);
    else if (isPinned(subject))
        describePinned(display, subject);
    else if (subject.agent.model.isEmpty())
        showNotSetUp(display);
}

void describeInRun(AgentDisplay &display, const Subject &subject)
{
    if (subject.state.isUsable() && (subject.state.pinned || isPinned(subject)))
        return describePinned(display, subject);
    switch (subject.state.status) {
    case AgentStatus::Idle:
        return describeIdle(display, subject);
    case AgentStatus::Queued:
        setState(display, DisplayState::Queued, Tone::Neutral, "clock"_L1, Words::tr("Queued"));
        display.bodyText = waitSentence(subject).value_or(Words::tr("Waits for a free call."));
        return;
    case AgentStatus::Started:
    case AgentStatus::Streaming:
        return describeStreaming(display, subject);
    case AgentStatus::Retrying:
        return describeRetrying(display, subject);
    case AgentStatus::Done:
        return describeDone(display, subject);
    case AgentStatus::Failed:
        return describeFailed(display, subject);
    case AgentStatus::Cached:
        return describeCached(display, subject);
    case AgentStatus::Skipped:
        return describeNotAsked(display, subject.state.skipReason.value_or(SkipReason::RunStopped));
    case AgentStatus::Stopped:
        return describeStopped(display, subject);
    }
}

void describeState(AgentDisplay &display, const Subject &subject)
{
    const bool untouched = subject.state.status == AgentStatus::Idle;
    if (!subject.scene.hasRun() || (untouched && !subject.call))
        describeWithoutRun(display, subject);
    else if (untouched && !subject.scene.isRunning())
        describeNotAsked(display, SkipReason::RunStopped);
    else
        describeInRun(display, subject);
}

/// The provider's own name for a dated version of the asked model: "gpt-4o-2024-08-06" for "gpt-4o".
bool isVersionOf(const QString &served, const QString &asked)
{
    if (!served.startsWith(asked, Qt::CaseInsensitive))
        return false;
    const QStringView rest = QStringView(served).sliced(asked.size());
    return std::ranges::all_of(rest, [](QChar c) { return c.isDigit() || c == u'-'; });
}

void describeWarnings(AgentDisplay &display, const Subject &subject)
{
    const AgentState &state = subject.state;
    display.warnings += state.notices;
    if (state.hedge && state.hedge->underWay && !isSettled(state.status))
        display.warnings.append(Words::tr("Takes long, so it was asked a second time"));
    else if (state.hedge && state.hedge->taken)
        display.warnings.append(Words::tr("Answered by a second request"));
    if (state.cutByLimit) {
        const std::optional<int> limit = subject.agent.sampling.maxTokens;
        display.warnings.append(limit ? Words::tr("Cut at %1 tokens").arg(formatCount(*limit))
                                      : Words::tr("Cut at the model's token limit"));
        if (limit && !subject.scene.isRunning())
            display.actions.append(
                {Action::Kind::RaiseLimit, Words::tr("Raise limit and try again"), subject.agent.id});
    }
    if (!state.isUsable())
        return;
    if (!subject.agent.model.isEmpty() && state.model != subject.agent.model && !state.model.isEmpty())
        display.warnings.append(
            Words::tr("Asked for %1, answered by the fallback %2").arg(subject.agent.model.model, state.model.model));
    else if (!state.servedModel.isEmpty() && !isVersionOf(state.servedModel, state.model.model))
        display.warnings.append(Words::tr("Asked for %1, answered by %2").arg(state.model.model, state.servedModel));
}

QString footerOf(const Subject &subject)
{
    const qint64 words = subject.meter.answer.words;
    if (words == 0)
        return {};
    QStringList parts{words == 1 ? Words::tr("1 word") : Words::tr("%1 words").arg(formatCount(words))};
    const AgentState &state = subject.state;
    if (state.status == AgentStatus::Done) {
        parts.append(formatDuration(subject.elapsed()));
        const Milliseconds streamed = state.settledAt - std::max(state.firstTokenAt, state.startedAt);
        const qint64 tokens = state.usage.output() > 0 ? state.usage.output() : subject.meter.answer.tokens;
        if (const QString speed = formatSpeed(tokens, streamed); !speed.isEmpty())
            parts.append(speed);
    }
    return parts.join(u" · "_s);
}

} // namespace

void showNotSetUp(AgentDisplay &display)
{
    const QString text = Words::tr("Choose a model");
    setState(display, DisplayState::NotSetUp, Tone::Warning, "circle-dashed"_L1, text);
    display.actions.append({Action::Kind::ChooseModel, text, display.id});
}

AgentDisplay describeAgent(const RunScene &scene, const AgentId &id)
{
    AgentDisplay display;
    const std::optional<AgentPlace> place = findAgent(scene.graph, id);
    if (!place)
        return display;
    const Layer &layer = scene.graph.layers[place->layer];
    const Subject subject{scene,           layer.agents[place->index], scene.run.agent(id),
                          scene.meter(id), scene.plan.find(id),        layer.bypassed};
    describeIdentity(display, subject, *place);
    describeState(display, subject);
    describeWarnings(display, subject);
    display.footer = footerOf(subject);
    display.hasAnswer = !subject.state.answer.isEmpty();
    display.hasReasoning = !subject.state.reasoning.isEmpty();
    display.isReplayed = scene.isReplayed;
    display.isPinned = isPinned(subject);
    display.canBePinned = !scene.isReplayed && !display.isAggregator && subject.state.isUsable();
    if (scene.isReplayed)
        display.actions.removeIf([](const Action &action) { return action.kind != Action::Kind::Details; });
    display.accessibleName = accessibleNameOf(display, layer.agents.size());
    display.accessibleDescription = accessibleDescriptionOf(display, subject.call);
    return display;
}

} // namespace tributary
