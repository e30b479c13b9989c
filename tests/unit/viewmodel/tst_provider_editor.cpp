// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/NetworkPool.h"
#include "provider/ProvidersFile.h"
#include "support/ScriptedServer.h"
#include "viewmodel/ProviderEditor.h"

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

using Kind = ServerStep::Kind;

const QByteArray canary = "sk-canary-4711-do-not-show-a1f3";

ServerScript reply(int status, const QByteArray &body, const QByteArray &type = "application/json")
{
    return {{Kind::Send, response(status, type, body)}, {Kind::Close}};
}

ServerScript modelList(const QStringList &ids)
{
    QStringList entries;
    for (const QString &id : ids)
        entries.append(u"{\"id\":\"%1\",\"context_length\":8192}"_s.arg(id));
    return reply(200, u"{\"data\":[%1]}"_s.arg(entries.join(u',')).toUtf8());
}

/// Answers GET with the list and POST with the answer.
void serve(ScriptedServer &server, const ServerScript &list, const ServerScript &answer = answerScript("ready"))
{
    server.setHandler([=](const ReceivedRequest &request) { return request.method == "GET" ? list : answer; });
}

ServicePreset service(const QString &address, const QString &variable)
{
    ServicePreset preset;
    preset.name = u"Acme"_s;
    preset.baseUrl = address;
    preset.variable = variable;
    preset.key = variable.isEmpty() ? ServicePreset::Key::None : ServicePreset::Key::Needed;
    preset.dialect = DialectKind::Ollama;
    preset.parallel = 2;
    return preset;
}

/// "Address passed, Certificate not tried, Key failed, ..."
QString summary(const QList<CheckLine> &lines)
{
    QStringList parts;
    for (const CheckLine &line : lines)
        parts.append(line.title + u' ' + line.word);
    return parts.join(u", "_s);
}

QString allText(const ProviderEditor &editor)
{
    QStringList texts{editor.connection().verdict(), editor.fileProblem(), editor.keyHint()};
    for (const CheckLine &line : editor.connection().lines())
        texts << line.text << line.detail;
    for (const ProviderField field :
         {ProviderField::Name, ProviderField::Address, ProviderField::Key, ProviderField::Models})
        texts << editor.note(field).text;
    return texts.join(u'\n');
}

} // namespace

Q_DECLARE_METATYPE(tributary::ServerScript)

/// Connecting a provider, against a server that does as it is told.
class ProviderEditorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void saysNothingBeforeAnythingIsTouched();
    void saysWhatIsMissingWhenSaving();
    void testsStepByStep_data();
    void testsStepByStep();
    void testsAtARefusingAddress();
    void showsEveryStepFromTheStart();
    void changeMakesTheTestVoid();
    void nameDoesNotMakeTheTestVoid();
    void offersWhatTheServerLists();
    void neverShowsTheKey();
    void savesWithoutTheKey();
    void keepsWhatItDoesNotShow();
    void keepsWhatOthersWrote();
    void editsUnderTheSameId();
    void keyStaysWithItsServer();
    void otherPlaceForgetsTheSessionKey();
    void fillsIn();
    void refusesATakenName();
    void removes();
    void leavesABrokenFileAlone();
    void saysWhenItCannotWrite();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"providers.json"_s); }

    [[nodiscard]] QByteArray file() const;
    void type(const QString &name, const QString &address, KeyPlace place = KeyPlace::None);
    void runTest();
    void saveOne(const QByteArray &key = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<NetworkPool> m_pool;
    std::unique_ptr<CredentialStore> m_keys;
    std::unique_ptr<ProviderEditor> m_editor;
    SystemClock m_clock;
};

void ProviderEditorTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<ScriptedServer>();
    serve(*m_server, modelList({u"m"_s}));
    m_pool = std::make_unique<NetworkPool>();
    m_keys = std::make_unique<CredentialStore>();
    m_editor = std::make_unique<ProviderEditor>(*m_pool, *m_keys, m_clock, path());
    m_editor->startNew();
}

void ProviderEditorTest::cleanup()
{
    m_editor.reset();
    m_pool.reset();
    m_server.reset();
}

QByteArray ProviderEditorTest::file() const
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void ProviderEditorTest::type(const QString &name, const QString &address, KeyPlace place)
{
    ProviderForm form = m_editor->form();
    form.name = name;
    form.address = address;
    form.keyPlace = place;
    m_editor->setForm(form);
}

void ProviderEditorTest::runTest()
{
    QSignalSpy ended(m_editor.get(), &ProviderEditor::testFinished);
    m_editor->test();
    QVERIFY(m_editor->connection().isRunning());
    QTRY_COMPARE(ended.size(), 1);
}

void ProviderEditorTest::saveOne(const QByteArray &key)
{
    type(u"Acme"_s, m_server->baseUrl().toString(), key.isEmpty() ? KeyPlace::None : KeyPlace::Session);
    m_editor->setKey(Secret(key));
    m_editor->models().add(u"m"_s);
    QVERIFY(!m_editor->save());
}

void ProviderEditorTest::saysNothingBeforeAnythingIsTouched()
{
    for (const ProviderField field :
         {ProviderField::Name, ProviderField::Address, ProviderField::Key, ProviderField::Models})
        QCOMPARE(m_editor->note(field), FieldNote());
    ProviderForm form = m_editor->form();
    form.name = u"Acme"_s;
    m_editor->setForm(form);
    QCOMPARE(m_editor->note(ProviderField::Address), FieldNote());
    form.address = u"http://l"_s; // on the way to localhost
    m_editor->setForm(form);
    QCOMPARE(m_editor->note(ProviderField::Address), FieldNote());
    QVERIFY(!m_editor->asksAboutInsecure());
    form.address = u"http://example.org"_s;
    m_editor->setForm(form);
    QVERIFY(m_editor->note(ProviderField::Address).blocks);
    QVERIFY(m_editor->asksAboutInsecure());
}

void ProviderEditorTest::saysWhatIsMissingWhenSaving()
{
    QCOMPARE(m_editor->save(), ProviderField::Name);
    QCOMPARE(m_editor->note(ProviderField::Name).text, u"Enter a name for this provider."_s);
    QCOMPARE(m_editor->note(ProviderField::Address).text, u"Enter the server's address."_s);
    QCOMPARE(m_editor->note(ProviderField::Key).text, u"Enter the key, or choose another place for it."_s);
    QCOMPARE(m_editor->note(ProviderField::Models).text, u"Choose at least one model."_s);
    type(u"Acme"_s, u"https://example.org/v1"_s, KeyPlace::Session);
    QCOMPARE(m_editor->save(), ProviderField::Key);
    m_editor->setKey(Secret("a\nb"));
    QCOMPARE(m_editor->save(), ProviderField::Key);
    m_editor->setKey(Secret(canary));
    QCOMPARE(m_editor->save(), ProviderField::Models);
    QVERIFY(!QFile::exists(path()));
}

void ProviderEditorTest::testsStepByStep_data()
{
    QTest::addColumn<ServerScript>("list");
    QTest::addColumn<ServerScript>("answer");
    QTest::addColumn<QString>("steps");
    const ServerScript good = answerScript("ready");
    QTest::newRow("right") << modelList({u"m"_s}) << good
                           << u"Address passed, Certificate not tried, Key passed, Models passed, Answer passed"_s;
    QTest::newRow("wrong key")
        << reply(401, "{\"error\":{\"message\":\"no\"}}") << good
        << u"Address passed, Certificate not tried, Key failed, Models not tried, Answer not tried"_s;
    QTest::newRow("a web page")
        << reply(200, "<!doctype html><title>Hi</title>", "text/html") << good
        << u"Address passed, Certificate not tried, Key not tried, Models failed, Answer not tried"_s;
    QTest::newRow("no models")
        << modelList({}) << good
        << u"Address passed, Certificate not tried, Key passed, Models passed, Answer not tried"_s;
    QTest::newRow("model does not answer")
        << modelList({u"m"_s, u"n"_s}) << reply(400, "{\"error\":{\"message\":\"no chat\"}}")
        << u"Address passed, Certificate not tried, Key passed, Models passed, Answer failed"_s;
}

void ProviderEditorTest::testsStepByStep()
{
    QFETCH(ServerScript, list);
    QFETCH(ServerScript, answer);
    QFETCH(QString, steps);
    serve(*m_server, list, answer);
    type(u"Acme"_s, m_server->baseUrl().toString(), KeyPlace::Session);
    m_editor->setKey(Secret("right"));
    runTest();
    QCOMPARE(summary(m_editor->connection().lines()), steps);
    QCOMPARE(m_server->requests().first().fields.value("authorization"), QByteArray("Bearer right"));
    QCOMPARE(m_editor->connection().hasPassed(), !steps.contains("failed"_L1));
    QCOMPARE(m_editor->hintForModels().startsWith("The server lists no models"_L1), m_editor->connection().hasPassed());
    for (const CheckLine &line : m_editor->connection().lines())
        QVERIFY(!line.text.isEmpty() && !line.icon.isEmpty());
}

void ProviderEditorTest::testsAtARefusingAddress()
{
    const QString address = m_server->baseUrl().toString();
    m_server->close();
    type(u"Acme"_s, address);
    runTest();
    QCOMPARE(summary(m_editor->connection().lines()),
             u"Address failed, Certificate not tried, Key not tried, Models not tried, Answer not tried"_s);
    QVERIFY(m_editor->connection().verdict().startsWith("Address failed: "_L1));
}

void ProviderEditorTest::showsEveryStepFromTheStart()
{
    serve(*m_server, {{Kind::Hold}});
    type(u"Acme"_s, m_server->baseUrl().toString());
    m_editor->test();
    QCOMPARE(summary(m_editor->connection().lines()),
             u"Address testing, Certificate waiting, Key waiting, Models waiting, Answer waiting"_s);
    QVERIFY(m_editor->connection().verdict().isEmpty());
    m_editor->stopTest();
    QVERIFY(!m_editor->connection().hasStarted());
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void ProviderEditorTest::changeMakesTheTestVoid()
{
    type(u"Acme"_s, m_server->baseUrl().toString());
    runTest();
    QSignalSpy changes(m_editor.get(), &ProviderEditor::testChanged);
    type(u"Acme"_s, u"https://example.org/v1"_s);
    QCOMPARE(changes.size(), 1);
    QVERIFY(!m_editor->connection().hasStarted());
    QCOMPARE(summary(m_editor->connection().lines()),
             u"Address waiting, Certificate waiting, Key waiting, Models waiting, Answer waiting"_s);
    QVERIFY(!m_editor->connection().hasPassed());
}

void ProviderEditorTest::nameDoesNotMakeTheTestVoid()
{
    type({}, m_server->baseUrl().toString());
    runTest();
    type(u"Acme"_s, m_server->baseUrl().toString());
    QVERIFY(m_editor->connection().hasPassed());
}

void ProviderEditorTest::offersWhatTheServerLists()
{
    serve(*m_server, modelList({u"m"_s, u"n"_s}));
    type(u"Acme"_s, m_server->baseUrl().toString());
    runTest();
    QCOMPARE(m_editor->models().chosen(), (QList<ProviderModel>{{u"m"_s, 8192, {}, {}}, {u"n"_s, 8192, {}, {}}}));
    QVERIFY(!m_editor->save());
    QCOMPARE(loadProvidersFile(path())->first().models.size(), 2);
}

void ProviderEditorTest::neverShowsTheKey()
{
    const QByteArray echo = "{\"error\":{\"message\":\"Incorrect API key provided: " + canary + "\"}}";
    serve(*m_server, reply(401, echo));
    type(u"Acme"_s, m_server->baseUrl().toString(), KeyPlace::Session);
    m_editor->setKey(Secret(canary));
    runTest();
    QVERIFY(!allText(*m_editor).contains(QString::fromLatin1(canary)));
    QCOMPARE(m_editor->connection().lines().at(2).word, u"failed"_s);
}

void ProviderEditorTest::savesWithoutTheKey()
{
    QSignalSpy saved(m_editor.get(), &ProviderEditor::saved);
    QSignalSpy written(m_editor.get(), &ProviderEditor::providersChanged);
    saveOne(canary);
    QCOMPARE(saved.size(), 1);
    QCOMPARE(written.size(), 1);
    QVERIFY(!file().isEmpty());
    QVERIFY(!file().contains(canary));
    QVERIFY(file().contains("\"key\": \"session\""));
    QCOMPARE(m_keys->keyFor(m_editor->providers().first())->reveal(), canary);
    QCOMPARE(m_editor->keyHint(), u"…a1f3"_s);
    QCOMPARE(m_editor->note(ProviderField::Key).text, u"The key …a1f3 is kept for this session."_s);
}

void ProviderEditorTest::keepsWhatItDoesNotShow()
{
    Provider provider;
    provider.id = {u"local"_s};
    provider.name = u"Local"_s;
    provider.dialect = DialectKind::Ollama;
    provider.baseUrl = m_server->baseUrl();
    provider.key = {KeySource::Kind::None, {}};
    provider.parallel = 3;
    provider.models = {{u"m"_s, 100, 1.5, 2.5}};
    QVERIFY(saveProvidersFile({provider}, path()));
    m_editor->edit(provider.id);
    type(u"Renamed"_s, m_editor->form().address);
    QVERIFY(!m_editor->save());
    provider.name = u"Renamed"_s;
    QCOMPARE(*loadProvidersFile(path()), QList<Provider>{provider});
}

void ProviderEditorTest::keepsWhatOthersWrote()
{
    type(u"Acme"_s, m_server->baseUrl().toString());
    m_editor->models().add(u"m"_s);
    Provider other;
    other.id = {u"acme"_s};
    other.name = u"Other"_s;
    other.baseUrl = QUrl(u"https://example.org/v1"_s);
    QVERIFY(saveProvidersFile({other}, path()));
    QVERIFY(!m_editor->save());
    QCOMPARE(m_editor->providerNames(), (QStringList{u"Other"_s, u"Acme"_s}));
    QCOMPARE(m_editor->current().value, u"acme-2"_s);
}

void ProviderEditorTest::editsUnderTheSameId()
{
    saveOne();
    m_editor->edit({u"acme"_s});
    QCOMPARE(m_editor->currentRow(), 0);
    QCOMPARE(m_editor->form().name, u"Acme"_s);
    type(u"Better name"_s, m_editor->form().address);
    QVERIFY(!m_editor->save());
    QCOMPARE(m_editor->providers().size(), 1);
    QCOMPARE(m_editor->providers().first().id.value, u"acme"_s);
    m_editor->edit({u"nobody"_s});
    QVERIFY(m_editor->current().isEmpty());
}

void ProviderEditorTest::keyStaysWithItsServer()
{
    saveOne(canary);
    m_editor->edit({u"acme"_s});
    ScriptedServer other;
    serve(other, modelList({u"m"_s}));
    type(u"Acme"_s, other.baseUrl().toString(), KeyPlace::Session);
    QCOMPARE(m_editor->keyHint(), QString());
    runTest();
    for (const ReceivedRequest &request : other.requests())
        QVERIFY(!request.fields.value("authorization").contains(canary));
    QCOMPARE(m_editor->save(), ProviderField::Key);
    QCOMPARE(m_editor->note(ProviderField::Key).text,
             u"The address leads to another server now. Enter the key for that one."_s);
    m_editor->setKey(Secret("another-key-1234"));
    QVERIFY(!m_editor->save());
    QCOMPARE(m_keys->keyFor(m_editor->providers().first())->reveal(), QByteArray("another-key-1234"));
}

void ProviderEditorTest::otherPlaceForgetsTheSessionKey()
{
    saveOne(canary);
    m_editor->edit({u"acme"_s});
    type(u"Acme"_s, m_server->baseUrl().toString(), KeyPlace::None);
    runTest();
    QVERIFY(!m_server->requests().last().fields.contains("authorization"));
    QVERIFY(m_keys->hasSessionKey({u"acme"_s}));
    QVERIFY(!m_editor->save());
    QVERIFY(!m_keys->hasSessionKey({u"acme"_s}));
}

void ProviderEditorTest::fillsIn()
{
    QSignalSpy replaced(m_editor.get(), &ProviderEditor::formReplaced);
    m_editor->fillIn(service(u"https://example.org/v1"_s, u"TRIBUTARY_TEST_UNSET"_s));
    QCOMPARE(replaced.size(), 1);
    QCOMPARE(m_editor->form().keyPlace, KeyPlace::Keyring);
    qputenv("TRIBUTARY_TEST_SET", "value");
    m_editor->fillIn(service(u"https://example.org/v1"_s, u"TRIBUTARY_TEST_SET"_s));
    QCOMPARE(m_editor->form().keyPlace, KeyPlace::Environment);
    m_editor->fillIn(service(u"http://localhost:1/v1"_s, {}));
    QCOMPARE(m_editor->form().keyPlace, KeyPlace::None);
    m_editor->models().add(u"m"_s);
    QVERIFY(!m_editor->save());
    QCOMPARE(m_editor->providers().first().dialect, DialectKind::Ollama);
    QCOMPARE(m_editor->providers().first().parallel, 2);
    m_editor->startNew();
    m_editor->fillIn(FoundServer{u"vllm"_s,
                                 u"vLLM"_s,
                                 DialectKind::ChatCompletions,
                                 QUrl(u"http://127.0.0.1:5/v1"_s),
                                 {{{u"a"_s, 5, {}, {}}, u"a"_s}}});
    QCOMPARE(m_editor->form().address, u"http://127.0.0.1:5/v1"_s);
    QCOMPARE(m_editor->models().chosen().size(), 1);
}

void ProviderEditorTest::refusesATakenName()
{
    saveOne();
    m_editor->startNew();
    type(u"acme "_s, m_server->baseUrl().toString());
    QCOMPARE(m_editor->save(), ProviderField::Name);
    QCOMPARE(m_editor->note(ProviderField::Name).text, u"Another provider has this name. Choose a different one."_s);
}

void ProviderEditorTest::removes()
{
    saveOne(canary);
    QSignalSpy removed(m_editor.get(), &ProviderEditor::removed);
    QVERIFY(m_editor->removeCurrent());
    QCOMPARE(removed.size(), 1);
    QVERIFY(loadProvidersFile(path())->isEmpty());
    QVERIFY(!m_keys->hasSessionKey({u"acme"_s}));
    QCOMPARE(m_editor->form(), ProviderForm());
    QVERIFY(!m_editor->removeCurrent());
}

void ProviderEditorTest::leavesABrokenFileAlone()
{
    const QByteArray broken = "{\"version\":1,\"providers\":7}";
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(broken);
    file.close();
    m_editor->startNew();
    QVERIFY(!m_editor->fileProblem().isEmpty());
    type(u"Acme"_s, m_server->baseUrl().toString());
    m_editor->models().add(u"m"_s);
    QVERIFY(m_editor->save());
    QCOMPARE(this->file(), broken);
}

void ProviderEditorTest::saysWhenItCannotWrite()
{
    QFile blocker(m_folder->filePath(u"blocker"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    m_editor = std::make_unique<ProviderEditor>(*m_pool, *m_keys, m_clock, blocker.fileName() + u"/providers.json"_s);
    type(u"Acme"_s, m_server->baseUrl().toString(), KeyPlace::Session);
    m_editor->setKey(Secret(canary));
    m_editor->models().add(u"m"_s);
    QVERIFY(m_editor->save());
    QVERIFY(m_editor->fileProblem().contains("could not be written"_L1));
    QVERIFY(!m_keys->hasSessionKey({u"acme"_s}));
}

QTEST_GUILESS_MAIN(ProviderEditorTest)
#include "tst_provider_editor.moc"
