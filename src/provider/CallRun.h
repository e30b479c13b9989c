// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/ChatAttempt.h"
#include "provider/CredentialStore.h"
#include "provider/ModelClient.h"
#include "provider/Provider.h"
#include "provider/ProviderLane.h"
#include "provider/RetryPolicy.h"

#include <QHash>
#include <QSet>

#include <memory>

namespace tributary {

class NetworkPool;

/// Parameters that models were seen to refuse, so that only the first call to a model pays for finding out.
struct RefusedParameterMemory
{
    QHash<ModelRef, QSet<QString>> byModel;
};

/// A call that is wrong before anybody was asked.
class FailedCall final : public ModelCall
{
    Q_OBJECT

public:
    explicit FailedCall(Error error);

    void cancel() override;

    /// It never waits.
    void retryNow() override {}

private:
    void finish(const CallOutcome &outcome);

    bool m_over = false;
};

/// A call over the network: waits for its key, waits in its provider's lane, attempts, waits between attempts.
class CallRun final : public ModelCall
{
    Q_OBJECT

public:
    struct Setup
    {
        ChatRequest request;
        CallLimits limits;
        Provider provider;
        /// Fetched before the first attempt when it is not known yet.
        std::optional<Secret> key;
        CredentialStore &credentials;
        std::shared_ptr<ProviderLane> lane;
        std::shared_ptr<RefusedParameterMemory> refused;
    };

    CallRun(NetworkPool &pool, const Clock &clock, const RandomSource &random, Setup setup);

    void cancel() override;
    void retryNow() override;

private:
    void fetchKey();
    void join();
    void learnLimits();
    void startAttempt();
    void takeDelta(const ChatDelta &delta);
    void takeOutcome(const AttemptOutcome &outcome);
    void takeFailure(const AttemptFailure &failure);
    void retryAfter(const Error &error, Milliseconds wait);
    /// Remembers the parameter to leave out; false when the request without it would be the one that was sent.
    bool leaveOut(const QString &parameter);
    [[nodiscard]] WrittenRequest written() const;
    void missDeadline();
    void finish(const CallOutcome &outcome);
    [[nodiscard]] std::optional<Milliseconds> untilDeadline() const;
    [[nodiscard]] ErrorClassifier classifier() const;
    void fillEstimate(CallSuccess &success) const;

    NetworkPool &m_pool;
    const Clock &m_clock;
    Setup m_setup;
    RetryPolicy m_policy;
    std::unique_ptr<Alarm> m_waitAlarm;
    std::unique_ptr<Alarm> m_deadlineAlarm;
    std::unique_ptr<ProviderLane::Place> m_place;
    std::unique_ptr<ChatAttempt> m_attempt;
    std::optional<Milliseconds> m_deadline;
    int m_attempts = 0;
    bool m_firstTokenSeen = false;
    bool m_over = false;
    QByteArray m_sentBody;
    QString m_answer;
    QString m_reasoning;
};

} // namespace tributary
