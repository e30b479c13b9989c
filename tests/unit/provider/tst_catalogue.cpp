// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Json.h"
#include "provider/ModelCatalogue.h"
#include "provider/ModelListCache.h"
#include "provider/ServicePreset.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

Provider acme(const QList<ProviderModel> &models = {})
{
    Provider provider;
    provider.id = {u"acme/x"_s};
    provider.name = u"Acme"_s;
    provider.baseUrl = QUrl(u"https://api.acme.example/v1"_s);
    provider.models = models;
    return provider;
}

PriceList acmePrices()
{
    return {{u"acme.example"_s}, QDate(2025, 11, 3), {}, {{u"m"_s, 1000, 1.0, 2.0}, {u"m-mini"_s, {}, 0.5, {}}}};
}

KeptModelList listing(const QList<ListedModel> &models)
{
    return {acme().id, acme().baseUrl, QDateTime(QDate(2026, 11, 21), QTime(8, 0), Qt::UTC), models};
}

ListedModel listed(const ProviderModel &model, const QStringList &capabilities = {})
{
    ListedModel result;
    result.model = model;
    result.name = u"The "_s + model.id;
    result.capabilities = capabilities;
    return result;
}

/// "2 list price, 3 Nov 2025"
template <typename T>
QString told(const std::optional<DatedFact<T>> &fact)
{
    return fact ? u"%1 %2"_s.arg(fact->value).arg(describe(fact->origin, fact->date)) : u"unknown"_s;
}

} // namespace

class CatalogueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void presetsAreWhole()
    {
        QSet<QString> ids;
        for (const ServicePreset &service : servicePresets()) {
            const QByteArray name = service.name.toUtf8();
            ids.insert(service.id);
            const QUrl address(service.baseUrl);
            const bool isOther = service.id == "other"_L1;
            QVERIFY2(isOther == service.baseUrl.isEmpty(), name);
            QVERIFY2(isOther || (address.isValid() && !address.host().isEmpty()), name);
            QVERIFY2(service.parallel >= 1, name);
            Provider provider;
            provider.baseUrl = address;
            const bool isLocal = service.kind == ServicePreset::Kind::Local;
            QVERIFY2(isLocal == provider.isLoopback() || isOther, name);
            QVERIFY2(isLocal || isOther || address.scheme() == "https"_L1, name);
            QVERIFY2(service.key != ServicePreset::Key::Needed || !service.variable.isEmpty(), name);
            QVERIFY2(service.key != ServicePreset::Key::Needed || service.keyPage.scheme() == "https"_L1, name);
        }
        QCOMPARE(ids.size(), servicePresets().size());
        QCOMPARE(findServicePreset(u"anthropic"_s)->dialect, DialectKind::Anthropic);
        QCOMPARE(findServicePreset(u"ollama"_s)->dialect, DialectKind::Ollama);
        QCOMPARE(findServicePreset(u"nobody"_s), nullptr);
    }

    void builtInPricesAreDatedAndSourced()
    {
        for (const PriceList &list : builtInPrices()) {
            const QByteArray host = list.hosts.value(0).toUtf8();
            QVERIFY2(list.date.isValid() && list.source.scheme() == "https"_L1, host);
            QSet<QString> ids;
            for (const ProviderModel &model : list.models) {
                QVERIFY2(!model.id.isEmpty() && !ids.contains(model.id), model.id.toUtf8());
                ids.insert(model.id);
                QVERIFY2(model.inputUsdPerMTok.value_or(1) > 0 && model.outputUsdPerMTok.value_or(1) > 0,
                         "an unknown price is left out, never 0");
                QVERIFY2(model.contextTokens.value_or(1) > 0, host);
            }
        }
    }

    void theFirstThatKnowsAFactWins()
    {
        ModelCatalogue catalogue({acmePrices()});
        const Provider provider = acme({{u"m"_s, {}, 7.0, {}}});
        catalogue.setProviders({provider});
        const ModelRef ref{provider.id, u"m"_s};
        CatalogueModel model = catalogue.find(ref).value();
        QCOMPARE(told(model.inputUsdPerMTok), u"7 your own"_s);
        QCOMPARE(told(model.outputUsdPerMTok), u"2 list price, 3 Nov 2025"_s);
        QCOMPARE(told(model.contextTokens), u"1000 list price, 3 Nov 2025"_s);
        QCOMPARE(model.name, u"m"_s);
        catalogue.setListing(listing({listed({u"m"_s, 900, {}, 3.0}, {u"vision"_s})}));
        model = catalogue.find(ref).value();
        QCOMPARE(told(model.inputUsdPerMTok), u"7 your own"_s);
        QCOMPARE(told(model.outputUsdPerMTok), u"3 reported 21 Nov"_s);
        QCOMPARE(told(model.contextTokens), u"900 reported 21 Nov"_s);
        QCOMPARE(model.name, u"The m"_s);
        QCOMPARE(model.capabilities, QStringList{u"vision"_s});
    }

    void whatNobodyKnowsStaysUnknown()
    {
        ModelCatalogue catalogue({acmePrices()});
        const Provider provider = acme({{u"other"_s, {}, {}, {}}, {u"m-mini"_s, {}, {}, {}}});
        catalogue.setProviders({provider});
        const auto facts = catalogue.lookup()({provider.id, u"other"_s});
        QVERIFY(facts);
        QVERIFY(!facts->inputUsdPerMTok && !facts->outputUsdPerMTok && !facts->contextTokens);
        QVERIFY(!catalogue.lookup()({provider.id, u"m-mini"_s})->outputUsdPerMTok);
        QVERIFY(!catalogue.find({provider.id, u"absent"_s}));
        QVERIFY(!catalogue.lookup()({provider.id, u"absent"_s}));
        QVERIFY(!catalogue.find({{u"nobody"_s}, u"m"_s}));
    }

    void findsDatedVersions_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("known");
        QTest::newRow("itself") << u"m"_s << true;
        QTest::newRow("date") << u"m-2024-08-06"_s << true;
        QTest::newRow("short date") << u"m-20250929"_s << true;
        QTest::newRow("latest") << u"m-latest"_s << true;
        QTest::newRow("another size") << u"m-nano"_s << false;
        QTest::newRow("another model") << u"m2"_s << false;
        QTest::newRow("a part") << u"x-m"_s << false;
    }

    void findsDatedVersions()
    {
        QFETCH(QString, id);
        QFETCH(bool, known);
        ModelCatalogue catalogue({acmePrices()});
        catalogue.setProviders({acme()});
        QCOMPARE(catalogue.lookup()({acme().id, id})->inputUsdPerMTok.has_value(), known);
    }

    void aPriceListIsForItsHost()
    {
        for (const auto &[host, known] : {std::pair{u"acme.example"_s, true},
                                          {u"api.acme.example"_s, true},
                                          {u"evilacme.example"_s, false},
                                          {u"acme.example.evil"_s, false}}) {
            Provider provider = acme({{u"m"_s, {}, {}, {}}});
            provider.baseUrl.setHost(host);
            ModelCatalogue catalogue({acmePrices()});
            catalogue.setProviders({provider});
            QCOMPARE(catalogue.find({provider.id, u"m"_s})->inputUsdPerMTok.has_value(), known);
        }
    }

    void aListingCountsForItsAddress()
    {
        ModelCatalogue catalogue{QList<PriceList>()};
        catalogue.setListing(listing({listed({u"a"_s, 5, {}, {}})}));
        QCOMPARE(catalogue.models(acme()).size(), 1);
        Provider moved = acme();
        moved.baseUrl = QUrl(u"https://other.example/v1"_s);
        QVERIFY(catalogue.models(moved).isEmpty());
    }

    void configuredModelsComeFirst()
    {
        ModelCatalogue catalogue{QList<PriceList>()};
        catalogue.setListing(listing({listed({u"a"_s, {}, {}, {}}), listed({u"b"_s, {}, {}, {}})}));
        const QList<CatalogueModel> models = catalogue.models(acme({{u"b"_s, {}, {}, {}}, {u"own"_s, {}, {}, {}}}));
        QStringList ids;
        for (const CatalogueModel &model : models)
            ids.append(model.ref.model + (model.isConfigured ? u"+"_s : u"-"_s));
        QCOMPARE(ids, (QStringList{u"b+"_s, u"own+"_s, u"a-"_s}));
        QVERIFY(catalogue.models(acme()).first().isConfigured);
    }

    void completesAProvider()
    {
        ModelCatalogue catalogue({acmePrices()});
        const Provider whole = catalogue.completed(acme({{u"m"_s, {}, 7.0, {}}}));
        QCOMPARE(whole.models, (QList<ProviderModel>{{u"m"_s, 1000, 7.0, 2.0}}));
    }

    void keepsListsOnDisk()
    {
        const QTemporaryDir folder;
        const ModelListCache cache(folder.filePath(u"models"_s));
        QVERIFY(!cache.load(acme()));
        ListedModel full = listed({u"a"_s, 5, 0.25, 1.5}, {u"vision"_s, u"tools"_s});
        full.maxOutputTokens = 100;
        full.sizeBytes = 4000000000;
        const KeptModelList list = listing({full, listed({u"b"_s, {}, {}, {}})});
        QVERIFY(cache.save(list));
        QCOMPARE(cache.load(acme()), list);
        QVERIFY2(QDir(folder.filePath(u"models"_s)).entryList(QDir::Files) == QStringList{u"acme%2Fx.json"_s},
                 "an id is no path");
        Provider moved = acme();
        moved.baseUrl.setHost(u"other.example"_s);
        QVERIFY(!cache.load(moved));
    }

    void ignoresDamagedLists_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("half") << json("{'version':1,'baseUrl':'https://api.acme.ex");
        QTest::newRow("newer") << json(
            "{'version':2,'baseUrl':'https://api.acme.example/v1','fetched':'2026-11-21T08:00:00.000Z','models':[]}");
        QTest::newRow("no date") << json("{'version':1,'baseUrl':'https://api.acme.example/v1','models':[]}");
        QTest::newRow("wrong type") << json("{'version':1,'baseUrl':'https://api.acme.example/"
                                            "v1','fetched':'2026-11-21T08:00:00.000Z','models':[{'id':7}]}");
    }

    void ignoresDamagedLists()
    {
        QFETCH(QByteArray, bytes);
        const QTemporaryDir folder;
        const ModelListCache cache(folder.path());
        QFile file(cache.pathOf(acme().id));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        QVERIFY(!cache.load(acme()));
    }

    void saysWhenItCannotKeepAList()
    {
        const QTemporaryDir folder;
        QFile inTheWay(folder.filePath(u"models"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const auto kept = ModelListCache(inTheWay.fileName()).save(listing({}));
        QVERIFY(!kept);
        QCOMPARE(kept.error().kind, ErrorKind::Io);
    }
};

QTEST_GUILESS_MAIN(CatalogueTest)
#include "tst_catalogue.moc"
