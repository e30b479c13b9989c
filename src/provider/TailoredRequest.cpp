// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/TailoredRequest.h"

#include "base/Formatting.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::TailoredRequest)
};

bool isAt(const QString &host, const QStringList &hosts)
{
    return hosts.isEmpty() || std::any_of(hosts.begin(), hosts.end(),
                                          [&](const QString &end) { return host == end || host.endsWith(u'.' + end); });
}

bool asksFor(const std::optional<QString> &effort, const QStringList &efforts)
{
    return efforts.isEmpty() ||
           (effort && (efforts.contains(*effort) || (efforts.contains(u"on"_s) && *effort != "none"_L1)));
}

bool applies(const CapabilityRule &rule, const ChatRequest &request, const Provider &provider)
{
    if (!rule.dialects.isEmpty() && !rule.dialects.contains(provider.dialect))
        return false;
    if (!isAt(provider.baseUrl.host(), rule.hosts) || !asksFor(request.reasoningEffort, rule.reasoning))
        return false;
    return rule.models.isEmpty() || QRegularExpression(rule.models).match(request.model.model).hasMatch();
}

template <typename T, typename U>
void overwrite(T &value, const std::optional<U> &with)
{
    if (with)
        value = *with;
}

void apply(const CapabilityRule &rule, ModelRules &rules)
{
    for (const ModelParameter parameter : rule.accepts)
        rules.refused.removeAll(parameter);
    rules.refused += rule.refuses;
    if (!rule.exclusive.isEmpty())
        rules.exclusive.append(rule.exclusive);
    overwrite(rules.maxTokensName, rule.maxTokensName);
    overwrite(rules.seedName, rule.seedName);
    if (rule.keyField)
        rules.keyField = rule.keyField->toLatin1();
    overwrite(rules.reasoningStyle, rule.reasoningStyle);
    overwrite(rules.highestTemperature, rule.highestTemperature);
    overwrite(rules.usualMaxTokens, rule.usualMaxTokens);
    overwrite(rules.padded, rule.padded);
}

/// What servers call the parameters when they refuse them.
std::optional<ModelParameter> parameterNamed(const QString &name)
{
    static const QHash<QString, ModelParameter> names{
        {u"temperature"_s, ModelParameter::Temperature},
        {u"top_p"_s, ModelParameter::TopP},
        {u"topp"_s, ModelParameter::TopP},
        {u"max_tokens"_s, ModelParameter::MaxTokens},
        {u"max_completion_tokens"_s, ModelParameter::MaxTokens},
        {u"maxoutputtokens"_s, ModelParameter::MaxTokens},
        {u"max_output_tokens"_s, ModelParameter::MaxTokens},
        {u"num_predict"_s, ModelParameter::MaxTokens},
        {u"seed"_s, ModelParameter::Seed},
        {u"random_seed"_s, ModelParameter::Seed},
        {u"stop"_s, ModelParameter::Stop},
        {u"stop_sequences"_s, ModelParameter::Stop},
        {u"stopsequences"_s, ModelParameter::Stop},
        {u"reasoning"_s, ModelParameter::Reasoning},
        {u"reasoning_effort"_s, ModelParameter::Reasoning},
        {u"thinking"_s, ModelParameter::Reasoning},
        {u"thinkingconfig"_s, ModelParameter::Reasoning},
        {u"thinking_config"_s, ModelParameter::Reasoning},
        {u"thinkinglevel"_s, ModelParameter::Reasoning},
        {u"thinking_level"_s, ModelParameter::Reasoning},
        {u"thinkingbudget"_s, ModelParameter::Reasoning},
        {u"thinking_budget"_s, ModelParameter::Reasoning},
        {u"think"_s, ModelParameter::Reasoning},
        {u"output_config"_s, ModelParameter::Reasoning},
        {u"chat_template_kwargs"_s, ModelParameter::Reasoning},
        {u"system"_s, ModelParameter::SystemPrompt},
        {u"systeminstruction"_s, ModelParameter::SystemPrompt},
        {u"system_instruction"_s, ModelParameter::SystemPrompt},
        {u"stream_options"_s, ModelParameter::StreamUsage},
    };
    const auto found = names.constFind(name.toLower());
    return found == names.cend() ? std::nullopt : std::optional(*found);
}

void learn(ModelRules &rules, const QSet<QString> &dropped)
{
    static const QStringList limits{u"max_tokens"_s, u"max_completion_tokens"_s};
    for (const QString &name : dropped) {
        const auto parameter = parameterNamed(name);
        if (!parameter || (limits.contains(name) && *parameter == ModelParameter::MaxTokens))
            continue;
        rules.refused.append(*parameter);
    }
    if (!dropped.contains(rules.maxTokensName))
        return;
    const QString other = rules.maxTokensName == limits.first() ? limits.last() : limits.first();
    if (dropped.contains(other))
        rules.refused.append(ModelParameter::MaxTokens);
    else
        rules.maxTokensName = other;
}

QString nameOf(ModelParameter parameter)
{
    switch (parameter) {
    case ModelParameter::Temperature:
        return Text::tr("temperature");
    case ModelParameter::TopP:
        return Text::tr("top-p");
    case ModelParameter::MaxTokens:
        return Text::tr("token limit");
    case ModelParameter::Seed:
        return Text::tr("seed");
    case ModelParameter::Stop:
        return Text::tr("stop sequences");
    case ModelParameter::Reasoning:
        return Text::tr("reasoning effort");
    case ModelParameter::SystemPrompt:
        return Text::tr("system prompt");
    case ModelParameter::StreamUsage:
        break;
    }
    return {};
}

template <typename T>
bool takeAway(std::optional<T> &value)
{
    const bool was = value.has_value();
    value.reset();
    return was;
}

/// True when a person had asked for it.
bool takeAway(ChatRequest &request, ModelParameter parameter)
{
    switch (parameter) {
    case ModelParameter::Temperature:
        return takeAway(request.temperature);
    case ModelParameter::TopP:
        return takeAway(request.topP);
    case ModelParameter::MaxTokens:
        return takeAway(request.maxTokens);
    case ModelParameter::Seed:
        return takeAway(request.seed);
    case ModelParameter::Stop:
        return !std::exchange(request.stop, {}).isEmpty();
    case ModelParameter::Reasoning:
        return takeAway(request.reasoningEffort);
    case ModelParameter::SystemPrompt:
    case ModelParameter::StreamUsage:
        break;
    }
    return false;
}

void leaveOutRefused(TailoredRequest &tailored)
{
    QStringList names;
    for (const ModelParameter parameter : std::as_const(tailored.rules.refused)) {
        if (takeAway(tailored.request, parameter))
            names.append(nameOf(parameter));
    }
    if (!names.isEmpty())
        tailored.notices.append(
            names.size() == 1 ? Text::tr("Sent without %1: the model does not accept it.").arg(names.first())
                              : Text::tr("Sent without %1: the model does not accept them.").arg(joinWords(names)));
}

void leaveOutExcluded(TailoredRequest &tailored)
{
    for (const auto &group : std::as_const(tailored.rules.exclusive)) {
        std::optional<ModelParameter> kept;
        for (const ModelParameter parameter : group) {
            ChatRequest probe = tailored.request;
            if (!takeAway(probe, parameter))
                continue;
            if (kept) {
                tailored.request = probe;
                tailored.notices.append(Text::tr("Sent without %1: the model does not accept it together with %2.")
                                            .arg(nameOf(parameter), nameOf(*kept)));
            } else {
                kept = parameter;
            }
        }
    }
}

void lowerTemperature(TailoredRequest &tailored)
{
    std::optional<double> &temperature = tailored.request.temperature;
    const auto highest = tailored.rules.highestTemperature;
    if (!temperature || !highest || *temperature <= *highest)
        return;
    tailored.notices.append(Text::tr("Sent with temperature %1 instead of %2: the model accepts no higher one.")
                                .arg(QString::number(*highest), QString::number(*temperature)));
    temperature = highest;
}

void addTurn(ChatMessages &turns, ChatRole role, const QString &content)
{
    if (!turns.isEmpty() && turns.last().role == role)
        turns.last().content += u"\n\n"_s + content;
    else
        turns.append({role, content});
}

/// Neighbours of one role become one message: several local chat templates demand strict turns. What a model without
/// system prompt was to be told stands before what it is asked.
void arrangeMessages(TailoredRequest &tailored)
{
    const bool withoutSystem = tailored.rules.refused.contains(ModelParameter::SystemPrompt);
    ChatMessages turns;
    bool moved = false;
    for (const ChatMessage &message : std::as_const(tailored.request.messages)) {
        const bool moves = withoutSystem && message.role == ChatRole::System;
        moved = moved || moves;
        addTurn(turns, moves ? ChatRole::User : message.role, message.content);
    }
    tailored.request.messages = turns;
    if (moved)
        tailored.notices.append(
            Text::tr("The system prompt was put before the first message: the model accepts none."));
}

/// A budget that leaves nothing to answer with is no help.
void checkBudget(TailoredRequest &tailored)
{
    constexpr int smallestBudget = 1024;
    const ChatRequest &request = tailored.request;
    const bool thinks = request.reasoningEffort && *request.reasoningEffort != "none"_L1;
    if (!thinks || tailored.rules.reasoningStyle != ReasoningStyle::Budget || !request.maxTokens ||
        *request.maxTokens > smallestBudget)
        return;
    tailored.request.reasoningEffort.reset();
    tailored.notices.append(Text::tr("Sent without reasoning effort: the token limit leaves no room for it."));
}

} // namespace

ModelRules rulesFor(const ChatRequest &request, const Provider &provider)
{
    ModelRules rules;
    for (const CapabilityRule &rule : capabilityTable()) {
        if (applies(rule, request, provider))
            apply(rule, rules);
    }
    for (const CapabilityRule &rule : provider.rules) {
        if (applies(rule, request, provider))
            apply(rule, rules);
    }
    return rules;
}

TailoredRequest tailor(const ChatRequest &request, const Provider &provider, const QSet<QString> &dropped)
{
    TailoredRequest tailored{request, rulesFor(request, provider)};
    learn(tailored.rules, dropped);
    leaveOutRefused(tailored);
    leaveOutExcluded(tailored);
    lowerTemperature(tailored);
    checkBudget(tailored);
    arrangeMessages(tailored);
    return tailored;
}

} // namespace tributary
