// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ErrorClassifier.h"

#include "provider/ErrorRules.h"
#include "provider/Redaction.h"
#include "provider/RetryHint.h"

#include <QCoreApplication>

namespace tributary {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::ErrorClassifier)
};

/// A limit that lifts this far away counts days, not minutes.
constexpr Milliseconds dailyQuota = 120s;

QString address(const QUrl &url)
{
    return url.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveUserInfo);
}

QString seconds(Milliseconds span)
{
    return QString::number(static_cast<double>(span.count()) / 1000.0, 'g', 4);
}

RetryAdvice adviceFor(ErrorKind kind, std::optional<Milliseconds> hint)
{
    if (kind == ErrorKind::RateLimited)
        return hint && *hint > dailyQuota ? RetryAdvice::Never : RetryAdvice::Patiently;
    if (kind == ErrorKind::Overloaded)
        return RetryAdvice::Patiently;
    return kind == ErrorKind::Server ? RetryAdvice::Once : RetryAdvice::Never;
}

/// Anthropic's monthly limit looks like a rate limit that does not say how long.
bool isMonthlyCap(const HttpHead &head, const ErrorBody &body)
{
    return head.status == 429 && !head.has("retry-after") && body.object.value("type"_L1) == "error"_L1 &&
           body.codes.contains("rate_limit_error"_L1);
}

} // namespace

QString requestId(const HttpHead &head)
{
    for (const char *name :
         {"x-request-id", "request-id", "x-generation-id", "apim-request-id", "x-litellm-call-id", "cf-ray"}) {
        if (const QByteArray id = head.field(name); !id.isEmpty())
            return QString::fromLatin1(id);
    }
    return {};
}

ErrorClassifier::ErrorClassifier(Context context)
    : m_context(std::move(context))
{}

AttemptFailure ErrorClassifier::response(const HttpHead &head, const QByteArray &body, const QDateTime &now) const
{
    if (head.status >= 300 && head.status < 400) {
        const QUrl target(QString::fromUtf8(head.field("location")));
        const QString message =
            Text::tr("%1 answered with a redirect (%2), which is never followed with a key; check the "
                     "address %3.");
        return make({ErrorKind::Redirected,
                     message.arg(m_context.provider, QString::number(head.status), m_context.baseUrl.toString())},
                    detail(head, address(target)));
    }
    return reported(head, readErrorBody(body), now);
}

AttemptFailure ErrorClassifier::reported(const HttpHead &head, const ErrorBody &body, const QDateTime &now) const
{
    ErrorKind kind = errorKindOf(head.status, body);
    const QString parameter = kind == ErrorKind::BadRequest ? refusedParameter(body) : QString();
    if (!parameter.isEmpty())
        kind = ErrorKind::Unsupported;
    AttemptFailure failure = make({kind, sentence(kind, head.status, body)}, detail(head, body.message));
    failure.error.retryAfter = retryHint(head, body.object, body.message, now);
    failure.advice = adviceFor(kind, failure.error.retryAfter);
    if (isDailyQuota(body) || isMonthlyCap(head, body))
        failure.advice = RetryAdvice::Never;
    // The provider knows best whether the same request can work.
    const QByteArray should = head.field("x-should-retry").trimmed().toLower();
    if (should == "false")
        failure.advice = RetryAdvice::Never;
    else if (should == "true" && failure.advice == RetryAdvice::Never)
        failure.advice = RetryAdvice::Once;
    failure.refusedParameter = parameter;
    return failure;
}

QString ErrorClassifier::sentence(ErrorKind kind, int status, const ErrorBody &body) const
{
    const QString &provider = m_context.provider;
    switch (kind) {
    case ErrorKind::KeyRefused:
        if (body.isWebPage)
            return Text::tr("A web page instead of %1 refused the request (%2); check the address and the network.")
                .arg(provider, QString::number(status));
        return Text::tr("%1 did not accept the key (%2); check the key.").arg(provider, QString::number(status));
    case ErrorKind::NoCredit:
        return Text::tr("%1 has no credit left for this key; top it up or use another provider.").arg(provider);
    case ErrorKind::RateLimited:
        return Text::tr("%1 limits the rate of requests; try again later.").arg(provider);
    case ErrorKind::Overloaded:
        return Text::tr("%1 is busy; try again later.").arg(provider);
    case ErrorKind::ContextTooLong:
        return Text::tr("The prompt is too long for %1 at %2; shorten the references or use a larger model.")
            .arg(m_context.model, provider);
    case ErrorKind::Filtered:
        return Text::tr("The content filter of %1 stopped this request; change the prompt.").arg(provider);
    case ErrorKind::ModelNotFound:
        if (body.isWebPage || body.message == "Not Found"_L1 || m_context.model.isEmpty())
            return Text::tr("%1 has nothing at this address (%2); check the path of %3.")
                .arg(provider, QString::number(status), m_context.baseUrl.toString());
        return Text::tr("%1 has no model \"%2\"; choose another model.").arg(provider, m_context.model);
    case ErrorKind::TooLarge:
        return Text::tr("The request is too large for %1; shorten the prompt or the references.").arg(provider);
    case ErrorKind::Server:
        return status >= 400
                   ? Text::tr("%1 had an internal error (%2); try again.").arg(provider, QString::number(status))
                   : Text::tr("%1 reported an error while answering; try again.").arg(provider);
    case ErrorKind::Malformed:
        return Text::tr("%1 answered with status %2 without content to read; check the address.")
            .arg(provider, QString::number(status));
    case ErrorKind::Refused:
        return Text::tr("%1 at %2 declined to answer; change the prompt or use another model.")
            .arg(m_context.model, provider);
    case ErrorKind::Unsupported:
        return Text::tr("%1 does not accept \"%2\" for %3; leave it unset.")
            .arg(provider, body.parameter, m_context.model);
    case ErrorKind::KeyMissing:
    case ErrorKind::Unreachable:
    case ErrorKind::Tls:
    case ErrorKind::Redirected:
    case ErrorKind::TimeoutConnect:
    case ErrorKind::TimeoutFirstByte:
    case ErrorKind::TimeoutIdle:
    case ErrorKind::TimeoutDeadline:
    case ErrorKind::Truncated:
    case ErrorKind::Empty:
    case ErrorKind::BadRequest:
    case ErrorKind::Budget:
    case ErrorKind::Stopped:
    case ErrorKind::Internal:
    case ErrorKind::InvalidInput:
    case ErrorKind::NewerVersion:
    case ErrorKind::Io:
        break;
    }
    if (body.message.isEmpty())
        return Text::tr("%1 did not accept the request (%2); check its settings.")
            .arg(provider, QString::number(status));
    return Text::tr("%1 did not accept the request: %2").arg(provider, body.message);
}

AttemptFailure ErrorClassifier::verdict(const ChatVerdict &verdict, const HttpHead &head, const QDateTime &now) const
{
    if (verdict.kind == ChatVerdict::Kind::Error)
        return reported(head, readErrorObject(verdict.error), now);
    return make(meaningOf(verdict.kind, head.status), detail(head, verdict.words));
}

ErrorClassifier::Meaning ErrorClassifier::meaningOf(ChatVerdict::Kind verdict, int status) const
{
    using Kind = ChatVerdict::Kind;
    const QString &provider = m_context.provider;
    const QString &model = m_context.model;
    switch (verdict) {
    case Kind::Complete:
    case Kind::CutByLimit:
    case Kind::Error:
        break;
    case Kind::Refused:
        return {ErrorKind::Refused, sentence(ErrorKind::Refused, status, {})};
    case Kind::Filtered:
        return {ErrorKind::Filtered, sentence(ErrorKind::Filtered, status, {})};
    case Kind::Overloaded:
        return {ErrorKind::Overloaded, sentence(ErrorKind::Overloaded, status, {}), RetryAdvice::Patiently};
    case Kind::ToolCall:
        return {ErrorKind::Unsupported,
                Text::tr("%1 tried to call a tool instead of answering; use another model.").arg(model)};
    case Kind::Empty:
        return {ErrorKind::Empty,
                Text::tr("%1 at %2 returned an empty answer; try again or use another model.").arg(model, provider)};
    case Kind::EmptyAtLimit:
        return {ErrorKind::Empty, Text::tr("%1 spent its whole token limit on reasoning; raise the limit.").arg(model)};
    case Kind::Truncated:
        return meaningOf(HttpEnd::Cause::LostInBody, {});
    case Kind::Malformed:
        return {ErrorKind::Malformed,
                Text::tr("%1 sent something that cannot be read; check the address and dialect.").arg(provider)};
    case Kind::WebPage:
        return {ErrorKind::Malformed, Text::tr("A web page came back instead of %1; check the address %2.")
                                          .arg(provider, m_context.baseUrl.toString())};
    case Kind::NoContent:
        return {ErrorKind::Empty, Text::tr("%1 sent no content at all; try again.").arg(provider),
                RetryAdvice::IfAmbiguous};
    }
    Q_UNREACHABLE();
}

AttemptFailure ErrorClassifier::transport(const HttpEnd &end, const HttpHead &head, Milliseconds waited) const
{
    return make(meaningOf(end.cause, waited), detail(head, end.words));
}

ErrorClassifier::Meaning ErrorClassifier::meaningOf(HttpEnd::Cause cause, Milliseconds waited) const
{
    using Cause = HttpEnd::Cause;
    const QString &provider = m_context.provider;
    const QString where = address(m_context.baseUrl);
    switch (cause) {
    case Cause::Finished:
        break;
    case Cause::Refused:
        if (m_context.loopback)
            return {ErrorKind::Unreachable, Text::tr("Nothing answers at %1. Is %2 running?").arg(where, provider)};
        return {ErrorKind::Unreachable,
                Text::tr("Nothing answers at %1; check the address of %2.").arg(where, provider), RetryAdvice::Once};
    case Cause::HostNotFound:
        return {ErrorKind::Unreachable,
                Text::tr("%1 was not found; check the network and the address of %2.").arg(where, provider),
                RetryAdvice::Once};
    case Cause::LostBeforeHead:
        return {
            ErrorKind::Unreachable,
            Text::tr("%1 closed the connection without an answer; the request may have been charged.").arg(provider),
            RetryAdvice::IfAmbiguous};
    case Cause::LostInBody:
        return {ErrorKind::Truncated,
                Text::tr("The answer of %1 ended too early: the connection was lost; try again.").arg(provider),
                RetryAdvice::IfAmbiguous};
    case Cause::Tls:
        return {ErrorKind::Tls, Text::tr("The identity of %1 could not be verified; check the certificate, the clock "
                                         "and the network.")
                                    .arg(where)};
    case Cause::Proxy:
        return {ErrorKind::Unreachable,
                Text::tr("The proxy did not let the request to %1 through; check the proxy settings.").arg(provider)};
    case Cause::NotHttp:
        return {ErrorKind::Malformed,
                Text::tr("What answers at %1 does not speak HTTP as expected; check the address.").arg(where)};
    case Cause::Encoded:
        return {ErrorKind::Malformed, Text::tr("%1 sent a compressed answer that was not asked for; check for a proxy "
                                               "in between.")
                                          .arg(provider)};
    case Cause::TimeoutConnect:
        return {ErrorKind::TimeoutConnect,
                Text::tr("%1 could not be reached within %2 s; check the network.").arg(where, seconds(waited)),
                RetryAdvice::Once};
    case Cause::TimeoutFirstByte:
        return {ErrorKind::TimeoutFirstByte,
                Text::tr("%1 sent nothing for %2 s; try again or allow more time.").arg(provider, seconds(waited))};
    case Cause::TimeoutIdle:
        return {
            ErrorKind::TimeoutIdle,
            Text::tr("%1 fell silent for %2 s in the middle of its answer; try again.").arg(provider, seconds(waited))};
    }
    Q_UNREACHABLE();
}

AttemptFailure ErrorClassifier::tooLarge() const
{
    return make({ErrorKind::TooLarge,
                 Text::tr("%1 sent more than an answer can hold; the rest was not read.").arg(m_context.provider)},
                {});
}

QString ErrorClassifier::detail(const HttpHead &head, const QString &words) const
{
    QStringList parts;
    if (head.status > 0)
        parts.append(u"HTTP %1"_s.arg(head.status));
    if (const QString id = requestId(head); !id.isEmpty())
        parts.append(Text::tr("request %1").arg(id));
    if (!words.isEmpty())
        parts.append(words);
    return redacted(parts.join(u" · "_s), m_context.key);
}

QString ErrorClassifier::withoutKey(const QString &text) const
{
    return redacted(text, m_context.key);
}

AttemptFailure ErrorClassifier::make(const Meaning &meaning, const QString &detail) const
{
    return {Error{meaning.kind, redacted(meaning.message, m_context.key), detail}, meaning.advice};
}

} // namespace tributary
