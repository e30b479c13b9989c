// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/Http.h"
#include "provider/ModelPage.h"

namespace tributary {

/// GET {base}/models, without the key.
HttpRequest listChatModels(const Provider &provider, const QString &page);
/// {"data":[...]}, {"models":[...]} or a bare list. Prices (OpenRouter: strings, USD per token; Together: numbers, USD
/// per million), context lengths and capabilities where present. nullopt when it is none of these.
std::optional<ModelPage> readChatModels(const QJsonDocument &document);

} // namespace tributary
