// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"

#include <QObject>

#include <functional>
#include <list>
#include <memory>

namespace tributary {

/// A provider's `parallel` limit: calls wait here in order, and at most that many run. Places are given out through
/// the event loop, so that whoever cancels many calls does not start the waiting ones in between.
///
/// After the provider said that it is busy nobody starts for a while; then one call tries, and the others follow once
/// it got through, so that calls which failed together do not come back together.
class ProviderLane : public QObject, public std::enable_shared_from_this<ProviderLane>
{
    Q_OBJECT

public:
    /// A place in the lane, waiting or running; destroying it gives it up.
    class Place
    {
    public:
        Place(std::shared_ptr<ProviderLane> lane, std::function<void()> start);
        ~Place();
        Place(const Place &) = delete;
        Place &operator=(const Place &) = delete;
        Place(Place &&) = delete;
        Place &operator=(Place &&) = delete;

        /// The provider answers again.
        void noteAnswer();

    private:
        friend class ProviderLane;

        std::shared_ptr<ProviderLane> m_lane;
        std::function<void()> m_start;
        bool m_running = false;
    };

    /// The clock must outlive the lane.
    ProviderLane(const Clock &clock, int parallel);

    void setParallel(int parallel);
    /// A place at the end of the line; `start` tells that its turn has come.
    [[nodiscard]] std::unique_ptr<Place> join(std::function<void()> start);

    /// The provider is busy: nobody starts within `span`.
    void holdBack(Milliseconds span);
    /// A person does not want to wait.
    void resume();

private:
    void admitSoon();
    void admit();
    void leave(Place &place);

    [[nodiscard]] bool isHeldBack() const { return m_trying || m_clock.now() < m_heldUntil; }

    const Clock &m_clock;
    std::unique_ptr<Alarm> m_endOfHold; ///< armed while somebody waits for it
    Milliseconds m_heldUntil = Milliseconds::min();
    bool m_oneAtATime = false; ///< held back and not answered since
    Place *m_trying = nullptr; ///< the one call that finds out whether the provider answers again
    bool m_admitting = false;  ///< on its way through the event loop
    int m_parallel;
    int m_running = 0;
    std::list<Place *> m_waiting;
};

} // namespace tributary
