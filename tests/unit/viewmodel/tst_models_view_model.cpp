// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/NetworkPool.h"
#include "provider/ProvidersFile.h"
#include "support/ScriptedServer.h"
#include "viewmodel/ModelsViewModel.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

Provider provider(const QString &id, const QUrl &address, const QStringList &models = {})
{
    Provider provider;
    provider.id = {id};
    provider.name = id.toUpper();
    provider.baseUrl = address;
    provider.key.kind = KeySource::Kind::None;
    for (const QString &model : models)
        provider.models.append({model, {}, {}, {}});
    return provider;
}

ListedModel listed(const QString &id)
{
    ListedModel model;
    model.model.id = id;
    return model;
}

ServerScript reply(int status, const QByteArray &body)
{
    return {{ServerStep::Kind::Send, response(status, "application/json", body)}, {ServerStep::Kind::Close}};
}

} // namespace

/// What the Models view does with the providers file.
class ModelsViewModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void tellsHowProvidersAre();
    void switchesOff();
    void choosesModels();
    void theLastModelStaysOn();
    void everyModelIsOnWithoutAChoice();
    void pricesCanBeWritten_data();
    void pricesCanBeWritten();
    void overrulesTheTable_data();
    void overrulesTheTable();
    void otherRulesStay();
    void readsTheList();
    void saysWhyTheListCannotBeRead();
    void cancelsReading();
    void removesAndBringsBack();
    void doesNotOverwriteSilently();
    void keepsLimits();
    void tellsTheServicesLimits();
    void theDemoCannotBeChanged();

private:
    void write(const QList<Provider> &providers);
    [[nodiscard]] QList<Provider> written() const;
    [[nodiscard]] QString condition(int row) const;
    [[nodiscard]] QStringList chosen() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<NetworkPool> m_pool;
    std::unique_ptr<CredentialStore> m_keys;
    SystemClock m_clock;
    ModelCatalogue m_catalogue;
    std::unique_ptr<ModelsViewModel> m_model;
};

void ModelsViewModelTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    m_pool = std::make_unique<NetworkPool>();
    m_keys = std::make_unique<CredentialStore>();
    m_catalogue = ModelCatalogue();
}

void ModelsViewModelTest::cleanup()
{
    m_model.reset();
    m_keys.reset();
    m_pool.reset();
}

void ModelsViewModelTest::write(const QList<Provider> &providers)
{
    const QString path = m_folder->filePath(u"providers.json"_s);
    QVERIFY(saveProvidersFile(providers, path));
    m_catalogue.setProviders(providers);
    m_model = std::make_unique<ModelsViewModel>(ModelsServices{*m_pool, *m_keys, m_clock, m_catalogue, path});
    if (!providers.isEmpty())
        m_model->select(providers.first().id);
}

QList<Provider> ModelsViewModelTest::written() const
{
    return loadProvidersFile(m_folder->filePath(u"providers.json"_s)).value_or(QList<Provider>());
}

QString ModelsViewModelTest::condition(int row) const
{
    return m_model->providers().index(row).data(ProviderList::ConditionRole).toString();
}

QStringList ModelsViewModelTest::chosen() const
{
    QStringList ids;
    const QList<Provider> providers = written();
    for (const ProviderModel &model : providers.first().models)
        ids.append(model.id);
    return ids;
}

void ModelsViewModelTest::tellsHowProvidersAre()
{
    Provider locked = provider(u"locked"_s, QUrl(u"https://a.example/v1"_s));
    locked.key.kind = KeySource::Kind::Session;
    Provider off = provider(u"off"_s, QUrl(u"https://b.example/v1"_s));
    off.enabled = false;
    const Provider local = provider(u"local"_s, QUrl(u"http://127.0.0.1:8080/v1"_s));
    write({locked, off, local});
    const QAbstractItemModelTester tester(&m_model->providers());
    QCOMPARE(condition(0), u"Key missing"_s);
    QCOMPARE(condition(1), u"Off"_s);
    QCOMPARE(condition(2), u"Not tested"_s);
    QCOMPARE(m_model->providers().index(0).data(ProviderList::KindRole).toString(), u"Cloud · a.example"_s);
    QCOMPARE(m_model->providers().index(2).data(ProviderList::KindRole).toString(),
             u"This computer · 127.0.0.1:8080"_s);
    m_model->setSpeeds({{{local.id, u"m"_s}, 20.0}});
    QCOMPARE(condition(2), u"Connected"_s);
    m_keys->setSessionKey(locked.id, Secret("sk-canary-4711"));
    QCOMPARE(condition(0), u"Not tested"_s);
}

void ModelsViewModelTest::switchesOff()
{
    write({provider(u"a"_s, QUrl(u"https://a.example/v1"_s), {u"m"_s})});
    QSignalSpy changed(m_model.get(), &ModelsViewModel::providersChanged);
    m_model->setEnabled(false);
    QVERIFY(!written().first().enabled);
    QCOMPARE(condition(0), u"Off"_s);
    QCOMPARE(changed.count(), 1);
    m_model->setEnabled(true);
    QVERIFY(written().first().enabled);
    QCOMPARE(written().first().models.size(), 1);
}

void ModelsViewModelTest::choosesModels()
{
    const Provider acme = provider(u"a"_s, QUrl(u"https://a.example/v1"_s), {u"one"_s});
    m_catalogue.setListing(
        {acme.id, acme.baseUrl, QDateTime(QDate(2026, 11, 21), QTime(1, 0)), {listed(u"two"_s), listed(u"three"_s)}});
    write({acme});
    const QAbstractItemModelTester tester(&m_model->models());
    QCOMPARE(m_model->models().rowCount(), 3);
    QVERIFY(
        m_model->models().setData(m_model->models().index(2, ModelTable::OnColumn), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(chosen(), (QStringList{u"one"_s, u"three"_s}));
    // Nothing jumps away under the pointer.
    QCOMPARE(m_model->models().index(1, 0).data().toString(), u"two"_s);
    m_model->setModelsOn({u"one"_s}, false);
    QCOMPARE(chosen(), QStringList{u"three"_s});
}

void ModelsViewModelTest::theLastModelStaysOn()
{
    write({provider(u"a"_s, QUrl(u"https://a.example/v1"_s), {u"one"_s})});
    m_model->setModelsOn({u"one"_s}, false);
    QCOMPARE(chosen(), QStringList{u"one"_s});
    QVERIFY(m_model->listNote().text.startsWith(u"One model stays on"_s));
}

void ModelsViewModelTest::everyModelIsOnWithoutAChoice()
{
    const Provider acme = provider(u"a"_s, QUrl(u"https://a.example/v1"_s));
    m_catalogue.setListing(
        {acme.id, acme.baseUrl, QDateTime(QDate(2026, 11, 21), QTime(1, 0)), {listed(u"one"_s), listed(u"two"_s)}});
    write({acme});
    QCOMPARE(m_model->listNote().text, u"List read 21 Nov. Every model is on."_s);
    m_model->setModelsOn({u"two"_s}, false);
    QCOMPARE(chosen(), QStringList{u"one"_s});
}

void ModelsViewModelTest::pricesCanBeWritten_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<std::optional<double>>("expected");
    QTest::newRow("a price") << QVariant(0.9) << std::optional(0.9);
    QTest::newRow("nothing to pay") << QVariant(0.0) << std::optional(0.0);
    QTest::newRow("unknown again") << QVariant() << std::optional<double>();
    QTest::newRow("no price") << QVariant(-1.0) << std::optional(0.5);
}

void ModelsViewModelTest::pricesCanBeWritten()
{
    QFETCH(QVariant, value);
    QFETCH(std::optional<double>, expected);
    Provider acme = provider(u"a"_s, QUrl(u"https://a.example/v1"_s), {u"one"_s});
    acme.models[0].inputUsdPerMTok = 0.5;
    write({acme});
    m_model->models().setData(m_model->models().index(0, ModelTable::InputPriceColumn), value);
    QCOMPARE(written().first().models.first().inputUsdPerMTok, expected);
}

void ModelsViewModelTest::overrulesTheTable_data()
{
    QTest::addColumn<OverridableTrait>("trait");
    QTest::addColumn<TraitUse>("use");
    QTest::newRow("sampling sent") << OverridableTrait::Sampling << TraitUse::Sent;
    QTest::newRow("sampling left out") << OverridableTrait::Sampling << TraitUse::LeftOut;
    QTest::newRow("system prompt left out") << OverridableTrait::SystemPrompt << TraitUse::LeftOut;
}

void ModelsViewModelTest::overrulesTheTable()
{
    QFETCH(OverridableTrait, trait);
    QFETCH(TraitUse, use);
    write({provider(u"openai"_s, QUrl(u"https://api.openai.com/v1"_s), {u"o3"_s, u"gpt-4o"_s})});
    // What the table knows of a reasoning model.
    QVERIFY(!m_model->isTraitSent(u"o3"_s, OverridableTrait::Sampling));
    QVERIFY(m_model->isTraitSent(u"gpt-4o"_s, OverridableTrait::Sampling));
    m_model->setTrait(u"o3"_s, trait, use);
    QCOMPARE(m_model->traitOf(u"o3"_s, trait), use);
    QCOMPARE(m_model->traitOf(u"gpt-4o"_s, trait), TraitUse::AsKnown);
    QCOMPARE(written().first().rules.size(), 1);
    m_model->setTrait(u"o3"_s, trait, TraitUse::AsKnown);
    QVERIFY(written().first().rules.isEmpty());
}

void ModelsViewModelTest::otherRulesStay()
{
    Provider acme = provider(u"a"_s, QUrl(u"https://a.example/v1"_s), {u"m.1"_s});
    CapabilityRule rule;
    rule.models = u"^m"_s;
    rule.refuses = {ModelParameter::Seed};
    acme.rules = {rule};
    write({acme});
    m_model->setTrait(u"m.1"_s, OverridableTrait::Sampling, TraitUse::LeftOut);
    m_model->setTrait(u"m.1"_s, OverridableTrait::SystemPrompt, TraitUse::LeftOut);
    QCOMPARE(written().first().rules.size(), 2);
    QCOMPARE(written().first().rules.last().models, u"^m\\.1$"_s);
    m_model->setTrait(u"m.1"_s, OverridableTrait::Sampling, TraitUse::AsKnown);
    m_model->setTrait(u"m.1"_s, OverridableTrait::SystemPrompt, TraitUse::AsKnown);
    QCOMPARE(written().first().rules, acme.rules);
}

void ModelsViewModelTest::readsTheList()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return reply(200, "{\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}"); });
    write({provider(u"local"_s, server.baseUrl())});
    QSignalSpy listed(m_model.get(), &ModelsViewModel::listed);
    m_model->refresh();
    QVERIFY(m_model->isRefreshing());
    QCOMPARE(m_model->listNote().text, u"Reading the list of models from LOCAL…"_s);
    QTRY_COMPARE(listed.count(), 1);
    QCOMPARE(listed.at(0).at(1).value<QList<ListedModel>>().size(), 2);
    QVERIFY(!m_model->isRefreshing());
    QCOMPARE(condition(0), u"Connected"_s);
}

void ModelsViewModelTest::saysWhyTheListCannotBeRead()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return reply(401, "{\"error\":{\"message\":\"no\"}}"); });
    write({provider(u"local"_s, server.baseUrl())});
    m_model->refresh();
    QTRY_COMPARE(condition(0), u"Key refused"_s);
    QCOMPARE(m_model->listNote().tone, Tone::Error);
}

void ModelsViewModelTest::cancelsReading()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) -> ServerScript { return {{ServerStep::Kind::Hold}}; });
    write({provider(u"local"_s, server.baseUrl())});
    m_model->refresh();
    QTRY_COMPARE(server.holding(), 1);
    m_model->cancelRefresh();
    QVERIFY(!m_model->isRefreshing());
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(condition(0), u"Not tested"_s);
}

void ModelsViewModelTest::removesAndBringsBack()
{
    Provider keyed = provider(u"b"_s, QUrl(u"https://b.example/v1"_s), {u"m"_s});
    keyed.key.kind = KeySource::Kind::Session;
    const Provider first = provider(u"a"_s, QUrl(u"https://a.example/v1"_s));
    const Provider last = provider(u"c"_s, QUrl(u"https://c.example/v1"_s));
    write({first, keyed, last});
    m_keys->setSessionKey(keyed.id, Secret("sk-canary-4711"));
    m_model->select(keyed.id);
    QSignalSpy removed(m_model.get(), &ModelsViewModel::removed);
    m_model->remove();
    QCOMPARE(removed.count(), 1);
    QCOMPARE(written(), (QList<Provider>{first, last}));
    QVERIFY(!m_keys->hasSessionKey(keyed.id));
    QCOMPARE(m_model->current(), last.id);
    QVERIFY(m_model->undoRemove());
    QCOMPARE(written(), (QList<Provider>{first, keyed, last}));
    QVERIFY(m_keys->hasSessionKey(keyed.id));
    QCOMPARE(m_model->current(), keyed.id);
    QVERIFY(!m_model->undoRemove());
}

void ModelsViewModelTest::doesNotOverwriteSilently()
{
    Provider acme = provider(u"a"_s, QUrl(u"https://a.example/v1"_s), {u"m"_s});
    write({acme});
    acme.parallel = 3;
    QVERIFY(saveProvidersFile({acme}, m_folder->filePath(u"providers.json"_s)));
    ProviderForm form = m_model->editor().form();
    form.name = u"Renamed"_s;
    m_model->editor().setForm(form);
    QVERIFY(m_model->save().has_value());
    QCOMPARE(written().first().name, u"A"_s);
    QVERIFY(m_model->editor().fileProblem().startsWith(u"Another program changed A meanwhile."_s));
    QVERIFY(!m_model->save().has_value());
    QCOMPARE(written().first().name, u"Renamed"_s);
}

void ModelsViewModelTest::keepsLimits()
{
    write({provider(u"a"_s, QUrl(u"https://a.example/v1"_s), {u"m"_s})});
    QVERIFY(!m_model->editor().isChanged());
    ProviderForm form = m_model->editor().form();
    form.retries = 0;
    form.timeoutMs = 600'000;
    form.requestsPerMinute = 20;
    m_model->editor().setForm(form);
    QVERIFY(m_model->editor().isChanged());
    QVERIFY(!m_model->save().has_value());
    QVERIFY(!m_model->editor().isChanged());
    QCOMPARE(written().first().retries, std::optional(0));
    QCOMPARE(written().first().timeoutMs, std::optional<qint64>(600'000));
    QCOMPARE(written().first().requestsPerMinute, std::optional<qint64>(20));
}

void ModelsViewModelTest::tellsTheServicesLimits()
{
    write({provider(u"a"_s, QUrl(u"https://api.groq.com/openai/v1"_s))});
    QVERIFY(m_model->limitsNote().contains(u"by the day"_s));
    m_model->startNew();
    QCOMPARE(m_model->limitsNote(), QString());
}

void ModelsViewModelTest::theDemoCannotBeChanged()
{
    write({});
    Provider demo = provider(u"demo"_s, QUrl(u"http://127.0.0.1:1/v1"_s), {u"voice"_s});
    m_model->setDemo(demo);
    QCOMPARE(m_model->current(), demo.id);
    QVERIFY(m_model->isDemo());
    QCOMPARE(m_model->models().rowCount(), 1);
    QVERIFY(
        !m_model->models().flags(m_model->models().index(0, ModelTable::OnColumn)).testFlag(Qt::ItemIsUserCheckable));
    m_model->remove();
    m_model->refresh();
    QVERIFY(!m_model->isRefreshing());
    QVERIFY(written().isEmpty());
}

QTEST_GUILESS_MAIN(ModelsViewModelTest)
#include "tst_models_view_model.moc"
