// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace tributary {

struct HttpHeader
{
    QByteArray name;
    QByteArray value;

    bool operator==(const HttpHeader &) const = default;
};

struct DemoHttpRequest
{
    QByteArray method;
    QByteArray target;
    /// HTTP/1.x
    int minorVersion = 1;
    QList<HttpHeader> headers;
    QByteArray body;

    /// The first header of that name, whatever its case; empty when there is none.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    /// Whether the client wants the connection for further requests.
    [[nodiscard]] bool keepsAlive() const;

    bool operator==(const DemoHttpRequest &) const = default;
};

/// Why a request cannot be served: the HTTP status to answer with, and a sentence for whoever sent it.
struct HttpFailure
{
    int status = 400;
    QByteArray message;

    bool operator==(const HttpFailure &) const = default;
};

struct HttpLimits
{
    qsizetype maxHeadBytes = 16LL * 1024;
    qsizetype maxBodyBytes = 8LL * 1024 * 1024;
};

/// Takes HTTP/1.x requests out of bytes that arrive in any portions. After a failure nothing more is read, because
/// nobody knows where the next request would begin.
class HttpRequestParser
{
public:
    explicit HttpRequestParser(HttpLimits limits = {});

    void add(QByteArrayView bytes);
    /// The next whole request, or nullopt when more bytes are needed or the input has failed.
    [[nodiscard]] std::optional<DemoHttpRequest> next();

    [[nodiscard]] const std::optional<HttpFailure> &failure() const { return m_failure; }

    /// True once per request whose client waits for "100 Continue" before it sends the body.
    [[nodiscard]] bool takeContinueWish();

private:
    enum class Part { RequestLine, Headers, Body };

    std::optional<QByteArray> takeLine();
    void readRequestLine(const QByteArray &line);
    void readHeader(const QByteArray &line);
    void endHead();
    void readContentLength();
    std::optional<DemoHttpRequest> takeWhole();
    void fail(int status, const QByteArray &message);

    HttpLimits m_limits;
    QByteArray m_buffer;
    /// Where the search for the end of the line goes on, so that a slow sender costs no second look at a byte.
    qsizetype m_searched = 0;
    qsizetype m_headBytes = 0;
    qsizetype m_bodyBytes = 0;
    Part m_part = Part::RequestLine;
    DemoHttpRequest m_request;
    bool m_continueWish = false;
    std::optional<HttpFailure> m_failure;
};

} // namespace tributary
