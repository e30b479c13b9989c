// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/ScriptedServer.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

using Kind = ServerStep::Kind;

/// Its signs look different in JSON, in an address and in base64.
const QByteArray canary = "sk-cnry+/7f3Q9=zZ81x";

/// The canary as it would look inside other texts.
QList<QByteArray> disguises()
{
    QList<QByteArray> all{canary, QByteArray(canary).replace('/', "\\/"), canary.toPercentEncoding(),
                          canary.toPercentEncoding().toLower(), canary.toHex()};
    // Inside a longer text base64 begins at any of three places; its ends mix with what stands around.
    for (int before = 0; before < 3; ++before) {
        const QByteArray shifted = QByteArray(before, ' ') + canary;
        for (const auto options : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
            const QByteArray encoded = shifted.toBase64(options);
            all.append(encoded.mid(before == 0 ? 0 : 4, 16));
        }
    }
    return all;
}

/// The first disguise that the bytes hold; empty when they hold none.
QByteArray canaryIn(const QByteArray &bytes)
{
    for (const QByteArray &disguise : disguises()) {
        if (bytes.contains(disguise))
            return disguise;
    }
    return {};
}

/// "a file: the disguise" for every file below the folder that holds the canary.
QStringList leaksBelow(const QString &folder)
{
    QStringList leaks;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        if (const QByteArray leak = canaryIn(file.fileName().toUtf8() + '\n' + file.readAll()); !leak.isEmpty())
            leaks.append(file.fileName() + u": "_s + QString::fromLatin1(leak));
    }
    return leaks;
}

QByteArray providerEntry(const QString &id, const QUrl &address)
{
    return u"{\"id\":\"%1\",\"baseUrl\":\"%2\",\"key\":\"env:TRIBUTARY_CANARY\"}"_s.arg(id, address.toString())
        .toUtf8();
}

} // namespace

/// A key is given to the real programs, which then do everything they can do with it against servers that try to get it
/// out: no file, no output and no other server may hold it afterwards.
class CanaryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<ScriptedServer>();
        m_other = std::make_unique<ScriptedServer>();
        m_other->setHandler([](const ReceivedRequest &) { return answerScript("caught you"); });
        m_server->setHandler([this](const ReceivedRequest &request) { return reply(request); });
        writeProviders();
        m_output.clear();
    }

    void theSearchFindsWhatItLooksFor_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("plain") << "Bearer " + canary;
        QTest::newRow("JSON") << "{\"key\":\"" + QByteArray(canary).replace('/', "\\/") + "\"}";
        QTest::newRow("address") << "?key=" + canary.toPercentEncoding();
        QTest::newRow("base64") << canary.toBase64();
        QTest::newRow("base64 inside, by one") << ("x" + canary + "yz").toBase64();
        QTest::newRow("base64 inside, by two") << ("xy" + canary + "z").toBase64();
        QTest::newRow("hex") << canary.toHex();
    }

    void theSearchFindsWhatItLooksFor()
    {
        QFETCH(QByteArray, text);
        QFile file(m_folder->filePath(u"cache/leak.bin"_s));
        QVERIFY(QDir().mkpath(m_folder->filePath(u"cache"_s)) && file.open(QIODevice::WriteOnly));
        file.write("around " + text + " it");
        file.close();
        QCOMPARE(leaksBelow(m_folder->path()).size(), 1);
    }

    void theCommandLineKeepsItToItself_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const QStringList run{u"run"_s,      u"simple"_s,  u"--model"_s,  u"a=good/m"_s, u"--model"_s,
                              u"b=echo/m"_s, u"--model"_s, u"s=good/m"_s, u"--prompt"_s, u"Name a river."_s};
        QTest::newRow("run") << run;
        QTest::newRow("run --events") << run + QStringList{u"--events"_s};
        QTest::newRow("run --json") << run + QStringList{u"--json"_s};
        QTest::newRow("run --out") << run + QStringList{u"--out"_s,        u"OUT/run.md"_s, u"--out"_s,
                                                        u"OUT/run.json"_s, u"--out"_s,      u"OUT/run.moarun"_s};
        QTest::newRow("errors that echo the key")
            << QStringList{u"run"_s,     u"simple"_s,   u"--model"_s,  u"a=stream/m"_s,    u"--model"_s, u"b=echo/m"_s,
                           u"--model"_s, u"s=echo/m"_s, u"--prompt"_s, u"Name a river."_s, u"--events"_s};
        QTest::newRow("answers that are named by the key") << QStringList{
            u"run"_s,     u"simple"_s,    u"--model"_s,  u"a=good/m"_s,      u"--model"_s, u"b=named/m"_s,
            u"--model"_s, u"s=named/m"_s, u"--prompt"_s, u"Name a river."_s, u"--json"_s};
        QTest::newRow("a redirect to another origin") << QStringList{
            u"run"_s,     u"simple"_s,       u"--model"_s,  u"a=redirect/m"_s,  u"--model"_s, u"b=good/m"_s,
            u"--model"_s, u"s=redirect/m"_s, u"--prompt"_s, u"Name a river."_s, u"--json"_s};
        QTest::newRow("plan") << QStringList{u"plan"_s,          u"simple"_s,  u"--prompt"_s,
                                             u"Name a river."_s, u"--model"_s, u"a=good/m"_s};
        QTest::newRow("models") << QStringList{u"models"_s, u"--refresh"_s, u"--json"_s};
        QTest::newRow("providers") << QStringList{u"providers"_s, u"list"_s, u"--json"_s};
        QTest::newRow("providers test") << QStringList{u"providers"_s, u"test"_s};
    }

    void theCommandLineKeepsItToItself()
    {
        QFETCH(QStringList, arguments);
        arguments.replaceInStrings(u"OUT"_s, m_folder->path());
        run(u"tributary-cli"_s, arguments);
        if (arguments.first() == "run"_L1) {
            run(u"tributary-cli"_s, {u"runs"_s, u"list"_s, u"--json"_s});
            QVERIFY2(gotTheKey(), "no request carried the key, so nothing was proved");
        }
        findNothing();
    }

    void aKeyOnItsWayToTheKeyring()
    {
        QFile file(providersPath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"version\":1,\"providers\":[{\"id\":\"kept\",\"baseUrl\":\"" + m_server->baseUrl().toEncoded() +
                   "\",\"key\":\"keyring\"}]}");
        file.close();
        run(u"tributary-cli"_s, {u"providers"_s, u"set-key"_s, u"kept"_s}, canary + "\n");
        QVERIFY2(!m_output.isEmpty(), "it says what became of the key");
        findNothing();
    }

    void theWindowKeepsItToItself()
    {
        if (!QFile::exists(programPath(u"tributary"_s)))
            QSKIP("this build has no window");
        run(u"tributary"_s, {u"--dump-accessibility"_s, m_folder->filePath(u"dump.json"_s), u"--no-animation"_s});
        QVERIFY2(QFile::exists(m_folder->filePath(u"dump.json"_s)), m_output.constData());
        findNothing();
    }

private:
    static QString programPath(const QString &name) { return QStringLiteral(TRIBUTARY_PROGRAMS "/") + name; }

    [[nodiscard]] QString providersPath() const { return m_folder->filePath(u"config/tributary/providers.json"_s); }

    void writeProviders()
    {
        QDir().mkpath(m_folder->filePath(u"config/tributary"_s));
        QFile file(providersPath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QByteArrayList entries;
        for (const QString &id : {u"good"_s, u"echo"_s, u"stream"_s, u"named"_s, u"redirect"_s}) {
            QUrl address = m_server->baseUrl();
            address.setPath(u'/' + id);
            entries.append(providerEntry(id, address));
        }
        file.write("{\"version\":1,\"providers\":[" + entries.join(',') + "]}");
    }

    /// By the first part of the path: answers, or tries to get the key out.
    ServerScript reply(const ReceivedRequest &request)
    {
        if (request.path.startsWith("/redirect"))
            return {{Kind::Send, responseHead(307, {"Location: " + m_other->baseUrl().toEncoded() + "/chat/completions",
                                                    "Content-Length: 0"})},
                    {Kind::Close}};
        const QByteArray echo = "{\"error\":{\"message\":\"Incorrect API key provided: " + canary + " (" + canary +
                                ")\",\"code\":\"invalid_api_key\"}}";
        if (request.path.startsWith("/echo"))
            return {{Kind::Send, response(401, "application/json", echo, {"X-Request-Id: " + canary})}, {Kind::Close}};
        if (request.method == "GET")
            return {{Kind::Send, response(200, "application/json", "{\"data\":[{\"id\":\"m\"}]}")}, {Kind::Close}};
        if (request.path.startsWith("/named"))
            return {{Kind::Send, streamHead({"X-Request-Id: " + canary}) +
                                     deltaEvent("Rhine").replace("served", canary) + endEvents()},
                    {Kind::Close}};
        if (request.path.startsWith("/stream"))
            return {{Kind::Send, streamHead() + deltaEvent("Rhi") + "data: " + echo + "\n\n"}, {Kind::Close}};
        return answerScript("Rhine");
    }

    void run(const QString &program, const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TRIBUTARY_CANARY"_s, QString::fromLatin1(canary));
        for (const auto &[name, folder] : {std::pair{u"HOME"_s, u"home"_s},
                                           {u"XDG_CONFIG_HOME"_s, u"config"_s},
                                           {u"XDG_DATA_HOME"_s, u"data"_s},
                                           {u"XDG_STATE_HOME"_s, u"state"_s},
                                           {u"XDG_CACHE_HOME"_s, u"cache"_s},
                                           {u"TMPDIR"_s, u"tmp"_s}}) {
            QDir().mkpath(m_folder->filePath(folder));
            environment.insert(name, m_folder->filePath(folder));
        }
        // No keyring of the person who runs this test is touched.
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"QT_LOGGING_RULES"_s, u"*=true"_s);
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        QSignalSpy finished(&process, &QProcess::finished);
        process.start(programPath(program), arguments);
        process.write(input);
        process.closeWriteChannel();
        QVERIFY2(finished.wait(60000), "it did not end");
        m_output += process.readAll();
    }

    [[nodiscard]] bool gotTheKey() const
    {
        const QList<ReceivedRequest> &requests = m_server->requests();
        return std::any_of(requests.begin(), requests.end(), [](const ReceivedRequest &request) {
            return request.fields.value("authorization") == "Bearer " + canary;
        });
    }

    void findNothing() const
    {
        QVERIFY2(canaryIn(m_output).isEmpty(), m_output.constData());
        QCOMPARE(leaksBelow(m_folder->path()), QStringList());
        for (const ReceivedRequest &request : m_other->requests()) {
            QByteArray all = request.path + request.body;
            for (const QByteArray &value : request.fields)
                all += '\n' + value;
            QVERIFY2(canaryIn(all).isEmpty(), all.constData());
        }
        QCOMPARE(m_other->requests().size(), 0);
        // Its own server learns the key from the one header field that it belongs in, and nowhere else.
        for (const ReceivedRequest &request : m_server->requests())
            QVERIFY(canaryIn(request.path + request.body).isEmpty());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ScriptedServer> m_other;
    QByteArray m_output;
};

QTEST_GUILESS_MAIN(CanaryTest)
#include "tst_canary.moc"
