// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Usage.h"
#include "provider/SseDecoder.h"
#include "provider/ThinkSplitter.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace tributary {

/// A piece of what a model writes.
struct ChatDelta
{
    enum class Channel { Answer, Reasoning };

    Channel channel = Channel::Answer;
    QString text;

    bool operator==(const ChatDelta &) const = default;
};

/// How a Chat Completions answer ended, judged by the protocol and never by the transport.
struct ChatVerdict
{
    enum class Kind {
        Complete,
        CutByLimit,
        Error,   ///< `error` says what the provider reported
        Refused, ///< `words` is the model's refusal
        Filtered,
        Overloaded, ///< the provider stopped it for lack of resources
        ToolCall,   ///< it called a tool instead of answering
        Empty,
        EmptyAtLimit, ///< the whole token budget went into reasoning
        Truncated,    ///< the stream ended without an end marker
        Malformed,    ///< `words` is what could not be read
        WebPage,
        NoContent, ///< the body was empty
    };

    Kind kind = Kind::Truncated;
    QJsonObject error = {};
    QString words = {};

    bool operator==(const ChatVerdict &) const = default;
};

/// Frames in, text and facts out: the meaning of a Chat Completions stream, with the variations that its many servers
/// have. A body that was not streamed (one Json frame) is read as well.
class ChatCompletionsReader
{
public:
    /// What `frame` adds to the texts.
    [[nodiscard]] QList<ChatDelta> read(const SseFrame &frame);
    /// The stream is over: text that was held back.
    [[nodiscard]] QList<ChatDelta> finish();
    /// To be asked after finish().
    [[nodiscard]] ChatVerdict verdict() const;

    /// Nothing that matters can follow.
    [[nodiscard]] bool isOver() const { return m_done || m_error || m_malformed; }

    /// The answer is complete; only usage may follow.
    [[nodiscard]] bool hasFinishReason() const { return !m_finishReason.isEmpty(); }

    [[nodiscard]] bool hasText() const { return m_anyAnswer || m_anyReasoning; }

    [[nodiscard]] const std::optional<Usage> &usage() const { return m_usage; }

    [[nodiscard]] const QString &servedModel() const { return m_servedModel; }

    [[nodiscard]] const QString &responseId() const { return m_responseId; }

    [[nodiscard]] const QString &finishReason() const { return m_finishReason; }

private:
    void readPayload(const QByteArray &bytes);
    void readObject(const QJsonObject &object);
    void readFacts(const QJsonObject &object);
    void readChoice(const QJsonObject &choice);
    void readMessage(const QJsonObject &message, bool whole);
    void readContent(const QJsonValue &content, bool whole);
    void addAnswer(const QString &text, bool whole);
    void addParts(const ThinkSplitter::Parts &parts);
    void add(ChatDelta::Channel channel, const QString &text);
    [[nodiscard]] ChatVerdict verdictOfReason() const;
    [[nodiscard]] ChatVerdict verdictWithoutText() const;

    QList<ChatDelta> m_deltas;
    ThinkSplitter m_splitter;
    std::optional<Usage> m_usage;
    std::optional<QJsonObject> m_error;
    std::optional<QString> m_malformed;
    QString m_servedModel;
    QString m_responseId;
    QString m_finishReason;
    QString m_refusal;
    bool m_done = false;
    bool m_anyFrame = false;
    bool m_anyAnswer = false;
    bool m_anyReasoning = false;
    bool m_reasoningApart = false; ///< a field of its own: tags in the answer are then just text
    bool m_toolCall = false;
    bool m_whole = false; ///< a body that was not streamed
    bool m_webPage = false;
};

/// The object that reports an error, if `payload` is one: with an "error" that is an object or a string, or "object",
/// "type" saying so, or "detail" without "choices".
std::optional<QJsonObject> errorPayload(const QJsonObject &payload);

} // namespace tributary
