// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Json.h"
#include "provider/CredentialStore.h"
#include "provider/ProvidersFile.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

QByteArray file(const QByteArray &entries)
{
    return json("{'version':1,'providers':[") + entries + "]}";
}

QByteArray entry(const QByteArray &more = {})
{
    return json("{'id':'a','baseUrl':'https://h/v1'") + (more.isEmpty() ? more : "," + more) + "}";
}

} // namespace

class ProvidersFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsEveryMember()
    {
        const auto reading = readProviders(
            file(json("{'id':'t','name':'Together','dialect':'chat-completions','baseUrl':'https://api.together.xyz/v1/"
                      "','key':'env:T_KEY','parallel':3,'models':[{'id':'Q/"
                      "x','contextTokens':32768,'inputUsdPerMTok':0.9,'outputUsdPerMTok':0.8,'later':1}]},{'id':'l','"
                      "baseUrl':'http://localhost:8080/v1','key':'none','dialect':'ollama'}")));
        QVERIFY(reading.problems.isEmpty());
        QCOMPARE(reading.providers.size(), 2);
        const Provider &first = reading.providers.first();
        QCOMPARE(first.name, u"Together"_s);
        QCOMPARE(first.baseUrl, QUrl(u"https://api.together.xyz/v1"_s));
        QCOMPARE(first.key.toString(), u"env:T_KEY"_s);
        QCOMPARE(first.parallel, 3);
        QCOMPARE(first.models, (QList<ProviderModel>{{u"Q/x"_s, 32768, 0.9, 0.8}}));
        QCOMPARE(reading.providers.last().name, u"l"_s);
        QCOMPARE(reading.providers.last().dialect, DialectKind::Ollama);
        QVERIFY(reading.providers.last().isLoopback());
    }

    void tellsWhereItIsWrong_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("path");
        QTest::newRow("no JSON") << "{"_ba << QString();
        QTest::newRow("list") << "[]"_ba << QString();
        QTest::newRow("newer") << json("{'version':2,'providers':[]}") << u"version"_s;
        QTest::newRow("no version") << json("{'providers':[]}") << u"version"_s;
        QTest::newRow("providers no list") << json("{'version':1,'providers':{}}") << u"providers"_s;
        QTest::newRow("entry no object") << file("7") << u"providers[0]"_s;
        QTest::newRow("no id") << file(json("{'baseUrl':'https://h'}")) << u"providers[0].id"_s;
        QTest::newRow("slash in id") << file(json("{'id':'a/b','baseUrl':'https://h'}")) << u"providers[0].id"_s;
        QTest::newRow("id twice") << file(entry() + "," + entry()) << u"providers[1].id"_s;
        QTest::newRow("name") << file(entry(json("'name':1"))) << u"providers[0].name"_s;
        QTest::newRow("dialect") << file(entry(json("'dialect':'smoke'"))) << u"providers[0].dialect"_s;
        QTest::newRow("key type") << file(entry(json("'key':1"))) << u"providers[0].key"_s;
        QTest::newRow("key itself") << file(entry(json("'key':'sk-canary'"))) << u"providers[0].key"_s;
        QTest::newRow("env without name") << file(entry(json("'key':'env:'"))) << u"providers[0].key"_s;
        QTest::newRow("parallel type") << file(entry(json("'parallel':'8'"))) << u"providers[0].parallel"_s;
        QTest::newRow("parallel 0") << file(entry(json("'parallel':0"))) << u"providers[0].parallel"_s;
        QTest::newRow("no address") << file(json("{'id':'a'}")) << u"providers[0].baseUrl"_s;
        QTest::newRow("address no URL") << file(json("{'id':'a','baseUrl':'not an address'}"))
                                        << u"providers[0].baseUrl"_s;
        QTest::newRow("address of a file")
            << file(json("{'id':'a','baseUrl':'file:///etc'}")) << u"providers[0].baseUrl"_s;
        QTest::newRow("http elsewhere") << file(json("{'id':'a','baseUrl':'http://h/v1'}"))
                                        << u"providers[0].baseUrl"_s;
        QTest::newRow("password in the address")
            << file(json("{'id':'a','baseUrl':'https://u:p@h/v1'}")) << u"providers[0].baseUrl"_s;
        QTest::newRow("allowInsecure") << file(entry(json("'allowInsecure':'yes'"))) << u"providers[0].allowInsecure"_s;
        QTest::newRow("models") << file(entry(json("'models':{}"))) << u"providers[0].models"_s;
        QTest::newRow("model without id") << file(entry(json("'models':[{}]"))) << u"providers[0].models[0].id"_s;
        QTest::newRow("context") << file(entry(json("'models':[{'id':'m','contextTokens':'4k'}]")))
                                 << u"providers[0].models[0].contextTokens"_s;
        QTest::newRow("price") << file(entry(json("'models':[{'id':'m','inputUsdPerMTok':-1}]")))
                               << u"providers[0].models[0].inputUsdPerMTok"_s;
    }

    void tellsWhereItIsWrong()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, path);
        const auto reading = readProviders(bytes);
        QCOMPARE(reading.problems.size(), 1);
        QCOMPARE(reading.problems.first().path, path);
        QVERIFY(!reading.problems.first().message.contains(u"canary"_s));
    }

    void keepsTheOthers()
    {
        const auto reading = readProviders(file(json("{'id':'x','baseUrl':1},") + entry()));
        QCOMPARE(reading.providers.size(), 1);
        QCOMPARE(reading.providers.first().id.value, u"a"_s);
        QVERIFY(!reading.problems.isEmpty());
    }

    void allowsInsecureWhenTold()
    {
        const auto reading = readProviders(file(json("{'id':'a','baseUrl':'http://h/v1','allowInsecure':true}")));
        QCOMPARE(reading.providers.size(), 1);
    }

    void savesWhatItLoads()
    {
        QTemporaryDir directory;
        const QString path = directory.filePath(u"new/providers.json"_s);
        QCOMPARE(loadProvidersFile(path).value(), QList<Provider>());
        const auto providers =
            readProviders(file(entry(json("'parallel':3,'key':'env:K','models':[{'id':'m','contextTokens':5}]"))))
                .providers;
        QVERIFY(saveProvidersFile(providers, path));
        QCOMPARE(loadProvidersFile(path).value(), providers);
    }

    void reportsABrokenFile()
    {
        QTemporaryDir directory;
        const QString path = directory.filePath(u"providers.json"_s);
        QFile broken(path);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write(file(json("{'id':1,'parallel':'x'}")));
        broken.close();
        const auto result = loadProvidersFile(path);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::InvalidInput);
        QVERIFY(result.error().message.contains(path));
        QVERIFY(result.error().detail.contains(u"providers[0].parallel"_s));
    }

    void cleansAddresses_data()
    {
        QTest::addColumn<QString>("pasted");
        QTest::addColumn<QString>("clean");
        QTest::newRow("blanks and slashes") << u"  https://h/v1// \n"_s << u"https://h/v1"_s;
        QTest::newRow("endpoint") << u"https://h/v1/chat/completions"_s << u"https://h/v1"_s;
        QTest::newRow("endpoint with slash") << u"https://h/v1/chat/completions/"_s << u"https://h/v1"_s;
        QTest::newRow("model list") << u"https://h/v1/models"_s << u"https://h/v1"_s;
        QTest::newRow("doubled version") << u"https://h/v1/v1"_s << u"https://h/v1"_s;
        QTest::newRow("root") << u"http://localhost:4000/"_s << u"http://localhost:4000"_s;
        QTest::newRow("query stays") << u"https://h/v1?api-version=v1"_s << u"https://h/v1?api-version=v1"_s;
    }

    void cleansAddresses()
    {
        QFETCH(QString, pasted);
        QFETCH(QString, clean);
        QCOMPARE(cleanBaseUrl(pasted).toString(), clean);
    }

    void looksModelsUp()
    {
        const auto lookup = makeModelLookup(readProviders(file(entry(json("'models':[{'id':'m','contextTokens':5}]")) +
                                                               json(",{'id':'l','baseUrl':'http://[::1]:1/v1'}")))
                                                .providers);
        QCOMPARE(lookup({{u"a"_s}, u"m"_s})->contextTokens, 5);
        QCOMPARE(lookup({{u"a"_s}, u"other"_s}), std::nullopt);
        QCOMPARE(lookup({{u"nobody"_s}, u"m"_s}), std::nullopt);
        QVERIFY(lookup({{u"l"_s}, u"any"_s})->local);
        QVERIFY(!lookup({{u"a"_s}, u"m"_s})->local);
    }

    void findsKeys()
    {
        CredentialStore store;
        Provider provider;
        provider.id = {u"a"_s};
        provider.name = u"Acme"_s;
        const auto kind = [&](const char *source) {
            provider.key = KeySource::fromString(QString::fromLatin1(source)).value();
            const auto key = store.keyFor(provider);
            return key ? QString::fromUtf8(key->reveal()) : wireName(key.error().kind);
        };
        qputenv("TRIBUTARY_TEST_KEY", " abc\n");
        qputenv("TRIBUTARY_TEST_BAD", "a\r\nX: y");
        qunsetenv("TRIBUTARY_TEST_NONE");
        QCOMPARE(kind("env:TRIBUTARY_TEST_KEY"), u"abc"_s);
        QCOMPARE(kind("env:TRIBUTARY_TEST_BAD"), u"key-missing"_s);
        QCOMPARE(kind("env:TRIBUTARY_TEST_NONE"), u"key-missing"_s);
        QCOMPARE(kind("keyring"), u"key-missing"_s);
        QCOMPARE(kind("session"), u"key-missing"_s);
        QCOMPARE(kind("none"), QString());
        store.setSessionKey(provider.id, Secret("s3"));
        QCOMPARE(kind("session"), u"s3"_s);
        QCOMPARE(kind("keyring"), u"s3"_s);
        store.setSessionKey(provider.id, Secret());
        QCOMPARE(kind("session"), u"key-missing"_s);
    }
};

QTEST_GUILESS_MAIN(ProvidersFileTest)
#include "tst_providers_file.moc"
