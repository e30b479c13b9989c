// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/RetryHint.h"

#include <QJsonArray>
#include <QLocale>
#include <QRegularExpression>

#include <array>
#include <cmath>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr double longestMilliseconds = 366.0 * 24 * 3600 * 1000;

std::optional<Milliseconds> milliseconds(double value)
{
    if (!std::isfinite(value) || value < 0 || value > longestMilliseconds)
        return std::nullopt;
    return Milliseconds(static_cast<qint64>(std::ceil(value)));
}

std::optional<double> number(const QByteArray &text)
{
    bool ok = false;
    const double value = text.trimmed().toDouble(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

std::optional<Milliseconds> until(const QDateTime &then, const QDateTime &now)
{
    if (!then.isValid() || then < now)
        return std::nullopt;
    return milliseconds(static_cast<double>(now.msecsTo(then)));
}

/// "Wed, 21 Oct 2026 07:28:00 GMT"
QDateTime httpDate(const QByteArray &text)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    return date;
}

std::optional<Milliseconds> fromRetryAfter(const HttpHead &head, const QDateTime &now)
{
    if (const auto value = number(head.field("retry-after-ms"))) {
        if (const auto wait = milliseconds(*value))
            return wait;
    }
    const QByteArray after = head.field("retry-after");
    if (const auto value = number(after))
        return milliseconds(*value * 1000);
    return after.isEmpty() ? std::nullopt : until(httpDate(after), now);
}

std::optional<Milliseconds> fromBody(const QJsonObject &body)
{
    const QJsonObject error = body.value("error"_L1).isObject() ? body.value("error"_L1).toObject() : body;
    const QJsonArray details = error.value("details"_L1).toArray();
    for (const auto &detail : details) {
        if (const QJsonValue delay = detail.toObject().value("retryDelay"_L1); delay.isString())
            return parseDuration(delay.toString());
    }
    const QJsonValue after = error.value("availability"_L1).toObject().value("retry_after"_L1);
    return after.isDouble() ? milliseconds(after.toDouble() * 1000) : std::nullopt;
}

std::optional<Milliseconds> fromMessage(const QString &message)
{
    static const QRegularExpression again(uR"((?:try again|retry) in ((?:\d+(?:\.\d+)?\s?(?:d|h|ms|m|s)[a-z]*\s?)+))"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    const auto match = again.match(message);
    return match.hasMatch() ? parseDuration(match.captured(1)) : std::nullopt;
}

std::optional<Milliseconds> fromRateLimits(const HttpHead &head, const QDateTime &now)
{
    struct Pair
    {
        const char *remaining;
        const char *reset;
    };

    constexpr std::array<Pair, 5> pairs{{
        {"x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"},
        {"x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"},
        {"x-ratelimit-remaining", "x-ratelimit-reset"},
        {"anthropic-ratelimit-requests-remaining", "anthropic-ratelimit-requests-reset"},
        {"anthropic-ratelimit-tokens-remaining", "anthropic-ratelimit-tokens-reset"},
    }};
    std::optional<Milliseconds> longest;
    for (const auto &[remaining, reset] : pairs) {
        if (head.field(remaining).trimmed() != "0")
            continue;
        if (const auto wait = parseReset(head.field(reset).trimmed(), now))
            longest = std::max(longest.value_or(*wait), *wait);
    }
    return longest;
}

} // namespace

std::optional<Milliseconds> parseReset(const QByteArray &text, const QDateTime &now)
{
    if (const auto value = number(text)) {
        if (*value > 1e11)
            return until(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(*value), Qt::UTC), now);
        if (*value > 1e8)
            return until(QDateTime::fromSecsSinceEpoch(static_cast<qint64>(*value), Qt::UTC), now);
        return milliseconds(*value * 1000);
    }
    const QString string = QString::fromLatin1(text);
    if (const auto duration = parseDuration(string))
        return duration;
    return until(QDateTime::fromString(string, Qt::ISODateWithMs), now);
}

std::optional<Milliseconds> parseDuration(QStringView text)
{
    static const QRegularExpression part(
        uR"(\G\s*(\d+(?:\.\d+)?)\s?(days?|hours?|minutes?|mins?|seconds?|secs?|ms|us|µs|ns|d|h|m|s)(?![a-z]))"_s);
    double sum = 0;
    qsizetype end = 0;
    auto matches = part.globalMatch(text.toString());
    while (matches.hasNext()) {
        const auto match = matches.next();
        const QString unit = match.captured(2);
        double scale = 1;
        if (unit == "us"_L1 || unit == "µs"_L1)
            scale = 1e-3;
        else if (unit == "ns"_L1)
            scale = 1e-6;
        else if (unit != "ms"_L1)
            scale = unit.startsWith(u'd')   ? 86'400'000
                    : unit.startsWith(u'h') ? 3'600'000
                    : unit.startsWith(u'm') ? 60'000
                                            : 1000;
        sum += match.captured(1).toDouble() * scale;
        end = match.capturedEnd();
    }
    return end > 0 && text.sliced(end).trimmed().isEmpty() ? milliseconds(sum) : std::nullopt;
}

std::optional<Milliseconds> retryHint(const HttpHead &head, const QJsonObject &body, const QString &message,
                                      const QDateTime &now)
{
    if (const auto wait = fromRetryAfter(head, now))
        return wait;
    if (const auto wait = fromBody(body))
        return wait;
    if (const auto wait = fromMessage(message))
        return wait;
    return fromRateLimits(head, now);
}

} // namespace tributary
