// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/AnswerReader.h"
#include "provider/Http.h"
#include "provider/ModelPage.h"
#include "provider/TailoredRequest.h"

namespace tributary {

/// POST {base}/models/{model}:streamGenerateContent?alt=sse, without the key.
HttpRequest writeGeminiContent(const TailoredRequest &tailored, const Provider &provider);
HttpRequest listGeminiModels(const Provider &provider, const QString &page);
std::optional<ModelPage> readGeminiModels(const QJsonDocument &document);

/// The meaning of a Gemini stream. There is no end marker but the finish reason.
class GeminiReader final : public AnswerReader
{
public:
    [[nodiscard]] bool hasFinishReason() const override
    {
        return !m_finishReason.isEmpty() || !m_blockReason.isEmpty();
    }

protected:
    void readObject(const QJsonObject &object, bool whole) override;
    [[nodiscard]] ChatVerdict verdictOfEnd() const override;

private:
    void readCandidate(const QJsonObject &candidate);

    QString m_finishReason; ///< upper case
    QString m_blockReason;
    QString m_words;
};

} // namespace tributary
