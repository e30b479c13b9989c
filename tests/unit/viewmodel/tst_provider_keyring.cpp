// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/NetworkPool.h"
#include "provider/ProvidersFile.h"
#include "support/FakeKeyring.h"
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

const QByteArray canary = "sk-canary-4711-do-not-show-a1f3";

ServerScript serveModels(const ReceivedRequest &request)
{
    const QByteArray list = R"({"data":[{"id":"m"}]})";
    if (request.method == "GET")
        return {{ServerStep::Kind::Send, response(200, "application/json", list)}, {ServerStep::Kind::Close}};
    return answerScript("ready");
}

} // namespace

/// What becomes of a key in the form whose place is the system's keyring.
class ProviderKeyringTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_folder = std::make_unique<QTemporaryDir>();
        m_keyring = std::make_unique<FakeKeyring>();
        m_server = std::make_unique<ScriptedServer>();
        m_server->setHandler(serveModels);
        m_pool = std::make_unique<NetworkPool>();
        start();
        m_editor->startNew();
    }

    void cleanup()
    {
        m_editor.reset();
        m_keys.reset();
        m_pool.reset();
        m_server.reset();
    }

    void theKeyringIsTheUsualPlace()
    {
        QCOMPARE(m_editor->form().keyPlace, KeyPlace::Keyring);
        QCOMPARE(m_editor->keyPlaces().first().place, KeyPlace::Keyring);
        QCOMPARE(m_editor->keyPlaces().size(), 4);
    }

    void savesIntoTheKeyringAndNowhereElse()
    {
        save(canary);
        QTRY_COMPARE(m_keyring->entries.value(entry()), canary);
        QTRY_COMPARE(keyNote(), u"The key …a1f3 is in the keyring."_s);
        QVERIFY(!file().contains(canary));
        QVERIFY(file().contains("\"key\": \"keyring\""));
        QVERIFY(!m_keys->hasSessionKey({u"acme"_s}));
    }

    void isReadAgainWithTheNextStart()
    {
        save(canary);
        QTRY_VERIFY(!m_keys->hasSessionKey({u"acme"_s}));
        start();
        m_editor->edit({u"acme"_s});
        QVERIFY(keyNote().contains(u"has not given the key of Acme yet"_s));
        m_keys->prefetch(m_editor->providers());
        QTRY_COMPARE(keyNote(), u"The key …a1f3 is in the keyring."_s);
    }

    void theTestAsksTheKeyringForAKeyThatIsNotTyped()
    {
        save(canary);
        QTRY_VERIFY(!m_keys->hasSessionKey({u"acme"_s}));
        start();
        m_editor->edit({u"acme"_s});
        test();
        QCOMPARE(m_server->requests().first().fields.value("authorization"), "Bearer " + canary);
        QVERIFY(m_editor->connection().hasPassed());
    }

    void aTestedKeyIsNotKept()
    {
        type(canary);
        test();
        QVERIFY(m_editor->connection().hasPassed());
        QCOMPARE(m_server->requests().first().fields.value("authorization"), "Bearer " + canary);
        QVERIFY(m_keyring->asked.isEmpty());
        QVERIFY(!m_keys->hasSessionKey({u"acme"_s}));
    }

    void aRefusingKeyringLeavesTheKeyForTheSession()
    {
        m_keyring->problem = KeyringProblem::Refused;
        QSignalSpy failed(m_editor.get(), &ProviderEditor::keyringFailed);
        save(canary);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().at(1).toString(),
                 u"The keyring is locked or missing. The key is kept for this session only."_s);
        QVERIFY(m_keys->hasSessionKey({u"acme"_s}));
        QCOMPARE(keyNote(), u"Saving puts the key …a1f3 into the keyring."_s);
        m_keyring->problem.reset();
        QVERIFY(!m_editor->save());
        QTRY_COMPARE(m_keyring->entries.value(entry()), canary);
    }

    void savingWithoutANewKeyAsksNothingOfTheKeyring()
    {
        save(canary);
        QTRY_VERIFY(!m_keys->hasSessionKey({u"acme"_s}));
        const qsizetype before = m_keyring->asked.size();
        m_editor->edit({u"acme"_s});
        QVERIFY(!m_editor->save());
        QCoreApplication::processEvents();
        QCOMPARE(m_keyring->asked.size(), before);
        QCOMPARE(m_keys->keyFor(m_editor->providers().first())->reveal(), canary);
    }

    void anotherPlaceTakesTheKeyOutOfTheKeyring()
    {
        save(canary);
        QTRY_VERIFY(!m_keys->hasSessionKey({u"acme"_s}));
        m_editor->edit({u"acme"_s});
        ProviderForm form = m_editor->form();
        form.keyPlace = KeyPlace::Session;
        m_editor->setForm(form);
        QVERIFY(!m_editor->save());
        QTRY_VERIFY(m_keyring->entries.isEmpty());
        QCOMPARE(m_keys->keyFor(m_editor->providers().first())->reveal(), canary);
        QVERIFY(m_keys->hasSessionKey({u"acme"_s}));
    }

    void anotherServerDoesNotGetTheKey()
    {
        save(canary);
        QTRY_VERIFY(!m_keys->hasSessionKey({u"acme"_s}));
        ScriptedServer other;
        other.setHandler(serveModels);
        m_editor->edit({u"acme"_s});
        ProviderForm form = m_editor->form();
        form.address = other.baseUrl().toString();
        m_editor->setForm(form);
        QCOMPARE(m_editor->keyHint(), QString());
        test();
        for (const ReceivedRequest &request : other.requests())
            QVERIFY(!request.fields.contains("authorization"));
        QCOMPARE(m_editor->save(), ProviderField::Key);
    }

    void removingDeletesTheKey()
    {
        save(canary);
        QTRY_VERIFY(!m_keys->hasSessionKey({u"acme"_s}));
        QVERIFY(m_editor->removeCurrent());
        QTRY_VERIFY(m_keyring->entries.isEmpty());
    }

    void saysWhenTheKeyringDoesNotDelete()
    {
        save(canary);
        QTRY_VERIFY(!m_keys->hasSessionKey({u"acme"_s}));
        m_keyring->problem = KeyringProblem::Locked;
        QSignalSpy failed(m_editor.get(), &ProviderEditor::keyringFailed);
        QVERIFY(m_editor->removeCurrent());
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed.first().at(1).toString().contains(u"Its entry may still be there."_s));
    }

private:
    /// As after a start of the program: nothing but the keyring and the file remembers.
    void start()
    {
        m_editor.reset();
        m_keys = std::make_unique<CredentialStore>(*m_keyring, m_clock);
        m_editor = std::make_unique<ProviderEditor>(*m_pool, *m_keys, m_clock, m_folder->filePath(u"providers.json"_s));
    }

    [[nodiscard]] QString entry() const { return u"acme at http://127.0.0.1:%1"_s.arg(m_server->baseUrl().port()); }

    [[nodiscard]] QString keyNote() const { return m_editor->note(ProviderField::Key).text; }

    [[nodiscard]] QByteArray file() const
    {
        QFile file(m_folder->filePath(u"providers.json"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void type(const QByteArray &key)
    {
        ProviderForm form = m_editor->form();
        form.name = u"Acme"_s;
        form.address = m_server->baseUrl().toString();
        m_editor->setForm(form);
        m_editor->setKey(Secret(key));
        m_editor->models().add(u"m"_s);
    }

    void save(const QByteArray &key)
    {
        type(key);
        QVERIFY(!m_editor->save());
    }

    void test()
    {
        QSignalSpy ended(m_editor.get(), &ProviderEditor::testFinished);
        m_editor->test();
        QTRY_COMPARE(ended.size(), 1);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeKeyring> m_keyring;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<NetworkPool> m_pool;
    std::unique_ptr<CredentialStore> m_keys;
    std::unique_ptr<ProviderEditor> m_editor;
    SystemClock m_clock;
};

QTEST_GUILESS_MAIN(ProviderKeyringTest)
#include "tst_provider_keyring.moc"
