// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/CallDetails.h"
#include "viewmodel/RunViewModel.h"

namespace tributary {

/// The timeline of the run that the window shows: the one that goes on, the last one, or a kept one as far as it was
/// replayed.
class TimelinePresenter : public QObject
{
    Q_OBJECT

public:
    /// The model must outlive this.
    explicit TimelinePresenter(RunViewModel &model, QObject *parent = nullptr);

    /// While false, nothing is described and changed() is not emitted; events are counted all the same.
    void setActive(bool active);

    [[nodiscard]] const TimelineDisplay &timeline() const { return m_timeline; }

    [[nodiscard]] const RunScene &scene() const { return m_model.presenter().scene(); }

    [[nodiscard]] CallDetails details(const AgentId &agent) const;
    /// What the run that is shown has been so far, for a file; nullopt: there is none.
    [[nodiscard]] std::optional<RunRecord> record() const;

    [[nodiscard]] const ProviderDirectory &providers() const { return m_model.providers(); }

Q_SIGNALS:
    void changed();

private:
    void refresh();
    [[nodiscard]] RunTimes currentTimes();
    [[nodiscard]] RunTimes replayedTimes();

    RunViewModel &m_model;
    bool m_active = false;
    /// Of the session's run that goes on or ended last.
    RunTimesReader m_live;
    RunId m_liveRun;
    /// Of the kept run that is shown, as far as its replay went.
    RunTimesReader m_replayed;
    RunId m_replayedRun;
    qsizetype m_replayedEvents = 0;
    TimelineDisplay m_timeline;
};

} // namespace tributary
