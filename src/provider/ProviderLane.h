// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/CallWait.h"
#include "base/Clock.h"
#include "provider/RateLimits.h"

#include <QObject>

#include <functional>
#include <list>
#include <memory>
#include <optional>

namespace tributary {

/// What a lane lets through.
struct LaneLimits
{
    /// Of the provider, for sentences.
    QString name;
    /// Calls at a time.
    int parallel = 1;
    /// The user's own; nullopt: as much as the provider allows.
    std::optional<qint64> requestsPerMinute = {};
    std::optional<qint64> tokensPerMinute = {};

    bool operator==(const LaneLimits &) const = default;
};

/// A provider's limits: calls wait here in order, at most so many run, and requests and tokens stay below what the
/// user allows and what the provider's responses say is left. Places are given out through the event loop, so that
/// whoever cancels many calls does not start the waiting ones in between.
///
/// After the provider said that it is busy nobody starts for a while; then one call tries, and the others follow once
/// it got through, so that calls which failed together do not come back together.
class ProviderLane : public QObject, public std::enable_shared_from_this<ProviderLane>
{
    Q_OBJECT

public:
    /// Who waits, and what it needs.
    struct Ticket
    {
        /// Its turn has come.
        std::function<void()> start;
        /// It does not start yet, and why; called again when that changes. May be empty.
        std::function<void(const CallWait &)> waits = {};
        /// An estimate of what the provider will count.
        qint64 tokens = 0;
    };

    /// A place in the lane, waiting or running; destroying it gives it up.
    class Place
    {
    public:
        Place(std::shared_ptr<ProviderLane> lane, Ticket ticket);
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
        Ticket m_ticket;
        bool m_running = false;
        /// What it was told last, and when that is over.
        std::optional<CallWait::Cause> m_told;
        Milliseconds m_toldUntil{0};
    };

    /// The clock must outlive the lane.
    ProviderLane(const Clock &clock, const LaneLimits &limits);

    void setLimits(const LaneLimits &limits);
    /// A place at the end of the line.
    [[nodiscard]] std::unique_ptr<Place> join(Ticket ticket);

    /// What a response's header fields say of the provider's limits.
    void learn(const RateLimits &limits);
    /// The provider is busy: nobody starts within `span`.
    void holdBack(Milliseconds span);
    /// A person does not want to wait for the provider's sake. The user's own limits stay.
    void hurry();

private:
    void admitSoon();
    void admit();
    void start(Place &place);
    void leave(Place &place);
    void endHold();
    void tellThoseWaiting(const CallWait &wait);
    /// What keeps the first in line; nothing: it may start.
    [[nodiscard]] std::optional<CallWait> obstacle() const;

    const Clock &m_clock;
    LaneLimits m_limits;
    RateMeter m_requests;
    RateMeter m_tokens;
    std::unique_ptr<Alarm> m_next; ///< armed while time alone helps those who wait
    Milliseconds m_heldUntil = Milliseconds::min();
    bool m_oneAtATime = false; ///< held back and not answered since
    Place *m_trying = nullptr; ///< the one call that finds out whether the provider answers again
    bool m_admitting = false;  ///< on its way through the event loop
    int m_running = 0;
    std::list<Place *> m_waiting;
};

} // namespace tributary
