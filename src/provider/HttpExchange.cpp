// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/HttpExchange.h"

#include "provider/NetworkPool.h"

#include <QSslError>

#include <algorithm>
#include <array>
#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// What a server may be ahead of us once an answer is that long: an unread one grows in memory otherwise.
constexpr qint64 readAhead = 256 * 1024;

/// Errors that say all by themselves; the others depend on whether an answer had begun.
constexpr std::array<std::pair<QNetworkReply::NetworkError, HttpEnd::Cause>, 7> plainCauses{{
    {QNetworkReply::NoError, HttpEnd::Cause::Finished},
    {QNetworkReply::ConnectionRefusedError, HttpEnd::Cause::Refused},
    {QNetworkReply::HostNotFoundError, HttpEnd::Cause::HostNotFound},
    {QNetworkReply::SslHandshakeFailedError, HttpEnd::Cause::Tls},
    {QNetworkReply::ProtocolUnknownError, HttpEnd::Cause::NotHttp},
    {QNetworkReply::ProtocolFailure, HttpEnd::Cause::NotHttp},
    {QNetworkReply::ProtocolInvalidOperationError, HttpEnd::Cause::NotHttp},
}};

HttpEnd::Cause causeOf(QNetworkReply::NetworkError error, bool answered)
{
    using Cause = HttpEnd::Cause;
    for (const auto &[candidate, cause] : plainCauses) {
        if (candidate == error)
            return cause;
    }
    if (error > QNetworkReply::UnknownNetworkError && error <= QNetworkReply::UnknownProxyError)
        return Cause::Proxy;
    if (answered)
        return Cause::LostInBody;
    return error == QNetworkReply::TimeoutError ? Cause::TimeoutConnect : Cause::LostBeforeHead;
}

} // namespace

HttpExchange::HttpExchange(NetworkPool &pool, const Clock &clock, Limits limits, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_clock(clock)
    , m_limits(limits)
    , m_alarm(clock.makeAlarm([this] { checkTime(); }))
{}

HttpExchange::~HttpExchange()
{
    release();
}

void HttpExchange::start(const HttpRequest &request)
{
    m_phaseStart = m_clock.now();
    m_reply = m_pool.send(request);
    connect(m_reply, &QNetworkReply::requestSent, this, &HttpExchange::takeSent);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpExchange::takeHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpExchange::takeBytes);
    connect(m_reply, &QNetworkReply::finished, this, &HttpExchange::takeFinished);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (!errors.isEmpty())
            m_tlsProblem = errors.first().errorString();
    });
    armAfter(m_limits.connect);
}

void HttpExchange::takeSent()
{
    if (m_phase != Phase::Connecting)
        return;
    m_phase = Phase::Waiting;
    m_phaseStart = m_clock.now();
    armAfter(m_limits.silence);
}

void HttpExchange::takeHead()
{
    m_head.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_head.fields.clear();
    const auto &fields = m_reply->rawHeaderPairs();
    for (const auto &[name, value] : fields)
        m_head.fields.append({name, value});
}

void HttpExchange::takeBytes()
{
    const QByteArray chunk = m_reply->readAll();
    if (chunk.isEmpty())
        return;
    // A limited buffer costs a message to the network thread for every read, so ordinary answers go without.
    if (m_received < readAhead && m_received + chunk.size() >= readAhead)
        m_reply->setReadBufferSize(readAhead);
    m_received += chunk.size();
    m_lastByte = m_clock.now();
    if (m_phase != Phase::Reading) {
        m_phase = Phase::Reading;
        m_lastProgress = m_lastByte;
        armAfter(m_limits.silence);
    }
    Q_EMIT bytes(chunk);
}

void HttpExchange::noteProgress()
{
    m_lastProgress = m_lastByte;
}

void HttpExchange::expectEndWithin(Milliseconds span)
{
    if (m_phase == Phase::Over)
        return;
    m_endBy = m_clock.now() + span;
    armAfter(span);
}

void HttpExchange::letGo()
{
    if (m_phase == Phase::Over || !m_reply || m_reply->isFinished())
        return;
    m_phase = Phase::Over;
    m_alarm->disarm();
    m_reply->disconnect(this);
    NetworkPool::drain(m_reply);
    m_reply.clear();
}

void HttpExchange::takeFinished()
{
    const QPointer<HttpExchange> alive(this);
    takeHead();
    if (m_reply->isOpen())
        takeBytes();
    if (alive && m_phase != Phase::Over)
        end(endOfReply());
}

HttpEnd HttpExchange::endOfReply() const
{
    const bool answered = m_head.status > 0;
    const QByteArray encoding = m_head.field("content-encoding");
    if (answered && !encoding.isEmpty() && encoding != "identity")
        return {HttpEnd::Cause::Encoded, QString::fromLatin1(encoding)};
    // Error statuses are reported as errors too, and a 307 as a body that could not be sent again.
    const auto error = m_reply->error();
    const bool aboutStatus = m_head.status >= 300 && error >= QNetworkReply::ContentAccessDenied;
    if (error == QNetworkReply::NoError || aboutStatus) {
        const QByteArray length = m_head.field("content-length");
        if (!length.isEmpty() && m_received < length.toLongLong())
            return {HttpEnd::Cause::LostInBody, u"%1 of %2 bytes"_s.arg(m_received).arg(length.toLongLong())};
        return {};
    }
    // The words of other errors hold the address; those of TLS say which certificate.
    return {causeOf(error, answered), m_tlsProblem.isEmpty() ? u"network error %1"_s.arg(error) : m_tlsProblem};
}

void HttpExchange::armAfter(Milliseconds span)
{
    m_alarm->ringAfter(span);
}

std::optional<HttpEnd::Cause> HttpExchange::expired(Milliseconds now) const
{
    switch (m_phase) {
    case Phase::Connecting:
        return now - m_phaseStart >= m_limits.connect ? std::optional(HttpEnd::Cause::TimeoutConnect) : std::nullopt;
    case Phase::Waiting:
        return now - m_phaseStart >= m_limits.silence ? std::optional(HttpEnd::Cause::TimeoutFirstByte) : std::nullopt;
    case Phase::Reading:
        if (nextCheck(now) <= Milliseconds(0))
            return HttpEnd::Cause::TimeoutIdle;
        return std::nullopt;
    case Phase::Over:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

Milliseconds HttpExchange::nextCheck(Milliseconds now) const
{
    const Milliseconds silent = std::min(m_lastByte + m_limits.silence, m_lastProgress + m_limits.withoutProgress);
    return std::min(silent, m_endBy.value_or(silent)) - now;
}

void HttpExchange::checkTime()
{
    // Bytes do not touch the alarm, which would cost on every token; it looks at their times when it rings.
    const Milliseconds now = m_clock.now();
    if (const auto cause = expired(now))
        return end({*cause});
    if (m_phase == Phase::Reading)
        armAfter(nextCheck(now));
}

void HttpExchange::end(const HttpEnd &end)
{
    if (m_phase == Phase::Over)
        return;
    release();
    Q_EMIT ended(end);
}

void HttpExchange::release()
{
    m_phase = Phase::Over;
    m_alarm->disarm();
    if (!m_reply)
        return;
    QNetworkReply *reply = m_reply;
    m_reply.clear();
    // abort() emits inside the call, and a reply must not be deleted from its own signal.
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

} // namespace tributary
