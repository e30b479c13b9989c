// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "base/Error.h"
#include "provider/AnswerReader.h"
#include "provider/ErrorBody.h"
#include "provider/Http.h"

#include <QDateTime>

namespace tributary {

/// Whether trying again may help.
enum class RetryAdvice {
    Never,
    Once,        ///< a failure on the way or in the server
    IfAmbiguous, ///< the request may have been worked on (and charged): once, and only once per call
    Patiently,   ///< the server is busy or counts requests: as often as the limits allow
};

/// A failed attempt, understood.
struct AttemptFailure
{
    Error error;
    RetryAdvice advice = RetryAdvice::Never;
    /// A request parameter that the model refuses; the request may work without it.
    QString refusedParameter = {};

    bool operator==(const AttemptFailure &) const = default;
};

/// Turns what came back into an error that names the provider and says what to do. Keys never get through.
class ErrorClassifier
{
public:
    struct Context
    {
        QString provider;
        QUrl baseUrl;
        QString model;
        bool loopback = false;
        Secret key = {};
    };

    explicit ErrorClassifier(Context context);

    /// What a server named something, without the key in use.
    [[nodiscard]] QString withoutKey(const QString &text) const;

    /// A response that is no success, with the body it had.
    [[nodiscard]] AttemptFailure response(const HttpHead &head, const QByteArray &body, const QDateTime &now) const;
    /// A stream that did not end in a whole answer.
    [[nodiscard]] AttemptFailure verdict(const ChatVerdict &verdict, const HttpHead &head, const QDateTime &now) const;
    /// An exchange that failed below HTTP.
    [[nodiscard]] AttemptFailure transport(const HttpEnd &end, const HttpHead &head, Milliseconds waited) const;
    [[nodiscard]] AttemptFailure tooLarge() const;

private:
    struct Meaning
    {
        ErrorKind kind;
        QString message;
        RetryAdvice advice = RetryAdvice::Never;
    };

    [[nodiscard]] Meaning meaningOf(ChatVerdict::Kind verdict, int status) const;
    [[nodiscard]] Meaning meaningOf(HttpEnd::Cause cause, Milliseconds waited) const;
    [[nodiscard]] AttemptFailure reported(const HttpHead &head, const ErrorBody &body, const QDateTime &now) const;
    [[nodiscard]] QString sentence(ErrorKind kind, int status, const ErrorBody &body) const;
    [[nodiscard]] QString detail(const HttpHead &head, const QString &words) const;
    [[nodiscard]] AttemptFailure make(const Meaning &meaning, const QString &detail) const;

    Context m_context;
};

/// The identifier to quote to the provider's support, from the response's header fields; empty when there is none.
QString requestId(const HttpHead &head);

} // namespace tributary
