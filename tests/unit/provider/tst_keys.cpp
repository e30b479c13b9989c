// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CallProbe.h"
#include "provider/CredentialStore.h"
#include "support/FakeClock.h"
#include "support/FakeKeyring.h"

#include <QRegularExpression>
#include <QSignalSpy>

using namespace tributary;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray canary = "sk-canary-key-000111";

Provider acme()
{
    Provider provider;
    provider.id = {u"acme"_s};
    provider.name = u"Acme"_s;
    provider.baseUrl = QUrl(u"https://acme.example:8443/v1"_s);
    provider.key.kind = KeySource::Kind::Keyring;
    return provider;
}

const QString entry = u"acme at https://acme.example:8443"_s;

/// What whenKnown() and keep() said, once each.
struct Answer
{
    CredentialStore::Done note()
    {
        return [this](const Result<Secret> &result) {
            key = result;
            ++times;
        };
    }

    [[nodiscard]] QString text() const
    {
        if (!key)
            return u"none"_s;
        return *key ? QString::fromUtf8((*key)->reveal()) : wireName(key->error().kind);
    }

    std::optional<Result<Secret>> key;
    int times = 0;
};

} // namespace

class KeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsAKeyOnceAndKeepsIt()
    {
        m_keyring.entries = {{entry, canary}};
        CredentialStore store(m_keyring, m_clock);
        QCOMPARE(store.stateOf(acme()), KeyState::Unknown);
        QVERIFY(!store.keyFor(acme()));
        QSignalSpy changes(&store, &CredentialStore::keyStateChanged);
        Answer first;
        Answer second;
        store.whenKnown(acme(), this, first.note());
        store.whenKnown(acme(), this, second.note());
        QCOMPARE(store.stateOf(acme()), KeyState::Waiting);
        QCOMPARE(first.text(), u"none"_s);
        QTRY_COMPARE(second.times, 1);
        QCOMPARE(first.text(), QString::fromLatin1(canary));
        QCOMPARE(store.keyFor(acme())->reveal(), canary);
        QCOMPARE(changes.size(), 2);
        Answer third;
        store.whenKnown(acme(), this, third.note());
        QTRY_COMPARE(third.text(), QString::fromLatin1(canary));
        QCOMPARE(m_keyring.asked, QStringList{u"read "_s + entry});
        QCOMPARE(m_clock.armedAlarms(), 0);
    }

    void anEntryBelongsToItsServer()
    {
        Provider elsewhere = acme();
        elsewhere.baseUrl = QUrl(u"https://evil.example/v1"_s);
        Provider otherPath = acme();
        otherPath.baseUrl = QUrl(u"https://acme.example:8443/v2/openai"_s);
        QCOMPARE(keyringEntry(acme()), entry);
        QCOMPARE(keyringEntry(otherPath), entry);
        QVERIFY(keyringEntry(elsewhere) != entry);
        m_keyring.entries = {{entry, canary}};
        CredentialStore store(m_keyring, m_clock);
        Answer answer;
        store.whenKnown(elsewhere, this, answer.note());
        QTRY_COMPARE(answer.text(), u"key-missing"_s);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<KeyringProblem>("problem");
        QTest::addColumn<QString>("words");
        QTest::newRow("not found") << KeyringProblem::NotFound << u"Acme has no key in the keyring"_s;
        QTest::newRow("locked") << KeyringProblem::Locked << u"is locked; unlock it and try again"_s;
        QTest::newRow("refused") << KeyringProblem::Refused << u"refused the key of Acme"_s;
        QTest::newRow("missing") << KeyringProblem::Missing << u"There is no keyring"_s;
        QTest::newRow("broken") << KeyringProblem::Broken << u"The keyring failed"_s;
    }

    void saysWhatIsWrong()
    {
        QFETCH(KeyringProblem, problem);
        QFETCH(QString, words);
        m_keyring.entries = {{entry, canary}};
        m_keyring.problem = problem;
        m_keyring.words = u"the system's words"_s;
        CredentialStore store(m_keyring, m_clock);
        Answer answer;
        store.whenKnown(acme(), this, answer.note());
        QTRY_COMPARE(answer.text(), u"key-missing"_s);
        const Error error = answer.key->error();
        QVERIFY2(error.message.contains(words), qPrintable(error.message));
        QCOMPARE(error.detail, u"the system's words"_s);
        const bool offersOthers = error.message.contains(u"environment variable"_s);
        QCOMPARE(offersOthers, problem != KeyringProblem::NotFound);
        QCOMPARE(store.stateOf(acme()), KeyState::Missing);
        QCOMPARE(store.keyFor(acme()).error().message, error.message);
    }

    void asksAgainAfterAFailure()
    {
        m_keyring.entries = {{entry, canary}};
        m_keyring.problem = KeyringProblem::Locked;
        CredentialStore store(m_keyring, m_clock);
        store.prefetch({acme()});
        QTRY_COMPARE(store.stateOf(acme()), KeyState::Missing);
        m_keyring.problem.reset();
        store.prefetch({acme()});
        QTRY_COMPARE(store.stateOf(acme()), KeyState::Known);
        store.prefetch({acme()});
        QCOMPARE(m_keyring.asked.size(), 2);
    }

    void givesUpOnALockedKeyringAfterHalfAMinute()
    {
        m_keyring.isSilent = true;
        CredentialStore store(m_keyring, m_clock);
        Answer answer;
        store.whenKnown(acme(), this, answer.note());
        m_clock.advance(29'999ms);
        QCOMPARE(answer.times, 0);
        m_clock.advance(1ms);
        QCOMPARE(answer.times, 1);
        QVERIFY(answer.key->error().message.contains(u"locked"_s));
        m_keyring.isSilent = false;
        m_keyring.entries = {{entry, canary}};
        store.whenKnown(acme(), this, answer.note());
        QTRY_COMPARE(answer.text(), QString::fromLatin1(canary));
    }

    void whoeverIsGoneHearsNothing()
    {
        m_keyring.isSilent = true;
        auto store = std::make_unique<CredentialStore>(m_keyring, m_clock);
        Answer answer;
        {
            QObject context;
            store->whenKnown(acme(), &context, answer.note());
        }
        m_clock.advance(60s);
        QCOMPARE(answer.times, 0);
        store->whenKnown(acme(), this, answer.note());
        store.reset();
        m_clock.advance(60s);
        QCOMPARE(answer.times, 0);
    }

    void aSessionKeyGoesFirst()
    {
        m_keyring.isSilent = true;
        CredentialStore store(m_keyring, m_clock);
        Answer answer;
        store.whenKnown(acme(), this, answer.note());
        store.setSessionKey(acme().id, Secret("s3"));
        QCOMPARE(store.stateOf(acme()), KeyState::Known);
        QCOMPARE(store.keyFor(acme())->reveal(), "s3"_ba);
        // Who waits for the keyring hears of the key as soon as the keyring's turn is over.
        m_clock.advance(30s);
        QCOMPARE(answer.text(), u"s3"_s);
    }

    void writesReplacesAndDeletes()
    {
        CredentialStore store(m_keyring, m_clock);
        Answer kept;
        store.keep(acme(), Secret(canary), this, kept.note());
        QCOMPARE(store.keyFor(acme())->reveal(), canary);
        QTRY_COMPARE(kept.text(), QString::fromLatin1(canary));
        QVERIFY(!store.hasSessionKey(acme().id));
        QCOMPARE(m_keyring.entries.value(entry), canary);
        store.keep(acme(), Secret("other-key-0001"), this, kept.note());
        QTRY_COMPARE(m_keyring.entries.value(entry), "other-key-0001"_ba);
        QTRY_COMPARE(kept.times, 2);
        Answer gone;
        store.forget(acme(), this, gone.note());
        QCOMPARE(store.stateOf(acme()), KeyState::Missing);
        QTRY_COMPARE(gone.text(), QString());
        QVERIFY(m_keyring.entries.isEmpty());
        store.forget(acme(), this, gone.note());
        QTRY_COMPARE(gone.times, 2);
        QVERIFY2(*gone.key, "an entry that was not there is no error");
    }

    void aKeyThatTheKeyringDoesNotTakeStaysForTheSession()
    {
        m_keyring.problem = KeyringProblem::Refused;
        CredentialStore store(m_keyring, m_clock);
        Answer kept;
        store.keep(acme(), Secret(canary), this, kept.note());
        QTRY_COMPARE(kept.text(), u"key-missing"_s);
        QVERIFY(store.hasSessionKey(acme().id));
        QCOMPARE(store.keyFor(acme())->reveal(), canary);
    }

    void withoutAKeyring()
    {
        CredentialStore store;
        Answer answer;
        QCOMPARE(store.stateOf(acme()), KeyState::Missing);
        store.whenKnown(acme(), this, answer.note());
        QTRY_COMPARE(answer.text(), u"key-missing"_s);
        store.keep(acme(), Secret(canary), this, answer.note());
        QTRY_COMPARE(answer.times, 2);
        QCOMPARE(store.keyFor(acme())->reveal(), canary);
        store.forget(acme(), this, answer.note());
        QTRY_COMPARE(answer.times, 3);
    }

    void callsWaitForTheirKey()
    {
        ScriptedServer server;
        server.setScripts({answerScript("Rhine")});
        NetworkPool pool;
        CredentialStore store(m_keyring, m_clock);
        Provider provider = acme();
        provider.baseUrl = server.baseUrl();
        m_keyring.entries = {{keyringEntry(provider), canary}};
        NetworkModelClient client(pool, store, m_clock, [] { return 0.0; });
        client.setProviders({provider});
        ChatRequest request;
        request.model = {provider.id, u"m"_s};
        request.messages = {{ChatRole::User, u"Name a river."_s}};
        const CallProbe probe(client.ask(request, {}));
        QTRY_COMPARE(probe.end(), u"answered"_s);
        QCOMPARE(probe.reasons.size(), 1);
        QCOMPARE(probe.reasons.first().cause, CallWait::Cause::Key);
        QCOMPARE(server.requests().first().fields.value("authorization"), "Bearer " + canary);
        const CallProbe second(client.ask(request, {}));
        QTRY_COMPARE(second.end(), u"answered"_s);
        QVERIFY2(second.reasons.isEmpty(), "the key is known now");
    }

    void aCallThatWaitsForItsKeyCanBeCancelled()
    {
        m_keyring.isSilent = true;
        NetworkPool pool;
        CredentialStore store(m_keyring, m_clock);
        NetworkModelClient client(pool, store, m_clock, [] { return 0.0; });
        client.setProviders({acme()});
        ChatRequest request;
        request.model = {acme().id, u"m"_s};
        request.messages = {{ChatRole::User, u"Name a river."_s}};
        CallProbe cancelled(client.ask(request, {}));
        CallProbe waiting(client.ask(request, {}));
        cancelled.call->cancel();
        QCOMPARE(cancelled.end(), u"cancelled"_s);
        m_clock.advance(30s);
        QCOMPARE(cancelled.ends, 1);
        QCOMPARE(waiting.end(), u"key-missing"_s);
    }

    void cleanup()
    {
        m_keyring.entries.clear();
        m_keyring.problem.reset();
        m_keyring.words.clear();
        m_keyring.isSilent = false;
        m_keyring.asked.clear();
    }

private:
    FakeKeyring m_keyring;
    FakeClock m_clock;
};

QTEST_GUILESS_MAIN(KeysTest)
#include "tst_keys.moc"
