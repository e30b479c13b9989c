// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/RunViewModel.h"

#include "graph/AgentLabel.h"
#include "graph/Presets.h"
#include "viewmodel/CoverageDisplay.h"
#include "viewmodel/RunMessages.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

/// The same agents at the same places: an earlier run can be shown for the graph.
bool haveSameShape(const Graph &a, const Graph &b)
{
    return std::ranges::equal(a.layers, b.layers, [](const Layer &x, const Layer &y) {
        return std::ranges::equal(x.agents, y.agents, {}, &Agent::id, &Agent::id);
    });
}

QList<ModelRef> modelsOf(const Graph &graph)
{
    QList<ModelRef> models;
    for (const Layer &layer : graph.layers) {
        for (const Agent &agent : layer.agents) {
            if (!agent.model.isEmpty() && !models.contains(agent.model))
                models.append(agent.model);
        }
    }
    return models;
}

} // namespace

RunViewModel::RunViewModel(const SessionServices &services, QObject *parent)
    : QObject(parent)
    , m_estimate(services.clock)
    , m_session(services, m_document, m_estimate)
    , m_presenter(services.clock)
    , m_replay(services.clock, m_presenter)
    , m_check(services)
{
    connectParts();
}

RunViewModel::~RunViewModel() = default;

void RunViewModel::connectParts()
{
    connect(&m_document, &GraphDocument::changed, this, &RunViewModel::showDocument);
    connectSession();
    connect(&m_session, &RunSession::stateChanged, this, &RunViewModel::updateAnalysis);
    connect(&m_replay, &RunReplay::changed, this, &RunViewModel::updateAnalysis);
    connect(this, &RunViewModel::shownRecordChanged, this, &RunViewModel::updateAnalysis);
    connect(&m_presenter, &RunPresenter::runChanged, this, [this] {
        updateMessages();
        updateAnalysis();
        Q_EMIT statusChanged();
    });
}

void RunViewModel::connectSession()
{
    connect(&m_session, &RunSession::promptChanged, this, [this] { m_estimate.setPrompt(m_session.prompt()); });
    connect(&m_attachments, &AttachmentTray::changed, this,
            [this] { m_session.setAttachments(m_attachments.attachments(), m_attachments.blockedReason()); });
    connect(&m_session, &RunSession::attachmentsReturned, &m_attachments,
            [this](const QList<Attachment> &attachments) { m_attachments.add(attachments); });
    connect(&m_session, &RunSession::runStarted, this, [this] { m_messages.set(u"session"_s, {}); });
    connect(&m_session, &RunSession::speedsChanged, this, [this] {
        m_models.setSpeeds(m_session.measuredSpeeds());
        m_check.setHistories(m_session.histories());
    });
    connect(&m_session, &RunSession::refused, this, [this](const QString &message) {
        m_messages.set(u"session"_s, {{u"refused"_s, Tone::Error, message}});
    });
    connect(&m_session, &RunSession::runStarted, this, &RunViewModel::begin);
    connect(&m_session, &RunSession::eventRecorded, this, [this](const RunEvent &event) {
        if (!m_shown)
            m_presenter.record(event);
    });
    connect(&m_session, &RunSession::runResumed, this, [this](const RunStart &start, const RunState &state) {
        forgetRecord();
        m_ranIn.reset();
        m_presenter.showRun(start, state, state.now);
    });
    connect(&m_session, &RunSession::pinnedChanged, this, [this] {
        const auto ids = m_session.pinned().keys();
        const QSet<AgentId> agents(ids.begin(), ids.end());
        m_presenter.setPinned(agents);
        m_estimate.setPinned(agents);
    });
}

void RunViewModel::begin(const RunStart &start)
{
    forgetRecord();
    const QSet<AgentId> there = edits::idsOf(m_document.graph());
    m_ranIn = there.contains(edits::idsOf(start.graph)) ? std::optional(m_document.graph()) : std::nullopt;
    m_presenter.begin(start);
}

void RunViewModel::forgetRecord()
{
    if (!m_shown)
        return;
    m_shown.reset();
    m_replay.close();
    Q_EMIT shownRecordChanged();
}

void RunViewModel::adoptRun(const RunRecord &record)
{
    m_session.adopt(record);
    m_ranIn.reset();
    if (!m_shown)
        showSession();
}

void RunViewModel::showRecord(const ShownRecord &record)
{
    m_shown = record;
    m_replay.open(record.record);
    Q_EMIT shownRecordChanged();
}

void RunViewModel::closeRecord()
{
    const bool shown = m_shown.has_value();
    forgetRecord();
    if (shown)
        showSession();
}

void RunViewModel::prepareIncluding(const AgentId &aggregator, const QStringList &points)
{
    const RunRecord *shown = m_analysis.record();
    if (!shown || points.isEmpty())
        return;
    const RunRecord record = *shown; // closing lets go of it
    closeRecord();
    const QString text = points.size() == 1 ? tr("Include a point that was left out")
                                            : tr("Include %1 points that were left out").arg(points.size());
    m_document.replaceGraph(graphIncluding(record, aggregator, points), text);
    m_session.setPrompt(record.prompt);
    m_attachments.add(record.attachments);
}

void RunViewModel::forgetRuns()
{
    m_session.forgetRuns();
    forgetRecord();
    showSession();
}

void RunViewModel::markShownAsKept()
{
    if (!m_shown)
        return;
    m_shown->isKept = true;
    Q_EMIT shownRecordChanged();
}

void RunViewModel::setProviders(const ProviderDirectory &providers)
{
    m_providers = providers;
    m_models.setProviders(providers);
    m_document.setLookup(providers.lookup());
    m_estimate.setLookup(providers.lookup());
    m_session.setProviders(providers);
    m_presenter.setProviders(providers);
    m_check.setProviders(providers);
}

void RunViewModel::setOnline(bool online)
{
    m_online = online;
    updateMessages();
    Q_EMIT statusChanged();
}

Graph RunViewModel::presetGraph(const QString &id) const
{
    const std::optional<Preset> preset = findPreset(id);
    return preset ? fillModels(*preset, m_models.usable()) : Graph{};
}

void RunViewModel::loadPreset(const QString &id)
{
    if (const std::optional<Preset> preset = findPreset(id))
        m_document.startFrom(presetGraph(id), tr("Load %1").arg(preset->name));
}

void RunViewModel::askAgain(const Action &action)
{
    m_session.askAgain(action.agents.isEmpty() ? QList<AgentId>{action.agent} : action.agents);
}

QHash<ModelRef, QString> RunViewModel::modelUse() const
{
    const Graph &graph = m_document.graph();
    QHash<ModelRef, QString> use;
    for (qsizetype layer = 0; layer < graph.layers.size(); ++layer) {
        const bool last = layer + 1 == graph.layers.size();
        const QList<Agent> &agents = graph.layers.at(layer).agents;
        for (qsizetype i = 0; i < agents.size(); ++i) {
            QString &names = use[agents.at(i).model];
            const QString name = last ? tr("aggregator") : agentBadge(i, false);
            if (!names.split(u", "_s).contains(name))
                names += names.isEmpty() ? name : u", "_s + name;
        }
    }
    use.remove({});
    return use;
}

QHash<ProviderId, int> RunViewModel::agentsPerProvider() const
{
    QHash<ProviderId, int> agents;
    for (const Layer &layer : m_document.graph().layers) {
        for (const Agent &agent : layer.agents)
            ++agents[agent.model.provider];
    }
    return agents;
}

bool RunViewModel::perform(const Action &action)
{
    switch (action.kind) {
    case Action::Kind::TryAgain:
        askAgain(action);
        return true;
    case Action::Kind::TryFailedAgain:
        m_session.askAgain({});
        return true;
    case Action::Kind::RetryNow:
        m_session.retryNow(action.agent);
        return true;
    case Action::Kind::ContinueWithFewer:
        m_session.continueWithFewer();
        return true;
    case Action::Kind::StopRun:
        m_session.stop();
        return true;
    case Action::Kind::RaiseLimit:
        m_session.raiseLimit(action.agent);
        return true;
    case Action::Kind::RaiseBudget:
        m_document.setBudget(std::nullopt);
        m_session.askAgain({});
        return true;
    case Action::Kind::MuteAgents:
        m_document.setMuted(action.agents, true);
        return true;
    case Action::Kind::UseDemoQuestion:
        m_session.setPrompt(m_demoQuestions.value(0));
        return true;
    case Action::Kind::ChooseModel:
    case Action::Kind::UseAnotherModel:
    case Action::Kind::Details:
    case Action::Kind::ConnectProvider:
    case Action::Kind::EditKey:
    case Action::Kind::ShowRun:
    case Action::Kind::ResumeRun:
    case Action::Kind::SaveUnkept:
    case Action::Kind::SaveGraphAs:
    case Action::Kind::KeepingDetails:
    case Action::Kind::ShowInTimeline:
    case Action::Kind::ShowPromptSent:
        return false;
    }
    Q_UNREACHABLE();
}

QString RunViewModel::statusRight() const
{
    const QString online = m_online ? tr("Online") : tr("Offline");
    const QString usage = m_presenter.usageText();
    return usage.isEmpty() ? online : QString(usage + u" · "_s + online);
}

/// The last run stays on screen while the graph has its shape; its answers belong to the graph that gave them.
void RunViewModel::showDocument()
{
    m_estimate.setGraph(m_document.graph());
    m_check.setBudget(m_document.graph().policy.budgetUsd);
    m_models.setUsed(modelsOf(m_document.graph()));
    const bool stays = m_session.isRunning() || m_shown || (m_presenter.scene().hasRun() && showsLastRun());
    if (stays)
        updateMessages();
    else
        showSession();
}

bool RunViewModel::showsLastRun() const
{
    if (m_session.runs().isEmpty())
        return false;
    return haveSameShape(m_ranIn ? *m_ranIn : m_session.runs().last().start.graph, m_document.graph());
}

/// What the session has to show: the run that goes on, the last one, or the graph.
void RunViewModel::showSession()
{
    if (m_session.isRunning())
        m_presenter.showRun(m_session.currentStart(), m_session.currentState(), m_session.currentElapsed());
    else if (showsLastRun())
        m_presenter.showRun(m_session.runs().last().start, m_session.runs().last().state);
    else
        m_presenter.showGraph(m_document.graph());
}

void RunViewModel::updateMessages()
{
    m_messages.set(u"run"_s, runMessages(m_presenter.scene()));
    m_messages.set(u"setup"_s, setupMessages(m_document.graph(), {m_providers, m_online}));
}

void RunViewModel::updateAnalysis()
{
    const std::optional<RunRecord> run = endedRun();
    m_analysis.show(run);
    m_check.show(run);
}

void RunViewModel::setAnalysisStore(const AnalysisStore &store)
{
    m_analysis.setStore(store);
    m_check.setStore(store);
}

RunRecord RunViewModel::withAnalyses(RunRecord record) const
{
    const auto add = [&record](const QString &kind, int version, const QJsonObject &result) {
        record.analyses.removeIf([&kind](const KeptAnalysis &known) { return known.kind == kind; });
        record.analyses.append({kind, version, QJsonDocument(result).toJson(QJsonDocument::Compact)});
    };
    if (m_analysis.analysis() && m_analysis.record()->id == record.id)
        add(AnalysisPresenter::kind, RunAnalysis::version, toJson(*m_analysis.analysis()));
    if (m_check.check() && m_check.record()->id == record.id)
        add(CheckPresenter::kind, ModelCheck::version, toJson(*m_check.check()));
    return record;
}

std::optional<RunRecord> RunViewModel::currentRecord() const
{
    if (m_shown)
        return m_shown->record;
    if (m_session.isRunning())
        return m_session.currentRecord();
    return m_session.runs().isEmpty() ? std::nullopt : std::optional(m_session.runs().constLast().record);
}

std::optional<RunRecord> RunViewModel::endedRun() const
{
    if (m_shown)
        return m_replay.isOpen() && m_replay.position() >= m_replay.duration() ? std::optional(m_shown->record)
                                                                               : std::nullopt;
    const RunScene &scene = m_presenter.scene();
    const bool ended = scene.hasRun() && scene.run.phase == RunState::Phase::Finished;
    if (!ended || m_session.isRunning() || m_session.runs().isEmpty())
        return std::nullopt;
    const SessionRun &last = m_session.runs().constLast();
    return last.record.id == scene.run.id ? std::optional(last.record) : std::nullopt;
}

} // namespace tributary
