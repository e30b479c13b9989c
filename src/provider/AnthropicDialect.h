// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/AnswerReader.h"
#include "provider/Http.h"
#include "provider/ModelPage.h"
#include "provider/TailoredRequest.h"

#include <QSet>

namespace tributary {

/// POST {base}/v1/messages, streamed, without the key.
HttpRequest writeAnthropicMessage(const TailoredRequest &tailored, const Provider &provider);
HttpRequest listAnthropicModels(const Provider &provider, const QString &page);
std::optional<ModelPage> readAnthropicModels(const QJsonDocument &document);

/// The meaning of an Anthropic Messages stream, and of a whole message.
class AnthropicReader final : public AnswerReader
{
public:
    [[nodiscard]] bool hasFinishReason() const override { return !m_stopReason.isEmpty(); }

protected:
    void readObject(const QJsonObject &object, bool whole) override;
    [[nodiscard]] ChatVerdict verdictOfEnd() const override;

private:
    void startMessage(const QJsonObject &message);
    void readMessage(const QJsonObject &message);
    void readBlock(const QJsonObject &block);
    void readDelta(const QJsonObject &delta);
    void readStop(const QJsonObject &delta);
    void readUsage(const QJsonValue &usage);

    QString m_stopReason;
    QString m_explanation;
    QJsonObject m_counts; ///< every number that was reported, the newest of each
    bool m_started = false;
};

} // namespace tributary
