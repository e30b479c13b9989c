// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "run/RunRecord.h"

#include <QObject>

#include <memory>

namespace tributary {

class RunPresenter;

/// Plays a kept run again: its events reach the presenter at the times they had, or faster, and nobody is asked. What
/// the record says is not believed: times only grow, and events that make no sense are dropped by the reducer.
class RunReplay : public QObject
{
    Q_OBJECT

public:
    enum class Speed { Real, Triple, AtOnce };

    /// How often the position moves while nothing happens in the run.
    static constexpr Milliseconds step{100};

    RunReplay(const Clock &clock, RunPresenter &presenter, QObject *parent = nullptr);
    ~RunReplay() override;

    /// Shows the run as it ended.
    void open(const RunRecord &record);
    /// Forgets the run; the presenter is left as it is.
    void close();

    [[nodiscard]] bool isOpen() const { return m_open; }

    [[nodiscard]] bool isPlaying() const { return m_playing; }

    [[nodiscard]] Speed speed() const { return m_speed; }

    /// From the beginning when it stands at the end.
    void play();
    void pause();
    /// AtOnce while it plays goes to the end.
    void setSpeed(Speed speed);
    void seek(Milliseconds position);

    [[nodiscard]] Milliseconds position() const { return m_position; }

    /// Time of the last event.
    [[nodiscard]] Milliseconds duration() const;

Q_SIGNALS:
    /// Position, speed or playing differ.
    void changed();

private:
    void advance();
    void playFrom(Milliseconds position);
    void arm();

    /// Time of an event, never before the one before it.
    [[nodiscard]] Milliseconds timeOf(qsizetype event) const { return m_times.at(event); }

    const Clock &m_clock;
    RunPresenter &m_presenter;
    RunRecord m_record;
    QList<Milliseconds> m_times;
    std::unique_ptr<Alarm> m_alarm;
    bool m_open = false;
    bool m_playing = false;
    Speed m_speed = Speed::Real;
    Milliseconds m_position{0};
    /// By the clock and in the run: when playing last began.
    Milliseconds m_playedAt{0};
    Milliseconds m_playedFrom{0};
    /// The first event that was not shown.
    qsizetype m_next = 0;
};

} // namespace tributary
