// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/CredentialStore.h"

#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const QByteArray canary = "sk-canary-key-\xc3\xa9-000111";
constexpr auto insideMark = "TRIBUTARY_TEST_INSIDE";

Provider acme()
{
    Provider provider;
    provider.id = {u"acme"_s};
    provider.name = u"Acme"_s;
    provider.baseUrl = QUrl(u"https://acme.example/v1"_s);
    provider.key.kind = KeySource::Kind::Keyring;
    return provider;
}

} // namespace

/// The real keyring of the system. This program calls itself inside a session bus of its own.
class SystemKeyringTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void withGnomeKeyring_data()
    {
        QTest::addColumn<bool>("glib");
        QTest::newRow("Qt's loop over GLib, as in the window") << true;
        QTest::newRow("a loop without GLib, as on the command line") << false;
    }

    void withGnomeKeyring()
    {
        QFETCH(bool, glib);
        if (qEnvironmentVariableIsSet(insideMark))
            QSKIP("inside");
        for (const QString &program : {u"dbus-run-session"_s, u"gnome-keyring-daemon"_s}) {
            if (QStandardPaths::findExecutable(program).isEmpty())
                QSKIP(qPrintable(program + u" is not installed"_s));
        }
        const QTemporaryDir home;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(insideMark), u"1"_s);
        environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
        if (!glib)
            environment.insert(u"QT_NO_GLIB"_s, u"1"_s);
        runInside(u"/bin/sh"_s,
                  {QStringLiteral(TRIBUTARY_TEST_DATA "/local/with-keyring.sh"), home.path(),
                   QCoreApplication::applicationFilePath(), u"insideWritesReadsAndDeletes"_s},
                  environment);
    }

    void withoutASessionBus()
    {
        if (qEnvironmentVariableIsSet(insideMark))
            QSKIP("inside");
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(insideMark), u"1"_s);
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
        environment.remove(u"DISPLAY"_s);
        runInside(QCoreApplication::applicationFilePath(), {u"insideSaysThatThereIsNone"_s}, environment);
    }

    void insideWritesReadsAndDeletes()
    {
        if (!qEnvironmentVariableIsSet(insideMark))
            QSKIP("runs inside a session bus of its own");
        const SystemClock clock;
        const std::unique_ptr<Keyring> keyring = makeSystemKeyring();
        QCOMPARE(ask(*keyring, clock), u"Acme has no key in the keyring; enter one."_s);
        {
            CredentialStore store(*keyring, clock);
            std::optional<Result<Secret>> kept;
            store.keep(acme(), Secret(canary), this, [&](const Result<Secret> &result) { kept = result; });
            QTRY_VERIFY_WITH_TIMEOUT(kept, 20000);
            QVERIFY2(*kept, qPrintable(kept->has_value() ? QString() : kept->error().message + kept->error().detail));
        }
        QCOMPARE(ask(*keyring, clock), QString::fromUtf8(canary));
        {
            CredentialStore store(*keyring, clock);
            std::optional<Result<Secret>> gone;
            store.forget(acme(), this, [&](const Result<Secret> &result) { gone = result; });
            QTRY_VERIFY_WITH_TIMEOUT(gone, 20000);
            QVERIFY(*gone);
        }
        QCOMPARE(ask(*keyring, clock), u"Acme has no key in the keyring; enter one."_s);
    }

    void insideSaysThatThereIsNone()
    {
        if (!qEnvironmentVariableIsSet(insideMark))
            QSKIP("runs without a session bus");
        const SystemClock clock;
        const std::unique_ptr<Keyring> keyring = makeSystemKeyring();
        QVERIFY(ask(*keyring, clock).startsWith(u"There is no keyring for the key of Acme"_s));
    }

private:
    /// The key, or the sentence that says why there is none.
    QString ask(Keyring &keyring, const Clock &clock)
    {
        CredentialStore store(keyring, clock);
        std::optional<Result<Secret>> answer;
        store.whenKnown(acme(), this, [&](const Result<Secret> &result) { answer = result; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 20000))
            return u"no answer"_s;
        return *answer ? QString::fromUtf8((*answer)->reveal()) : (*answer).error().message;
    }

    static void runInside(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment)
    {
        QProcess process;
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        QSignalSpy finished(&process, &QProcess::finished);
        process.start(program, arguments);
        QVERIFY2(finished.wait(60000), "it did not end");
        QVERIFY2(process.exitCode() == 0, process.readAll().constData());
    }
};

QTEST_GUILESS_MAIN(SystemKeyringTest)
#include "tst_system_keyring.moc"
