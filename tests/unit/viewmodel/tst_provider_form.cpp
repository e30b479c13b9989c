// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/ModelPickList.h"
#include "viewmodel/ProviderForm.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// What a person types about a provider and which of its models are chosen, without a network or a file.
class ProviderFormTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsAddresses_data();
    void readsAddresses();
    void refusesAddresses_data();
    void refusesAddresses();
    void permitsOpenHttp();
    void readsVariables_data();
    void readsVariables();
    void makesIds_data();
    void makesIds();
    void keepsTheKeysPlace_data();
    void keepsTheKeysPlace();
    void knowsUsableServers();
    void takesTheVersionOfAnAzureAddress();
    void keepsTheDialect();
    void listKeepsTheRulesOfModels();
    void shortListIsChosen();
    void longListIsNotChosen();
    void listedFactsCompleteTypedNames();
    void roomForEight();
};

void ProviderFormTest::readsAddresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("used");
    QTest::addColumn<QString>("note");
    QTest::newRow("as it should be") << u"https://api.example.org/v1"_s << u"https://api.example.org/v1"_s << QString();
    QTest::newRow("slash at the end") << u"https://api.example.org/v1/"_s << u"https://api.example.org/v1"_s
                                      << QString();
    QTest::newRow("blanks") << u"  https://api.example.org/v1\n"_s << u"https://api.example.org/v1"_s << QString();
    QTest::newRow("doubled version") << u"https://api.example.org/v1/v1"_s << u"https://api.example.org/v1"_s
                                     << u"The doubled /v1 is left out: https://api.example.org/v1"_s;
    QTest::newRow("pasted endpoint") << u"https://api.example.org/v1/chat/completions"_s
                                     << u"https://api.example.org/v1"_s << u"Used as https://api.example.org/v1"_s;
    QTest::newRow("no scheme") << u"api.example.org/v1"_s << u"https://api.example.org/v1"_s
                               << u"Used as https://api.example.org/v1"_s;
    QTest::newRow("no scheme, this computer")
        << u"localhost:8080/v1"_s << u"http://localhost:8080/v1"_s << u"Used as http://localhost:8080/v1"_s;
    QTest::newRow("no path") << u"https://api.example.org"_s << u"https://api.example.org"_s
                             << u"Most servers expect /v1 at the end: https://api.example.org/v1"_s;
    QTest::newRow("half typed") << u"https://exa"_s << u"https://exa"_s << QString();
    QTest::newRow("http on this computer")
        << u"http://127.0.0.1:11434/v1"_s << u"http://127.0.0.1:11434/v1"_s << QString();
}

void ProviderFormTest::readsAddresses()
{
    QFETCH(QString, typed);
    QFETCH(QString, used);
    QFETCH(QString, note);
    ProviderForm form;
    form.address = typed;
    const AddressReading reading = readAddress(form);
    QCOMPARE(reading.url.toString(), used);
    QCOMPARE(reading.note.text, note);
    QVERIFY(!reading.note.blocks);
}

void ProviderFormTest::refusesAddresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << u"  "_s << u"Enter the server's address."_s;
    QTest::newRow("no address") << u"https://"_s << u"Write an address such as"_s;
    QTest::newRow("other scheme") << u"ftp://example.org"_s << u"Write an address such as"_s;
    QTest::newRow("open http") << u"http://example.org/v1"_s << u"unencrypted. Use https."_s;
    QTest::newRow("key before the @") << u"https://sk-secret@example.org/v1"_s << u"before the @"_s;
    QTest::newRow("key in the query") << u"https://example.org/v1?key=sk-secret"_s << u"after the question mark"_s;
}

void ProviderFormTest::refusesAddresses()
{
    QFETCH(QString, typed);
    QFETCH(QString, words);
    ProviderForm form;
    form.address = typed;
    const AddressReading reading = readAddress(form);
    QVERIFY(reading.url.isEmpty());
    QVERIFY(reading.note.blocks);
    QVERIFY2(reading.note.text.contains(words), qPrintable(reading.note.text));
    QVERIFY(!reading.note.text.contains("secret"_L1));
}

void ProviderFormTest::permitsOpenHttp()
{
    ProviderForm form;
    form.address = u"http://192.168.1.5:8080/v1"_s;
    QVERIFY(readAddress(form).isInsecure);
    form.allowInsecure = true;
    const AddressReading reading = readAddress(form);
    QCOMPARE(reading.url.toString(), form.address);
    QCOMPARE(reading.note, (FieldNote{u"Keys and prompts travel unencrypted to 192.168.1.5."_s, Tone::Warning, false}));
}

void ProviderFormTest::readsVariables_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("note");
    QTest::addColumn<bool>("blocks");
    const QString wrong = u"This is no variable's name. Enter the name, not the key."_s;
    QTest::newRow("nothing") << QString() << u"Enter the variable's name, such as TOGETHER_API_KEY."_s << true;
    QTest::newRow("a key") << u"sk-proj-0123456789"_s << wrong << true;
    QTest::newRow("a long key") << QString(64, u'a') << wrong << true;
    QTest::newRow("unset") << u"TRIBUTARY_TEST_UNSET"_s
                           << u"TRIBUTARY_TEST_UNSET is not set. Set it, then start Tributary again."_s << false;
    QTest::newRow("set") << u" TRIBUTARY_TEST_SET "_s << u"TRIBUTARY_TEST_SET is set."_s << false;
}

void ProviderFormTest::readsVariables()
{
    QFETCH(QString, variable);
    QFETCH(QString, note);
    QFETCH(bool, blocks);
    qputenv("TRIBUTARY_TEST_SET", "value");
    QCOMPARE(noteOfVariable(variable).text, note);
    QCOMPARE(noteOfVariable(variable).blocks, blocks);
}

void ProviderFormTest::makesIds_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("id");
    QTest::newRow("word") << u"Mistral"_s << u"mistral"_s;
    QTest::newRow("words") << u" Together  AI! "_s << u"together-ai"_s;
    QTest::newRow("taken") << u"Taken"_s << u"taken-3"_s;
    QTest::newRow("slashes") << u"a/b"_s << u"a-b"_s;
    QTest::newRow("accents") << u"Büro Süd"_s << u"buro-sud"_s;
    QTest::newRow("other letters") << u"日本"_s << u"provider"_s;
    QTest::newRow("the demo's") << u"Demo"_s << u"demo-2"_s;
}

void ProviderFormTest::makesIds()
{
    QFETCH(QString, name);
    QFETCH(QString, id);
    Provider first;
    first.id = {u"taken"_s};
    Provider second;
    second.id = {u"taken-2"_s};
    QCOMPARE(freeProviderId(name, {first, second}).value, id);
}

void ProviderFormTest::keepsTheKeysPlace_data()
{
    QTest::addColumn<QString>("place");
    for (const char *place : {"session", "env:SOME_KEY", "none", "keyring"})
        QTest::newRow(place) << QString::fromLatin1(place);
}

void ProviderFormTest::keepsTheKeysPlace()
{
    QFETCH(QString, place);
    Provider provider;
    provider.key = *KeySource::fromString(place);
    QCOMPARE(keySourceOf(formOf(provider)), provider.key);
}

void ProviderFormTest::knowsUsableServers()
{
    for (const ServicePreset &service : servicePresets()) {
        const ProviderForm form = formOf(service);
        if (service.id == "other"_L1) {
            QCOMPARE(form.address, QString());
            continue;
        }
        QCOMPARE(readAddress(form).url.toString(), QUrl(service.baseUrl).toString());
        QCOMPARE(readAddress(form).note.blocks, false);
        QVERIFY(service.variable.isEmpty() || !noteOfVariable(service.variable).blocks);
        QCOMPARE(form.parallel, service.parallel);
        QCOMPARE(dialectAt(service.baseUrl), service.dialect);
    }
    QCOMPARE(dialectAt(u" api.anthropic.com/v1/messages"_s), std::nullopt);
    QCOMPARE(dialectAt(u"https://api.anthropic.com/ "_s), DialectKind::Anthropic);
    QCOMPARE(dialectAt(u"http://127.0.0.1:11434"_s), DialectKind::Ollama);
    QCOMPARE(dialectAt(u"http://127.0.0.1:11434/v1"_s), std::nullopt);
    QCOMPARE(dialectAt(u"https://models.test/v1"_s), std::nullopt);
}

void ProviderFormTest::takesTheVersionOfAnAzureAddress()
{
    ProviderForm form;
    form.address = u"https://r.openai.azure.com/openai/deployments/d?api-version=2024-10-21"_s;
    QCOMPARE(readAddress(form).url.toString(), form.address);
    QVERIFY(!readAddress(form).note.blocks);
}

void ProviderFormTest::keepsTheDialect()
{
    for (const DialectChoice &choice : dialectChoices()) {
        Provider provider;
        provider.dialect = choice.dialect;
        QCOMPARE(formOf(provider).dialect, choice.dialect);
    }
}

namespace {

QList<ProviderModel> manyModels(int count)
{
    QList<ProviderModel> models;
    for (int i = 0; i < count; ++i)
        models.append({u"model-%1"_s.arg(i), {}, {}, {}});
    return models;
}

QStringList idsOf(const QList<ProviderModel> &models)
{
    QStringList ids;
    for (const ProviderModel &model : models)
        ids.append(model.id);
    return ids;
}

bool check(ModelPickList &list, int row, bool chosen)
{
    return list.setData(list.index(row), chosen ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
}

} // namespace

void ProviderFormTest::listKeepsTheRulesOfModels()
{
    ModelPickList list;
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    list.setChosen(manyModels(2));
    list.offer(manyModels(30));
    QVERIFY(list.add(u"typed"_s));
    QVERIFY(check(list, 20, true));
    list.setChosen({});
    QCOMPARE(list.rowCount(), 0);
}

void ProviderFormTest::shortListIsChosen()
{
    ModelPickList list;
    list.offer(manyModels(3));
    QCOMPARE(idsOf(list.chosen()), (QStringList{u"model-0"_s, u"model-1"_s, u"model-2"_s}));
    QVERIFY(check(list, 1, false));
    list.offer(manyModels(4));
    QCOMPARE(idsOf(list.chosen()), (QStringList{u"model-0"_s, u"model-2"_s}));
    QCOMPARE(list.rowCount(), 4);
}

void ProviderFormTest::longListIsNotChosen()
{
    ModelPickList list;
    list.offer(manyModels(9));
    QVERIFY(list.chosen().isEmpty());
    QCOMPARE(list.rowCount(), 9);
}

void ProviderFormTest::listedFactsCompleteTypedNames()
{
    ModelPickList list;
    QVERIFY(list.add(u" model-0 "_s));
    list.offer({{u"model-0"_s, 4096, 0.5, 1.5}});
    QCOMPARE(list.chosen(), (QList<ProviderModel>{{u"model-0"_s, 4096, 0.5, 1.5}}));
    QVERIFY(list.index(0).data(Qt::ToolTipRole).toString().contains("4,096 tokens"_L1));
    QVERIFY(!list.add(u"  "_s));
}

void ProviderFormTest::roomForEight()
{
    ModelPickList list;
    list.offer(manyModels(12));
    for (int row = 0; row < 8; ++row)
        QVERIFY(check(list, row, true));
    QVERIFY(list.isFull());
    QVERIFY(!check(list, 8, true));
    QVERIFY(!list.add(u"one more"_s));
    QVERIFY(list.add(u"model-3"_s)); // it is there already
    QVERIFY(check(list, 0, false));
    QVERIFY(check(list, 8, true));
    QCOMPARE(list.chosen().size(), 8);
}

QTEST_GUILESS_MAIN(ProviderFormTest)
#include "tst_provider_form.moc"
