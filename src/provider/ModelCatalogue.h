// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "provider/ModelPage.h"

#include <QDateTime>
#include <QHash>

namespace tributary {

/// Where a fact about a model is from; the first that knows it wins.
enum class FactOrigin {
    User,    ///< written in the providers file
    Service, ///< reported by the service
    List,    ///< the dated list that comes with the program
};

template <typename T>
struct DatedFact
{
    T value{};
    FactOrigin origin = FactOrigin::User;
    /// When it was reported or listed; invalid when a person wrote it.
    QDate date = {};

    bool operator==(const DatedFact &) const = default;
};

/// "your own", "reported 21 Nov", "list price, 3 Nov 2025".
QString describe(FactOrigin origin, const QDate &date);

/// Everything known of a model that can be asked; what is unknown stays unknown.
struct CatalogueModel
{
    ModelRef ref;
    /// As the service calls it, else the id.
    QString name;
    std::optional<DatedFact<qint64>> contextTokens;
    std::optional<DatedFact<double>> inputUsdPerMTok;
    std::optional<DatedFact<double>> outputUsdPerMTok;
    QStringList capabilities;
    /// Named in the providers file, so that graphs may ask it.
    bool isConfigured = false;

    bool operator==(const CatalogueModel &) const = default;
};

/// What a service listed, and when.
struct KeptModelList
{
    ProviderId provider;
    QUrl baseUrl;
    QDateTime fetched;
    QList<ListedModel> models;

    bool operator==(const KeptModelList &) const = default;
};

/// Prices and context lengths of one service, as listed on a day.
struct PriceList
{
    /// The host of the address, or the end of it behind a dot.
    QStringList hosts;
    QDate date;
    QUrl source;
    QList<ProviderModel> models;

    bool operator==(const PriceList &) const = default;
};

/// resources/models/prices.json.
const QList<PriceList> &builtInPrices();

/// What is known of models, put together from the providers file, what services listed, and the price list. A value.
class ModelCatalogue
{
public:
    explicit ModelCatalogue(const QList<PriceList> &prices = builtInPrices())
        : m_prices(prices)
    {}

    void setProviders(const QList<Provider> &providers) { m_providers = providers; }

    /// Counts while the provider's address stays the one that was asked.
    void setListing(const KeptModelList &listing) { m_listings.insert(listing.provider, listing); }

    [[nodiscard]] const KeptModelList *listingOf(const Provider &provider) const;

    /// The configured ones first, then what else the service listed.
    [[nodiscard]] QList<CatalogueModel> models(const Provider &provider) const;
    /// What its service listed, with what else is known of it; for providers without configured models.
    [[nodiscard]] QList<ProviderModel> listed(const Provider &provider) const;
    /// nullopt: no such provider, or it offers no such model. A provider without configured models offers any.
    [[nodiscard]] std::optional<CatalogueModel> find(const ModelRef &ref) const;
    /// The provider with what else is known of its configured models written into them.
    [[nodiscard]] Provider completed(const Provider &provider) const;
    /// A snapshot.
    [[nodiscard]] ModelLookup lookup() const;

private:
    [[nodiscard]] CatalogueModel describeModel(const Provider &provider, const ProviderModel &configured) const;

    QList<PriceList> m_prices;
    QList<Provider> m_providers;
    QHash<ProviderId, KeptModelList> m_listings;
};

} // namespace tributary
