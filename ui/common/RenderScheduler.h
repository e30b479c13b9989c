// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <vector>

namespace tributary {

/// Something that can have drawing work waiting.
class RenderClient
{
public:
    virtual ~RenderClient() = default;

    /// Does a small part of the waiting work; called by the scheduler only. Whether some is left, which is then done
    /// as soon as others had their turn.
    virtual bool renderPending() = 0;
};

/// Shares the GUI thread between all views that grow while text streams in: serves one waiting client per turn of the
/// event loop and then rests three times as long as that took, so that any number of views together leave most of the
/// thread to input, and one client at most ten times a second.
class RenderScheduler : public QObject
{
    Q_OBJECT

public:
    explicit RenderScheduler(QObject *parent = nullptr);

    /// Asks for one renderPending() soon. Asking again before it happened changes nothing.
    void request(RenderClient &client);

    /// Forgets the client; must be called before it is destroyed.
    void forget(RenderClient &client);

private:
    struct Waiting
    {
        RenderClient *client = nullptr;
        bool wants = false;
        qint64 notBefore = 0; // ms of m_clock
    };

    void serveOne();
    Waiting *find(RenderClient &client);
    void wakeUp();

    std::vector<Waiting> m_clients;
    QElapsedTimer m_clock;
    QTimer m_timer;
    qint64 m_restUntil = 0; // ms of m_clock
};

} // namespace tributary
