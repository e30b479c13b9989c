// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ErrorRules.h"

#include <QList>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// Matches when the status is listed, or a code is, or the message holds a phrase.
struct Rule
{
    ErrorKind kind;
    QList<int> statuses;
    QList<QLatin1StringView> codes;
    QList<QLatin1StringView> phrases;
};

/// First match wins, so the special stand above the general.
const QList<Rule> &rules()
{
    static const QList<Rule> all{
        {ErrorKind::KeyRefused,
         {401},
         {"invalid_api_key"_L1, "authentication_error"_L1, "authentication"_L1, "api_key_invalid"_L1},
         {"incorrect api key"_L1, "invalid api key"_L1, "api key not valid"_L1, "invalid x-api-key"_L1}},
        {ErrorKind::NoCredit,
         {402},
         {"insufficient_quota"_L1, "billing_error"_L1, "payment_required"_L1, "billing_hard_limit_reached"_L1,
          "insufficient_balance"_L1},
         {"credit balance is too low"_L1, "insufficient balance"_L1, "insufficient credits"_L1,
          "reached your specified api usage limits"_L1}},
        {ErrorKind::ContextTooLong,
         {},
         {"context_length_exceeded"_L1, "exceed_context_size_error"_L1, "model_length"_L1, "token_limit_exceeded"_L1,
          "string_too_long"_L1},
         {"maximum context length"_L1, "exceed context limit"_L1, "context limit"_L1,
          "longer than the model's context length"_L1, "string too long. expected a string with maximum length"_L1,
          "prompt is too long"_L1, "prompt: length"_L1, "exceeds the available context size"_L1,
          "input length exceeds the context length"_L1, "input token count"_L1}},
        {ErrorKind::Filtered,
         {},
         {"content_filter"_L1, "responsibleaipolicyviolation"_L1, "content_policy_violation"_L1},
         {"safety system"_L1, "violating our usage policy"_L1, "content filtering policy"_L1,
          "content management policy"_L1}},
        {ErrorKind::Refused, {}, {"refusal"_L1}, {}},
        {ErrorKind::TooLarge, {413}, {"request_too_large"_L1, "payload_too_large"_L1}, {}},
        {ErrorKind::Overloaded,
         {503, 529},
         {"overloaded_error"_L1, "provider_overloaded"_L1, "server_is_overloaded"_L1, "slow_down"_L1, "unavailable"_L1,
          "unavailable_error"_L1, "provider_unavailable"_L1, "503"_L1, "529"_L1},
         {"overloaded"_L1, "loading model"_L1}},
        {ErrorKind::RateLimited,
         {429},
         {"rate_limit_exceeded"_L1, "rate_limit_error"_L1, "resource_exhausted"_L1, "429"_L1},
         {"service tier capacity exceeded"_L1, "rate limit"_L1, "too many requests"_L1}},
        {ErrorKind::ModelNotFound,
         {404},
         {"model_not_found"_L1, "not_found_error"_L1, "not_found"_L1},
         {"model not found"_L1, "does not exist"_L1, "not found, try pulling it"_L1}},
        {ErrorKind::KeyRefused, {403}, {"permission_denied"_L1, "permission_error"_L1}, {}},
        {ErrorKind::Server,
         {408, 409, 425, 499},
         {"server_error"_L1, "api_error"_L1, "internal"_L1, "timeout"_L1, "timeout_error"_L1},
         {}},
        {ErrorKind::BadRequest, {400, 405, 422}, {"invalid_request_error"_L1, "invalid_request"_L1, "400"_L1}, {}},
    };
    return all;
}

bool matches(const Rule &rule, int status, const ErrorBody &body)
{
    const QString message = body.message.toLower();
    return rule.statuses.contains(status) ||
           std::any_of(rule.codes.begin(), rule.codes.end(), [&](auto code) { return body.codes.contains(code); }) ||
           std::any_of(rule.phrases.begin(), rule.phrases.end(), [&](auto phrase) { return message.contains(phrase); });
}

/// An error inside a stream may tell the status that it would have had.
int statusInside(const ErrorBody &body)
{
    for (const QString &code : body.codes) {
        const int status = code.toInt();
        if (status >= 400 && status < 600)
            return status;
    }
    return 200;
}

} // namespace

ErrorKind errorKindOf(int status, const ErrorBody &body)
{
    if (status == 200)
        status = statusInside(body);
    // Groq reports a prompt beyond the tokens allowed per minute as a large request.
    if (status == 413 && body.message.contains("token"_L1, Qt::CaseInsensitive))
        return ErrorKind::ContextTooLong;
    // OpenAI words an empty account like a quota; Gemini words a rate limit the same way, with a status of its own.
    if (status == 429 && body.message.contains("exceeded your current quota"_L1) &&
        !body.codes.contains("resource_exhausted"_L1))
        return ErrorKind::NoCredit;
    for (const Rule &rule : rules()) {
        if (matches(rule, status, body))
            return rule.kind;
    }
    if (status >= 500 || status == 200)
        return ErrorKind::Server;
    return status >= 400 ? ErrorKind::BadRequest : ErrorKind::Malformed;
}

bool isDailyQuota(const ErrorBody &body)
{
    const auto perDay = [](const QString &code) { return code.contains("perday"_L1); };
    return std::any_of(body.codes.begin(), body.codes.end(), perDay) || body.message.contains("limit: 0,"_L1) ||
           body.message.contains("per day"_L1, Qt::CaseInsensitive);
}

QString refusedParameter(const ErrorBody &body)
{
    static const QStringList codes{u"unsupported_parameter"_s, u"unsupported_value"_s};
    static const QStringList phrases{
        u"unsupported"_s,      u"unrecognized"_s,  u"extra inputs"_s, u"not supported"_s,   u"unknown name"_s,
        u"does not support"_s, u"is deprecated"_s, u"cannot both"_s,  u"may only be set"_s, u"is not enabled for"_s};
    const auto said = [&](const QString &phrase) { return body.message.contains(phrase, Qt::CaseInsensitive); };
    const auto coded = [&](const QString &code) { return body.codes.contains(code); };
    if (std::none_of(codes.begin(), codes.end(), coded) && std::none_of(phrases.begin(), phrases.end(), said))
        return {};
    // "stream_options.include_usage" blames stream_options, "generationConfig.seed" blames seed.
    static const QStringList containers{u"options"_s, u"generationConfig"_s, u"generation_config"_s, u"body"_s};
    const QStringList path = body.parameter.split(u'.');
    return path.size() > 1 && containers.contains(path.first()) ? path.at(1) : path.first();
}

} // namespace tributary
