// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/RunWorkspace.h"

#include "demo/DemoServer.h"
#include "graph/Presets.h"
#include "provider/ProvidersFile.h"
#include "report/ReportFormat.h"
#include "run/RunBundleFile.h"
#include "ui/app/RunArrangement.h"
#include "ui/common/Announcer.h"
#include "ui/common/DialogService.h"
#include "ui/common/LinkDialog.h"
#include "ui/common/MessageBar.h"
#include "ui/main/MainWindow.h"
#include "ui/models/ConnectDialog.h"
#include "ui/run/ComparisonMenu.h"
#include "ui/run/RunPanes.h"
#include "ui/run/RunView.h"
#include "viewmodel/ProviderEditor.h"

#include <algorithm>
#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 FixedSeed = 1;

QStringList demoPrompts()
{
    QStringList prompts;
    const auto questions = DemoServer::questions();
    for (const DemoQuestion &question : questions)
        prompts << question.prompt;
    return prompts;
}

/// Of the demo's voices the tempo is known before they are asked.
QHash<ModelRef, AnswerHistory> demoHistories()
{
    constexpr Range<double> recordedTokens{240, 400};
    constexpr double typicalTokens = 290;
    constexpr double retryWait = 1.0;
    QHash<ModelRef, AnswerHistory> histories;
    const auto voices = DemoServer::voices();
    for (const DemoVoice &voice : voices) {
        const Milliseconds silence = voice.tempo.firstByte + voice.tempo.reasoning;
        const double wait = voice.refusesFirst ? retryWait : 0;
        histories.insert(
            {Services::demoProvider(), voice.id},
            {recordedTokens, typicalTokens, double(silence.count()) / 1000 + wait, voice.tempo.tokensPerSecond});
    }
    return histories;
}

/// Nobody waits for a picture of what is finished anyway.
double demoPace(const Options &options)
{
    return options.endsByItself() && options.state != ShownState::Streaming ? 0 : 1;
}

NoticeKind kindOf(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
    case Tone::Active:
    case Tone::Cached:
        return NoticeKind::Info;
    case Tone::Success:
        return NoticeKind::Success;
    case Tone::Warning:
        return NoticeKind::Warning;
    case Tone::Error:
        return NoticeKind::Error;
    }
    Q_UNREACHABLE();
}

} // namespace

RunWorkspace::RunWorkspace(const Options &options, ThemeController &themes, DialogService &dialogs, JsonFile &state)
    : m_options(options)
    , m_themes(themes)
    , m_dialogs(dialogs)
    , m_state(state)
    , m_services(demoPace(options))
    , m_random(options.fixedClock ? QRandomGenerator(FixedSeed) : QRandomGenerator::securelySeeded())
    , m_cache(options.endsByItself() ? nullptr : std::make_unique<AnswerCacheFile>())
    , m_model({m_services.client(), options.fixedClock ? static_cast<const Clock &>(m_fixedClock) : m_services.clock(),
               m_random, m_cache.get()})
    , m_keeping(options, m_services, m_model)
    , m_exporter(themes, dialogs, state)
    , m_files(m_model.document(), dialogs, state)
{
    followFiles();
}

RunWorkspace::~RunWorkspace()
{
    // The window is gone already; what the parts say while they end has nobody to go to.
    const QList<QObject *> parts{&m_model.session(),  &m_model.attachments(), &m_model.presenter(),
                                 &m_model.document(), &m_model.messages(),    &m_model};
    for (QObject *part : parts)
        disconnect(part, nullptr, this, nullptr);
}

void RunWorkspace::join(MainWindow &window)
{
    m_window = &window;
    window.addView({.id = u"run"_s,
                    .title = tr("Run"),
                    .icon = "play"_L1,
                    .runsItself = true,
                    .build = [this](QWidget *parent) { return makeView(parent); },
                    .regions = [this] { return m_view->regions(); }});
    offerRunCommands();
    offerGraphCommands();
    offerFileCommands();
    offerComparison();
    followSession();
    followMessages();
}

QString RunWorkspace::begin()
{
    m_model.setDemoQuestions(demoPrompts());
    m_model.session().assumeHistories(demoHistories());
    if (!m_options.demo) {
        if (const Result<void> read = m_services.loadProviders({}); !read)
            tellProblem(u"providers"_s, read.error());
    }
    if (m_services.providers().isEmpty()) {
        if (const Result<void> started = m_services.startDemo(); !started)
            tellProblem(u"demo"_s, started.error());
    }
    followKeys();
    m_model.setProviders(directory());
    m_lastSession = m_keeping.lastSession();
    if (m_lastSession.graph)
        restore(m_lastSession);
    else
        startFresh();
    // A question needs the window on screen.
    if (m_model.document().hasUnsavedFile())
        m_laterFiles = m_options.files;
    else
        takeFiles(m_options.files);
    return m_lastSession.view;
}

void RunWorkspace::startFresh()
{
    m_model.document().reset(presetGraph(defaultPreset));
    // A graph or a run that was named comes with what is asked of it; files to attach do not.
    if (std::ranges::none_of(m_options.files, MainWindow::isDocument) && hasOnlyDemo() && m_keeping.isRestoring())
        m_model.session().setPrompt(m_model.demoQuestions().value(0));
}

void RunWorkspace::followKeys()
{
    CredentialStore &keys = m_services.credentials();
    connect(&keys, &CredentialStore::keyStateChanged, this, [this] { m_model.setProviders(directory()); });
    keys.prefetch(m_services.providers());
}

void RunWorkspace::restore(const SessionState &session)
{
    if (const Result<void> started = m_services.startDemoFor(*session.graph); !started)
        tellProblem(u"demo"_s, started.error());
    m_model.setProviders(directory());
    m_model.document().restore(*session.graph, session.graphFile, session.graphModified);
    m_model.session().setPrompt(session.prompt);
    m_model.session().setPinned(session.pinned);
}

void RunWorkspace::openLibrary()
{
    // A saved run that was opened from the command line stands in front of the last one.
    SessionState session = m_lastSession;
    if (m_model.shownRecord())
        session.run = {};
    m_keeping.begin(session);
    // It was shown before there was anybody to keep it.
    m_keeping.saver().setView(m_window->currentView());
    takeFiles(std::exchange(m_laterFiles, {}));
}

void RunWorkspace::openDemo()
{
    if (const Result<void> started = m_services.startDemo(); !started)
        return tellProblem(u"demo"_s, started.error());
    m_model.setProviders(directory());
    m_files.afterSaving([this] {
        if (const std::optional<Preset> preset = findPreset(defaultPreset))
            m_model.document().startFrom(Services::fillWithDemo(preset->graph), tr("Open the demo"));
        m_model.session().setPrompt(m_model.demoQuestions().value(0));
        if (m_view)
            m_view->focusNextStep();
    });
}

void RunWorkspace::setProviders(const QList<Provider> &providers)
{
    m_services.setProviders(providers);
    m_services.credentials().prefetch(providers);
    m_model.setProviders(directory());
}

void RunWorkspace::focusPrompt()
{
    if (m_view)
        m_view->focusPrompt();
}

QWidget *RunWorkspace::makeView(QWidget *parent)
{
    m_view = new RunView(m_model, m_themes, m_scheduler, parent);
    m_view->setArrangement(arrangementFrom(m_state));
    if (m_options.mode)
        m_view->panes().setMode(*m_options.mode);
    if (m_options.sentence > 0)
        m_view->panes().showSentence(m_options.sentence - 1);
    m_view->panes().setEarlierSyntheses(earlierSyntheses([this] { return m_keeping.runs().library(); }));
    m_window->addViewActions(m_view->viewActions());
    connect(m_view, &RunView::actionRequested, this, &RunWorkspace::doAction);
    connect(m_view, &RunView::questionRaised, this,
            [this](const RunQuestion &question) { askToRun(question, [this] { m_model.session().run(); }); });
    connect(m_view, &RunView::keepRequested, this, [this] { expect(m_keeping.runs().keepShown(), u"kept"_s); });
    connect(m_view, &RunView::filesGiven, this, &RunWorkspace::takeFiles);
    connect(m_view, &RunView::attachRequested, this, [this] {
        m_dialogs.chooseToOpen(m_window,
                               {.title = tr("Attach files"), .filters = {tr("Text, source code and PDF (*)")}},
                               [this](const QStringList &paths) { m_model.attachments().add(paths); });
    });
    connect(m_view, &RunView::runAgainRequested, this, [this] { repeat(m_model.shownRecord()->record); });
    connect(m_view, &RunView::linkActivated, this, [this](const QUrl &url) { askToOpen(url, m_window); });
    connect(m_window, &MainWindow::stateSaving, m_view, [this] { keepArrangement(m_view->arrangement(), m_state); });
    return m_view;
}

void RunWorkspace::offerRunCommands()
{
    Actions &actions = m_window->actions();
    actions.offer(ActionId::Run, this, [this] { run(); });
    actions.offer(ActionId::Stop, this, [this] { m_model.session().stop(); });
    actions.offer(ActionId::RunWithoutCache, this,
                  [this] { startRun(m_model.session().runAgainQuestion(), [this] { m_model.session().runAgain(); }); });
    actions.offer(ActionId::RetryFailed, this, [this] {
        startRun(m_model.session().askAgainQuestion({}), [this] { m_model.session().askAgain({}); });
    });
    actions.offer(ActionId::FocusPrompt, this, [this] { focusPrompt(); });
    actions.offer(ActionId::SidePanel, this, [this] {
        if (m_window->currentView() == "run"_L1)
            m_view->toggleAgents();
    });
    actions.offer(ActionId::OpenDemo, this, [this] { openDemo(); });
    actions.offer(ActionId::ConnectProvider, this, [this] { openConnect({}); });
}

void RunWorkspace::offerGraphCommands()
{
    QList<GraphChoice> choices;
    const auto known = presets();
    for (const Preset &preset : known)
        choices << GraphChoice{preset.id, preset.name, preset.line};
    m_window->setGraphChoices(choices);
    connect(m_window, &MainWindow::graphChosen, this, [this](const QString &id) {
        if (!findPreset(id))
            return;
        const Graph graph = presetGraph(id);
        m_files.startFrom(graph, tr("Load %1").arg(graph.name));
    });
    QUndoStack &steps = m_model.document().undoStack();
    // What cannot be seen is not undone.
    const auto showsGraph = [this] { return m_window->currentView() != "models"_L1; };
    connect(m_window, &MainWindow::undoRequested, &steps, [&steps, showsGraph] {
        if (showsGraph())
            steps.undo();
    });
    connect(m_window, &MainWindow::redoRequested, &steps, [&steps, showsGraph] {
        if (showsGraph())
            steps.redo();
    });
}

void RunWorkspace::offerComparison()
{
    const auto shown = [this] { return RunPanes::shownIn(*m_window); };
    m_window->setComparisonMenu(new ComparisonMenu({.shown = shown,
                                                    .brought =
                                                        [this, shown] {
                                                            if (!shown())
                                                                m_window->showView(u"run"_s);
                                                            return shown();
                                                        }},
                                                   m_window));
}

void RunWorkspace::expect(const Result<void> &done, const QString &id)
{
    if (done)
        forgetProblem(id);
    else
        tellProblem(id, done.error());
}

void RunWorkspace::saveUnkept()
{
    const std::optional<RunRecord> record = m_keeping.recorder().unkept();
    if (!record)
        return;
    const FileQuestion file{
        .title = tr("Save run"), .filters = {tr("Saved run (*.moarun)")}, .name = record->graph.name + u".moarun"_s};
    m_dialogs.chooseToSave(m_window, file, [this](const QString &path) {
        // Asked again: it may have gone on while the person chose.
        if (const std::optional<RunRecord> now = m_keeping.recorder().unkept())
            expect(writeReportFile(path, bundleBytes(*now)), u"export"_s);
    });
}

void RunWorkspace::tellKeepingDetails()
{
    std::optional<Error> problem = m_keeping.recorder().problem();
    if (const Result<Library *> library = m_services.openLibrary(); !problem && !library)
        problem = library.error();
    if (!problem)
        return;
    m_dialogs.tell(m_window, NoticeKind::Error, tr("Runs cannot be kept"),
                   QStringList{problem->message, problem->detail, Library::defaultPath()}.join(u'\n'));
}

void RunWorkspace::followSession()
{
    connect(&m_model.session(), &RunSession::stateChanged, this, &RunWorkspace::showSession);
    connect(&m_model, &RunViewModel::statusChanged, this, &RunWorkspace::showSession);
    connect(&m_model.presenter(), &RunPresenter::runChanged, this, &RunWorkspace::showSession);
    connect(&m_model.document(), &GraphDocument::changed, this, &RunWorkspace::showSession);
    connect(&m_model.presenter(), &RunPresenter::announce, this, [this](const QString &sentence, bool assertive) {
        m_window->announcer().announce(sentence, assertive ? Urgency::Assertive : Urgency::Polite);
    });
    connect(&m_model.attachments(), &AttachmentTray::announce, this,
            [this](const QString &sentence) { m_window->announcer().announce(sentence, Urgency::Polite); });
    showSession();
}

void RunWorkspace::showSession()
{
    RunSession &session = m_model.session();
    const QString blocked = session.blockedReason();
    m_window->setRunEnabled(blocked.isEmpty(), blocked);
    m_window->setRunning(session.isRunning());
    const bool mayAskAgain = !session.isRunning() && !session.runs().isEmpty();
    m_window->actions().setEnabled(ActionId::RunWithoutCache, mayAskAgain, tr("There is no run yet."));
    m_window->actions().setEnabled(ActionId::ExportRun, m_model.presenter().scene().hasRun(),
                                   tr("There is no run yet."));
    m_window->actions().setEnabled(ActionId::RetryFailed, mayAskAgain, tr("There is no run yet."));
    m_window->setGraphName(m_model.document().graph().name);
    m_window->setStatus(m_model.presenter().statusText(), m_model.statusRight());
}

void RunWorkspace::followMessages()
{
    connect(&m_model.messages(), &MessageList::changed, this, &RunWorkspace::showMessages);
    connect(&m_window->messages(), &MessageStack::dismissed, this, [this](const QString &id) {
        m_model.messages().dismiss(id);
        if (id == "interrupted"_L1)
            m_keeping.forgetInterruption();
    });
    connect(m_window, &MainWindow::viewShown, &m_keeping.saver(), &SessionSaver::setView);
    connect(m_window, &MainWindow::stateSaving, this, [this] { expect(m_keeping.saver().save(), u"saver"_s); });
    showMessages();
}

void RunWorkspace::showMessages()
{
    QList<Notice> notices;
    const auto messages = m_model.messages().messages();
    for (const Message &message : messages) {
        Notice notice{.id = message.id, .kind = kindOf(message.tone), .text = message.text};
        notice.dismissible = message.dismissible;
        for (const Action &action : message.actions)
            notice.buttons << NoticeButton{action.text, [this, action] { doAction(action); }};
        notices << notice;
    }
    m_window->messages().setNotices(notices);
}

void RunWorkspace::doAction(const Action &action)
{
    if (m_model.perform(action))
        return;
    switch (action.kind) {
    case Action::Kind::ChooseModel:
    case Action::Kind::UseAnotherModel:
        m_window->showView(u"run"_s);
        return m_view->openAgent(action.agent);
    case Action::Kind::Details:
        return m_dialogs.tell(m_window, NoticeKind::Info, tr("Details"),
                              m_model.presenter().agent(action.agent).errorDetail);
    case Action::Kind::ConnectProvider:
        return openConnect(action.provider);
    case Action::Kind::EditKey:
        return Q_EMIT modelsRequested(action.provider);
    case Action::Kind::ShowRun:
        m_keeping.forgetInterruption();
        return showRun(action.run);
    case Action::Kind::ResumeRun:
        m_keeping.forgetInterruption();
        return resumeRun(action.run);
    case Action::Kind::SaveUnkept:
        return saveUnkept();
    case Action::Kind::SaveGraphAs:
        return m_files.saveAs();
    case Action::Kind::KeepingDetails:
        return tellKeepingDetails();
    case Action::Kind::ShowInTimeline:
        return Q_EMIT timelineRequested(action.agent);
    case Action::Kind::ShowPromptSent:
        return Q_EMIT promptSentRequested(action.agent);
    case Action::Kind::TryAgain:
    case Action::Kind::TryFailedAgain:
    case Action::Kind::RetryNow:
    case Action::Kind::ContinueWithFewer:
    case Action::Kind::StopRun:
    case Action::Kind::RaiseLimit:
    case Action::Kind::RaiseBudget:
    case Action::Kind::MuteAgents:
    case Action::Kind::UseDemoQuestion:
        return;
    }
}

void RunWorkspace::openConnect(const ProviderId &id)
{
    if (!m_providerEditor) {
        m_providerEditor = std::make_unique<ProviderEditor>(m_services.network(), m_services.credentials(),
                                                            m_services.clock(), defaultProvidersPath());
        connect(m_providerEditor.get(), &ProviderEditor::providersChanged, this, &RunWorkspace::takeSavedProviders);
        connect(m_providerEditor.get(), &ProviderEditor::keyringFailed, this, &RunWorkspace::tellKeyringProblem);
    }
    if (!m_connectDialog)
        m_connectDialog = new ConnectDialog(*m_providerEditor, m_themes, m_dialogs, m_window);
    if (!id.isEmpty())
        m_connectDialog->edit(id);
    m_connectDialog->show();
    m_connectDialog->raise();
    m_connectDialog->activateWindow();
}

void RunWorkspace::tellKeyringProblem(const ProviderId &provider, const QString &sentence)
{
    const Action others{Action::Kind::EditKey, tr("Other ways to store"), {}, {}, provider};
    m_model.messages().set(u"keyring"_s,
                           {{.id = u"keyring"_s, .tone = Tone::Warning, .text = sentence, .actions = {others}}});
}

void RunWorkspace::showCatalogue()
{
    m_model.setProviders(directory());
}

void RunWorkspace::takeSavedProviders(const QList<Provider> &providers)
{
    const bool first = hasOnlyDemo();
    setProviders(providers);
    // Whoever has just connected the first provider wants to ask it, not the demo.
    if (first && !hasOnlyDemo() && !m_model.session().isRunning())
        m_model.loadPreset(defaultPreset);
}

void RunWorkspace::tellProblem(const QString &id, const Error &error)
{
    forgetProblem(id);
    m_model.messages().set(id, {{.id = id, .tone = Tone::Error, .text = error.message}});
}

void RunWorkspace::forgetProblem(const QString &id)
{
    m_model.messages().set(id, {});
}

ProviderDirectory RunWorkspace::directory()
{
    ProviderDirectory directory;
    for (const Provider &provider : m_services.providers()) {
        if (!provider.enabled)
            continue;
        ProviderDirectory::Entry entry{m_services.catalogue().completed(provider),
                                       m_services.credentials().stateOf(provider) != KeyState::Missing,
                                       provider.id == Services::demoProvider()};
        if (provider.models.isEmpty())
            entry.listed = m_services.catalogue().listed(provider);
        directory.entries << entry;
    }
    return directory;
}

bool RunWorkspace::hasOnlyDemo() const
{
    const auto &entries = m_model.providers().entries;
    return std::all_of(entries.begin(), entries.end(), [](const auto &entry) { return entry.isDemo; });
}

Graph RunWorkspace::presetGraph(const QString &id) const
{
    const std::optional<Preset> preset = findPreset(id);
    Graph graph = preset && hasOnlyDemo() ? Services::fillWithDemo(preset->graph) : m_model.presetGraph(id);
    graph.policy.hedging = graph.policy.hedging || m_hedges;
    return graph;
}

} // namespace tributary
