// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/EnumWords.h"

namespace tributary {

enum class DialectKind { ChatCompletions, Anthropic, Gemini, Ollama };

namespace words {

inline constexpr Table<DialectKind, 4> dialectNames{{
    {DialectKind::ChatCompletions, QLatin1StringView("chat-completions")},
    {DialectKind::Anthropic, QLatin1StringView("anthropic")},
    {DialectKind::Gemini, QLatin1StringView("gemini")},
    {DialectKind::Ollama, QLatin1StringView("ollama")},
}};

} // namespace words

} // namespace tributary
