// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Secret.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <utility>

namespace tributary {

/// One HTTP request of ours: all that differs between requests. What every request has (our name, no cookies, no
/// compression, no redirects) is added where it is sent.
struct HttpRequest
{
    enum class Method { Get, Post };

    Method method = Method::Post;
    QUrl url;
    QByteArray accept = "text/event-stream";
    QByteArray body = {};
    /// An empty key is not sent.
    Secret key = {};
    /// Where the key stands; in "Authorization" as a bearer token.
    QByteArray keyField = "Authorization";
    /// Further header fields.
    QList<std::pair<QByteArray, QByteArray>> fields = {};
};

/// Status line and header fields.
struct HttpHead
{
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> fields = {};

    /// The value of the field, compared without case; empty when absent.
    [[nodiscard]] QByteArray field(QByteArrayView name) const;
    [[nodiscard]] bool has(QByteArrayView name) const;

    bool operator==(const HttpHead &) const = default;
};

/// How an exchange ended below the protocol that it carried.
struct HttpEnd
{
    enum class Cause {
        Finished, ///< the response ended as the server wanted, as far as HTTP can tell
        Refused,  ///< nothing listens there
        HostNotFound,
        LostBeforeHead, ///< sent, then lost without an answer: it may have been worked on
        LostInBody,
        Tls,
        Proxy,
        NotHttp,
        Encoded, ///< compressed although we forbade it
        TimeoutConnect,
        TimeoutFirstByte,
        TimeoutIdle,
    };

    Cause cause = Cause::Finished;
    /// For the error's detail: what the operating system or the TLS library said.
    QString words = {};

    bool operator==(const HttpEnd &) const = default;
};

/// `path` below the provider's base address, which may carry a query.
QUrl endpoint(const QUrl &baseUrl, const QString &path);

/// The host is this machine.
bool isLoopback(const QUrl &url);

} // namespace tributary
