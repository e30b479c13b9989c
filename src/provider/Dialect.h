// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/AnswerReader.h"
#include "provider/FrameDecoder.h"
#include "provider/Http.h"
#include "provider/ModelPage.h"
#include "provider/TailoredRequest.h"

#include <memory>

namespace tributary {

/// One way of talking to models: what a request says and what an answer means. Pure; sees no socket and no timer.
struct Dialect
{
    /// Requests are without the key.
    HttpRequest (*write)(const TailoredRequest &tailored, const Provider &provider);
    std::unique_ptr<FrameDecoder> (*makeDecoder)(StreamLimits limits);
    std::unique_ptr<AnswerReader> (*makeReader)();
    /// `page`: ModelPage::next of the page before, empty for the first.
    HttpRequest (*listModels)(const Provider &provider, const QString &page);
    /// nullopt: this is no list of models.
    std::optional<ModelPage> (*readModels)(const QJsonDocument &document);
};

const Dialect &dialectOf(DialectKind kind);

/// A request as it goes out.
struct WrittenRequest
{
    HttpRequest http;
    /// A sentence for every difference from what was asked.
    QStringList notices = {};
};

/// In the provider's dialect, without what the model refuses or, as `dropped` says, was seen to refuse.
WrittenRequest writeRequest(const ChatRequest &request, const Provider &provider, const QSet<QString> &dropped);

} // namespace tributary
