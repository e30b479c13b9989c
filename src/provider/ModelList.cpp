// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ModelList.h"

#include "provider/ChatCompletionsWriter.h"
#include "provider/ErrorClassifier.h"
#include "provider/NetworkModelClient.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::ModelList)
};

constexpr Milliseconds patience = 15s;
constexpr qsizetype mostBytes = 32 * 1024 * 1024;
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

Result<QList<ListedModel>> readModelList(const QByteArray &body, const QString &providerName)
{
    const auto list = listIn(QJsonDocument::fromJson(body.trimmed()));
    if (!list)
        return fail(ErrorKind::Malformed,
                    Text::tr("What %1 sent is no list of models; check the address.").arg(providerName));
    QList<ListedModel> models;
    for (const auto &entry : *list) {
        if (const auto model = readModel(entry.toObject()))
            models.append(*model);
    }
    return models;
}

ModelListing::ModelListing(NetworkPool &pool, const Clock &clock, const Provider &provider, const Secret &key,
                           QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_provider(provider)
    , m_key(key)
    , m_exchange(pool, clock, {patience, patience, patience})
    , m_deadline(clock.makeAlarm([this] { takeEnd({HttpEnd::Cause::TimeoutFirstByte}); }))
{
    connect(&m_exchange, &HttpExchange::bytes, this, &ModelListing::takeBytes);
    connect(&m_exchange, &HttpExchange::ended, this, &ModelListing::takeEnd);
    QMetaObject::invokeMethod(
        this, [this] { start(); }, Qt::QueuedConnection);
}

void ModelListing::start()
{
    if (const auto problem = problemOfProvider(m_provider))
        return finish(tl::unexpected(*problem));
    HttpRequest request;
    request.method = HttpRequest::Method::Get;
    request.url = endpoint(m_provider.baseUrl, u"/models"_s);
    request.accept = "application/json";
    request.key = m_key;
    m_deadline->ringAfter(patience);
    m_exchange.start(request);
}

void ModelListing::takeBytes(const QByteArray &chunk)
{
    m_exchange.noteProgress();
    m_body.append(chunk);
    if (m_body.size() > mostBytes)
        finish(
            fail(ErrorKind::TooLarge, Text::tr("The list of models of %1 is too long to read.").arg(m_provider.name)));
}

void ModelListing::takeEnd(const HttpEnd &end)
{
    if (!m_over)
        finish(judge(end));
}

Result<QList<ListedModel>> ModelListing::judge(const HttpEnd &end) const
{
    const HttpHead &head = m_exchange.head();
    const ErrorClassifier classifier({m_provider.name, m_provider.baseUrl, {}, m_provider.isLoopback(), m_key});
    if (end.cause != HttpEnd::Cause::Finished)
        return tl::unexpected(classifier.transport(end, head, patience).error);
    if (head.status != 200)
        return tl::unexpected(classifier.response(head, m_body, m_clock.calendar()).error);
    if (m_body.trimmed().startsWith('<'))
        return tl::unexpected(classifier.verdict({ChatVerdict::Kind::WebPage}, head, m_clock.calendar()).error);
    return readModelList(m_body, m_provider.name);
}

void ModelListing::finish(const Result<QList<ListedModel>> &models)
{
    if (std::exchange(m_over, true))
        return;
    m_deadline->disarm();
    m_exchange.letGo();
    Q_EMIT finished(models);
}

} // namespace tributary
