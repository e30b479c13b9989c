// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "provider/Http.h"

#include <QNetworkReply>
#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>

namespace tributary {

class NetworkPool;

/// One HTTP request and its response, with timers of its own. Ends through exactly one `ended`. Deleting it, at any
/// time and from any of its signals, closes the connection silently.
class HttpExchange : public QObject
{
    Q_OBJECT

public:
    struct Limits
    {
        Milliseconds connect;
        /// To the first byte of the body, then between bytes.
        Milliseconds silence;
        /// Bytes that noteProgress() does not follow keep the exchange alive this long.
        Milliseconds withoutProgress;
    };

    HttpExchange(NetworkPool &pool, const Clock &clock, Limits limits, QObject *parent = nullptr);
    ~HttpExchange() override;

    void start(const HttpRequest &request);

    /// The bytes just delivered held more than a keep-alive.
    void noteProgress();
    /// The response is complete by its own protocol: the rest may arrive, but this long at most, whatever it is.
    void expectEndWithin(Milliseconds span);
    /// The response is over by its own protocol: the last bytes arrive without anybody watching. Nothing is emitted
    /// any more.
    void letGo();

    /// What is known of the response so far; status 0 before it began.
    [[nodiscard]] const HttpHead &head() const { return m_head; }

    /// The time that a timeout of this cause waited for.
    [[nodiscard]] Milliseconds limitOf(HttpEnd::Cause cause) const
    {
        return cause == HttpEnd::Cause::TimeoutConnect ? m_limits.connect : m_limits.silence;
    }

Q_SIGNALS:
    void bytes(const QByteArray &chunk);
    void ended(const tributary::HttpEnd &end);

private:
    enum class Phase { Connecting, Waiting, Reading, Over };

    void takeSent();
    void takeHead();
    void takeBytes();
    void takeFinished();
    void checkTime();
    void armAfter(Milliseconds span);
    void end(const HttpEnd &end);
    void release();
    [[nodiscard]] std::optional<HttpEnd::Cause> expired(Milliseconds now) const;
    [[nodiscard]] Milliseconds nextCheck(Milliseconds now) const;
    [[nodiscard]] HttpEnd endOfReply() const;

    NetworkPool &m_pool;
    const Clock &m_clock;
    Limits m_limits;
    std::unique_ptr<Alarm> m_alarm;
    QPointer<QNetworkReply> m_reply;
    Phase m_phase = Phase::Connecting;
    HttpHead m_head;
    QString m_tlsProblem;
    Milliseconds m_phaseStart{0};
    Milliseconds m_lastByte{0};
    Milliseconds m_lastProgress{0};
    /// Set by expectEndWithin(): no byte extends it.
    std::optional<Milliseconds> m_endBy;
    qint64 m_received = 0;
};

} // namespace tributary
