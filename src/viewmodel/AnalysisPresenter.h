// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/RunAnalysis.h"
#include "viewmodel/AnalysisStore.h"

#include <QFutureWatcher>
#include <QObject>

namespace tributary {

/// The analysis of the run that a view shows: read from where it is kept, else computed beside the window's thread,
/// with progress. Computed when it is first asked for.
class AnalysisPresenter : public QObject
{
    Q_OBJECT

public:
    /// Where it lies beside the run.
    static constexpr QLatin1StringView kind{"analysis"};

    enum class State {
        None,    ///< no finished run with a synthesis is shown
        Waiting, ///< there is one, and nobody has asked
        Working,
        Ready,
        Cancelled, ///< by a person; request() starts again
    };

    explicit AnalysisPresenter(QObject *parent = nullptr);
    /// What is being computed is given up.
    ~AnalysisPresenter() override;

    void setStore(const AnalysisStore &store);
    /// Another run is shown, or (nullopt) none whose answers are all there. What was being computed is given up;
    /// nothing happens when it is the run that is shown already.
    void show(const std::optional<RunRecord> &record);
    /// Somebody wants to see the analysis of the run that is shown.
    void request();
    void cancel();

    [[nodiscard]] State state() const { return m_state; }

    /// 0 to 1 while Working.
    [[nodiscard]] double progress() const { return m_progress; }

    /// nullptr unless Ready.
    [[nodiscard]] const RunAnalysis *analysis() const { return m_work.analysis ? &*m_work.analysis : nullptr; }

    /// The record that it is of; nullptr in state None.
    [[nodiscard]] const RunRecord *record() const { return m_state == State::None ? nullptr : &*m_record; }

Q_SIGNALS:
    void stateChanged();
    void progressChanged();

private:
    /// What the thread hands back.
    struct Work
    {
        std::optional<RunAnalysis> analysis;
        /// What is to be kept; empty when it came from there.
        QByteArray toKeep;
    };

    static void work(QPromise<Work> &promise, const RunRecord &record, const QByteArray &kept);
    static Work compute(QPromise<Work> &promise, const RunRecord &record);
    void giveUp();
    void finish();
    void setState(State state);

    State m_state = State::None;
    double m_progress = 0;
    /// As given to show().
    std::optional<RunRecord> m_record;
    Work m_work;
    AnalysisStore m_store;
    QFutureWatcher<Work> m_watcher;
};

} // namespace tributary
