// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/Dialect.h"

#include "provider/ChatCompletionsReader.h"
#include "provider/ChatCompletionsWriter.h"
#include "provider/SseDecoder.h"

namespace tributary {

namespace {

template <typename Decoder>
std::unique_ptr<FrameDecoder> makeDecoder(StreamLimits limits)
{
    return std::make_unique<Decoder>(limits);
}

template <typename Reader>
std::unique_ptr<AnswerReader> makeReader()
{
    return std::make_unique<Reader>();
}

} // namespace

const Dialect *findDialect(DialectKind kind)
{
    static constexpr Dialect chatCompletions{&writeChatCompletion, &makeDecoder<SseDecoder>,
                                             &makeReader<ChatCompletionsReader>};
    switch (kind) {
    case DialectKind::ChatCompletions:
        return &chatCompletions;
    case DialectKind::Anthropic:
    case DialectKind::Gemini:
    case DialectKind::Ollama:
        return nullptr;
    }
    Q_UNREACHABLE();
}

} // namespace tributary
