// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/AnalysisStore.h"
#include "viewmodel/DisagreementTable.h"
#include "viewmodel/ProviderDirectory.h"
#include "viewmodel/RunSession.h"

#include <QObject>

#include <memory>

namespace tributary {

/// *Check with a model...*: one paid call that compares the answers of the run on screen, through the engine like any
/// other, and what it found. What was found is kept beside the run and shown again.
class CheckPresenter : public QObject
{
    Q_OBJECT

public:
    /// Where it lies beside the run.
    static constexpr QLatin1StringView kind{"model-check"};

    enum class State {
        None,    ///< no finished run whose synthesis was made from answers is shown
        Waiting, ///< a check can be started (see blockedReason)
        Running,
        Ready,  ///< check() is there, of this run; start() asks again
        Failed, ///< problem() says why; start() tries again
        Stopped,
    };

    explicit CheckPresenter(const SessionServices &services, QObject *parent = nullptr);
    ~CheckPresenter() override;

    void setProviders(const ProviderDirectory &providers);
    void setStore(const AnalysisStore &store);
    /// What is known of models, for the estimate.
    void setHistories(const QHash<ModelRef, AnswerHistory> &histories);
    /// Money that the one call may cost; nullopt: as much as it takes.
    void setBudget(std::optional<double> usd);

    /// Another run is shown, or none. A check that goes on is stopped; what was kept of this run is Ready.
    void show(const std::optional<RunRecord> &record);

    /// The model to ask: the main aggregator's until another one is chosen.
    void setModel(const ModelRef &model);

    [[nodiscard]] const ModelRef &model() const { return m_model; }

    /// Before it is started; nullopt when it cannot be. Money is nullopt where the price is not known. Computed when it
    /// is asked for, since most runs are never checked.
    [[nodiscard]] const std::optional<Estimate> &estimated();

    /// "1 call · ≈ 8,200 tokens · $0.02–0.03 · ≈ 12–20 s"; "1 call, 1 from cache" when it costs nothing.
    [[nodiscard]] QString estimateText();
    /// Why start() would not start, one sentence; empty when it would.
    [[nodiscard]] QString blockedReason();

    void start();
    /// What was paid for is lost; the answers stay as they are.
    void stop();

    [[nodiscard]] State state() const { return m_state; }

    /// While Running: "Waiting for Together…", "Writing, 340 tokens". Else what is to be said of the outcome: "Checked
    /// by together/x on 12 Nov 14:02, $0.03. 2 quotations were not found in the answers." or why it failed.
    [[nodiscard]] QString statusText() const;

    /// nullptr unless Ready.
    [[nodiscard]] const ModelCheck *check() const { return m_check ? &*m_check : nullptr; }

    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }

    /// The model's reply as it came, for whoever wants to see why it could not be read.
    [[nodiscard]] QString reply() const { return m_reply; }

    /// Empty unless Ready.
    [[nodiscard]] DisagreementTable &table() { return m_table; }

    /// The run that it is of; nullptr in state None.
    [[nodiscard]] const RunRecord *record() const { return m_state == State::None ? nullptr : &*m_record; }

Q_SIGNALS:
    void stateChanged();
    /// Model, estimate or what blocks it differ.
    void estimateChanged();
    /// statusText() differs while Running.
    void progressChanged();

private:
    struct ControllerDeleter
    {
        /// A controller is let go from inside its own signals.
        void operator()(RunController *controller) const;
    };

    [[nodiscard]] Graph graph() const;
    [[nodiscard]] RunRequest request(QRandomGenerator &random) const;
    [[nodiscard]] QString outcomeText() const;
    [[nodiscard]] QString keyReason() const;
    void forgetEstimate();
    void letGo();
    void finish();
    void takeReply(const AgentState &agent);
    void failWith(const Error &error);
    void showKept();
    void showCheck(const ModelCheck &check);
    void setState(State state);
    [[nodiscard]] QStringList columnLabels(const ModelCheck &check) const;

    SessionServices m_services;
    ProviderDirectory m_providers;
    AnalysisStore m_store;
    QHash<ModelRef, AnswerHistory> m_histories;
    std::optional<double> m_budgetUsd;
    std::optional<RunRecord> m_record;
    std::optional<CheckSubject> m_subject;
    ModelRef m_model;
    /// Chosen by a person, who wants it for the next run too.
    bool m_isChosen = false;
    bool m_estimateDue = true;
    std::optional<Estimate> m_estimate;
    State m_state = State::None;
    std::optional<ModelCheck> m_check;
    std::optional<Error> m_problem;
    QString m_reply;
    DisagreementTable m_table;
    std::unique_ptr<RunController, ControllerDeleter> m_controller;
};

} // namespace tributary
