// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/CapabilityRule.h"

#include "provider/ProviderResource.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::CapabilityRule)
};

constexpr words::Table<ModelParameter, 8> parameterNames{{
    {ModelParameter::Temperature, "temperature"_L1},
    {ModelParameter::TopP, "topP"_L1},
    {ModelParameter::MaxTokens, "maxTokens"_L1},
    {ModelParameter::Seed, "seed"_L1},
    {ModelParameter::Stop, "stop"_L1},
    {ModelParameter::Reasoning, "reasoning"_L1},
    {ModelParameter::SystemPrompt, "systemPrompt"_L1},
    {ModelParameter::StreamUsage, "streamUsage"_L1},
}};

constexpr words::Table<ReasoningStyle, 7> styleNames{{
    {ReasoningStyle::Effort, "effort"_L1},
    {ReasoningStyle::Object, "object"_L1},
    {ReasoningStyle::Thinking, "thinking"_L1},
    {ReasoningStyle::Template, "template"_L1},
    {ReasoningStyle::Adaptive, "adaptive"_L1},
    {ReasoningStyle::Budget, "budget"_L1},
    {ReasoningStyle::Level, "level"_L1},
}};

template <typename E, std::size_t N>
void readWords(JsonReader &reader, const char *member, const words::Table<E, N> &table, QList<E> &values)
{
    QStringList texts;
    reader.read(member, texts);
    for (const QString &text : std::as_const(texts)) {
        if (const auto value = words::value(table, text))
            values.append(*value);
        else
            reader.addProblem(member, Text::tr("\"%1\" is not one of %2").arg(text, words::list(table)));
    }
}

template <typename E, std::size_t N>
QJsonArray wordsJson(const words::Table<E, N> &table, const QList<E> &values)
{
    QJsonArray array;
    for (const E value : values)
        array.append(words::word(table, value));
    return array;
}

void readStyle(JsonReader &reader, std::optional<ReasoningStyle> &style)
{
    std::optional<QString> text;
    reader.read("reasoningStyle", text);
    style = text ? words::value(styleNames, *text) : std::nullopt;
    if (text && !style)
        reader.addProblem("reasoningStyle", Text::tr("\"%1\" is not one of %2").arg(*text, words::list(styleNames)));
}

void readPattern(JsonReader &reader, QString &pattern)
{
    reader.read("models", pattern);
    if (const QRegularExpression expression(pattern); !expression.isValid())
        reader.addProblem("models", Text::tr("this is no regular expression: %1").arg(expression.errorString()));
}

/// The name of a header field, so that nothing else gets into the head of a request.
void readKeyField(JsonReader &reader, std::optional<QString> &field)
{
    static const QRegularExpression token(uR"(^[A-Za-z0-9-]+$)"_s);
    reader.read("keyField", field);
    if (field && !token.match(*field).hasMatch())
        reader.addProblem("keyField", Text::tr("expected the name of a header field"));
}

CapabilityRule readRule(JsonReader &reader)
{
    CapabilityRule rule;
    readWords(reader, "dialects", words::dialectNames, rule.dialects);
    reader.read("hosts", rule.hosts);
    readPattern(reader, rule.models);
    reader.read("reasoning", rule.reasoning);
    readWords(reader, "refuses", parameterNames, rule.refuses);
    readWords(reader, "accepts", parameterNames, rule.accepts);
    readWords(reader, "exclusive", parameterNames, rule.exclusive);
    reader.read("maxTokensName", rule.maxTokensName);
    reader.read("seedName", rule.seedName);
    readKeyField(reader, rule.keyField);
    readStyle(reader, rule.reasoningStyle);
    reader.read("highestTemperature", rule.highestTemperature);
    reader.read("usualMaxTokens", rule.usualMaxTokens);
    if (rule.usualMaxTokens && *rule.usualMaxTokens < 1)
        reader.addProblem("usualMaxTokens", Text::tr("expected a number above 0"));
    if (reader.contains("padded")) {
        bool padded = false;
        reader.read("padded", padded);
        rule.padded = padded;
    }
    return rule;
}

template <typename T>
void insertSet(QJsonObject &object, QLatin1StringView member, const std::optional<T> &value)
{
    if (value)
        object.insert(member, *value);
}

} // namespace

QList<CapabilityRule> readCapabilityRules(JsonReader &reader, const char *member)
{
    QList<CapabilityRule> rules;
    QList<JsonReader> entries = reader.objects(member);
    for (JsonReader &entry : entries)
        rules.append(readRule(entry));
    return rules;
}

QJsonObject toJson(const CapabilityRule &rule)
{
    QJsonObject object;
    const auto insertList = [&object](QLatin1StringView member, const QJsonArray &values) {
        if (!values.isEmpty())
            object.insert(member, values);
    };
    insertList("dialects"_L1, wordsJson(words::dialectNames, rule.dialects));
    insertList("hosts"_L1, QJsonArray::fromStringList(rule.hosts));
    if (!rule.models.isEmpty())
        object.insert("models"_L1, rule.models);
    insertList("reasoning"_L1, QJsonArray::fromStringList(rule.reasoning));
    insertList("refuses"_L1, wordsJson(parameterNames, rule.refuses));
    insertList("accepts"_L1, wordsJson(parameterNames, rule.accepts));
    insertList("exclusive"_L1, wordsJson(parameterNames, rule.exclusive));
    insertSet(object, "maxTokensName"_L1, rule.maxTokensName);
    insertSet(object, "seedName"_L1, rule.seedName);
    insertSet(object, "keyField"_L1, rule.keyField);
    if (rule.reasoningStyle)
        object.insert("reasoningStyle"_L1, words::word(styleNames, *rule.reasoningStyle));
    insertSet(object, "highestTemperature"_L1, rule.highestTemperature);
    insertSet(object, "usualMaxTokens"_L1, rule.usualMaxTokens);
    insertSet(object, "padded"_L1, rule.padded);
    return object;
}

const QList<CapabilityRule> &capabilityTable()
{
    static const QList<CapabilityRule> table = [] {
        JsonReader reader(readProviderResource(u"models/capabilities.json"_s));
        QList<CapabilityRule> rules = readCapabilityRules(reader, "rules");
        Q_ASSERT(!rules.isEmpty() && reader.problems().isEmpty());
        return rules;
    }();
    return table;
}

} // namespace tributary
