// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace tributary {

/// What went wrong, as far as a caller may branch on it. The first group are the kinds a call can end with; their
/// names (see wireName) stand in events, run records and scripts, so they are never renamed.
enum class ErrorKind {
    KeyMissing,
    KeyRefused,
    NoCredit,
    RateLimited,
    Overloaded,
    Server,
    Unreachable,
    Tls,
    Redirected,
    TimeoutConnect,
    TimeoutFirstByte,
    TimeoutIdle,
    TimeoutDeadline,
    Truncated,
    Malformed,
    TooLarge,
    Empty,
    Refused,
    Filtered,
    ContextTooLong,
    BadRequest,
    ModelNotFound,
    Unsupported,
    Budget,
    Stopped,
    Internal,
    // Reading files and arguments; never the end of a call.
    InvalidInput, ///< what was read breaks its format
    NewerVersion, ///< a file of a version that this program does not know
    Io,           ///< the operating system refused to read or write
};

/// The wire name: "rate-limited", "timeout-first-byte".
QString wireName(ErrorKind kind);
std::optional<ErrorKind> errorKindFromString(QStringView name);

/// A failure with a reason outside the program. `message` is one sentence for a person: what happened, where, what to
/// do. `detail` is for whoever looks closer (HTTP status, the provider's own words, request id); keys are removed from
/// it before it gets here.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString message;
    QString detail = {};
    /// How long the other side asked to wait before the next attempt.
    std::optional<std::chrono::milliseconds> retryAfter = {};

    bool operator==(const Error &) const = default;
};

} // namespace tributary
