// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ModelCatalogue.h"

#include "base/Formatting.h"
#include "base/JsonReader.h"
#include "provider/ProviderResource.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::ModelCatalogue)
};

ProviderModel readPricedModel(JsonReader &reader)
{
    ProviderModel model;
    reader.read("id", model.id);
    reader.read("contextTokens", model.contextTokens);
    reader.read("inputUsdPerMTok", model.inputUsdPerMTok);
    reader.read("outputUsdPerMTok", model.outputUsdPerMTok);
    return model;
}

QList<PriceList> readPriceLists()
{
    JsonReader reader(readProviderResource(u"models/prices.json"_s));
    QList<PriceList> lists;
    QList<JsonReader> entries = reader.objects("lists");
    for (JsonReader &entry : entries) {
        PriceList list;
        entry.read("hosts", list.hosts);
        QString date;
        entry.read("date", date);
        list.date = QDate::fromString(date, Qt::ISODate);
        QString source;
        entry.read("source", source);
        list.source = QUrl(source);
        QList<JsonReader> models = entry.objects("models");
        for (JsonReader &model : models)
            list.models.append(readPricedModel(model));
        lists.append(list);
    }
    Q_ASSERT(reader.problems().isEmpty() && !lists.isEmpty());
    return lists;
}

bool serves(const PriceList &list, const QUrl &address)
{
    const QString host = address.host();
    return std::ranges::any_of(list.hosts,
                               [&host](const QString &known) { return host == known || host.endsWith(u'.' + known); });
}

/// "gpt-4o-2024-08-06" is a dated version of "gpt-4o"; "gpt-4o-mini" is another model.
bool isSameModel(const QString &listed, const QString &asked)
{
    static const QRegularExpression version(u"^-(?:\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{3,4}|latest)$"_s);
    if (asked == listed)
        return true;
    return asked.startsWith(listed) && version.match(asked.sliced(listed.size())).hasMatch();
}

/// Keeps the first that is known.
template <typename T>
void take(std::optional<DatedFact<T>> &fact, const std::optional<T> &value, FactOrigin origin, const QDate &date)
{
    if (!fact && value)
        fact = DatedFact<T>{*value, origin, date};
}

void takeAll(CatalogueModel &model, const ProviderModel &facts, FactOrigin origin, const QDate &date = {})
{
    take(model.contextTokens, facts.contextTokens, origin, date);
    take(model.inputUsdPerMTok, facts.inputUsdPerMTok, origin, date);
    take(model.outputUsdPerMTok, facts.outputUsdPerMTok, origin, date);
}

template <typename T>
std::optional<T> valueOf(const std::optional<DatedFact<T>> &fact)
{
    return fact ? std::optional(fact->value) : std::nullopt;
}

} // namespace

QString describe(FactOrigin origin, const QDate &date)
{
    switch (origin) {
    case FactOrigin::User:
        return Text::tr("your own");
    case FactOrigin::Service:
        return Text::tr("reported %1").arg(formatDay(date));
    case FactOrigin::List:
        return Text::tr("list price, %1 %2").arg(formatDay(date)).arg(date.year());
    }
    Q_UNREACHABLE();
}

const QList<PriceList> &builtInPrices()
{
    static const QList<PriceList> lists = readPriceLists();
    return lists;
}

const KeptModelList *ModelCatalogue::listingOf(const Provider &provider) const
{
    const auto found = m_listings.constFind(provider.id);
    return found != m_listings.cend() && found->baseUrl == provider.baseUrl ? &*found : nullptr;
}

CatalogueModel ModelCatalogue::describeModel(const Provider &provider, const ProviderModel &configured) const
{
    CatalogueModel model;
    model.ref = {provider.id, configured.id};
    model.name = configured.id;
    takeAll(model, configured, FactOrigin::User);
    if (const KeptModelList *listing = listingOf(provider)) {
        for (const ListedModel &listed : listing->models) {
            if (listed.model.id != configured.id)
                continue;
            model.name = listed.name.isEmpty() ? listed.model.id : listed.name;
            model.capabilities = listed.capabilities;
            takeAll(model, listed.model, FactOrigin::Service, listing->fetched.date());
        }
    }
    for (const PriceList &list : m_prices) {
        if (!serves(list, provider.baseUrl))
            continue;
        for (const ProviderModel &priced : list.models) {
            if (isSameModel(priced.id, configured.id))
                takeAll(model, priced, FactOrigin::List, list.date);
        }
    }
    return model;
}

QList<CatalogueModel> ModelCatalogue::models(const Provider &provider) const
{
    QList<CatalogueModel> models;
    QStringList seen;
    for (const ProviderModel &configured : provider.models) {
        models.append(describeModel(provider, configured));
        models.last().isConfigured = true;
        seen.append(configured.id);
    }
    if (const KeptModelList *listing = listingOf(provider)) {
        for (const ListedModel &listed : listing->models) {
            if (seen.contains(listed.model.id))
                continue;
            models.append(describeModel(provider, {listed.model.id, {}, {}, {}}));
            models.last().isConfigured = provider.models.isEmpty();
        }
    }
    return models;
}

QList<ProviderModel> ModelCatalogue::listed(const Provider &provider) const
{
    QList<ProviderModel> listed;
    const QList<CatalogueModel> known = models(provider);
    for (const CatalogueModel &model : known)
        listed.append({model.ref.model, valueOf(model.contextTokens), valueOf(model.inputUsdPerMTok),
                       valueOf(model.outputUsdPerMTok)});
    return listed;
}

std::optional<CatalogueModel> ModelCatalogue::find(const ModelRef &ref) const
{
    for (const Provider &provider : m_providers) {
        if (provider.id != ref.provider || ref.model.isEmpty())
            continue;
        for (const ProviderModel &configured : provider.models) {
            if (configured.id == ref.model)
                return describeModel(provider, configured);
        }
        if (provider.models.isEmpty())
            return describeModel(provider, {ref.model, {}, {}, {}});
    }
    return std::nullopt;
}

Provider ModelCatalogue::completed(const Provider &provider) const
{
    Provider whole = provider;
    for (ProviderModel &model : whole.models) {
        const CatalogueModel known = describeModel(provider, model);
        model.contextTokens = valueOf(known.contextTokens);
        model.inputUsdPerMTok = valueOf(known.inputUsdPerMTok);
        model.outputUsdPerMTok = valueOf(known.outputUsdPerMTok);
    }
    return whole;
}

ModelLookup ModelCatalogue::lookup() const
{
    return [plain = makeModelLookup(m_providers), catalogue = *this](const ModelRef &ref) {
        std::optional<ModelFacts> facts = plain(ref);
        if (const auto model = facts ? catalogue.find(ref) : std::nullopt) {
            facts->contextTokens = valueOf(model->contextTokens);
            facts->inputUsdPerMTok = valueOf(model->inputUsdPerMTok);
            facts->outputUsdPerMTok = valueOf(model->outputUsdPerMTok);
        }
        return facts;
    };
}

} // namespace tributary
