// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ProviderLane.h"

#include <algorithm>
#include <utility>

namespace tributary {

using namespace std::chrono_literals;

namespace {

/// A wait that moved by less reads the same.
constexpr Milliseconds noticeable = 1s;

} // namespace

ProviderLane::Place::Place(std::shared_ptr<ProviderLane> lane, Ticket ticket)
    : m_lane(std::move(lane))
    , m_ticket(std::move(ticket))
{}

ProviderLane::Place::~Place()
{
    m_lane->leave(*this);
}

void ProviderLane::Place::noteAnswer()
{
    if (m_lane->m_trying == this)
        m_lane->endHold();
}

ProviderLane::ProviderLane(const Clock &clock, const LaneLimits &limits)
    : m_clock(clock)
    , m_next(clock.makeAlarm([this] { admitSoon(); }))
{
    setLimits(limits);
}

void ProviderLane::setLimits(const LaneLimits &limits)
{
    m_limits = limits;
    m_limits.parallel = std::max(1, limits.parallel);
    m_requests.setPerMinute(limits.requestsPerMinute);
    m_tokens.setPerMinute(limits.tokensPerMinute);
    admitSoon();
}

void ProviderLane::learn(const RateLimits &limits)
{
    m_requests.learn(limits.requests, m_clock.now());
    m_tokens.learn(limits.tokens, m_clock.now());
    admitSoon();
}

void ProviderLane::holdBack(Milliseconds span)
{
    m_heldUntil = std::max(m_heldUntil, m_clock.now() + span);
    m_oneAtATime = true;
    admitSoon();
}

void ProviderLane::hurry()
{
    m_requests.forgetLearned();
    m_tokens.forgetLearned();
    endHold();
}

void ProviderLane::endHold()
{
    m_heldUntil = Milliseconds::min();
    m_oneAtATime = false;
    m_trying = nullptr;
    admitSoon();
}

std::unique_ptr<ProviderLane::Place> ProviderLane::join(Ticket ticket)
{
    auto place = std::make_unique<Place>(shared_from_this(), std::move(ticket));
    m_waiting.push_back(place.get());
    admitSoon();
    return place;
}

void ProviderLane::admitSoon()
{
    if (m_waiting.empty() || std::exchange(m_admitting, true))
        return;
    QMetaObject::invokeMethod(
        this, [this] { admit(); }, Qt::QueuedConnection);
}

void ProviderLane::admit()
{
    m_admitting = false;
    m_next->disarm();
    // A call that starts may end at once and take the lane's last owner with it.
    const auto self = shared_from_this();
    while (!m_waiting.empty()) {
        if (const auto wait = obstacle()) {
            if (wait->span > 0ms)
                m_next->ringAfter(wait->span);
            tellThoseWaiting(*wait);
            return;
        }
        Place *place = m_waiting.front();
        m_waiting.pop_front();
        start(*place);
    }
}

void ProviderLane::start(Place &place)
{
    place.m_running = true;
    m_trying = m_oneAtATime ? &place : nullptr;
    ++m_running;
    m_requests.use(1, m_clock.now());
    m_tokens.use(place.m_ticket.tokens, m_clock.now());
    const std::function<void()> begin = place.m_ticket.start;
    begin();
}

std::optional<CallWait> ProviderLane::obstacle() const
{
    using Cause = CallWait::Cause;
    const Milliseconds now = m_clock.now();
    if (m_trying || now < m_heldUntil)
        return CallWait{Cause::Busy, m_limits.name, 0, 0, m_trying ? 0ms : m_heldUntil - now};
    if (m_running >= m_limits.parallel)
        return CallWait{Cause::Place, m_limits.name, m_running, m_limits.parallel, 0ms};
    const qint64 tokens = m_waiting.front()->m_ticket.tokens;
    const Milliseconds wait = std::max(m_requests.waitFor(1, now), m_tokens.waitFor(tokens, now));
    if (wait > 0ms)
        return CallWait{Cause::RateLimit, m_limits.name, m_running, m_limits.parallel, wait};
    return std::nullopt;
}

void ProviderLane::tellThoseWaiting(const CallWait &wait)
{
    const Milliseconds until = m_clock.now() + wait.span;
    const std::list<Place *> waiting = m_waiting;
    for (Place *place : waiting) {
        // Whoever was told before may have cancelled this one.
        if (std::ranges::find(m_waiting, place) == m_waiting.end())
            continue;
        const bool moved = until > place->m_toldUntil + noticeable || until + noticeable < place->m_toldUntil;
        if (!place->m_ticket.waits || (place->m_told == wait.cause && (wait.span == 0ms || !moved)))
            continue;
        place->m_told = wait.cause;
        place->m_toldUntil = until;
        const auto tell = place->m_ticket.waits;
        tell(wait);
    }
}

void ProviderLane::leave(Place &place)
{
    if (!place.m_running) {
        m_waiting.remove(&place);
        if (m_waiting.empty())
            m_next->disarm();
        return;
    }
    --m_running;
    if (m_trying == &place)
        m_trying = nullptr;
    admitSoon();
}

} // namespace tributary
