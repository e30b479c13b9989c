// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/HttpRequestParser.h"

#include <algorithm>
#include <utility>

namespace tributary {

namespace {

bool isTokenCharacter(char c)
{
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return alphanumeric || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isPrintableCharacter(char c)
{
    const auto code = static_cast<unsigned char>(c);
    return c == '\t' || (code >= 0x20 && code != 0x7f);
}

bool isPrintable(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), isPrintableCharacter);
}

} // namespace

QByteArray DemoHttpRequest::header(QByteArrayView name) const
{
    for (const HttpHeader &header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    }
    return {};
}

bool DemoHttpRequest::keepsAlive() const
{
    const QByteArray wish = header("connection").toLower();
    if (wish.contains("close"))
        return false;
    return minorVersion >= 1 || wish.contains("keep-alive");
}

HttpRequestParser::HttpRequestParser(HttpLimits limits)
    : m_limits(limits)
{}

void HttpRequestParser::add(QByteArrayView bytes)
{
    if (!m_failure)
        m_buffer.append(bytes);
}

std::optional<DemoHttpRequest> HttpRequestParser::next()
{
    while (!m_failure && m_part != Part::Body) {
        const std::optional<QByteArray> line = takeLine();
        if (!line)
            return std::nullopt;
        if (m_part == Part::RequestLine)
            readRequestLine(*line);
        else
            readHeader(*line);
    }
    return m_failure ? std::nullopt : takeWhole();
}

bool HttpRequestParser::takeContinueWish()
{
    return std::exchange(m_continueWish, false);
}

std::optional<QByteArray> HttpRequestParser::takeLine()
{
    const qsizetype end = m_buffer.indexOf('\n', m_searched);
    const qsizetype lineBytes = end < 0 ? m_buffer.size() : end + 1;
    if (m_headBytes + lineBytes > m_limits.maxHeadBytes) {
        fail(431, "The request line and headers are too long.");
        return std::nullopt;
    }
    if (end < 0) {
        m_searched = m_buffer.size();
        return std::nullopt;
    }
    QByteArray line = m_buffer.first(end);
    if (line.endsWith('\r'))
        line.chop(1);
    m_buffer.remove(0, lineBytes);
    m_searched = 0;
    m_headBytes += lineBytes;
    return line;
}

void HttpRequestParser::readRequestLine(const QByteArray &line)
{
    // Some clients end a body with a line end that belongs to nothing.
    if (line.isEmpty())
        return;
    const QList<QByteArray> words = line.split(' ');
    if (words.size() != 3 || !isToken(words[0]) || words[1].isEmpty() || !isPrintable(words[1]))
        return fail(400, "This is not an HTTP request line.");
    const QByteArray &version = words[2];
    if (!version.startsWith("HTTP/") || version.size() != 8)
        return fail(400, "This is not an HTTP request line.");
    if (!version.startsWith("HTTP/1.") || (version[7] != '0' && version[7] != '1'))
        return fail(505, "Only HTTP/1.0 and HTTP/1.1 are spoken here.");
    m_request.method = words[0];
    m_request.target = words[1];
    m_request.minorVersion = version[7] - '0';
    m_part = Part::Headers;
}

void HttpRequestParser::readHeader(const QByteArray &line)
{
    if (line.isEmpty())
        return endHead();
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon)) || !isPrintable(line.sliced(colon + 1)))
        return fail(400, "A header line is malformed.");
    m_request.headers.append({line.first(colon), line.sliced(colon + 1).trimmed()});
}

void HttpRequestParser::endHead()
{
    if (!m_request.header("transfer-encoding").isEmpty())
        return fail(411, "Send the body with a Content-Length.");
    readContentLength();
    if (m_failure)
        return;
    m_continueWish = m_bodyBytes > 0 && m_request.header("expect").toLower() == "100-continue";
    m_part = Part::Body;
}

void HttpRequestParser::readContentLength()
{
    std::optional<QByteArray> length;
    for (const HttpHeader &header : std::as_const(m_request.headers)) {
        if (header.name.compare("content-length", Qt::CaseInsensitive) != 0)
            continue;
        // Two lengths that differ are how one request is smuggled inside another.
        if (length && *length != header.value)
            return fail(400, "Content-Length stands there twice with different values.");
        length = header.value;
    }
    if (!length)
        return;
    const bool digits = std::all_of(length->begin(), length->end(), [](char c) { return c >= '0' && c <= '9'; });
    if (length->isEmpty() || !digits)
        return fail(400, "Content-Length is not a number.");
    bool fits = false;
    m_bodyBytes = length->toLongLong(&fits);
    if (!fits || m_bodyBytes > m_limits.maxBodyBytes)
        fail(413, "The request body is too large.");
}

std::optional<DemoHttpRequest> HttpRequestParser::takeWhole()
{
    if (m_buffer.size() < m_bodyBytes)
        return std::nullopt;
    m_request.body = m_buffer.first(m_bodyBytes);
    m_buffer.remove(0, m_bodyBytes);
    m_headBytes = 0;
    m_bodyBytes = 0;
    m_continueWish = false;
    m_part = Part::RequestLine;
    return std::exchange(m_request, DemoHttpRequest());
}

void HttpRequestParser::fail(int status, const QByteArray &message)
{
    m_failure = HttpFailure{status, message};
    m_buffer.clear();
}

} // namespace tributary
