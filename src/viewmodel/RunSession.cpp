// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/RunSession.h"

#include "base/Formatting.h"
#include "base/Tokens.h"
#include "engine/CacheForecast.h"
#include "engine/Hedging.h"
#include "engine/KeptAnswers.h"
#include "engine/RunController.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

/// Runs of more calls are asked about, however cheap.
constexpr int askAboveCalls = 25;

void askPerson(RunPolicies &policies, int minimumAnswers)
{
    policies.minimumAnswers = minimumAnswers;
    policies.belowQuorum = RunPolicies::BelowQuorum::Ask;
}

PromptContext contextOf(const RunRecord &record)
{
    return {record.attachments, record.conversation};
}

} // namespace

struct RunSession::RunOrder
{
    Graph graph;
    QString prompt;
    QHash<AgentId, PriorAnswer> prior;
    PromptContext context;
    CacheUse cache = CacheUse::Use;
};

void RunSession::ControllerDeleter::operator()(RunController *controller) const
{
    controller->deleteLater();
}

RunSession::RunSession(const SessionServices &services, GraphDocument &document, EstimatePresenter &estimate,
                       QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_document(document)
    , m_estimate(estimate)
{
    connect(&document, &GraphDocument::changed, this, &RunSession::stateChanged);
    connect(&document, &GraphDocument::issuesChanged, this, &RunSession::stateChanged);
    connect(&estimate, &EstimatePresenter::changed, this, &RunSession::stateChanged);
    estimate.setForecast([this] { return agentsInCache(); });
}

/// The client may be gone before a deferred deletion.
RunSession::~RunSession()
{
    if (m_controller)
        m_controller->disconnect(this);
    delete m_controller.release();
    m_estimate.setForecast({});
}

void RunSession::setProviders(const ProviderDirectory &providers)
{
    m_providers = providers;
    Q_EMIT stateChanged();
}

void RunSession::assumeHistories(const QHash<ModelRef, AnswerHistory> &histories)
{
    m_answerRecords.assume(histories);
    m_estimate.setHistories(m_answerRecords.histories());
}

void RunSession::learn(const RunState &state)
{
    m_answerRecords.learn(state);
    m_estimate.setHistories(m_answerRecords.histories());
    Q_EMIT speedsChanged();
}

void RunSession::setPrompt(const QString &prompt)
{
    if (prompt == m_prompt)
        return;
    m_prompt = prompt;
    Q_EMIT promptChanged();
    Q_EMIT stateChanged();
}

void RunSession::setAttachments(const QList<Attachment> &attachments, const QString &blocked)
{
    m_attachments = attachments;
    m_attachmentsBlocked = blocked;
    updateContext();
    Q_EMIT stateChanged();
}

void RunSession::setContinuing(bool continues)
{
    m_continues = continues;
    updateContext();
    Q_EMIT conversationChanged();
}

QList<Turn> RunSession::turns() const
{
    const auto last = std::find_if(m_runs.crbegin(), m_runs.crend(),
                                   [](const SessionRun &run) { return !run.record.synthesis().isEmpty(); });
    if (last == m_runs.crend())
        return {};
    return last->record.conversation + QList<Turn>{{last->record.prompt, last->record.synthesis()}};
}

void RunSession::updateContext()
{
    m_estimate.setContext({m_attachments, m_continues ? turns() : QList<Turn>()});
}

bool RunSession::isRunning() const
{
    return m_controller != nullptr;
}

QString RunSession::blockedReason() const
{
    if (m_prompt.trimmed().isEmpty())
        return tr("Write a prompt first.");
    if (isRunning() && m_prompt == m_current.prompt)
        return tr("This prompt is running. Change it to queue another one.");
    if (!m_attachmentsBlocked.isEmpty())
        return m_attachmentsBlocked;
    if (const QString reason = graphBlockedReason(m_document.graph(), m_document.issues()); !reason.isEmpty())
        return reason;
    if (m_estimate.isOverBudget())
        return tr("The estimate is over the graph's budget. Raise the budget or use fewer agents.");
    return {};
}

QString RunSession::graphBlockedReason(const Graph &graph, const QList<Issue> &issues) const
{
    for (const Issue &issue : issues) {
        if (issue.severity == Severity::Error)
            return issue.message;
    }
    return missingKeyReason(graph);
}

std::optional<RunQuestion> RunSession::question() const
{
    m_estimate.update();
    const std::optional<Estimate> &estimate = m_estimate.current();
    return estimate ? questionAbout(*estimate) : std::nullopt;
}

std::optional<RunQuestion> RunSession::partQuestion(const Graph &part) const
{
    RunOrder order = nextOrder();
    order.graph = part;
    return questionAbout(order);
}

std::optional<RunQuestion> RunSession::askAgainQuestion(const QList<AgentId> &ids) const
{
    return m_runs.isEmpty() ? std::nullopt : questionAbout(againOrder(ids));
}

std::optional<RunQuestion> RunSession::runAgainQuestion() const
{
    return questionAbout(m_runs.isEmpty() ? nextOrder() : freshOrder());
}

std::optional<RunQuestion> RunSession::questionAbout(const RunOrder &order) const
{
    const Result<Plan> plan = compile(order.graph);
    if (!plan)
        return std::nullopt;
    QSet<AgentId> answered(order.prior.keyBegin(), order.prior.keyEnd());
    answered.unite(QSet<AgentId>(m_pinned.keyBegin(), m_pinned.keyEnd()));
    if (order.cache == CacheUse::Use)
        answered.unite(agentsInCache(order, *plan));
    return questionAbout(estimate(*plan, order.prompt, m_providers.lookup(), m_answerRecords.histories(), answered,
                                  contextTokens(order.context)));
}

std::optional<RunQuestion> RunSession::questionAbout(const Estimate &estimate) const
{
    const bool dear = estimate.usd && estimate.usd->high > m_askAboveUsd;
    if (!dear && estimate.calls <= askAboveCalls)
        return std::nullopt;
    QStringList parts{tr("About %1 tokens").arg(formatAbout(estimate.tokens))};
    if (estimate.usd)
        parts.append(formatMoneyRange(*estimate.usd));
    parts.append(formatSecondsRange(estimate.seconds));
    const QString limit = dear ? tr("Your limit for asking is %1.").arg(formatMoney(m_askAboveUsd))
                               : tr("Your limit for asking is %1 calls.").arg(askAboveCalls);
    return RunQuestion{tr("Run %1 calls?").arg(formatCount(estimate.calls)), parts.join(u", "_s) + u". "_s + limit};
}

void RunSession::run()
{
    if (!canRun())
        return;
    if (!isRunning()) {
        start(nextOrder());
        return;
    }
    m_queue.append({m_prompt, m_attachments, m_continues});
    setPrompt({});
    Q_EMIT stateChanged();
}

void RunSession::runPart(const Graph &part)
{
    if (!partBlockedReason(part).isEmpty())
        return;
    RunOrder order = nextOrder();
    order.graph = part;
    start(order);
}

QString RunSession::partBlockedReason(const Graph &part) const
{
    if (m_prompt.trimmed().isEmpty())
        return tr("Write a prompt first.");
    if (isRunning())
        return tr("A run goes on. Wait for its end or stop it.");
    if (!m_attachmentsBlocked.isEmpty())
        return m_attachmentsBlocked;
    return graphBlockedReason(part, validate(part, m_providers.lookup()));
}

QString RunSession::againBlockedReason() const
{
    if (isRunning())
        return tr("A run goes on. Wait for its end or stop it.");
    if (m_runs.isEmpty())
        return tr("Nothing has been run yet.");
    return graphBlockedReason(m_document.graph(), m_document.issues());
}

RunSession::RunOrder RunSession::nextOrder() const
{
    return {m_document.graph(), m_prompt, {}, {m_attachments, m_continues ? turns() : QList<Turn>()}};
}

void RunSession::setCacheUsed(bool used)
{
    m_usesCache = used;
    m_estimate.refresh();
}

QSet<AgentId> RunSession::agentsInCache() const
{
    const RunOrder order = nextOrder();
    const Result<Plan> plan = compile(order.graph);
    return plan ? agentsInCache(order, *plan) : QSet<AgentId>();
}

QSet<AgentId> RunSession::agentsInCache(const RunOrder &order, const Plan &plan) const
{
    if (!m_usesCache || !m_services.cache)
        return {};
    // An id of its own: a look at the cache must not decide the id of the next run.
    QRandomGenerator random(0);
    return cachedAgents(requestFor(order, plan, random), m_services.client, m_providers.lookup(), m_services.cache);
}

void RunSession::runAgain()
{
    if (isRunning())
        return;
    if (m_runs.isEmpty())
        run();
    else
        start(freshOrder());
}

RunSession::RunOrder RunSession::freshOrder() const
{
    const SessionRun &last = m_runs.last();
    return {m_document.graph(), last.start.prompt, {}, contextOf(last.record), CacheUse::Bypass};
}

RunSession::RunOrder RunSession::againOrder(const QList<AgentId> &ids) const
{
    const SessionRun &last = m_runs.last();
    const QSet<AgentId> again(ids.begin(), ids.end());
    return {m_document.graph(), last.start.prompt, keptAnswers(last.record, last.state, m_document.graph(), again),
            contextOf(last.record)};
}

void RunSession::stop()
{
    if (!m_controller)
        return;
    // What was queued was meant to follow this run; stopping hands it back to be decided anew.
    const QList<QueuedPrompt> queued = std::exchange(m_queue, {});
    for (const QueuedPrompt &waiting : queued) {
        handBack(waiting.prompt);
        Q_EMIT attachmentsReturned(waiting.attachments);
    }
    m_controller->stop();
}

void RunSession::handBack(const QString &prompt)
{
    if (m_prompt.isEmpty() || m_prompt == m_current.prompt)
        setPrompt(prompt);
    else
        remember(prompt);
}

void RunSession::stopAgent(const AgentId &id)
{
    if (m_controller)
        m_controller->stopAgent(id);
}

void RunSession::retryNow(const AgentId &id)
{
    if (m_controller)
        m_controller->retryNow(id);
}

void RunSession::continueWithFewer()
{
    if (m_controller)
        m_controller->resumeWithFewer();
}

void RunSession::askAgain(const QList<AgentId> &ids)
{
    if (callsUnderWay())
        return;
    if (m_controller)
        m_controller->stop(); // it waits for a decision, and this is it
    if (!m_runs.isEmpty())
        start(againOrder(ids));
}

void RunSession::useOtherModel(const AgentId &id, const ModelRef &model)
{
    m_document.setModel(id, model);
    askAgain({id});
}

void RunSession::raiseLimit(const AgentId &id)
{
    const std::optional<AgentPlace> place = findAgent(m_document.graph(), id);
    if (!place)
        return;
    const Agent &agent = m_document.graph().layers[place->layer].agents[place->index];
    if (agent.sampling.maxTokens)
        m_document.setMaxTokens(id, *agent.sampling.maxTokens * 2);
    askAgain({id});
}

void RunSession::pin(const AgentId &id)
{
    std::optional<PriorAnswer> answer;
    if (m_controller)
        answer = priorAnswer(m_controller->record(), m_controller->state(), id);
    else if (!m_runs.isEmpty())
        answer = priorAnswer(m_runs.last().record, m_runs.last().state, id);
    if (!answer)
        return;
    answer->pinned = true;
    m_pinned.insert(id, *answer);
    Q_EMIT pinnedChanged();
}

void RunSession::unpin(const AgentId &id)
{
    if (m_pinned.remove(id))
        Q_EMIT pinnedChanged();
}

void RunSession::setPinned(const QHash<AgentId, PriorAnswer> &answers)
{
    m_pinned = answers;
    Q_EMIT pinnedChanged();
}

void RunSession::forgetRuns()
{
    m_runs.clear();
    m_promptHistory.clear();
    m_historyPosition = 0;
    updateContext();
    Q_EMIT conversationChanged();
    Q_EMIT stateChanged();
}

void RunSession::adopt(const RunRecord &record)
{
    m_runs.append({startOf(record), replay(record.events), record});
    remember(record.prompt);
    updateContext();
    Q_EMIT conversationChanged();
    Q_EMIT stateChanged();
}

void RunSession::runKept(const RunRecord &record, const QHash<AgentId, PriorAnswer> &prior)
{
    if (!m_controller)
        start({record.graph, record.prompt, prior, contextOf(record)});
}

RunState RunSession::currentState() const
{
    return m_controller ? m_controller->state() : RunState{};
}

Milliseconds RunSession::currentElapsed() const
{
    return m_services.clock.now() - m_startedAt;
}

RunRecord RunSession::currentRecord() const
{
    return m_controller ? m_controller->record() : RunRecord{};
}

QString RunSession::queuedText() const
{
    return m_queue.isEmpty() ? QString() : tr("Queued: %1").arg(m_queue.size());
}

std::optional<QString> RunSession::earlierPrompt()
{
    if (m_historyPosition == 0)
        return std::nullopt;
    return m_promptHistory[--m_historyPosition];
}

std::optional<QString> RunSession::laterPrompt()
{
    if (m_historyPosition + 1 >= m_promptHistory.size()) {
        m_historyPosition = m_promptHistory.size();
        return std::nullopt;
    }
    return m_promptHistory[++m_historyPosition];
}

RunRequest RunSession::requestFor(const RunOrder &order, const Plan &plan, QRandomGenerator &random) const
{
    RunRequest request = RunRequest::make(order.graph, order.prompt, random, order.cache);
    askPerson(request.policies, m_minimumAnswers);
    request.prior = order.prior;
    for (const auto &[id, answer] : m_pinned.asKeyValueRange()) {
        if (plan.find(id))
            request.prior.insert(id, answer);
    }
    request.attachments = order.context.attachments;
    request.conversation = order.context.conversation;
    request.hedgeAfter = hedgeDelays(order.graph, m_answerRecords.histories());
    return request;
}

void RunSession::start(const RunOrder &order)
{
    const Result<Plan> plan = compile(order.graph);
    if (!plan) {
        handBack(order.prompt);
        Q_EMIT attachmentsReturned(order.context.attachments);
        refuse(plan.error().message);
        return;
    }
    remember(order.prompt);
    m_current = {order.graph, *plan, order.prompt, expectedTokens(*plan)};

    const RunRequest request = requestFor(order, *plan, m_services.random);
    m_startedAt = m_services.clock.now();
    makeController();
    Q_EMIT runStarted(m_current);
    if (const Result<void> started = m_controller->start(request); !started) {
        m_controller.reset();
        refuse(started.error().message);
    }
    Q_EMIT stateChanged();
}

void RunSession::makeController()
{
    m_controller.reset(new RunController(m_services.client, m_services.clock, m_providers.lookup(),
                                         m_usesCache ? m_services.cache : nullptr));
    connect(m_controller.get(), &RunController::eventRecorded, this, &RunSession::eventRecorded);
    connect(m_controller.get(), &RunController::requestSent, this, &RunSession::requestSent);
    connect(m_controller.get(), &RunController::finished, this, &RunSession::finishRun);
}

Result<void> RunSession::resume(const RunRecord &interrupted)
{
    if (m_controller)
        return fail(ErrorKind::InvalidInput, tr("Another run goes on. Resume this one when it has ended."));
    ResumeOptions options = ResumeOptions::of(interrupted.graph);
    askPerson(options.policies, m_minimumAnswers);
    m_current = startOf(interrupted);
    options.hedgeAfter = hedgeDelays(m_current.graph, m_answerRecords.histories());
    const RunState before = replay(interrupted.events);
    m_startedAt = m_services.clock.now() - before.now;
    remember(interrupted.prompt);
    makeController();
    Q_EMIT runResumed(m_current, before);
    const Result<void> resumed = m_controller->resume(interrupted, options);
    if (!resumed)
        m_controller.reset();
    Q_EMIT stateChanged();
    return resumed;
}

void RunSession::finishRun()
{
    m_runs.append({m_current, m_controller->state(), m_controller->record()});
    learn(m_runs.last().state);
    m_controller.reset();
    updateContext();
    Q_EMIT runFinished();
    Q_EMIT stateChanged();
    Q_EMIT conversationChanged();
    if (!m_queue.isEmpty())
        QMetaObject::invokeMethod(this, &RunSession::startQueued, Qt::QueuedConnection);
}

void RunSession::startQueued()
{
    if (isRunning() || m_queue.isEmpty())
        return;
    const QueuedPrompt next = m_queue.takeFirst();
    start({m_document.graph(), next.prompt, {}, {next.attachments, next.continues ? turns() : QList<Turn>()}});
}

void RunSession::refuse(const QString &message)
{
    Q_EMIT refused(message);
    Q_EMIT stateChanged();
}

void RunSession::remember(const QString &prompt)
{
    if (m_promptHistory.isEmpty() || m_promptHistory.last() != prompt)
        m_promptHistory.append(prompt);
    m_historyPosition = m_promptHistory.size();
}

QHash<AgentId, double> RunSession::expectedTokens(const Plan &plan) const
{
    QHash<AgentId, double> expected;
    for (const PlannedLayer &layer : plan.layers) {
        for (const PlannedCall &call : layer.calls) {
            if (const auto tokens = m_answerRecords.typicalTokens(call.agent.model))
                expected.insert(call.agent.id, *tokens);
        }
    }
    return expected;
}

QString RunSession::missingKeyReason(const Graph &graph) const
{
    const Result<Plan> plan = compile(graph);
    for (const PlannedLayer &layer : plan ? plan->layers : QList<PlannedLayer>{}) {
        for (const PlannedCall &call : layer.calls) {
            const ProviderDirectory::Entry *entry = m_providers.find(call.agent.model.provider);
            if (entry && !entry->hasKey)
                return tr("%1 has no key. Add it or choose another model.").arg(m_providers.nameOf(entry->provider.id));
        }
    }
    return {};
}

bool RunSession::callsUnderWay() const
{
    return m_controller && m_controller->state().phase == RunState::Phase::Running;
}

} // namespace tributary
