// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/Dialect.h"

#include "provider/AnthropicDialect.h"
#include "provider/ChatCompletionsReader.h"
#include "provider/ChatCompletionsWriter.h"
#include "provider/ChatModels.h"
#include "provider/GeminiDialect.h"
#include "provider/NdjsonDecoder.h"
#include "provider/OllamaDialect.h"
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

const Dialect &dialectOf(DialectKind kind)
{
    static constexpr Dialect chatCompletions{&writeChatCompletion, &makeDecoder<SseDecoder>,
                                             &makeReader<ChatCompletionsReader>, &listChatModels, &readChatModels};
    static constexpr Dialect anthropic{&writeAnthropicMessage, &makeDecoder<SseDecoder>, &makeReader<AnthropicReader>,
                                       &listAnthropicModels, &readAnthropicModels};
    static constexpr Dialect gemini{&writeGeminiContent, &makeDecoder<SseDecoder>, &makeReader<GeminiReader>,
                                    &listGeminiModels, &readGeminiModels};
    static constexpr Dialect ollama{&writeOllamaChat, &makeDecoder<NdjsonDecoder>, &makeReader<OllamaReader>,
                                    &listOllamaModels, &readOllamaModels};
    switch (kind) {
    case DialectKind::ChatCompletions:
        return chatCompletions;
    case DialectKind::Anthropic:
        return anthropic;
    case DialectKind::Gemini:
        return gemini;
    case DialectKind::Ollama:
        return ollama;
    }
    Q_UNREACHABLE();
}

WrittenRequest writeRequest(const ChatRequest &request, const Provider &provider, const QSet<QString> &dropped)
{
    const TailoredRequest tailored = tailor(request, provider, dropped);
    return {dialectOf(provider.dialect).write(tailored, provider), tailored.notices};
}

} // namespace tributary
