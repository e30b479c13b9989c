// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/CallRun.h"

#include "base/Tokens.h"
#include "provider/Dialect.h"
#include "provider/Redaction.h"

#include <QCoreApplication>
#include <QMetaObject>
#include <QPointer>

#include <utility>

namespace tributary {

using namespace std::chrono_literals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::CallRun)
};

} // namespace

FailedCall::FailedCall(Error error)
{
    QMetaObject::invokeMethod(
        this, [this, error = std::move(error)] { finish(error); }, Qt::QueuedConnection);
}

void FailedCall::cancel()
{
    finish(CallCancelled{});
}

void FailedCall::finish(const CallOutcome &outcome)
{
    if (!std::exchange(m_over, true))
        Q_EMIT finished(outcome);
}

CallRun::CallRun(NetworkPool &pool, const Clock &clock, const RandomSource &random, Setup setup)
    : m_pool(pool)
    , m_clock(clock)
    , m_setup(std::move(setup))
    , m_policy(m_setup.limits, random)
    , m_waitAlarm(clock.makeAlarm([this] { join(); }))
    , m_deadlineAlarm(clock.makeAlarm([this] { missDeadline(); }))
{
    if (m_setup.key)
        join();
    else
        fetchKey();
}

void CallRun::cancel()
{
    finish(CallCancelled{});
}

void CallRun::retryNow()
{
    if (!m_waitAlarm->isArmed() && (!m_place || m_attempt))
        return;
    m_setup.lane->hurry();
    if (!m_waitAlarm->isArmed())
        return;
    m_waitAlarm->disarm();
    join();
}

void CallRun::fetchKey()
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_over && !m_setup.key)
                Q_EMIT waiting({CallWait::Cause::Key, m_setup.provider.name});
        },
        Qt::QueuedConnection);
    m_setup.credentials.whenKnown(m_setup.provider, this, [this](const Result<Secret> &key) {
        if (m_over)
            return;
        if (!key)
            return finish(key.error());
        m_setup.key = *key;
        join();
    });
}

void CallRun::join()
{
    qint64 tokens = m_setup.request.maxTokens.value_or(0);
    for (const ChatMessage &message : std::as_const(m_setup.request.messages))
        tokens += estimateTokens(message.content);
    m_place = m_setup.lane->join(
        {[this] { startAttempt(); }, [this](const CallWait &wait) { Q_EMIT waiting(wait); }, tokens});
}

void CallRun::learnLimits()
{
    m_setup.lane->learn(readRateLimits(m_attempt->head(), m_clock.calendar()));
}

void CallRun::startAttempt()
{
    if (m_setup.limits.deadline && !m_deadline) {
        m_deadline = m_clock.now() + *m_setup.limits.deadline;
        m_deadlineAlarm->ringAfter(*m_setup.limits.deadline);
    }
    m_attempt = std::make_unique<ChatAttempt>(m_pool, m_clock, m_setup.limits, dialectOf(m_setup.provider.dialect),
                                              classifier());
    connect(m_attempt.get(), &ChatAttempt::delta, this, &CallRun::takeDelta);
    connect(m_attempt.get(), &ChatAttempt::ended, this, &CallRun::takeOutcome);
    WrittenRequest request = written();
    request.http.key = *m_setup.key;
    m_sentBody = request.http.body;
    m_attempt->start(request.http);
    const QPointer<CallRun> alive(this);
    Q_EMIT requestSent(addressWithoutKeys(request.http.url), request.http.body);
    if (alive && !m_over)
        Q_EMIT attemptStarted(++m_attempts, request.notices);
}

void CallRun::takeDelta(const ChatDelta &delta)
{
    if (m_over)
        return;
    const QPointer<CallRun> alive(this);
    if (!std::exchange(m_firstTokenSeen, true)) {
        m_place->noteAnswer();
        learnLimits();
        Q_EMIT firstToken();
    }
    if (!alive || m_over)
        return;
    switch (delta.channel) {
    case ChatDelta::Channel::Answer:
        m_answer += delta.text;
        Q_EMIT answerText(delta.text);
        break;
    case ChatDelta::Channel::Reasoning:
        m_reasoning += delta.text;
        Q_EMIT reasoningText(delta.text);
        break;
    }
}

void CallRun::takeOutcome(const AttemptOutcome &outcome)
{
    if (m_over)
        return;
    if (const auto *failure = std::get_if<AttemptFailure>(&outcome))
        return takeFailure(*failure);
    CallSuccess success = std::get<CallSuccess>(outcome);
    if (success.usage.estimated)
        fillEstimate(success);
    finish(success);
}

void CallRun::takeFailure(const AttemptFailure &failure)
{
    learnLimits();
    const bool delivered = m_attempt->hasDeliveredText();
    if (!delivered && leaveOut(failure.refusedParameter))
        return retryAfter(failure.error, 0ms);
    if (const auto wait = m_policy.next(failure, delivered, untilDeadline())) {
        if (failure.advice == RetryAdvice::Patiently)
            m_setup.lane->holdBack(*wait);
        return retryAfter(failure.error, *wait);
    }
    finish(failure.error);
}

bool CallRun::leaveOut(const QString &parameter)
{
    if (parameter.isEmpty() || parameter == QLatin1StringView("messages") || parameter == QLatin1StringView("model"))
        return false;
    m_setup.refused->byModel[m_setup.request.model].insert(parameter);
    // Compared with what was sent and not with what was known: another call may have learned it meanwhile.
    return written().http.body != m_sentBody;
}

WrittenRequest CallRun::written() const
{
    return writeRequest(m_setup.request, m_setup.provider, m_setup.refused->byModel.value(m_setup.request.model));
}

void CallRun::retryAfter(const Error &error, Milliseconds wait)
{
    m_attempt.reset();
    m_place.reset();
    m_waitAlarm->ringAfter(wait);
    Q_EMIT retrying(error, wait);
}

void CallRun::missDeadline()
{
    const auto limit = *m_setup.limits.deadline;
    finish(Error{ErrorKind::TimeoutDeadline,
                 Text::tr("%1 did not finish within %2 s; allow more time or use a faster model.")
                     .arg(m_setup.provider.name)
                     .arg(static_cast<double>(limit.count()) / 1000.0)});
}

void CallRun::finish(const CallOutcome &outcome)
{
    if (std::exchange(m_over, true))
        return;
    m_waitAlarm->disarm();
    m_deadlineAlarm->disarm();
    m_attempt.reset();
    m_place.reset();
    Q_EMIT finished(outcome);
}

std::optional<Milliseconds> CallRun::untilDeadline() const
{
    return m_deadline ? std::optional(*m_deadline - m_clock.now()) : std::nullopt;
}

ErrorClassifier CallRun::classifier() const
{
    const Provider &provider = m_setup.provider;
    return ErrorClassifier({provider.name, provider.baseUrl, m_setup.request.model.model, provider.isLoopback(),
                            m_setup.key.value_or(Secret())});
}

void CallRun::fillEstimate(CallSuccess &success) const
{
    for (const ChatMessage &message : std::as_const(m_setup.request.messages))
        success.usage.inUncached += estimateTokens(message.content);
    success.usage.outVisible = estimateTokens(m_answer);
    success.usage.outReasoning = estimateTokens(m_reasoning);
}

} // namespace tributary
