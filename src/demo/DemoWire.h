// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demo/DemoPacing.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace tributary {

/// Everything that each part of one answer repeats or sums up.
struct DemoAnswerHead
{
    QString id;
    QString model;
    /// Seconds since 1970.
    qint64 created = 0;
    qint64 promptTokens = 0;
    qint64 answerTokens = 0;
    qint64 reasoningTokens = 0;
    /// The answer was cut at the token limit.
    bool cut = false;

    bool operator==(const DemoAnswerHead &) const = default;
};

/// Server-sent events of the Chat Completions protocol, each with the blank line that ends it.
QByteArray roleEvent(const DemoAnswerHead &head);
QByteArray pieceEvent(const DemoAnswerHead &head, const DemoPiece &piece);
QByteArray finishEvent(const DemoAnswerHead &head);
QByteArray usageEvent(const DemoAnswerHead &head);
QByteArray doneEvent();

/// JSON bodies.
QByteArray completionBody(const DemoAnswerHead &head, const QString &reasoning, const QString &text);
QByteArray modelsBody();
QByteArray errorBody(const QString &message, const QString &type, const QString &code, const QString &param = {});

/// A whole response, or its head alone when there is no body to count (a stream).
struct DemoResponse
{
    int status = 200;
    QByteArray contentType = "application/json";
    QList<QByteArray> extraHeaders;
    std::optional<QByteArray> body;
    bool chunked = false;
    bool keepAlive = true;

    bool operator==(const DemoResponse &) const = default;
};

QByteArray responseBytes(const DemoResponse &response);
/// One portion of a chunked body; the empty one ends it.
QByteArray bodyChunk(const QByteArray &bytes);

} // namespace tributary
