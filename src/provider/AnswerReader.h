// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Usage.h"
#include "provider/FrameDecoder.h"

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

/// How an answer ended, judged by the protocol and never by the transport.
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

/// Frames in, text and facts out: the meaning of one answer's stream. What every dialect has in common; a dialect says
/// what its payloads mean and when an answer is complete.
class AnswerReader
{
public:
    AnswerReader() = default;
    virtual ~AnswerReader() = default;
    Q_DISABLE_COPY_MOVE(AnswerReader)

    /// What `frame` adds to the texts.
    [[nodiscard]] QList<ChatDelta> read(const StreamFrame &frame);
    /// The stream is over: text that was held back until it was clear what it is.
    [[nodiscard]] QList<ChatDelta> finish();

    [[nodiscard]] ChatVerdict verdict() const;

    /// Nothing that matters can follow.
    [[nodiscard]] bool isOver() const { return m_done || m_error || m_malformed; }

    /// The answer is complete; only usage may follow.
    [[nodiscard]] virtual bool hasFinishReason() const = 0;

    [[nodiscard]] bool hasText() const { return m_anyAnswer || m_anyReasoning; }

    [[nodiscard]] const std::optional<Usage> &usage() const { return m_usage; }

    [[nodiscard]] const QString &servedModel() const { return m_servedModel; }

    [[nodiscard]] const QString &responseId() const { return m_responseId; }

protected:
    /// One payload; `whole` when the body was not streamed.
    virtual void readObject(const QJsonObject &object, bool whole) = 0;

    virtual void flush() {}

    /// Of a stream without an error; Truncated unless the dialect's end marker was seen.
    [[nodiscard]] virtual ChatVerdict verdictOfEnd() const = 0;
    /// `kind` (Complete or CutByLimit) when there is an answer, else what its absence means.
    [[nodiscard]] ChatVerdict verdictWithText(ChatVerdict::Kind kind) const;

    void add(ChatDelta::Channel channel, const QString &text);

    void setUsage(const Usage &usage) { m_usage = usage; }

    /// Nothing happens for an empty one: later payloads may lack what earlier ones said.
    void setServedModel(const QString &model);
    void setResponseId(const QString &id);

    /// The first error counts.
    void setError(const std::optional<QJsonObject> &error);

    void setMalformed(const QString &words) { m_malformed = words; }

    void setDone() { m_done = true; }

    void noteToolCall() { m_toolCall = true; }

    [[nodiscard]] bool hasToolCall() const { return m_toolCall; }

private:
    void readPayload(const QByteArray &bytes, bool whole);
    void readErrorField(const QByteArray &bytes);

    QList<ChatDelta> m_deltas;
    std::optional<Usage> m_usage;
    std::optional<QJsonObject> m_error;
    std::optional<QString> m_malformed;
    QString m_servedModel;
    QString m_responseId;
    bool m_done = false;
    bool m_anyFrame = false;
    bool m_anyAnswer = false;
    bool m_anyReasoning = false;
    bool m_toolCall = false;
    bool m_webPage = false;
};

/// The object that reports an error, if `payload` is one: with an "error" that is an object or a string, or "object",
/// "type" saying so, or "detail" without "choices".
std::optional<QJsonObject> errorPayload(const QJsonObject &payload);

} // namespace tributary
