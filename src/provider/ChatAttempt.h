// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/ChatRequest.h"
#include "provider/Dialect.h"
#include "provider/ErrorClassifier.h"
#include "provider/HttpExchange.h"
#include "provider/ModelClient.h"

#include <QObject>

#include <memory>
#include <variant>

namespace tributary {

using AttemptOutcome = std::variant<CallSuccess, AttemptFailure>;

/// One request of a call: the exchange, its bytes decoded and read, and what its end means. Ends through exactly one
/// `ended`; may be deleted at any time, also from inside its signals.
class ChatAttempt : public QObject
{
    Q_OBJECT

public:
    ChatAttempt(NetworkPool &pool, const Clock &clock, const CallLimits &limits, const Dialect &dialect,
                ErrorClassifier classifier, QObject *parent = nullptr);

    void start(const HttpRequest &request);

    /// Of the response, as far as it came.
    [[nodiscard]] const HttpHead &head() const { return m_exchange.head(); }

    [[nodiscard]] bool hasDeliveredText() const { return m_deliveries > 0; }

Q_SIGNALS:
    void delta(const tributary::ChatDelta &delta);
    void ended(const tributary::AttemptOutcome &outcome);

private:
    void takeBytes(const QByteArray &chunk);
    void takeFrames(const QList<StreamFrame> &frames);
    void takeOver();
    void takeEnd(const HttpEnd &end);
    void deliver(const QList<ChatDelta> &deltas);
    void end(const AttemptOutcome &outcome);
    [[nodiscard]] bool collectsErrorBody() const;
    [[nodiscard]] AttemptOutcome judge(const HttpEnd &end) const;
    [[nodiscard]] CallSuccess success(bool cutByLimit) const;

    const Clock &m_clock;
    ErrorClassifier m_classifier;
    HttpExchange m_exchange;
    std::unique_ptr<FrameDecoder> m_decoder;
    std::unique_ptr<AnswerReader> m_reader;
    QByteArray m_errorBody;
    qint64 m_deliveries = 0;
    bool m_over = false;
};

} // namespace tributary
