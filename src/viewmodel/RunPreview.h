// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "library/RunSummary.h"
#include "run/RunRecord.h"
#include "viewmodel/AnalysisPresenter.h"
#include "viewmodel/RunPresenter.h"

#include <QObject>

namespace tributary {

class Library;

/// A kept run to look at, as the Run view shows one: it feeds a presenter from the record. A run that is still going on
/// elsewhere grows with what its program has kept.
class RunPreview : public QObject
{
    Q_OBJECT

public:
    explicit RunPreview(const Clock &clock, QObject *parent = nullptr);
    ~RunPreview() override;

    /// nullptr: nothing to show. The library must outlive its use here.
    void setLibrary(Library *library);
    void setProviders(const ProviderDirectory &providers);
    /// Reads the run; an empty id shows none.
    void show(const RunId &run);
    /// Reads again what may have changed.
    void refresh();

    [[nodiscard]] bool hasRun() const { return !m_summary.id.isEmpty(); }

    [[nodiscard]] const RunSummary &summary() const { return m_summary; }

    [[nodiscard]] const RunRecord &record() const { return m_record; }

    [[nodiscard]] RunPresenter &presenter() { return m_presenter; }

    /// Of the run once it is over.
    [[nodiscard]] AnalysisPresenter &analysis() { return m_analysis; }

    /// "12 Nov 14:02 · MoA 3+1 · 18 s · 6,789 tokens · $0.03".
    [[nodiscard]] QString figures() const;
    /// What should be known about how the run ended: it was interrupted, it is going on. Empty for the usual end.
    [[nodiscard]] QString remark() const;

    /// Why the run cannot be shown; empty when it can.
    [[nodiscard]] QString problem() const { return m_problem; }

Q_SIGNALS:
    /// Another run, or what is beside it (star, tags, note, state) differs.
    void changed();

private:
    void showRecord();
    void showAnalysis();
    void takeNewEvents(const RunRecord &grown);

    Library *m_library = nullptr;
    RunSummary m_summary;
    RunRecord m_record;
    QString m_problem;
    RunPresenter m_presenter;
    AnalysisPresenter m_analysis;
};

/// The run as far as it came; agents that were still at work when its program ended count as stopped.
RunState settledState(const RunRecord &record);

} // namespace tributary
