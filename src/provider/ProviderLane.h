// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <functional>
#include <list>
#include <memory>

namespace tributary {

/// A provider's `parallel` limit: calls wait here in order, and at most that many run. Places are given out through
/// the event loop, so that whoever cancels many calls does not start the waiting ones in between.
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

    private:
        friend class ProviderLane;

        std::shared_ptr<ProviderLane> m_lane;
        std::function<void()> m_start;
        bool m_running = false;
    };

    explicit ProviderLane(int parallel);

    void setParallel(int parallel);
    /// A place at the end of the line; `start` tells that its turn has come.
    [[nodiscard]] std::unique_ptr<Place> join(std::function<void()> start);

private:
    void admitSoon();
    void admit();
    void leave(Place &place);

    bool m_admitting = false; ///< on its way through the event loop
    int m_parallel;
    int m_running = 0;
    std::list<Place *> m_waiting;
};

} // namespace tributary
