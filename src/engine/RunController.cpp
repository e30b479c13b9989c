// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/RunController.h"

#include "base/Formatting.h"

#include <QCoreApplication>
#include <QScopeGuard>

#include <algorithm>
#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

RunController::RunController(ModelClient &client, const Clock &clock, ModelLookup lookup, AnswerCache *cache,
                             QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_lookup(std::move(lookup))
    , m_alarm(clock.makeAlarm([this] { advance(); }))
    , m_costs(m_prompts, m_state)
    , m_cache(cache, client, m_plan, m_prompts)
{}

RunController::~RunController()
{
    // First nobody listens, then the calls go: no signal may reach a half-destroyed controller.
    for (auto &[id, hedge] : m_hedges) {
        hedge->disconnect(this);
        hedge->cancel();
    }
    for (auto &[id, call] : m_calls) {
        call->disconnect(this);
        call->cancel();
    }
}

Result<void> RunController::start(const RunRequest &request)
{
    if (const auto prepared = prepare(request); !prepared)
        return prepared;
    m_startedOn = m_clock.calendar();
    m_startedAt = m_clock.now();
    recordEvent({}, -1, event::RunStarted{request.id, request.graph.name, m_plan.callCount()});
    skipWhatIsNotAsked();
    advance();
    return {};
}

Result<void> RunController::resume(const RunRecord &interrupted, const ResumeOptions &options)
{
    const RunState state = replay(interrupted.events);
    if (state.phase == RunState::Phase::Finished)
        return fail(ErrorKind::InvalidInput, tr("This run has ended; run it again instead."));
    RunRequest request;
    request.id = interrupted.id;
    request.graph = interrupted.graph;
    request.prompt = interrupted.prompt;
    request.policies = options.policies;
    request.seed = interrupted.seed;
    request.nonce = interrupted.nonce;
    request.prior = options.prior;
    request.cache = options.cache;
    request.hedgeAfter = options.hedgeAfter;
    request.attachments = interrupted.attachments;
    request.conversation = interrupted.conversation;
    if (const auto prepared = prepare(request); !prepared)
        return prepared;
    m_startedOn = interrupted.started;
    m_state = state;
    m_events = interrupted.events;
    m_requests = interrupted.requests;
    m_startedAt = m_clock.now() - m_state.now;
    if (m_state.phase == RunState::Phase::NotStarted)
        recordEvent({}, -1, event::RunStarted{request.id, request.graph.name, m_plan.callCount()});
    else
        recordEvent({}, -1, resumption());
    skipWhatIsNotAsked();
    advance();
    return {};
}

Result<void> RunController::prepare(const RunRequest &request)
{
    if (m_state.phase != RunState::Phase::NotStarted)
        return fail(ErrorKind::Internal, tr("This run was started before."));
    if (request.prompt.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, tr("The prompt is empty. Write what the models are to answer."));
    if (request.prompt.size() > longestPrompt)
        return fail(ErrorKind::InvalidInput,
                    tr("The prompt has %1 characters; at most %2 are sent. Ask about a part of the text.")
                        .arg(formatCount(request.prompt.size()), formatCount(longestPrompt)));
    if (const auto fits = checkAttachments(request.attachments); !fits)
        return fits;
    auto plan = compile(request.graph);
    if (!plan)
        return tl::unexpected(plan.error());
    m_request = request;
    m_plan = std::move(*plan);
    m_prompts = RunPrompts(m_request, m_plan, m_lookup);
    m_cache.setUse(m_request.cache);
    if (!m_request.graph.policy.hedging)
        m_request.hedgeAfter.clear();
    for (const PlannedLayer &layer : std::as_const(m_plan.layers)) {
        for (const PlannedCall &call : layer.calls)
            m_planned.insert(call.agent.id, &call);
    }
    return {};
}

void RunController::skipWhatIsNotAsked()
{
    for (qsizetype i = 0; i < m_request.graph.layers.size(); ++i) {
        const Layer &layer = m_request.graph.layers[i];
        for (const Agent &agent : layer.agents) {
            if ((layer.bypassed || agent.muted) && !isSettled(m_state.agent(agent.id).status))
                recordEvent(agent.id, int(i),
                            event::CallSkipped{agent.muted ? SkipReason::Muted : SkipReason::Bypassed});
        }
    }
}

event::RunResumed RunController::resumption()
{
    event::RunResumed resumed;
    resumed.at = m_clock.calendar();
    for (const PlannedCall *call : std::as_const(m_planned)) {
        const AgentId &id = call->agent.id;
        const AgentState &agent = m_state.agent(id);
        if (isSettled(agent.status) || (agent.answer.isEmpty() && agent.reasoning.isEmpty()))
            continue;
        if (const auto packed = m_prompts.pack(*call, agent.model, m_state))
            m_costs.noteAsked(id, packed->estimatedTokens);
        const std::optional<double> waste = m_costs.wasteOf(id);
        resumed.costUsd += waste.value_or(0.0);
        resumed.unpriced += waste ? 0 : 1;
    }
    return resumed;
}

void RunController::advance()
{
    // Carrying out a decision records events, and whoever hears of one may call back into here.
    if (m_advancing || m_ending || m_state.phase == RunState::Phase::NotStarted)
        return;
    m_advancing = true;
    const auto done = qScopeGuard([this] { m_advancing = false; });
    const LeastCost cost = [this](const PlannedCall &call) { return leastCost(call); };
    for (;;) {
        const Decision decision = schedule(m_plan, m_state, m_request.policies, cost, m_request.hedgeAfter, elapsed());
        if (decision.isWait()) {
            if (decision.wakeAt)
                m_alarm->ringAfter(*decision.wakeAt - elapsed());
            return;
        }
        apply(decision);
    }
}

void RunController::apply(const Decision &decision)
{
    for (const AgentId &id : decision.expire)
        failAgent(id, {ErrorKind::TimeoutDeadline,
                       tr("No answer within the agent's deadline of %1 s. Raise the deadline or choose a faster model.")
                           .arg(double(m_planned[id]->agent.deadline->count()) / 1000.0)});
    for (const AgentId &id : decision.stopStragglers) {
        dropCall(id);
        recordStopped(id, event::CallStopped::Reason::Straggler);
    }
    for (const AgentId &id : decision.hedge)
        hedge(id);
    for (const AgentId &id : decision.start)
        startAgent(id);
    if (decision.finishLayer)
        finishLayer(*decision.finishLayer);
    for (const Decision::Skip &skip : decision.skip) {
        dropCall(skip.agent);
        recordAgent(skip.agent, event::CallSkipped{skip.reason});
    }
    if (decision.ask)
        recordEvent({}, currentLayer(m_plan, m_state).value_or(-1), *decision.ask);
    if (decision.end)
        endRun(*decision.end);
}

void RunController::startAgent(const AgentId &id)
{
    // A slot that heard of an agent started before this one may have stopped this one or the run.
    if (m_state.phase != RunState::Phase::Running || m_state.agent(id).status != AgentStatus::Idle)
        return;
    const PlannedCall &call = *m_planned[id];
    const auto prior = m_request.prior.constFind(id);
    if (prior != m_request.prior.constEnd())
        recordAgent(id, event::CallCached{prior->model, prior->answer, prior->from, prior->pinned, prior->reasoning,
                                          prior->servedModel, prior->usage, prior->cutByLimit});
    else
        ask(call, call.agent.model);
}

void RunController::failAgent(const AgentId &id, const Error &error)
{
    dropCall(id);
    recordAgent(id, event::CallFailed{error.kind, error.message, error.detail, m_costs.wasteOf(id)});
}

void RunController::stop()
{
    if (m_state.phase == RunState::Phase::Running || m_state.phase == RunState::Phase::AwaitingDecision)
        endRun(RunOutcome::Stopped);
}

void RunController::stopAgent(const AgentId &id)
{
    if (!m_planned.contains(id) || isSettled(m_state.agent(id).status))
        return;
    dropCall(id);
    recordStopped(id, event::CallStopped::Reason::Person);
    advance();
}

void RunController::retryNow(const AgentId &id)
{
    const auto call = m_calls.find(id);
    if (call != m_calls.end())
        call->second->retryNow();
}

void RunController::resumeWithFewer()
{
    if (m_state.phase != RunState::Phase::AwaitingDecision)
        return;
    if (const auto layer = currentLayer(m_plan, m_state))
        finishLayer(*layer);
    advance();
}

void RunController::endRun(RunOutcome outcome)
{
    // Whoever hears of an agent that this stops may stop the run once more.
    if (std::exchange(m_ending, true))
        return;
    m_alarm->disarm();
    for (const PlannedLayer &layer : std::as_const(m_plan.layers)) {
        for (const PlannedCall &call : layer.calls) {
            const AgentId &id = call.agent.id;
            const AgentStatus status = m_state.agent(id).status;
            dropCall(id);
            if (status == AgentStatus::Idle)
                recordAgent(id, event::CallSkipped{SkipReason::RunStopped});
            else if (!isSettled(status))
                recordStopped(id, event::CallStopped::Reason::Person);
        }
    }
    recordEvent({}, -1, event::RunFinished{outcome, m_state.costUsd, m_state.unpriced, m_state.usage, elapsed()});
    Q_EMIT finished(outcome);
}

double RunController::leastCost(const PlannedCall &call)
{
    const AgentState &agent = m_state.agent(call.agent.id);
    if (agent.status != AgentStatus::Idle)
        return m_costs.leastCost(call, agent.model);
    if (m_request.prior.contains(call.agent.id) || m_cache.find(call, 0, m_state))
        return 0.0;
    return m_costs.leastCost(call, call.agent.model);
}

RunRecord RunController::record() const
{
    return {m_request.id,    m_startedOn, m_request.prompt,      m_request.graph,        m_request.seed,
            m_request.nonce, m_events,    m_request.attachments, m_request.conversation, m_requests};
}

void RunController::finishLayer(int layer)
{
    const auto planned = std::find_if(m_plan.layers.cbegin(), m_plan.layers.cend(),
                                      [layer](const PlannedLayer &candidate) { return candidate.layer == layer; });
    recordEvent({}, layer, event::LayerFinished{m_state.layer(layer).usable, int(planned->calls.size())});
}

void RunController::recordStopped(const AgentId &agent, event::CallStopped::Reason reason)
{
    recordAgent(agent, event::CallStopped{reason, m_costs.wasteOf(agent)});
}

void RunController::recordAgent(const AgentId &agent, RunEventBody body)
{
    recordEvent(agent, m_planned[agent]->layer, std::move(body));
}

void RunController::recordEvent(const AgentId &agent, int layer, RunEventBody body)
{
    const RunEvent event{elapsed(), agent, layer, std::move(body)};
    // A listener may have stopped the run while a decision was being carried out; what comes too late did not happen.
    if (!reduce(m_state, event))
        return;
    m_events.append(event);
    Q_EMIT eventRecorded(event);
}

} // namespace tributary
