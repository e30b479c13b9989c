// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/AnswerReader.h"
#include "provider/ChatRequest.h"
#include "provider/FrameDecoder.h"
#include "provider/Http.h"
#include "provider/Provider.h"

#include <QSet>

#include <memory>

namespace tributary {

/// One way of talking to models: what a request says and what an answer means. Pure; sees no socket and no timer.
struct Dialect
{
    /// The request without the key; `dropped`: parameters that this model was seen to refuse.
    HttpRequest (*write)(const ChatRequest &request, const Provider &provider, const QSet<QString> &dropped);
    std::unique_ptr<FrameDecoder> (*makeDecoder)(StreamLimits limits);
    std::unique_ptr<AnswerReader> (*makeReader)();
};

/// nullptr: not built in.
const Dialect *findDialect(DialectKind kind);

} // namespace tributary
