// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/AnswerReader.h"
#include "provider/Http.h"
#include "provider/ModelPage.h"
#include "provider/TailoredRequest.h"
#include "provider/ThinkSplitter.h"

namespace tributary {

/// POST {base}/api/chat. Ollama cuts prompts that do not fit its small default context without a word, so the context
/// is always asked for, and cutting forbidden.
HttpRequest writeOllamaChat(const TailoredRequest &tailored, const Provider &provider);
HttpRequest listOllamaModels(const Provider &provider, const QString &page);
std::optional<ModelPage> readOllamaModels(const QJsonDocument &document);

/// The meaning of the lines of an Ollama answer.
class OllamaReader final : public AnswerReader
{
public:
    [[nodiscard]] bool hasFinishReason() const override { return m_ended; }

protected:
    void readObject(const QJsonObject &object, bool whole) override;
    void flush() override;
    [[nodiscard]] ChatVerdict verdictOfEnd() const override;

private:
    void addParts(const ThinkSplitter::Parts &parts);

    ThinkSplitter m_splitter;
    QString m_reason;
    bool m_ended = false;
    bool m_reasoningApart = false;
};

} // namespace tributary
