// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/AnalysisPresenter.h"
#include "viewmodel/AttachmentTray.h"
#include "viewmodel/CheckPresenter.h"
#include "viewmodel/EstimatePresenter.h"
#include "viewmodel/MessageList.h"
#include "viewmodel/ModelChoices.h"
#include "viewmodel/RunReplay.h"
#include "viewmodel/RunSession.h"

namespace tributary {

/// A kept run that is looked at instead of the session's own one.
struct ShownRecord
{
    RunRecord record;
    /// Name of the file that it was opened from; empty for one of the library.
    QString fileName;
    /// Lies in the library.
    bool isKept = false;
};

/// The Run view without widgets: its parts, joined. Made once per window.
class RunViewModel : public QObject
{
    Q_OBJECT

public:
    explicit RunViewModel(const SessionServices &services, QObject *parent = nullptr);
    ~RunViewModel() override;

    [[nodiscard]] GraphDocument &document() { return m_document; }

    [[nodiscard]] const GraphDocument &document() const { return m_document; }

    [[nodiscard]] RunSession &session() { return m_session; }

    [[nodiscard]] const RunSession &session() const { return m_session; }

    [[nodiscard]] RunPresenter &presenter() { return m_presenter; }

    [[nodiscard]] EstimatePresenter &estimate() { return m_estimate; }

    [[nodiscard]] AttachmentTray &attachments() { return m_attachments; }

    [[nodiscard]] MessageList &messages() { return m_messages; }

    [[nodiscard]] ModelChoices &models() { return m_models; }

    /// The run on screen: the one that is looked at, the one that goes on, or the last one.
    [[nodiscard]] std::optional<RunRecord> currentRecord() const;

    /// "A, C" per model: the agents of the graph that use it.
    [[nodiscard]] QHash<ModelRef, QString> modelUse() const;
    /// How many agents of the graph have a model of a provider.
    [[nodiscard]] QHash<ProviderId, int> agentsPerProvider() const;

    [[nodiscard]] const ProviderDirectory &providers() const { return m_providers; }

    [[nodiscard]] RunReplay &replay() { return m_replay; }

    /// Of the run on screen once it has ended; of a kept one while its replay stands at the end.
    [[nodiscard]] AnalysisPresenter &analysis() { return m_analysis; }

    /// Of the same run.
    [[nodiscard]] CheckPresenter &check() { return m_check; }

    /// Where what is found out about runs is kept.
    void setAnalysisStore(const AnalysisStore &store);
    /// The record with what was found out about it since it ended, to be handed on.
    [[nodiscard]] RunRecord withAnalyses(RunRecord record) const;

    void setProviders(const ProviderDirectory &providers);
    /// Shows a kept run as it ended, to be read and replayed; a run that goes on meanwhile does so unseen. Until
    /// closeRecord(), or until the next run begins.
    void showRecord(const ShownRecord &record);
    void closeRecord();
    /// The shown record is in the library now.
    void markShownAsKept();
    /// A kept run becomes the session's last one and is shown as such.
    void adoptRun(const RunRecord &record);

    /// Whatever has ended leaves the screen; a run that goes on stays.
    void forgetRuns();

    [[nodiscard]] const std::optional<ShownRecord> &shownRecord() const { return m_shown; }

    /// Makes the run on screen ready to be asked again with these points of its answers taken up by this aggregator:
    /// graph, prompt and attachments are as they were, so that only the aggregator is asked. Nothing is started.
    void prepareIncluding(const AgentId &aggregator, const QStringList &points);

    void setOnline(bool online);

    [[nodiscard]] bool isOnline() const { return m_online; }

    /// Questions that the demo knows, shown when asked for; the first is the default.
    void setDemoQuestions(const QStringList &questions) { m_demoQuestions = questions; }

    [[nodiscard]] const QStringList &demoQuestions() const { return m_demoQuestions; }

    /// A preset with the models that are usable; an empty graph when there is none of that name.
    [[nodiscard]] Graph presetGraph(const QString &id) const;
    /// Loads a preset as one undo step. Unknown ids do nothing.
    void loadPreset(const QString &id);

    /// Does what an action says; false when it is the window's to do (it opens something).
    bool perform(const Action &action);

    /// Right end of the status bar: "4,812 tokens in · 1,977 out · $0.021 · Online".
    [[nodiscard]] QString statusRight() const;

Q_SIGNALS:
    void statusChanged();
    /// Another record is shown, or none.
    void shownRecordChanged();

private:
    void connectParts();
    void connectSession();
    void begin(const RunStart &start);
    void forgetRecord();
    void showSession();
    [[nodiscard]] bool showsLastRun() const;
    void askAgain(const Action &action);
    void showDocument();
    void updateMessages();
    void updateAnalysis();
    [[nodiscard]] std::optional<RunRecord> endedRun() const;

    ProviderDirectory m_providers;
    bool m_online = true;
    QStringList m_demoQuestions;
    GraphDocument m_document;
    EstimatePresenter m_estimate;
    RunSession m_session;
    AttachmentTray m_attachments;
    RunPresenter m_presenter;
    RunReplay m_replay;
    AnalysisPresenter m_analysis;
    CheckPresenter m_check;
    std::optional<ShownRecord> m_shown;
    /// The graph as it stood when the last run began, which may be a part of it; nullopt: what was run.
    std::optional<Graph> m_ranIn;
    MessageList m_messages;
    ModelChoices m_models;
};

} // namespace tributary
