// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The calls of a run: asking, what comes of it, second requests and fallbacks.

#include "engine/RunController.h"

#include <utility>

namespace tributary {

namespace {

/// Policy 11 counts usable answers, so an answer without a word is a failure here already.
Error emptyAnswer(bool cutByLimit)
{
    if (cutByLimit)
        return {ErrorKind::Empty, RunController::tr("The token limit was used up before the answer began. Raise the "
                                                    "agent's token limit and try again.")};
    return {ErrorKind::Empty, RunController::tr("The model returned an empty answer. It counts as failed.")};
}

/// The call's success when it gave a usable answer, else why not.
Result<CallSuccess> usable(const CallOutcome &outcome, const QString &answer)
{
    if (const auto *error = std::get_if<Error>(&outcome))
        return tl::unexpected(*error);
    const auto *success = std::get_if<CallSuccess>(&outcome);
    if (!success)
        return fail(ErrorKind::Stopped, RunController::tr("The request was stopped."));
    if (answer.trimmed().isEmpty())
        return tl::unexpected(emptyAnswer(success->cutByLimit));
    return *success;
}

CallLimits limitsOf(const PlannedCall &call, int retries)
{
    CallLimits limits;
    limits.retries = retries;
    limits.silence = call.agent.timeout;
    return limits;
}

} // namespace

void RunController::CallDeleter::operator()(QObject *call) const
{
    call->deleteLater();
}

void RunController::ask(const PlannedCall &call, const ModelRef &model)
{
    const AgentId &id = call.agent.id;
    const auto packed = m_prompts.pack(call, model, m_state);
    if (!packed) {
        recordAgent(id, event::CallQueued{model});
        failModel(call, packed.error());
        return;
    }
    m_messages.insert(id, packed->messages);
    if (const auto kept = m_cache.find(call, m_state.agent(id).fallbacksTaken, m_state)) {
        recordAgent(id, event::CallCached{model, kept->answer, kept->from, false, kept->reasoning, kept->servedModel,
                                          kept->usage, kept->cutByLimit, packed->order, packed->dropped,
                                          packed->shortened});
        return;
    }
    m_costs.noteAsked(id, packed->estimatedTokens);

    startCall(
        call, model,
        m_client.ask(toChatRequest(call.agent, model, packed->messages), limitsOf(call, m_request.policies.retries)));
    recordAgent(id, event::CallQueued{model, packed->order, packed->dropped, packed->shortened});
}

void RunController::startCall(const PlannedCall &planned, const ModelRef &model, std::unique_ptr<ModelCall> call)
{
    RunningCall running(call.release());
    connectCall(*running, planned, model);
    m_calls.insert_or_assign(planned.agent.id, std::move(running));
}

void RunController::noteSent(const AgentId &id, int attempt, const ModelRef &model, const QString &address,
                             const QByteArray &body)
{
    m_requests.append({id, attempt, model, address, body});
    Q_EMIT requestSent(m_requests.constLast());
}

void RunController::connectCall(ModelCall &call, const PlannedCall &planned, const ModelRef &model)
{
    const AgentId id = planned.agent.id;
    connect(&call, &ModelCall::requestSent, this, [this, id, model](const QString &address, const QByteArray &body) {
        noteSent(id, m_state.agent(id).lastAttempt + 1, model, address, body);
    });
    connect(&call, &ModelCall::attemptStarted, this, [this, id, model](int, const QStringList &notices) {
        recordAgent(id, event::CallStarted{model, m_state.agent(id).lastAttempt + 1, notices});
        advance(); // the deadline counts from here
    });
    connect(&call, &ModelCall::waiting, this,
            [this, id](const CallWait &wait) { recordAgent(id, event::CallWaiting{wait}); });
    connect(&call, &ModelCall::firstToken, this, [this, id] { recordAgent(id, event::FirstToken{}); });
    connect(&call, &ModelCall::answerText, this, [this, id](const QString &delta) {
        recordAgent(id, event::Text{TextChannel::Answer, delta});
    });
    connect(&call, &ModelCall::reasoningText, this, [this, id](const QString &delta) {
        recordAgent(id, event::Text{TextChannel::Reasoning, delta});
    });
    connect(&call, &ModelCall::retrying, this, [this, id](const Error &error, Milliseconds wait) {
        recordAgent(id, event::CallRetrying{error.kind, error.message, wait, {}});
    });
    connect(&call, &ModelCall::finished, this,
            [this, &planned](const CallOutcome &outcome) { onOutcome(planned, outcome); });
}

void RunController::onOutcome(const PlannedCall &call, const CallOutcome &outcome)
{
    const AgentId &id = call.agent.id;
    m_calls.erase(id);
    const Result<CallSuccess> answer = usable(outcome, m_state.agent(id).answer);
    if (!answer && m_hedges.contains(id)) {
        const RunningHedge hedge = takeHedge(id);
        const ModelRef model = m_state.agent(id).model;
        recordTaken(id, *hedge, answer.error());
        if (!isSettled(m_state.agent(id).status))
            startCall(call, model, hedge->release());
    } else if (answer) {
        dropHedge(id, {ErrorKind::Stopped, tr("The first request answered first.")});
        succeed(call, *answer);
    } else if (std::holds_alternative<CallCancelled>(outcome)) {
        recordAgent(id, event::CallStopped{});
    } else {
        failModel(call, answer.error());
    }
    advance();
}

void RunController::hedge(const AgentId &id)
{
    // As in startAgent(), it may have ended while another one was hedged.
    const auto first = m_calls.find(id);
    if (m_state.phase != RunState::Phase::Running || first == m_calls.end())
        return;
    const PlannedCall &call = *m_planned[id];
    const ModelRef model = m_state.agent(id).model;
    const int attempt = m_state.agent(id).lastAttempt + 1;
    // Without retries: it is there to save time, and the first one goes on.
    RunningHedge hedge(new HedgeCall(
        m_client.ask(toChatRequest(call.agent, model, m_messages.value(id)), limitsOf(call, 0)), m_clock, m_startedAt));
    connect(hedge.get(), &HedgeCall::requestSent, this,
            [this, id, attempt, model](const QString &address, const QByteArray &body) {
                noteSent(id, attempt, model, address, body);
            });
    connect(hedge.get(), &HedgeCall::finished, this,
            [this, &call](const CallOutcome &outcome) { onHedgeOutcome(call, outcome); });
    m_hedges.insert_or_assign(id, std::move(hedge));
    recordAgent(id, event::CallHedged{model, attempt});
}

void RunController::onHedgeOutcome(const PlannedCall &call, const CallOutcome &outcome)
{
    const AgentId &id = call.agent.id;
    const Result<CallSuccess> answer = usable(outcome, m_hedges.at(id)->answer());
    if (!answer) {
        dropHedge(id, answer.error());
    } else {
        const RunningHedge hedge = takeHedge(id);
        recordTaken(id, *hedge, {ErrorKind::Stopped, tr("The second request answered first.")});
        dropCall(id);
        succeed(call, *answer);
    }
    advance();
}

void RunController::recordTaken(const AgentId &id, const HedgeCall &hedge, const Error &why)
{
    recordAgent(id, event::HedgeTaken{why.kind, why.message, hedge.answer(), hedge.reasoning(), hedge.startedAt(),
                                      hedge.firstTokenAt(), m_costs.wasteOf(id)});
}

RunController::RunningHedge RunController::takeHedge(const AgentId &id)
{
    RunningHedge hedge = std::move(m_hedges.at(id));
    m_hedges.erase(id);
    hedge->disconnect(this);
    return hedge;
}

void RunController::dropHedge(const AgentId &id, const Error &why)
{
    if (!m_hedges.contains(id))
        return;
    const RunningHedge hedge = takeHedge(id);
    hedge->cancel();
    recordAgent(id, event::HedgeDropped{why.kind, why.message, hedge->answer(),
                                        m_costs.wasteOf(id, hedge->answer(), hedge->reasoning())});
}

void RunController::succeed(const PlannedCall &call, const CallSuccess &success)
{
    const AgentId &id = call.agent.id;
    const AgentState &agent = m_state.agent(id);
    const bool counted = success.usage.input() > 0 || success.usage.output() > 0;
    event::CallFinished finished;
    finished.textLength = agent.answer.size();
    finished.usage = counted ? success.usage : m_costs.estimatedUsage(id, agent.answer, agent.reasoning);
    finished.costUsd = m_costs.costOf(finished.usage, agent.model);
    finished.servedModel = success.servedModel;
    finished.cutByLimit = success.cutByLimit;
    finished.requestId = success.requestId;
    const Milliseconds now = elapsed();
    finished.timings.total = now - agent.startedAt;
    finished.timings.firstToken = (agent.firstTokenAt < Milliseconds(0) ? now : agent.firstTokenAt) - agent.startedAt;
    m_cache.store(call, agent.fallbacksTaken, m_state,
                  {agent.model, agent.answer, agent.reasoning, finished.usage, finished.servedModel,
                   finished.cutByLimit, m_clock.calendar()});
    recordAgent(id, finished);
}

void RunController::failModel(const PlannedCall &call, const Error &error)
{
    const AgentId &id = call.agent.id;
    const auto fallback = nextFallback(call.agent, m_state.agent(id), error);
    if (!fallback) {
        failAgent(id, error);
        return;
    }
    if (!affords(call, *fallback)) {
        failAgent(id,
                  {ErrorKind::Budget, tr("%1 Asking %2 instead would exceed the budget. Raise the budget to try it.")
                                          .arg(error.message, fallback->toString())});
        return;
    }
    recordAgent(id, event::CallRetrying{error.kind, error.message, Milliseconds(0), *fallback, m_costs.wasteOf(id)});
    if (!isSettled(m_state.agent(id).status))
        ask(call, *fallback);
}

/// Policy 6 for a fallback: its agent was let start with another model's price in mind.
bool RunController::affords(const PlannedCall &call, const ModelRef &fallback)
{
    if (!m_costs.exceeds(m_request.policies.budgetUsd, call, fallback))
        return true;
    return m_cache.find(call, m_state.agent(call.agent.id).fallbacksTaken + 1, m_state).has_value();
}

void RunController::dropCall(const AgentId &id)
{
    dropHedge(id, {ErrorKind::Stopped, tr("The agent ended before the second request answered.")});
    const auto found = m_calls.find(id);
    if (found == m_calls.end())
        return;
    const RunningCall call = std::move(found->second);
    m_calls.erase(found);
    call->disconnect(this);
    call->cancel();
}

} // namespace tributary
