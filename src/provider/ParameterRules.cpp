// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ParameterRules.h"

#include <QRegularExpression>

#include <array>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct ServiceEntry
{
    /// The host, or the end of it.
    QLatin1StringView host;
    QLatin1StringView maxTokens;
    QLatin1StringView seed;
    bool askForUsage;
    bool refuseObfuscation;
    bool reasoningObject;
};

constexpr std::array<ServiceEntry, 8> services{{
    {"api.openai.com"_L1, "max_completion_tokens"_L1, "seed"_L1, true, true, false},
    {"openai.azure.com"_L1, "max_completion_tokens"_L1, "seed"_L1, true, false, false},
    {"api.groq.com"_L1, "max_completion_tokens"_L1, "seed"_L1, true, false, false},
    {"api.mistral.ai"_L1, "max_tokens"_L1, "random_seed"_L1, false, false, false},
    {"api.deepseek.com"_L1, "max_tokens"_L1, ""_L1, true, false, false},
    {"openrouter.ai"_L1, "max_tokens"_L1, "seed"_L1, false, false, true},
    {"api.x.ai"_L1, "max_tokens"_L1, "seed"_L1, true, false, false},
    {"api.fireworks.ai"_L1, "max_tokens"_L1, "seed"_L1, true, false, false},
}};

/// OpenAI's own reasoning models: o1, o3, ..., gpt-5 and later except the chat variants.
struct Family
{
    int major = 0;
    int minor = 0;
    bool isSeries = false;
};

std::optional<Family> openAiReasoning(const QString &model)
{
    static const QRegularExpression shape(uR"(^(?:openai/)?(?:(o)(\d)|gpt-(\d+)(?:\.(\d+))?(?!\d)(?!-chat)))"_s);
    const auto match = shape.match(model);
    if (!match.hasMatch())
        return std::nullopt;
    if (match.captured(1) == "o"_L1)
        return Family{match.captured(2).toInt(), 0, true};
    const Family family{match.captured(3).toInt(), match.captured(4).toInt(), false};
    return family.major >= 5 ? std::optional(family) : std::nullopt;
}

} // namespace

ServiceRules serviceRules(const QUrl &baseUrl)
{
    const QString host = baseUrl.host();
    for (const ServiceEntry &entry : services) {
        if (host == entry.host || host.endsWith(u'.' + QString(entry.host)))
            return {entry.maxTokens, entry.seed, entry.askForUsage, entry.refuseObfuscation, entry.reasoningObject};
    }
    return {};
}

QSet<QString> refusedParameters(const ChatRequest &request)
{
    static const QRegularExpression grokReasoning(uR"(^(?:x-ai/)?grok-(?:4|[3-9]-mini|.*reasoning))"_s);
    if (const auto family = openAiReasoning(request.model.model)) {
        const bool sampling =
            !family->isSeries && (family->major > 5 || family->minor >= 1) && request.reasoningEffort == u"none"_s;
        return sampling ? QSet<QString>{u"stop"_s} : QSet<QString>{u"temperature"_s, u"top_p"_s, u"stop"_s};
    }
    if (grokReasoning.match(request.model.model).hasMatch())
        return {u"stop"_s};
    return {};
}

bool countsReasoningAsOutput(const QString &model)
{
    return openAiReasoning(model).has_value();
}

} // namespace tributary
