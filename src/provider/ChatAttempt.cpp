// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ChatAttempt.h"

#include <QPointer>

namespace tributary {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype errorBodyBytes = 256 * 1024;
/// After the finish reason only usage and the end are due.
constexpr Milliseconds afterFinishReason = 5s;

} // namespace

ChatAttempt::ChatAttempt(NetworkPool &pool, const Clock &clock, const CallLimits &limits, const Dialect &dialect,
                         ErrorClassifier classifier, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_classifier(std::move(classifier))
    , m_exchange(pool, clock, {limits.connectTimeout, limits.silence, limits.commentedSilence})
    , m_decoder(dialect.makeDecoder({limits.maxEventBytes, limits.maxStreamBytes}))
    , m_reader(dialect.makeReader())
{
    connect(&m_exchange, &HttpExchange::bytes, this, &ChatAttempt::takeBytes);
    connect(&m_exchange, &HttpExchange::ended, this, &ChatAttempt::takeEnd);
}

void ChatAttempt::start(const HttpRequest &request)
{
    m_exchange.start(request);
}

bool ChatAttempt::collectsErrorBody() const
{
    return m_exchange.head().status != 200;
}

void ChatAttempt::takeBytes(const QByteArray &chunk)
{
    if (collectsErrorBody()) {
        m_exchange.noteProgress();
        m_errorBody.append(chunk.first(qMin(chunk.size(), errorBodyBytes - m_errorBody.size())));
        return;
    }
    const bool finishing = m_reader->hasFinishReason();
    const qint64 before = m_deliveries;
    const QPointer<ChatAttempt> alive(this);
    takeFrames(m_decoder->feed(chunk));
    if (!alive || m_over)
        return;
    if (m_decoder->isTooLarge())
        end(m_classifier.tooLarge());
    else if (m_reader->isOver())
        takeOver();
    else if (m_reader->hasFinishReason() && (!finishing || m_deliveries > before)) // some name a reason in every chunk
        m_exchange.expectEndWithin(afterFinishReason);
}

void ChatAttempt::takeFrames(const QList<StreamFrame> &frames)
{
    const QPointer<ChatAttempt> alive(this);
    for (const StreamFrame &frame : frames) {
        if (frame.kind != StreamFrame::Kind::Comment)
            m_exchange.noteProgress();
        deliver(m_reader->read(frame));
        if (!alive || m_over)
            return;
    }
}

void ChatAttempt::deliver(const QList<ChatDelta> &deltas)
{
    const QPointer<ChatAttempt> alive(this);
    for (const ChatDelta &piece : deltas) {
        ++m_deliveries;
        Q_EMIT delta(piece);
        if (!alive || m_over)
            return;
    }
}

void ChatAttempt::takeOver()
{
    m_exchange.letGo();
    takeEnd({});
}

void ChatAttempt::takeEnd(const HttpEnd &end)
{
    if (m_over)
        return;
    const QPointer<ChatAttempt> alive(this);
    if (!collectsErrorBody()) {
        takeFrames(m_decoder->finish());
        if (alive && !m_over)
            deliver(m_reader->finish());
    }
    if (alive && !m_over)
        this->end(judge(end));
}

AttemptOutcome ChatAttempt::judge(const HttpEnd &end) const
{
    using Kind = ChatVerdict::Kind;
    const HttpHead &head = m_exchange.head();
    if (head.status != 200) {
        const bool readable = head.status >= 300 && end.cause != HttpEnd::Cause::Encoded;
        if (readable || end.cause == HttpEnd::Cause::Finished)
            return m_classifier.response(head, m_errorBody, m_clock.calendar());
        return m_classifier.transport(end, head, m_exchange.limitOf(end.cause));
    }
    // The protocol decides, not the transport: some servers close rudely after the last event, others cleanly in the
    // middle of one.
    const ChatVerdict verdict = m_reader->verdict();
    if (verdict.kind == Kind::Complete || verdict.kind == Kind::CutByLimit)
        return success(verdict.kind == Kind::CutByLimit);
    const bool inconclusive =
        verdict.kind == Kind::Truncated || verdict.kind == Kind::NoContent || verdict.kind == Kind::Malformed;
    if (inconclusive && end.cause != HttpEnd::Cause::Finished)
        return m_classifier.transport(end, head, m_exchange.limitOf(end.cause));
    return m_classifier.verdict(verdict, head, m_clock.calendar());
}

CallSuccess ChatAttempt::success(bool cutByLimit) const
{
    CallSuccess result;
    result.cutByLimit = cutByLimit;
    // Both are kept with the run, and a server may call them anything.
    result.servedModel = m_classifier.withoutKey(m_reader->servedModel());
    const QString id = requestId(m_exchange.head());
    result.requestId = m_classifier.withoutKey(id.isEmpty() ? m_reader->responseId() : id);
    if (m_reader->usage())
        result.usage = *m_reader->usage();
    else
        result.usage.estimated = true;
    return result;
}

void ChatAttempt::end(const AttemptOutcome &outcome)
{
    if (std::exchange(m_over, true))
        return;
    Q_EMIT ended(outcome);
}

} // namespace tributary
