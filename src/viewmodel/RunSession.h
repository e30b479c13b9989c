// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/AnswerRecords.h"
#include "engine/RunController.h"
#include "graph/PromptContext.h"
#include "provider/ModelClient.h"
#include "viewmodel/EstimatePresenter.h"
#include "viewmodel/GraphDocument.h"
#include "viewmodel/RunPresenter.h"
#include "viewmodel/SessionRun.h"

#include <QObject>

#include <memory>

class QRandomGenerator;

namespace tributary {

/// Where a session gets its calls, time and chance from.
struct SessionServices
{
    ModelClient &client;
    const Clock &clock;
    /// For ids and seeds of runs.
    QRandomGenerator &random;
    /// Answers that need not be paid for again.
    AnswerCache *cache = nullptr;
};

/// The prompt, the runs it started, and the one that is running. A run is never changed: trying an agent again is a
/// new run that takes over every answer that is still right.
class RunSession : public QObject
{
    Q_OBJECT

public:
    /// The estimate answers for the budget and for what to ask before a run.
    RunSession(const SessionServices &services, GraphDocument &document, EstimatePresenter &estimate,
               QObject *parent = nullptr);
    ~RunSession() override;

    void setProviders(const ProviderDirectory &providers);
    /// What is known of models that have not answered yet.
    void assumeHistories(const QHash<ModelRef, AnswerHistory> &histories);
    /// Takes in how fast and how long models answered in an earlier run.
    void learn(const RunState &state);

    /// In tokens per second, of the models that answered.
    [[nodiscard]] QHash<ModelRef, double> measuredSpeeds() const { return m_answerRecords.speeds(); }

    /// For estimates.
    [[nodiscard]] QHash<ModelRef, AnswerHistory> histories() const { return m_answerRecords.histories(); }

    void setPrompt(const QString &prompt);
    /// What the next run is given. `blocked`: why it cannot be given yet.
    void setAttachments(const QList<Attachment> &attachments, const QString &blocked = {});
    /// Whether the next prompt continues the last run that has a synthesis; stays so until it is set otherwise.
    void setContinuing(bool continues);

    [[nodiscard]] bool isContinuing() const { return m_continues && !turns().isEmpty(); }

    /// What a prompt would continue: earlier prompts and syntheses up to the last synthesis, oldest first.
    [[nodiscard]] QList<Turn> turns() const;

    [[nodiscard]] QString prompt() const { return m_prompt; }

    [[nodiscard]] bool isRunning() const;
    /// Why run() would not start, one sentence; empty when it would.
    [[nodiscard]] QString blockedReason() const;

    [[nodiscard]] bool canRun() const { return blockedReason().isEmpty(); }

    /// Set when the estimate is above the limit for asking; the view asks, then calls run().
    [[nodiscard]] std::optional<RunQuestion> question() const;

    /// The same before runPart(), askAgain() and runAgain().
    [[nodiscard]] std::optional<RunQuestion> partQuestion(const Graph &part) const;
    [[nodiscard]] std::optional<RunQuestion> askAgainQuestion(const QList<AgentId> &ids) const;
    [[nodiscard]] std::optional<RunQuestion> runAgainQuestion() const;

    /// Money above which question() asks.
    void setAskAboveUsd(double usd) { m_askAboveUsd = usd; }

    /// Starts a run of the prompt; while one is running, queues it and empties the composer.
    void run();

    /// The prompt with a part of the graph (edits::upTo): nothing is queued, and what the cache knows is not asked.
    void runPart(const Graph &part);
    /// Why runPart() would not start; empty when it would.
    [[nodiscard]] QString partBlockedReason(const Graph &part) const;

    /// False: every question is asked, and its answer is not kept for later ones.
    void setCacheUsed(bool used);

    /// Usable answers that a synthesis wants; with fewer a person decides.
    void setMinimumAnswers(int count) { m_minimumAnswers = count; }

    /// The last prompt with the graph as it is now, asking everybody, cached answers or not. What is answered
    /// takes the place of what the cache has.
    void runAgain();
    void stop();
    void stopAgent(const AgentId &id);
    void retryNow(const AgentId &id);
    void continueWithFewer();
    /// A new run of the last prompt that takes over every answer which is still right; these agents, whoever reads
    /// them and whoever gave no answer are asked. Does nothing while calls are under way.
    void askAgain(const QList<AgentId> &ids);
    /// Why nothing can be asked again now; empty when it can.
    [[nodiscard]] QString againBlockedReason() const;
    /// Changes the model in the document too; while calls are under way, only there.
    void useOtherModel(const AgentId &id, const ModelRef &model);
    /// Doubles the token limit of an agent and asks it again.
    void raiseLimit(const AgentId &id);

    /// Answers that a person keeps for an agent: it is not asked, and the next runs take the answer as it is, whatever
    /// their prompt, until it is unpinned.
    [[nodiscard]] const QHash<AgentId, PriorAnswer> &pinned() const { return m_pinned; }

    /// Takes the agent's answer in the present run; nothing happens when there is no usable one.
    void pin(const AgentId &id);
    void unpin(const AgentId &id);
    void setPinned(const QHash<AgentId, PriorAnswer> &answers);

    [[nodiscard]] int queuedCount() const { return static_cast<int>(m_queue.size()); }

    /// "Queued: 1"; empty when nothing is.
    [[nodiscard]] QString queuedText() const;

    /// Up and Down in the composer: earlier and later prompts; nullopt at the end.
    std::optional<QString> earlierPrompt();
    std::optional<QString> laterPrompt();

    /// Oldest first.
    [[nodiscard]] const QList<SessionRun> &runs() const { return m_runs; }

    /// The runs that have ended and their prompts.
    void forgetRuns();
    /// A kept run becomes the session's last one, as if it had just ended: the last run of an earlier session.
    void adopt(const RunRecord &record);
    /// A new run of the graph and prompt of a kept one, which takes over these answers.
    void runKept(const RunRecord &record, const QHash<AgentId, PriorAnswer> &prior);
    /// Goes on with a run whose program died; what is missing is asked. InvalidInput when it had ended, or while
    /// another run goes on.
    Result<void> resume(const RunRecord &interrupted);

    /// Of the run that goes on.
    [[nodiscard]] const RunStart &currentStart() const { return m_current; }

    [[nodiscard]] RunState currentState() const;
    [[nodiscard]] Milliseconds currentElapsed() const;
    /// As far as it has come; what it began with is complete from the first event on.
    [[nodiscard]] RunRecord currentRecord() const;

Q_SIGNALS:
    void promptChanged();
    /// The choice, or what there is to continue.
    void conversationChanged();
    /// Of a queued prompt that was handed back.
    void attachmentsReturned(const QList<tributary::Attachment> &attachments);
    /// Running, blocked or queued differ.
    void stateChanged();
    void runStarted(const tributary::RunStart &start);
    /// The same for a run that goes on; `state` is how far it had come.
    void runResumed(const tributary::RunStart &start, const tributary::RunState &state);
    void requestSent(const tributary::SentRequest &request);
    void eventRecorded(const tributary::RunEvent &event);
    void runFinished();
    void pinnedChanged();
    void speedsChanged();
    /// The engine refused; one sentence.
    void refused(const QString &message);

private:
    struct RunOrder;

    /// A prompt that waits for its turn. What it continues is known when the run before it has ended.
    struct QueuedPrompt
    {
        QString prompt;
        QList<Attachment> attachments;
        bool continues = false;
    };

    struct ControllerDeleter
    {
        /// A controller is let go from inside its own signals.
        void operator()(RunController *controller) const;
    };

    /// What run() would start.
    [[nodiscard]] RunOrder nextOrder() const;
    /// What askAgain() and runAgain() would start, when there is a run.
    [[nodiscard]] RunOrder againOrder(const QList<AgentId> &ids) const;
    [[nodiscard]] RunOrder freshOrder() const;
    [[nodiscard]] QSet<AgentId> agentsInCache(const RunOrder &order, const Plan &plan) const;
    [[nodiscard]] std::optional<RunQuestion> questionAbout(const RunOrder &order) const;
    [[nodiscard]] std::optional<RunQuestion> questionAbout(const Estimate &estimate) const;
    [[nodiscard]] QString graphBlockedReason(const Graph &graph, const QList<Issue> &issues) const;
    /// `random` gives the request its id, and its seed when the cache is bypassed.
    [[nodiscard]] RunRequest requestFor(const RunOrder &order, const Plan &plan, QRandomGenerator &random) const;
    [[nodiscard]] QSet<AgentId> agentsInCache() const;
    void start(const RunOrder &order);
    void makeController();
    void finishRun();
    void startQueued();
    void refuse(const QString &message);
    void remember(const QString &prompt);
    /// A prompt that was not run returns to the composer, or to the history when another one is being written.
    void handBack(const QString &prompt);
    void updateContext();
    [[nodiscard]] QHash<AgentId, double> expectedTokens(const Plan &plan) const;
    [[nodiscard]] QString missingKeyReason(const Graph &graph) const;
    [[nodiscard]] bool callsUnderWay() const;

    SessionServices m_services;
    GraphDocument &m_document;
    EstimatePresenter &m_estimate;
    ProviderDirectory m_providers;
    QString m_prompt;
    double m_askAboveUsd = 0.50;
    QList<QueuedPrompt> m_queue;
    QList<Attachment> m_attachments;
    QString m_attachmentsBlocked;
    bool m_continues = false;
    int m_minimumAnswers = 2;
    bool m_usesCache = true;
    QStringList m_promptHistory;
    qsizetype m_historyPosition = 0;
    QList<SessionRun> m_runs;
    RunStart m_current;
    Milliseconds m_startedAt{0};
    QHash<AgentId, PriorAnswer> m_pinned;
    AnswerRecords m_answerRecords;
    std::unique_ptr<RunController, ControllerDeleter> m_controller;
};

} // namespace tributary
