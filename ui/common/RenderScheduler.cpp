// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/RenderScheduler.h"

#include <algorithm>
#include <utility>

namespace tributary {

namespace {

constexpr qint64 minimumRestMs = 12;
constexpr qint64 restPerCost = 3;
constexpr qint64 minimumIntervalMs = 100; // of one client

} // namespace

RenderScheduler::RenderScheduler(QObject *parent)
    : QObject(parent)
{
    m_clock.start();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RenderScheduler::serveOne);
}

RenderScheduler::Waiting *RenderScheduler::find(RenderClient &client)
{
    const auto known =
        std::find_if(m_clients.begin(), m_clients.end(), [&](const Waiting &other) { return other.client == &client; });
    return known == m_clients.end() ? nullptr : &*known;
}

void RenderScheduler::request(RenderClient &client)
{
    Waiting *known = find(client);
    if (!known)
        known = &m_clients.emplace_back(Waiting{&client});
    if (std::exchange(known->wants, true))
        return;
    wakeUp();
}

void RenderScheduler::forget(RenderClient &client)
{
    std::erase_if(m_clients, [&](const Waiting &other) { return other.client == &client; });
}

void RenderScheduler::serveOne()
{
    const qint64 start = m_clock.elapsed();
    const auto due = std::find_if(m_clients.begin(), m_clients.end(), [start](const Waiting &waiting) {
        return waiting.wants && waiting.notBefore <= start;
    });
    if (due != m_clients.end()) {
        Waiting served{due->client, false, start + minimumIntervalMs};
        // The served one goes to the end, so that a busy client cannot starve the others.
        m_clients.erase(due);
        m_clients.push_back(served);
        const bool more = served.client->renderPending();
        if (Waiting *still = more ? find(*served.client) : nullptr) {
            still->wants = true;
            still->notBefore = start;
        }
        const qint64 now = m_clock.elapsed();
        m_restUntil = now + std::max(minimumRestMs, restPerCost * (now - start));
    }
    wakeUp();
}

void RenderScheduler::wakeUp()
{
    qint64 next = -1;
    for (const Waiting &waiting : m_clients) {
        if (waiting.wants && (next < 0 || waiting.notBefore < next))
            next = waiting.notBefore;
    }
    if (next >= 0)
        m_timer.start(int(std::max<qint64>(0, std::max(next, m_restUntil) - m_clock.elapsed())));
    else
        m_timer.stop();
}

} // namespace tributary
