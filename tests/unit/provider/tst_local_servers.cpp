// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Json.h"
#include "provider/LocalModelServer.h"
#include "provider/LocalServerSearch.h"
#include "provider/NetworkPool.h"
#include "support/FakeClock.h"
#include "support/ScriptedServer.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace tributary;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = ServerStep::Kind;
using State = LocalModelServer::State;

/// Serves these bodies and 404 for every other path.
void serve(ScriptedServer &server, const ServerAnswers &answers)
{
    server.setHandler([answers](const ReceivedRequest &request) -> ServerScript {
        const QString path = QString::fromLatin1(request.path);
        const QByteArray reply = answers.contains(path) ? response(200, "application/json", answers.value(path))
                                                        : response(404, "text/plain", "not here");
        return {{Kind::Send, reply}, {Kind::Close}};
    });
}

ServerAnswers ollama()
{
    return {{u"/api/version"_s, json("{'version':'0.12.0'}")},
            {u"/api/tags"_s, json("{'models':[{'name':'qwen3:8b','model':'qwen3:8b','size':5}]}")},
            {u"/v1/models"_s, json("{'data':[{'id':'qwen3:8b','owned_by':'library'}]}")}};
}

QStringList idsOf(const FoundServer &server)
{
    QStringList ids;
    for (const ListedModel &listed : server.models)
        ids.append(listed.model.id);
    return ids;
}

} // namespace

class LocalServersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void recognisesServers_data()
    {
        QTest::addColumn<ServerAnswers>("answers");
        QTest::addColumn<QString>("found");
        QTest::newRow("nothing") << ServerAnswers{} << QString();
        QTest::newRow("a web site") << ServerAnswers{{u"/version"_s, "<html>"}, {u"/v1/models"_s, "<html>"}}
                                    << QString();
        QTest::newRow("Ollama") << ollama() << u"ollama Ollama http://127.0.0.1:5 qwen3:8b"_s;
        QTest::newRow("llama-server")
            << ServerAnswers{{u"/props"_s, json("{'default_generation_settings':{'n_ctx':4096},'total_slots':1}")},
                             {u"/v1/models"_s, json("{'data':[{'id':'a.gguf','meta':{'n_ctx_train':131072}}]}")}}
            << u"llama-server llama.cpp server http://127.0.0.1:5/v1 a.gguf"_s;
        QTest::newRow("LM Studio") << ServerAnswers{{u"/api/v0/models"_s,
                                                     json("{'data':[{'id':'a','state':'loaded'}]}")},
                                                    {u"/v1/models"_s, json("{'data':[{'id':'a'}]}")}}
                                   << u"lm-studio LM Studio http://127.0.0.1:5/v1 a"_s;
        QTest::newRow("vLLM") << ServerAnswers{{u"/version"_s, json("{'version':'0.6'}")},
                                               {u"/v1/models"_s, json("{'data':[{'id':'a','owned_by':'vllm'}]}")}}
                              << u"vllm vLLM http://127.0.0.1:5/v1 a"_s;
        QTest::newRow("LiteLLM, which wants a key for its list")
            << ServerAnswers{{u"/health/liveliness"_s, "\"I'm alive!\""}}
            << u"litellm LiteLLM http://127.0.0.1:5/v1 "_s;
        QTest::newRow("another one") << ServerAnswers{{u"/v1/models"_s, json("{'data':[{'id':'a'},{'id':'b'}]}")}}
                                     << u"other Server on port 5 http://127.0.0.1:5/v1 a,b"_s;
        QTest::newRow("a version is not enough")
            << ServerAnswers{{u"/version"_s, json("{'version':'1'}")}, {u"/api/version"_s, json("{'version':'1'}")}}
            << QString();
    }

    void recognisesServers()
    {
        QFETCH(ServerAnswers, answers);
        QFETCH(QString, found);
        const auto server = recogniseServer(QUrl(u"http://127.0.0.1:5"_s), answers);
        QCOMPARE(server ? u"%1 %2 %3 %4"_s.arg(server->service, server->name, server->baseUrl.toString(),
                                               idsOf(*server).join(u','))
                        : QString(),
                 found);
    }

    void theContextIsThatOfTheRunningServer()
    {
        const auto server =
            recogniseServer(QUrl(u"http://127.0.0.1:5"_s),
                            {{u"/props"_s, json("{'default_generation_settings':{'n_ctx':4096}}")},
                             {u"/v1/models"_s, json("{'data':[{'id':'a','meta':{'n_ctx_train':131072}}]}")}});
        QCOMPARE(server->models.first().model.contextTokens, 4096);
    }

    void looksAtAllPortsAtOnce()
    {
        ScriptedServer first;
        ScriptedServer second;
        serve(first, ollama());
        serve(second, {{u"/v1/models"_s, json("{'data':[{'id':'a'}]}")}});
        ScriptedServer closed;
        const quint16 closedPort = closed.serverPort();
        closed.close();
        LocalServerSearch search(m_pool, m_system, {closedPort, first.serverPort(), second.serverPort()});
        QSignalSpy finished(&search, &LocalServerSearch::finished);
        QTRY_COMPARE(finished.size(), 1);
        const auto servers = finished.first().first().value<QList<FoundServer>>();
        QCOMPARE(servers.size(), 2);
        QCOMPARE(servers.at(0).service, u"ollama"_s);
        QCOMPARE(servers.at(1).baseUrl, second.baseUrl());
        for (const ReceivedRequest &request : first.requests())
            QVERIFY(request.method == "GET" && !request.fields.contains("authorization"));
    }

    void waitsOneSecondAtMost()
    {
        ScriptedServer silent;
        silent.setScripts({{{Kind::Hold}}});
        FakeClock clock;
        LocalServerSearch search(m_pool, clock, {silent.serverPort()});
        QSignalSpy finished(&search, &LocalServerSearch::finished);
        QTRY_COMPARE(silent.holding(), 7);
        clock.advance(999ms);
        QCOMPARE(finished.size(), 0);
        clock.advance(1ms);
        QCOMPARE(finished.size(), 1);
        QTRY_COMPARE(silent.openConnections(), 0);
    }

    void withoutPortsItEndsAtOnce()
    {
        LocalServerSearch search(m_pool, m_system, {});
        QSignalSpy finished(&search, &LocalServerSearch::finished);
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!LocalServerSearch::usualPorts().isEmpty());
    }

    void startsAModelAndStopsIt()
    {
        LocalModelServer server(m_pool, m_system);
        QVERIFY(server.start(model(), program("serve")));
        QCOMPARE(server.state(), State::Starting);
        QVERIFY2(!server.start(model(), program("serve")), "one at a time");
        QTRY_COMPARE_WITH_TIMEOUT(server.state(), State::Ready, 20'000);
        QVERIFY(server.log().contains(u"loading model"_s));
        QVERIFY(server.baseUrl().port() > 0);
        QCOMPARE(server.modelFile(), model());
        server.stop();
        QTRY_COMPARE(server.state(), State::Idle);
        QVERIFY(!server.isRunning());
    }

    void saysWhyItFailed()
    {
        LocalModelServer server(m_pool, m_system);
        QVERIFY(server.start(model(), program("fail")));
        QTRY_COMPARE_WITH_TIMEOUT(server.state(), State::Failed, 20'000);
        QCOMPARE(server.problem().message, u"llama-server ended with status 3; its log tells why."_s);
        QCOMPARE(server.problem().detail, u"error: unknown model architecture"_s);
        QVERIFY(server.start(model(), program("serve")));
        QTRY_COMPARE_WITH_TIMEOUT(server.state(), State::Ready, 20'000);
    }

    void refusesWhatCannotWork()
    {
        LocalModelServer server(m_pool, m_system);
        QFile text(m_folder->filePath(u"notes.gguf"_s));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("hello");
        text.close();
        QVERIFY(server.start(text.fileName(), program("serve")).error().message.contains(u"no model file"_s));
        QVERIFY(server.start(u"/nowhere.gguf"_s, program("serve")).error().message.contains(u"no model file"_s));
        QVERIFY(server.start(model(), {}).error().message.contains(u"not installed"_s));
        QCOMPARE(server.state(), State::Idle);
        QVERIFY(server.start(model(), m_folder->filePath(u"no-such-program"_s)));
        QTRY_COMPARE(server.state(), State::Failed);
    }

    void endsWithItsOwner()
    {
        auto server = std::make_unique<LocalModelServer>(m_pool, m_system);
        QVERIFY(server->start(model(), program("serve")));
        QTRY_COMPARE_WITH_TIMEOUT(server->state(), State::Ready, 20'000);
        const QRegularExpressionMatch match = QRegularExpression(u"process (\\d+)"_s).match(server->log().join(u'\n'));
        const auto process = static_cast<pid_t>(match.captured(1).toInt());
        QVERIFY(process > 0 && ::kill(process, 0) == 0);
        const QUrl address = server->baseUrl();
        server.reset();
        QTcpSocket probe;
        QTRY_VERIFY([&] {
            probe.connectToHost(address.host(), static_cast<quint16>(address.port()));
            const bool refused = !probe.waitForConnected(200);
            probe.abort();
            return refused;
        }());
    }

    void aLongLogIsCut()
    {
        LocalModelServer server(m_pool, m_system);
        QVERIFY(server.start(model(), program("talk")));
        QTRY_COMPARE_WITH_TIMEOUT(server.state(), State::Failed, 20'000);
        QCOMPARE(server.log().size(), 500);
        QCOMPARE(server.log().constLast(), u"line 699"_s);
    }

private:
    [[nodiscard]] QString model() const
    {
        const QString path = m_folder->filePath(u"tiny.gguf"_s);
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write("GGUF\x03");
        return path;
    }

    /// The stand-in for llama-server, told what to do by the name it is called.
    [[nodiscard]] QString program(const QString &behaviour) const
    {
        const QString path = m_folder->filePath(u"llama-server-"_s + behaviour);
        if (!QFile::exists(path)) {
            QFile::copy(QStringLiteral(TRIBUTARY_TEST_DATA "/local/llama-server"), path);
            QFile::setPermissions(path, QFile::permissions(path) | QFile::ExeOwner | QFile::ReadOwner);
        }
        return path;
    }

    [[nodiscard]] QString program(const char *behaviour) const { return program(QString::fromLatin1(behaviour)); }

    std::unique_ptr<QTemporaryDir> m_folder;
    NetworkPool m_pool;
    SystemClock m_system;
};

QTEST_GUILESS_MAIN(LocalServersTest)
#include "tst_local_servers.moc"
