// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/RunAnalysis.h"

#include <QFutureWatcher>
#include <QObject>

#include <functional>
#include <memory>

namespace tributary {

/// Where results lie beside a run. Functions that are empty keep nothing.
struct AnalysisStore
{
    std::function<std::optional<QByteArray>(const RunId &run, const QString &kind, int version)> load;
    std::function<void(const RunId &run, const QString &kind, int version, const QByteArray &result)> save;
};

/// The analysis of the run that a view shows: read from where it is kept, else computed beside the window's thread,
/// with progress. Computed when it is first asked for.
class AnalysisPresenter : public QObject
{
    Q_OBJECT

public:
    enum class State {
        None,    ///< no finished run with a synthesis is shown
        Waiting, ///< there is one, and nobody has asked
        Working,
        Ready,
        Cancelled, ///< by a person; request() starts again
    };

    explicit AnalysisPresenter(QObject *parent = nullptr);
    ~AnalysisPresenter() override;

    void setStore(const AnalysisStore &store);
    /// Another run is shown, or (nullopt) none whose answers are all there. What was being computed is given up.
    void show(const std::optional<RunRecord> &record);
    /// Somebody wants to see the analysis of the run that is shown.
    void request();
    void cancel();

    [[nodiscard]] State state() const { return m_state; }

    /// 0 to 1 while Working.
    [[nodiscard]] double progress() const { return m_progress; }

    /// nullptr unless Ready.
    [[nodiscard]] const RunAnalysis *analysis() const { return m_analysis ? &*m_analysis : nullptr; }

    /// The record that it is of; nullptr in state None.
    [[nodiscard]] const RunRecord *record() const { return m_record ? &*m_record : nullptr; }

Q_SIGNALS:
    void stateChanged();
    void progressChanged();

private:
    State m_state = State::None;
    double m_progress = 0;
    std::optional<RunRecord> m_record;
    std::optional<RunAnalysis> m_analysis;
    AnalysisStore m_store;
};

} // namespace tributary
