// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/StateStage.h"

#include "ui/app/RunWorkspace.h"

#include <QTimer>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// Enough to see that answers are growing.
constexpr qsizetype StreamedCharacters = 900;

/// Nothing listens on the discard port of this machine.
Provider silentProvider()
{
    Provider provider;
    provider.id = ProviderId{u"local"_s};
    provider.name = u"Local server"_s;
    provider.baseUrl = QUrl(u"http://127.0.0.1:9/v1"_s);
    provider.key.kind = KeySource::Kind::None;
    provider.models = {{u"llama3.3:70b"_s, 32'768, 0.0, 0.0}};
    return provider;
}

Provider paidProvider(bool hasKey)
{
    Provider provider;
    provider.id = ProviderId{u"together"_s};
    provider.name = u"Together"_s;
    provider.baseUrl = QUrl(u"http://127.0.0.1:9/v1"_s);
    provider.key.kind = hasKey ? KeySource::Kind::None : KeySource::Kind::Session;
    provider.models = {{u"Qwen/Qwen2.5-72B-Instruct"_s, 32'768, 1.2, 1.2},
                       {u"openai/gpt-oss-120b"_s, 131'072, 0.15, 0.6}};
    return provider;
}

} // namespace

StateStage::StateStage(RunWorkspace &workspace, int question, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_question(question)
{}

void StateStage::enter(ShownState state)
{
    RunViewModel &model = m_workspace.model();
    if (AttachmentTray &files = model.attachments(); files.isReading()) {
        // A run waits for the files that were named with the state.
        auto *wait = new QObject(this);
        connect(&files, &AttachmentTray::changed, wait, [this, wait, state, &files] {
            if (files.isReading())
                return;
            wait->deleteLater();
            disconnect(&files, nullptr, wait, nullptr);
            enter(state);
        });
        return;
    }
    switch (state) {
    case ShownState::Empty:
        model.session().setPrompt({});
        return reachNow();
    case ShownState::Done:
        return runToTheEnd();
    case ShownState::Streaming:
        return runUntilTextStreams();
    case ShownState::OneFailed:
        breakProposers(1);
        return runToTheEnd();
    case ShownState::AllFailed:
        breakProposers(3);
        return runToTheEnd();
    case ShownState::NoKey:
        takeProvider(false);
        return reachNow();
    case ShownState::Offline:
        model.setOnline(false);
        return reachNow();
    case ShownState::Budget:
        takeProvider(true);
        model.document().setBudget(0.0001);
        model.session().setPrompt(model.demoQuestions().value(0));
        model.estimate().update();
        return reachNow();
    }
    Q_UNREACHABLE();
}

void StateStage::reachNow()
{
    // A picture must not be taken before the estimate has caught up.
    m_workspace.model().estimate().update();
    if (!std::exchange(m_done, true))
        QTimer::singleShot(0, this, &StateStage::reached);
}

void StateStage::startRun()
{
    RunSession &session = m_workspace.model().session();
    session.setPrompt(m_workspace.model().demoQuestions().value(m_question));
    // What cannot be run is shown as it is.
    if (!session.canRun())
        return reachNow();
    session.run();
}

void StateStage::runToTheEnd()
{
    RunSession &session = m_workspace.model().session();
    connect(&session, &RunSession::runFinished, this, &StateStage::reachNow);
    // A layer below its quorum waits for the person's decision; that is the state to show.
    connect(&session, &RunSession::eventRecorded, this, [this](const RunEvent &event) {
        if (std::holds_alternative<event::QuorumMissed>(event.body))
            reachNow();
    });
    startRun();
}

void StateStage::runUntilTextStreams()
{
    connect(&m_workspace.model().presenter(), &RunPresenter::answerAppended, this, [this](const AgentId &agent) {
        if (m_workspace.model().presenter().answer(agent).size() > StreamedCharacters)
            reachNow();
    });
    startRun();
}

void StateStage::breakProposers(int count)
{
    m_workspace.setProviders({silentProvider()});
    GraphDocument &document = m_workspace.model().document();
    Graph graph = document.graph();
    graph.policy.retries = 0;
    QList<Agent> &proposers = graph.layers.first().agents;
    // The second one first: with a single failure, the letters before and after it go on.
    for (int i = 0; i < count; ++i)
        proposers[(i + 1) % proposers.size()].model = {silentProvider().id, silentProvider().models.first().id};
    document.reset(graph);
}

void StateStage::takeProvider(bool hasKey)
{
    const Provider provider = paidProvider(hasKey);
    m_workspace.setProviders({provider});
    GraphDocument &document = m_workspace.model().document();
    Graph graph = document.graph();
    for (Layer &layer : graph.layers) {
        for (qsizetype i = 0; i < layer.agents.size(); ++i)
            layer.agents[i].model = {provider.id, provider.models.at(i % provider.models.size()).id};
    }
    document.reset(graph);
}

} // namespace tributary
