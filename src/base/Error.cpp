// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/Error.h"

#include "base/EnumWords.h"

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr words::Table<ErrorKind, 29> kindNames{{
    {ErrorKind::KeyMissing, "key-missing"_L1},
    {ErrorKind::KeyRefused, "key-refused"_L1},
    {ErrorKind::NoCredit, "no-credit"_L1},
    {ErrorKind::RateLimited, "rate-limited"_L1},
    {ErrorKind::Overloaded, "overloaded"_L1},
    {ErrorKind::Server, "server"_L1},
    {ErrorKind::Unreachable, "unreachable"_L1},
    {ErrorKind::Tls, "tls"_L1},
    {ErrorKind::Redirected, "redirected"_L1},
    {ErrorKind::TimeoutConnect, "timeout-connect"_L1},
    {ErrorKind::TimeoutFirstByte, "timeout-first-byte"_L1},
    {ErrorKind::TimeoutIdle, "timeout-idle"_L1},
    {ErrorKind::TimeoutDeadline, "timeout-deadline"_L1},
    {ErrorKind::Truncated, "truncated"_L1},
    {ErrorKind::Malformed, "malformed"_L1},
    {ErrorKind::TooLarge, "too-large"_L1},
    {ErrorKind::Empty, "empty"_L1},
    {ErrorKind::Refused, "refused"_L1},
    {ErrorKind::Filtered, "filtered"_L1},
    {ErrorKind::ContextTooLong, "context-too-long"_L1},
    {ErrorKind::BadRequest, "bad-request"_L1},
    {ErrorKind::ModelNotFound, "model-not-found"_L1},
    {ErrorKind::Unsupported, "unsupported"_L1},
    {ErrorKind::Budget, "budget"_L1},
    {ErrorKind::Stopped, "stopped"_L1},
    {ErrorKind::Internal, "internal"_L1},
    {ErrorKind::InvalidInput, "invalid-input"_L1},
    {ErrorKind::NewerVersion, "newer-version"_L1},
    {ErrorKind::Io, "io"_L1},
}};

} // namespace

QString wireName(ErrorKind kind)
{
    return words::word(kindNames, kind);
}

std::optional<ErrorKind> errorKindFromString(QStringView name)
{
    return words::value(kindNames, name);
}

} // namespace tributary
