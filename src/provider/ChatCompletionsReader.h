// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/AnswerReader.h"
#include "provider/ThinkSplitter.h"

namespace tributary {

/// The meaning of a Chat Completions stream, with the variations that its many servers have. A body that was not
/// streamed (one Json frame) is read as well.
class ChatCompletionsReader final : public AnswerReader
{
public:
    [[nodiscard]] bool hasFinishReason() const override { return !m_finishReason.isEmpty(); }

protected:
    void readObject(const QJsonObject &object, bool whole) override;
    void flush() override;
    [[nodiscard]] ChatVerdict verdictOfEnd() const override;

private:
    void readFacts(const QJsonObject &object);
    void readChoice(const QJsonObject &choice);
    void readMessage(const QJsonObject &message, bool whole);
    void readContent(const QJsonValue &content, bool whole);
    void addAnswer(const QString &text, bool whole);
    void addParts(const ThinkSplitter::Parts &parts);

    ThinkSplitter m_splitter;
    QString m_finishReason;
    QString m_refusal;
    bool m_reasoningApart = false; ///< a field of its own: tags in the answer are then just text
    bool m_whole = false;          ///< a body that was not streamed
};

} // namespace tributary
