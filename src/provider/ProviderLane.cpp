// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ProviderLane.h"

#include <algorithm>
#include <utility>

namespace tributary {

ProviderLane::Place::Place(std::shared_ptr<ProviderLane> lane, std::function<void()> start)
    : m_lane(std::move(lane))
    , m_start(std::move(start))
{}

ProviderLane::Place::~Place()
{
    m_lane->leave(*this);
}

void ProviderLane::Place::noteAnswer()
{
    if (m_lane->m_trying == this)
        m_lane->resume();
}

ProviderLane::ProviderLane(const Clock &clock, int parallel)
    : m_clock(clock)
    , m_endOfHold(clock.makeAlarm([this] { admitSoon(); }))
    , m_parallel(std::max(1, parallel))
{}

void ProviderLane::holdBack(Milliseconds span)
{
    m_heldUntil = std::max(m_heldUntil, m_clock.now() + span);
    m_oneAtATime = true;
    admitSoon();
}

void ProviderLane::resume()
{
    m_endOfHold->disarm();
    m_heldUntil = Milliseconds::min();
    m_oneAtATime = false;
    m_trying = nullptr;
    admitSoon();
}

void ProviderLane::setParallel(int parallel)
{
    m_parallel = std::max(1, parallel);
    admitSoon();
}

std::unique_ptr<ProviderLane::Place> ProviderLane::join(std::function<void()> start)
{
    auto place = std::make_unique<Place>(shared_from_this(), std::move(start));
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
    // A call that starts may end at once and take the lane's last owner with it.
    const auto self = shared_from_this();
    while (m_running < m_parallel && !m_waiting.empty() && !isHeldBack()) {
        Place *place = m_waiting.front();
        m_waiting.pop_front();
        place->m_running = true;
        m_trying = m_oneAtATime ? place : nullptr;
        ++m_running;
        const std::function<void()> start = place->m_start;
        start();
    }
    if (!m_waiting.empty() && m_clock.now() < m_heldUntil)
        m_endOfHold->ringAfter(m_heldUntil - m_clock.now());
}

void ProviderLane::leave(Place &place)
{
    if (!place.m_running) {
        m_waiting.remove(&place);
        if (m_waiting.empty())
            m_endOfHold->disarm();
        return;
    }
    --m_running;
    if (m_trying == &place)
        m_trying = nullptr;
    admitSoon();
}

} // namespace tributary
