// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/Http.h"
#include "provider/TailoredRequest.h"

namespace tributary {

/// The Chat Completions request, streamed, without the key. Only what is set is sent.
HttpRequest writeChatCompletion(const TailoredRequest &tailored, const Provider &provider);

} // namespace tributary
