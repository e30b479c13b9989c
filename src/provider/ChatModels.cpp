// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ChatModels.h"

#include "provider/TailoredRequest.h"
#include "provider/TokenCount.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr double tokensPerMillion = 1e6;

/// The first positive number among the members; servers name the same thing differently.
std::optional<qint64> contextOf(const QJsonObject &model)
{
    const QJsonObject meta = model.value("meta"_L1).toObject();
    for (const auto &value :
         {model.value("context_length"_L1), model.value("context_window"_L1), model.value("max_context_length"_L1),
          model.value("max_model_len"_L1), meta.value("n_ctx"_L1), meta.value("n_ctx_train"_L1)}) {
        if (value.toInteger() > 0)
            return value.toInteger();
    }
    return std::nullopt;
}

/// Text is USD per token, a number USD per million tokens. A negative one says "varies".
std::optional<double> priceOf(const QJsonObject &pricing, QLatin1StringView perToken, QLatin1StringView perMillion)
{
    if (const QJsonValue value = pricing.value(perToken); value.isString()) {
        bool ok = false;
        const double price = value.toString().toDouble(&ok) * tokensPerMillion;
        return ok && price >= 0 ? std::optional(price) : std::nullopt;
    }
    const QJsonValue value = pricing.value(perMillion);
    return value.isDouble() && value.toDouble() >= 0 ? std::optional(value.toDouble()) : std::nullopt;
}

/// What a model can, whatever the server calls it; the words of ListedModel.
QStringList capabilitiesOf(const QJsonObject &model)
{
    QStringList words;
    const QJsonObject can = model.value("capabilities"_L1).toObject();
    const QJsonObject architecture = model.value("architecture"_L1).toObject();
    const QJsonArray parameters = model.value("supported_parameters"_L1).toArray();
    if (can.value("vision"_L1).toBool() || architecture.value("input_modalities"_L1).toArray().contains(u"image"_s))
        words.append(u"vision"_s);
    if (can.value("function_calling"_L1).toBool() || can.value("trained_for_tool_use"_L1).toBool() ||
        parameters.contains(u"tools"_s))
        words.append(u"tools"_s);
    if (can.value("reasoning"_L1).isObject() || parameters.contains(u"reasoning"_s))
        words.append(u"reasoning"_s);
    const QString type = model.value("type"_L1).toString();
    if (type.contains("embedding"_L1))
        words.append(u"embedding"_s);
    return words;
}

std::optional<ListedModel> readModel(const QJsonObject &object)
{
    ListedModel listed;
    for (const auto member : {"id"_L1, "key"_L1, "name"_L1, "model"_L1}) {
        if (listed.model.id.isEmpty())
            listed.model.id = object.value(member).toString();
    }
    if (listed.model.id.isEmpty())
        return std::nullopt;
    listed.name = object.value("display_name"_L1).toString(object.value("name"_L1).toString(listed.model.id));
    listed.model.contextTokens = contextOf(object);
    const QJsonObject pricing = object.value("pricing"_L1).toObject();
    listed.model.inputUsdPerMTok = priceOf(pricing, "prompt"_L1, "input"_L1);
    listed.model.outputUsdPerMTok = priceOf(pricing, "completion"_L1, "output"_L1);
    const QJsonObject top = object.value("top_provider"_L1).toObject();
    for (const auto &value : {object.value("max_completion_tokens"_L1), top.value("max_completion_tokens"_L1)}) {
        if (!listed.maxOutputTokens && value.toInteger() > 0)
            listed.maxOutputTokens = value.toInteger();
    }
    listed.sizeBytes = positiveCount(object, "size_bytes"_L1);
    listed.capabilities = capabilitiesOf(object);
    return listed;
}

std::optional<QJsonArray> listIn(const QJsonDocument &document)
{
    if (document.isArray())
        return document.array();
    for (const auto member : {"data"_L1, "models"_L1}) {
        if (document.object().value(member).isArray())
            return document.object().value(member).toArray();
    }
    return std::nullopt;
}

} // namespace

HttpRequest listChatModels(const Provider &provider, const QString &)
{
    HttpRequest http;
    http.url = endpoint(provider.baseUrl, u"/models"_s);
    // Azure lists models beside its deployments, not below them.
    if (const qsizetype at = provider.baseUrl.path().indexOf("/deployments/"_L1); at >= 0)
        http.url.setPath(provider.baseUrl.path().first(at) + u"/models"_s);
    http.keyField = rulesFor({}, provider).keyField;
    return http;
}

std::optional<ModelPage> readChatModels(const QJsonDocument &document)
{
    const auto list = listIn(document);
    if (!list)
        return std::nullopt;
    ModelPage page;
    for (const auto &entry : *list) {
        if (const auto model = readModel(entry.toObject()))
            page.models.append(*model);
    }
    return page;
}

} // namespace tributary
