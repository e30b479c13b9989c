// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/RunController.h"
#include "library/Library.h"

#include <QObject>

#include <memory>

namespace tributary {

/// Hands a run to a library while it happens. The library may come after the run has begun, so that opening it holds up
/// no call: until then, what happens waits here.
class RunKeeper final : public QObject
{
    Q_OBJECT

public:
    /// `controller` has not started yet, and must live until the run is over.
    explicit RunKeeper(RunController &controller, QObject *parent = nullptr);

    /// A new run goes into this library.
    void keepIn(Library &library, RunOrigin origin);
    /// A run that goes on is taken over by this writer.
    void keepBy(std::unique_ptr<RunWriter> writer);
    /// There is no library.
    void giveUp();

    /// The run is over and is in the library, or cannot be brought there.
    [[nodiscard]] bool isSettled() const { return m_settled; }

Q_SIGNALS:
    /// The run's events in their order. One that ends a call, and what follows it, comes once it is on disk, or when
    /// nothing will be kept: whoever was told of an answer finds it after any crash.
    void told(const tributary::RunEvent &event);
    /// The library does not take the run; once, however often it tries again.
    void failed(const tributary::Error &error);
    /// See isSettled(); once, never from inside the functions above.
    void settled();

private:
    void onProblem();
    void tell();
    [[nodiscard]] bool waitsForDisk(const RunEvent &event) const;
    void settleIfOver();

    RunController &m_controller;
    std::unique_ptr<RunWriter> m_writer;
    QList<RunEvent> m_waitingEvents;
    QList<SentRequest> m_waitingRequests;
    QList<RunEvent> m_untold;
    qsizetype m_told = 0;
    bool m_givenUp = false;
    bool m_failed = false;
    bool m_over = false;
    bool m_settled = false;
};

} // namespace tributary
