// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CallProbe.h"
#include "Json.h"
#include "provider/ChatModels.h"
#include "provider/ProviderCheck.h"
#include "support/FakeClock.h"

#include <QRegularExpression>
#include <QSignalSpy>

using namespace tributary;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = ServerStep::Kind;

ServerScript reply(int status, const QByteArray &body)
{
    return {{Kind::Send, response(status, "application/json", body)}};
}

/// "Address passed, Certificate skipped, Key failed, ..."
QString summary(const QList<CheckStep> &steps)
{
    static const QStringList states{u"passed"_s, u"failed"_s, u"skipped"_s};
    QStringList parts;
    for (const CheckStep &step : steps)
        parts.append(title(step.kind) + u' ' + states.at(static_cast<int>(step.state)));
    return parts.join(u", "_s);
}

} // namespace

Q_DECLARE_METATYPE(tributary::ServerScript)

class CheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsModelLists_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QList<ProviderModel>>("models");
        using Models = QList<ProviderModel>;
        QTest::newRow("OpenAI") << json("{'object':'list','data':[{'id':'a'},{'id':'b'}]}")
                                << Models{{u"a"_s, {}, {}, {}}, {u"b"_s, {}, {}, {}}};
        QTest::newRow("OpenRouter: text, USD per token")
            << json(
                   "{'data':[{'id':'a','context_length':8192,'pricing':{'prompt':'0.000002','completion':'0.00001'}}]}")
            << Models{{u"a"_s, 8192, 2.0, 10.0}};
        QTest::newRow("OpenRouter: price varies")
            << json("{'data':[{'id':'a','pricing':{'prompt':'-1'}}]}") << Models{{u"a"_s, {}, {}, {}}};
        QTest::newRow("Together: bare list, USD per million")
            << json("[{'id':'a','context_length':32768,'pricing':{'input':0.9,'output':0.8}}]")
            << Models{{u"a"_s, 32768, 0.9, 0.8}};
        QTest::newRow("Groq") << json("{'data':[{'id':'a','context_window':131072}]}")
                              << Models{{u"a"_s, 131072, {}, {}}};
        QTest::newRow("vLLM") << json("{'data':[{'id':'a','max_model_len':4096}]}") << Models{{u"a"_s, 4096, {}, {}}};
        QTest::newRow("llama-server, loading")
            << json("{'data':[{'id':'a','meta':null}]}") << Models{{u"a"_s, {}, {}, {}}};
        QTest::newRow("llama-server") << json("{'data':[{'id':'a','meta':{'n_ctx_train':2048}}]}")
                                      << Models{{u"a"_s, 2048, {}, {}}};
        QTest::newRow("LM Studio") << json("{'models':[{'key':'a','max_context_length':4096}]}")
                                   << Models{{u"a"_s, 4096, {}, {}}};
        QTest::newRow("entries without id") << json("{'data':[{},7,{'id':'a'}]}") << Models{{u"a"_s, {}, {}, {}}};
        QTest::newRow("none") << json("{'data':[]}") << Models();
    }

    void readsModelLists()
    {
        QFETCH(QByteArray, body);
        QFETCH(QList<ProviderModel>, models);
        const auto listed = readChatModels(QJsonDocument::fromJson(body));
        QVERIFY(listed);
        QList<ProviderModel> found;
        for (const ListedModel &model : listed->models)
            found.append(model.model);
        QCOMPARE(found.size(), models.size());
        for (qsizetype i = 0; i < found.size(); ++i) {
            QCOMPARE(found.at(i).id, models.at(i).id);
            QCOMPARE(found.at(i).contextTokens, models.at(i).contextTokens);
            QVERIFY(qFuzzyCompare(1 + found.at(i).inputUsdPerMTok.value_or(0),
                                  1 + models.at(i).inputUsdPerMTok.value_or(0)));
            QCOMPARE(found.at(i).outputUsdPerMTok.has_value(), models.at(i).outputUsdPerMTok.has_value());
        }
    }

    void refusesWhatIsNoList()
    {
        for (const char *body : {"", "{}", "{\"data\":7}", "<html>", "7"})
            QVERIFY(!readChatModels(QJsonDocument::fromJson(body)));
    }

    void checksStepByStep_data()
    {
        QTest::addColumn<ServerScript>("list");
        QTest::addColumn<ServerScript>("answer");
        QTest::addColumn<QString>("steps");
        const ServerScript list = reply(200, json("{'data':[{'id':'m'}]}"));
        const ServerScript good = answerScript("ready");
        QTest::newRow("all well") << list << good
                                  << u"Address passed, Certificate skipped, Key passed, Models passed, Answer passed"_s;
        QTest::newRow("key refused")
            << reply(401, {}) << good
            << u"Address passed, Certificate skipped, Key failed, Models skipped, Answer skipped"_s;
        QTest::newRow("nobody there")
            << ServerScript{{Kind::Close}} << good
            << u"Address failed, Certificate skipped, Key skipped, Models skipped, Answer skipped"_s;
        QTest::newRow("redirect")
            << reply(302, {}) << good
            << u"Address failed, Certificate skipped, Key skipped, Models skipped, Answer skipped"_s;
        QTest::newRow("web page")
            << reply(200, "<html>") << good
            << u"Address passed, Certificate skipped, Key skipped, Models failed, Answer skipped"_s;
        QTest::newRow("no list, no model to ask")
            << reply(404, {}) << good
            << u"Address passed, Certificate skipped, Key skipped, Models failed, Answer skipped"_s;
        QTest::newRow("empty list")
            << reply(200, json("{'data':[]}")) << good
            << u"Address passed, Certificate skipped, Key passed, Models passed, Answer skipped"_s;
        QTest::newRow("valid key, no credit, said by the list")
            << reply(402, {}) << good
            << u"Address passed, Certificate skipped, Key passed, Models skipped, Answer failed"_s;
        QTest::newRow("model does not answer")
            << list << reply(402, {})
            << u"Address passed, Certificate skipped, Key passed, Models passed, Answer failed"_s;
    }

    void checksStepByStep()
    {
        QFETCH(ServerScript, list);
        QFETCH(ServerScript, answer);
        QFETCH(QString, steps);
        ScriptedServer server;
        server.setHandler([=](const ReceivedRequest &request) { return request.method == "GET" ? list : answer; });
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        ProviderCheck check(fixture.pool, fixture.credentials, clock, fixture.provider);
        const QSignalSpy finished(&check, &ProviderCheck::finished);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(summary(check.steps()), steps);
        QCOMPARE(finished.first().first().toBool(), !steps.contains(u"failed"_s));
        QCOMPARE(server.requests().first().path, "/v1/models"_ba);
        QVERIFY(!server.requests().first().fields.contains("content-type"));
        const bool noCredit = steps.contains(u"Key passed"_s) && steps.contains(u"Answer failed"_s);
        QCOMPARE(check.lacksCredit(), noCredit);
        if (steps.contains(u"Answer passed"_s))
            QCOMPARE(check.steps().constLast().message, u"m answered (0.0 s, 3 tokens)"_s);
    }

    void tellsOfAMissingKeyAfterTheAddress()
    {
        ScriptedServer server;
        server.setScripts({reply(401, {})});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        fixture.provider.key.kind = KeySource::Kind::Keyring;
        ProviderCheck check(fixture.pool, fixture.credentials, clock, fixture.provider);
        const QSignalSpy finished(&check, &ProviderCheck::finished);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(summary(check.steps()),
                 u"Address passed, Certificate skipped, Key failed, Models skipped, Answer skipped"_s);
        QCOMPARE(check.steps().at(2).error->kind, ErrorKind::KeyMissing);
    }

    void givesUpOnASilentListAfterFifteenSeconds()
    {
        ScriptedServer server;
        server.setScripts({{{Kind::Hold}}});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        ModelListing listing(fixture.pool, clock, fixture.provider, {});
        std::optional<Result<QList<ListedModel>>> result;
        connect(&listing, &ModelListing::finished, this, [&](const auto &models) { result = models; });
        QTRY_COMPARE(server.holding(), 1);
        clock.advance(15s);
        QVERIFY(result && !*result);
        QTRY_COMPARE(server.openConnections(), 0);
    }

    void readsNoFurtherOnceAListIsTooLong()
    {
        ScriptedServer server;
        server.setScripts(
            {{{Kind::Send, responseHead(200, {"Content-Type: application/json"}) + QByteArray(33 * 1024 * 1024, ' ')},
              {Kind::Hold}}});
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        ModelListing listing(fixture.pool, clock, fixture.provider, {});
        std::optional<Result<QList<ListedModel>>> result;
        connect(&listing, &ModelListing::finished, this, [&](const auto &models) { result = models; });
        QTRY_VERIFY(result);
        QCOMPARE(result->error().kind, ErrorKind::TooLarge);
        QTRY_COMPARE(server.openConnections(), 0);
        QCOMPARE(clock.armedAlarms(), 0);
    }

    void mayBeDeletedFromItsSignals()
    {
        ScriptedServer server;
        server.setHandler([](const ReceivedRequest &) { return reply(200, json("{'data':[{'id':'m'}]}")); });
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        auto check = std::make_unique<ProviderCheck>(fixture.pool, fixture.credentials, clock, fixture.provider);
        connect(check.get(), &ProviderCheck::stepDone, this, [&] { check.reset(); });
        QTRY_VERIFY(!check);
        QTRY_COMPARE(server.openConnections(), 0);
    }
};

QTEST_GUILESS_MAIN(CheckTest)
#include "tst_check.moc"
