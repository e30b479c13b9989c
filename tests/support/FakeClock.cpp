// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/FakeClock.h"

#include <QTimeZone>

#include <algorithm>
#include <map>
#include <utility>

namespace tributary {

struct FakeClock::State
{
    /// Time first, then the order of setting.
    using Due = std::pair<Milliseconds, quint64>;

    struct Entry
    {
        const void *alarm;
        std::function<void()> ring;
    };

    Milliseconds now{0};
    quint64 settings = 0;
    std::map<Due, Entry> armed;
};

namespace {

class FakeAlarm final : public Alarm
{
public:
    FakeAlarm(std::weak_ptr<FakeClock::State> state, std::function<void()> ring)
        : m_state(std::move(state))
        , m_ring(std::move(ring))
    {}

    ~FakeAlarm() override { FakeAlarm::disarm(); }

    void ringAfter(Milliseconds delay) override
    {
        disarm();
        const auto state = m_state.lock();
        if (!state)
            return;
        const Milliseconds due = state->now + std::max(delay, Milliseconds(0));
        state->armed.insert({{due, ++state->settings}, {this, m_ring}});
    }

    void disarm() override
    {
        if (const auto state = m_state.lock())
            std::erase_if(state->armed, [this](const auto &entry) { return entry.second.alarm == this; });
    }

    [[nodiscard]] bool isArmed() const override
    {
        const auto state = m_state.lock();
        return state && std::any_of(state->armed.begin(), state->armed.end(),
                                    [this](const auto &entry) { return entry.second.alarm == this; });
    }

private:
    std::weak_ptr<FakeClock::State> m_state;
    std::function<void()> m_ring;
};

} // namespace

FakeClock::FakeClock()
    : m_state(std::make_shared<State>())
{}

FakeClock::~FakeClock() = default;

Milliseconds FakeClock::now() const
{
    return m_state->now;
}

QDateTime FakeClock::calendar() const
{
    return QDateTime(QDate(2030, 1, 1), QTime(0, 0), QTimeZone::utc()).addMSecs(m_state->now.count());
}

std::unique_ptr<Alarm> FakeClock::makeAlarm(std::function<void()> ring) const
{
    return std::make_unique<FakeAlarm>(m_state, std::move(ring));
}

void FakeClock::advance(Milliseconds span)
{
    advanceTo(m_state->now + span);
}

bool FakeClock::advanceToNextAlarm()
{
    if (m_state->armed.empty())
        return false;
    advanceTo(std::max(m_state->now, m_state->armed.begin()->first.first));
    return true;
}

int FakeClock::armedAlarms() const
{
    return static_cast<int>(m_state->armed.size());
}

std::optional<Milliseconds> FakeClock::untilNextAlarm() const
{
    if (m_state->armed.empty())
        return std::nullopt;
    return m_state->armed.begin()->first.first - m_state->now;
}

void FakeClock::advanceTo(Milliseconds target)
{
    // An alarm set for "now" while ringing rings in this same call; a test that does so forever does not end.
    while (!m_state->armed.empty() && m_state->armed.begin()->first.first <= target) {
        const auto first = m_state->armed.begin();
        m_state->now = std::max(m_state->now, first->first.first);
        const std::function<void()> ring = first->second.ring;
        m_state->armed.erase(first);
        ring();
    }
    m_state->now = std::max(m_state->now, target);
}

} // namespace tributary
