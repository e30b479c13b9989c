// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "engine/HedgeCall.h"
#include "engine/RunCache.h"
#include "engine/RunCosts.h"
#include "engine/Scheduler.h"
#include "provider/ModelClient.h"
#include "run/RunRecord.h"

#include <QObject>

#include <map>
#include <memory>

namespace tributary {

/// Carries out one run: asks the scheduler, makes the calls, records what happens. Whoever wants to know about the run
/// listens to eventRecorded or reads state(). Ends through exactly one `finished`; deleting it before that drops the
/// calls silently. Slots may call stop() and the like, but must use deleteLater() to get rid of the controller.
class RunController final : public QObject
{
    Q_OBJECT

public:
    /// Without a cache every question is asked. Cache and client must outlive the controller.
    RunController(ModelClient &client, const Clock &clock, ModelLookup lookup, AnswerCache *cache = nullptr,
                  QObject *parent = nullptr);
    ~RunController() override;

    /// Starts the run, once. InvalidInput when the graph cannot run or the prompt is empty; then nothing was recorded.
    Result<void> start(const RunRequest &request);
    /// Policy 15: goes on with a run whose program died, in place of start(). Only what is new is told through
    /// eventRecorded; state() and record() have all of it. InvalidInput when the run had ended.
    Result<void> resume(const RunRecord &interrupted, const ResumeOptions &options);

    /// Policy 8. Does nothing when the run has ended.
    void stop();
    /// Policy 7. Does nothing when the agent has settled.
    void stopAgent(const AgentId &id);
    /// Ends the agent's wait before its next attempt.
    void retryNow(const AgentId &id);

    /// Policy 6 from now on: another amount for the whole run, or none. For runs that share a budget.
    void setBudget(std::optional<double> usd) { m_request.policies.budgetUsd = usd; }

    /// Policy 11: the person's answer to quorum-missed is to go on with what is there.
    void resumeWithFewer();

    [[nodiscard]] const RunState &state() const { return m_state; }

    [[nodiscard]] const Plan &plan() const { return m_plan; }

    [[nodiscard]] RunRecord record() const;

    /// The messages of the agent's last call, exactly as they were handed to the dialect.
    [[nodiscard]] ChatMessages messagesOf(const AgentId &id) const { return m_messages.value(id); }

Q_SIGNALS:
    void eventRecorded(const tributary::RunEvent &event);
    /// Just before the event that tells of the attempt; record() has it.
    void requestSent(const tributary::SentRequest &request);
    void finished(tributary::RunOutcome outcome);

private:
    struct CallDeleter
    {
        /// A call is let go from inside its own signals.
        void operator()(QObject *call) const;
    };

    using RunningCall = std::unique_ptr<ModelCall, CallDeleter>;
    using RunningHedge = std::unique_ptr<HedgeCall, CallDeleter>;

    Result<void> prepare(const RunRequest &request);
    void skipWhatIsNotAsked();
    [[nodiscard]] event::RunResumed resumption();
    void advance();
    void apply(const Decision &decision);
    void startAgent(const AgentId &id);
    void ask(const PlannedCall &call, const ModelRef &model);
    void connectCall(ModelCall &call, const PlannedCall &planned, const ModelRef &model);
    void startCall(const PlannedCall &planned, const ModelRef &model, std::unique_ptr<ModelCall> call);
    void noteSent(const AgentId &id, int attempt, const ModelRef &model, const QString &address,
                  const QByteArray &body);
    void hedge(const AgentId &id);
    void onHedgeOutcome(const PlannedCall &call, const CallOutcome &outcome);
    /// The hedge takes the place of the first call, which ended because of `why`.
    void recordTaken(const AgentId &id, const HedgeCall &hedge, const Error &why);
    RunningHedge takeHedge(const AgentId &id);
    void dropHedge(const AgentId &id, const Error &why);
    void onOutcome(const PlannedCall &call, const CallOutcome &outcome);
    void succeed(const PlannedCall &call, const CallSuccess &success);
    void failModel(const PlannedCall &call, const Error &error);
    [[nodiscard]] bool affords(const PlannedCall &call, const ModelRef &fallback);
    void failAgent(const AgentId &id, const Error &error);
    void dropCall(const AgentId &id);
    void endRun(RunOutcome outcome);

    /// For the scheduler, which asks about calls that it may start and about those under way.
    [[nodiscard]] double leastCost(const PlannedCall &call);

    /// The only writers of state and events.
    void recordEvent(const AgentId &agent, int layer, RunEventBody body);
    void recordAgent(const AgentId &agent, RunEventBody body);
    void recordStopped(const AgentId &agent, event::CallStopped::Reason reason);
    void finishLayer(int layer);

    [[nodiscard]] Milliseconds elapsed() const { return m_clock.now() - m_startedAt; }

    ModelClient &m_client;
    const Clock &m_clock;
    const ModelLookup m_lookup;
    std::unique_ptr<Alarm> m_alarm;

    RunRequest m_request;
    Plan m_plan;
    QHash<AgentId, const PlannedCall *> m_planned;
    QDateTime m_startedOn;
    Milliseconds m_startedAt{0};
    RunState m_state;
    RunPrompts m_prompts;
    RunCosts m_costs;
    RunCache m_cache;
    QList<RunEvent> m_events;
    QList<SentRequest> m_requests;
    QHash<AgentId, ChatMessages> m_messages;
    std::map<AgentId, RunningCall> m_calls;
    std::map<AgentId, RunningHedge> m_hedges;
    bool m_advancing = false;
    bool m_ending = false;
};

} // namespace tributary
