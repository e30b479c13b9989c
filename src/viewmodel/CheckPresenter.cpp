// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/CheckPresenter.h"

#include "base/Formatting.h"
#include "base/JsonReader.h"
#include "engine/CacheForecast.h"
#include "graph/AgentLabel.h"
#include "graph/Validation.h"
#include "viewmodel/HistoryRow.h"

#include <QJsonDocument>
#include <QRandomGenerator>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// As in checkGraph().
const AgentId checker{u"check"_s};

std::optional<ModelCheck> readKept(const QByteArray &kept, const RunRecord &record)
{
    if (kept.isEmpty())
        return std::nullopt;
    const Result<QJsonObject> object = parseJsonObject(kept);
    if (!object)
        return std::nullopt;
    Result<ModelCheck> check = modelCheckFromJson(*object, record);
    return check ? std::optional(std::move(*check)) : std::nullopt;
}

} // namespace

void CheckPresenter::ControllerDeleter::operator()(RunController *controller) const
{
    controller->deleteLater();
}

CheckPresenter::CheckPresenter(const SessionServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{}

/// The client may be gone before a deferred deletion.
CheckPresenter::~CheckPresenter()
{
    if (m_controller)
        m_controller->disconnect(this);
    delete m_controller.release();
}

void CheckPresenter::setProviders(const ProviderDirectory &providers)
{
    m_providers = providers;
    forgetEstimate();
}

void CheckPresenter::setStore(const AnalysisStore &store)
{
    m_store = store;
}

void CheckPresenter::setHistories(const QHash<ModelRef, AnswerHistory> &histories)
{
    m_histories = histories;
    forgetEstimate();
}

void CheckPresenter::setBudget(std::optional<double> usd)
{
    m_budgetUsd = usd;
    forgetEstimate();
}

void CheckPresenter::setModel(const ModelRef &model)
{
    m_model = model;
    m_isChosen = true;
    forgetEstimate();
}

void CheckPresenter::forgetEstimate()
{
    m_estimateDue = true;
    Q_EMIT estimateChanged();
}

void CheckPresenter::show(const std::optional<RunRecord> &record)
{
    if (record == m_record)
        return;
    letGo();
    m_record = record;
    m_subject = record ? checkSubject(*record) : std::nullopt;
    m_check.reset();
    m_problem.reset();
    m_reply.clear();
    m_table.clear();
    if (m_subject) {
        if (!m_isChosen)
            m_model = replay(record->events).agent(m_subject->synthesis.agent).model;
        showKept();
    }
    forgetEstimate();
    setState(!m_subject ? State::None : m_check ? State::Ready : State::Waiting);
}

void CheckPresenter::showKept()
{
    if (const auto kept = readKept(keptAnalysis(m_store, *m_record, kind, ModelCheck::version), *m_record))
        showCheck(*kept);
}

void CheckPresenter::showCheck(const ModelCheck &check)
{
    m_check = check;
    m_table.setCheck(check, columnLabels(check));
}

QStringList CheckPresenter::columnLabels(const ModelCheck &check) const
{
    QStringList labels;
    for (const AgentId &id : check.agents) {
        const std::optional<AgentPlace> place = findAgent(m_record->graph, id);
        const bool isLast = place && place->layer + 1 == m_record->graph.layers.size();
        labels.append(isLast ? tr("Synthesis") : agentBadge(place ? place->index : 0, false));
    }
    return labels;
}

Graph CheckPresenter::graph() const
{
    Graph graph = checkGraph(m_model);
    graph.policy.budgetUsd = m_budgetUsd;
    return graph;
}

RunRequest CheckPresenter::request(QRandomGenerator &random) const
{
    return RunRequest::make(graph(), checkPrompt(*m_subject), random);
}

const std::optional<Estimate> &CheckPresenter::estimated()
{
    if (!std::exchange(m_estimateDue, false))
        return m_estimate;
    m_estimate.reset();
    const Result<Plan> plan = compile(graph());
    if (!m_subject || !plan)
        return m_estimate;
    // A generator of its own: a look at the cache must not decide the ids of runs.
    QRandomGenerator random(0);
    const RunRequest asked = request(random);
    const QSet<AgentId> cached = cachedAgents(asked, m_services.client, m_providers.lookup(), m_services.cache);
    m_estimate = estimate(*plan, asked.prompt, m_providers.lookup(), m_histories, cached);
    return m_estimate;
}

QString CheckPresenter::estimateText()
{
    const std::optional<Estimate> &expected = estimated();
    if (!expected)
        return {};
    if (expected->calls == 0)
        return tr("This check was made before: its answer comes from the cache and costs nothing.");
    return tr("1 call") + u" · "_s + estimateLine(*expected);
}

QString CheckPresenter::keyReason() const
{
    const ProviderDirectory::Entry *entry = m_providers.find(m_model.provider);
    if (entry && !entry->hasKey)
        return tr("%1 has no key. Add it or choose another model.").arg(m_providers.nameOf(m_model.provider));
    return {};
}

QString CheckPresenter::blockedReason()
{
    if (!m_subject)
        return tr("There is no finished run with a synthesis to check.");
    if (m_state == State::Running)
        return tr("A check is running.");
    if (m_model.isEmpty())
        return tr("Choose a model to check with.");
    const QList<Issue> issues = validate(graph(), m_providers.lookup());
    for (const Issue &issue : issues) {
        if (issue.severity == Severity::Error)
            return issue.message;
    }
    if (const QString reason = keyReason(); !reason.isEmpty())
        return reason;
    if (const std::optional<Estimate> &expected = estimated(); expected && expected->withinBudget == false)
        return tr("The estimate is over the budget. Raise the budget or choose a cheaper model.");
    return {};
}

void CheckPresenter::start()
{
    if (!blockedReason().isEmpty())
        return;
    m_problem.reset();
    m_reply.clear();
    m_check.reset();
    m_table.clear();
    m_controller.reset(new RunController(m_services.client, m_services.clock, m_providers.lookup(), m_services.cache));
    connect(m_controller.get(), &RunController::eventRecorded, this, &CheckPresenter::progressChanged);
    connect(m_controller.get(), &RunController::finished, this, &CheckPresenter::finish);
    setState(State::Running);
    if (const Result<void> started = m_controller->start(request(m_services.random)); !started)
        failWith(started.error());
}

void CheckPresenter::stop()
{
    if (m_controller)
        m_controller->stop();
}

void CheckPresenter::letGo()
{
    if (!m_controller)
        return;
    m_controller->disconnect(this);
    m_controller.reset();
}

void CheckPresenter::finish()
{
    const RunState run = m_controller->state();
    const AgentState agent = run.agent(checker);
    letGo();
    m_reply = agent.answer;
    // What the cache holds has changed.
    forgetEstimate();
    if (agent.isUsable())
        return takeReply(agent);
    if (agent.error)
        return failWith(*agent.error);
    if (run.outcome == RunOutcome::BudgetStopped)
        return failWith({ErrorKind::Budget, tr("The budget does not allow the check. Raise it or choose a cheaper "
                                               "model.")});
    setState(State::Stopped);
}

void CheckPresenter::takeReply(const AgentState &agent)
{
    const Result<QList<CheckPoint>> points = readCheckReply(agent.answer, *m_subject);
    if (!points && agent.cutByLimit)
        return failWith({ErrorKind::Truncated,
                         tr("The model's reply ends at its token limit, in the middle of the table. Choose a model "
                            "that writes longer answers.")});
    if (!points)
        return failWith(points.error());
    ModelCheck check;
    check.model = agent.model;
    check.at = m_services.clock.calendar();
    check.costUsd = agent.status == AgentStatus::Cached ? 0 : agent.costUsd;
    for (const SourceReference &answer : std::as_const(m_subject->answers))
        check.agents.append(answer.agent);
    check.agents.append(m_subject->synthesis.agent);
    check.points = *points;
    if (m_store.save)
        m_store.save(m_record->id, kind, ModelCheck::version,
                     QJsonDocument(toJson(check)).toJson(QJsonDocument::Compact));
    showCheck(check);
    setState(State::Ready);
}

void CheckPresenter::failWith(const Error &error)
{
    letGo();
    m_problem = error;
    setState(State::Failed);
}

QString CheckPresenter::statusText() const
{
    if (!m_controller)
        return outcomeText();
    const AgentState &agent = m_controller->state().agent(checker);
    if (agent.status == AgentStatus::Retrying)
        return tr("%1 did not answer; trying again…").arg(m_providers.nameOf(m_model.provider));
    if (agent.status != AgentStatus::Streaming)
        return tr("Waiting for %1…").arg(m_providers.nameOf(m_model.provider));
    const qsizetype written = agent.answer.size();
    return written == 0 ? tr("Thinking…") : tr("Writing, %1 characters…").arg(formatCount(written));
}

QString CheckPresenter::outcomeText() const
{
    switch (m_state) {
    case State::None:
    case State::Waiting:
    case State::Running:
        return {};
    case State::Stopped:
        return tr("The check was stopped.");
    case State::Failed:
        return m_problem->message;
    case State::Ready:
        break;
    }
    QString text = tr("Checked by %1 on %2").arg(m_check->model.toString(), momentText(m_check->at));
    text += m_check->costUsd ? u", %1."_s.arg(formatMoney(*m_check->costUsd)) : u"."_s;
    if (const qsizetype missing = m_check->quotesNotFound(); missing == 1)
        text += u' ' + tr("1 quotation was not found in its answer.");
    else if (missing > 1)
        text += u' ' + tr("%1 quotations were not found in their answers.").arg(missing);
    return text;
}

void CheckPresenter::setState(State state)
{
    if (m_state == state && state == State::None)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace tributary
