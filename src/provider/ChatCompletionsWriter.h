// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/ChatRequest.h"
#include "provider/Http.h"
#include "provider/Provider.h"

#include <QSet>

namespace tributary {

/// The Chat Completions request for `request`, without the key. Only what is set is sent, and none of `dropped`
/// (parameters that this model was seen to refuse; for a refused "max_tokens" its newer name is sent instead).
HttpRequest writeChatCompletion(const ChatRequest &request, const Provider &provider, const QSet<QString> &dropped);

/// `path` below the provider's base address, which may carry a query.
QUrl endpoint(const QUrl &baseUrl, const QString &path);

} // namespace tributary
