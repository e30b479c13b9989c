// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/Services.h"
#include "ui/app/FixedClock.h"
#include "ui/app/GraphFiles.h"
#include "ui/app/Keeping.h"
#include "ui/app/Options.h"
#include "ui/app/RunExporter.h"
#include "ui/common/RenderScheduler.h"
#include "viewmodel/RunViewModel.h"

#include <QObject>
#include <QPointer>
#include <QRandomGenerator>

#include <functional>
#include <memory>

namespace tributary {

class ConnectDialog;
class DialogService;
class JsonFile;
class MainWindow;
class ProviderEditor;
class RunView;

/// The parts behind the Run view, built and joined to a window: services, view model, view.
class RunWorkspace : public QObject
{
    Q_OBJECT

public:
    /// All references must outlive the workspace.
    RunWorkspace(const Options &options, ThemeController &themes, DialogService &dialogs, JsonFile &state);
    ~RunWorkspace() override;

    /// Adds the Run view and offers its commands. Once.
    void join(MainWindow &window);
    /// Reads the providers, or starts the built-in demo when there are none; loads the graph and the prompt of the last
    /// session, or the first ones. Returns the view to start in.
    QString begin();
    /// What can wait until the window is on screen: opens the library and brings back the last run.
    void openLibrary();
    /// The demo with its first question, ready to run.
    void openDemo();
    /// A layer graph, or a saved run.
    void openFile(const QString &path);
    /// Opens a graph or a kept run, attaches everything else.
    void takeFiles(const QStringList &paths);

    // What a list of kept runs asks for. Each brings the Run view forward; what stands in the way is said in the
    // message bar.

    /// Shows a kept run as it ended, to be read and replayed.
    void showRun(const RunId &run);
    /// Goes on with an interrupted run under its own id. For one that ended without a synthesis, a new run takes over
    /// the usable answers.
    void resumeRun(const RunId &run);
    /// Asks the prompt of a kept run again, with its graph.
    void runAgain(const RunId &run);

    /// Takes these providers beside the demo, once that is started.
    void setProviders(const QList<Provider> &providers);
    void focusPrompt();
    /// Calls `go` when the person agrees.
    void askToRun(const RunQuestion &question, const std::function<void()> &go);
    /// A person has changed the providers file: asks those from now on, and fills a first graph with their models.
    void takeSavedProviders(const QList<Provider> &providers);
    /// What becomes of a key that the keyring did not take, said in the message bar.
    void tellKeyringProblem(const ProviderId &provider, const QString &sentence);
    /// What the services know of models has grown.
    void showCatalogue();

    [[nodiscard]] RunViewModel &model() { return m_model; }

    [[nodiscard]] Services &services() { return m_services; }

    [[nodiscard]] RunExporter &exporter() { return m_exporter; }

    [[nodiscard]] Keeping &keeping() { return m_keeping; }

    [[nodiscard]] GraphFiles &files() { return m_files; }

    /// Null where pictures are made.
    [[nodiscard]] AnswerCacheFile *cache() { return m_cache.get(); }

    /// Whether presets that are loaded from now on ask a late agent twice.
    void setHedging(bool hedges) { m_hedges = hedges; }

Q_SIGNALS:
    /// About an agent of the run on screen.
    void timelineRequested(const tributary::AgentId &agent);
    void promptSentRequested(const tributary::AgentId &agent);
    /// The person is to see this provider and its key; an empty id: all of them.
    void modelsRequested(const tributary::ProviderId &provider);

private:
    QWidget *makeView(QWidget *parent);
    /// Reads keys from the keyring before they are needed, and shows which are there.
    void followKeys();
    void offerRunCommands();
    void offerGraphCommands();
    void followSession();
    void followMessages();
    void showSession();
    void showMessages();
    void doAction(const Action &action);
    /// The dialog that connects a provider; on this one when an id is given.
    void openConnect(const ProviderId &id);
    void run();
    /// Asks first when there is a question.
    void startRun(const std::optional<RunQuestion> &question, const std::function<void()> &go);
    void followFiles();
    void openBundle(const QString &path);
    void offerFileCommands();
    void offerComparison();
    void exportRun();
    /// What the Run view shows now, or nothing before the first run.
    [[nodiscard]] std::optional<RunRecord> shownRun() const;
    void showRecord(const ShownRecord &record);
    void repeat(const RunRecord &record);
    void repeatNow(const RunRecord &record);
    void startFresh();
    void restore(const SessionState &session);
    void saveUnkept();
    void tellKeepingDetails();
    /// In the message bar when it did not work.
    void expect(const Result<void> &done, const QString &id);
    /// In the message bar, until it is closed or forgotten.
    void tellProblem(const QString &id, const Error &error);
    void forgetProblem(const QString &id);
    [[nodiscard]] ProviderDirectory directory();
    [[nodiscard]] bool hasOnlyDemo() const;
    [[nodiscard]] Graph presetGraph(const QString &id) const;

    const Options &m_options;
    ThemeController &m_themes;
    DialogService &m_dialogs;
    JsonFile &m_state;
    Services m_services;
    FixedClock m_fixedClock;
    QRandomGenerator m_random;
    RenderScheduler m_scheduler;
    /// None for pictures.
    std::unique_ptr<AnswerCacheFile> m_cache;
    RunViewModel m_model;
    Keeping m_keeping;
    RunExporter m_exporter;
    GraphFiles m_files;
    /// Named at the start, where the last session's graph has changes to ask about first.
    QStringList m_laterFiles;
    SessionState m_lastSession;
    bool m_hedges = false;
    /// Made when first needed: it reads the providers file.
    std::unique_ptr<ProviderEditor> m_providerEditor;
    QPointer<ConnectDialog> m_connectDialog;
    MainWindow *m_window = nullptr;
    QPointer<RunView> m_view;
};

} // namespace tributary
