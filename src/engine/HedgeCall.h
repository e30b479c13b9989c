// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "provider/ModelClient.h"

#include <memory>

namespace tributary {

/// Policy 13: the second call of an agent, unseen until it takes the place of the first. Holds what it says so far.
class HedgeCall final : public QObject
{
    Q_OBJECT

public:
    /// `start` is the clock's time when the run started: times are told since then.
    HedgeCall(std::unique_ptr<ModelCall> call, const Clock &clock, Milliseconds start);
    ~HedgeCall() override;

    [[nodiscard]] const QString &answer() const { return m_answer; }

    [[nodiscard]] const QString &reasoning() const { return m_reasoning; }

    /// Negative while it has not happened.
    [[nodiscard]] Milliseconds startedAt() const { return m_startedAt; }

    [[nodiscard]] Milliseconds firstTokenAt() const { return m_firstTokenAt; }

    /// Ends the call; nothing more is said.
    void cancel();
    /// The call itself, for whoever listens from now on; this says nothing more.
    [[nodiscard]] std::unique_ptr<ModelCall> release();

Q_SIGNALS:
    void requestSent(const QString &address, const QByteArray &body);
    void finished(const tributary::CallOutcome &outcome);

private:
    [[nodiscard]] Milliseconds now() const { return m_clock.now() - m_start; }

    std::unique_ptr<ModelCall> m_call;
    const Clock &m_clock;
    const Milliseconds m_start;
    QString m_answer;
    QString m_reasoning;
    Milliseconds m_startedAt{-1};
    Milliseconds m_firstTokenAt{-1};
};

} // namespace tributary
