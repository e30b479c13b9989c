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

ProviderLane::ProviderLane(int parallel)
    : m_parallel(std::max(1, parallel))
{}

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
    while (m_running < m_parallel && !m_waiting.empty()) {
        Place *place = m_waiting.front();
        m_waiting.pop_front();
        place->m_running = true;
        ++m_running;
        const std::function<void()> start = place->m_start;
        start();
    }
}

void ProviderLane::leave(Place &place)
{
    if (!place.m_running) {
        m_waiting.remove(&place);
        return;
    }
    --m_running;
    admitSoon();
}

} // namespace tributary
