// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/Keyring.h"

#include <QAbstractEventDispatcher>
#include <QLibrary>
#include <QTimer>
#include <qt6keychain/keychain.h>

namespace tributary {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto serviceName = "Tributary"_L1;
constexpr auto turnInterval = 5ms;

/// The backend's errors are sentences in one bag; these words tell them apart.
KeyringProblem meaningOfWords(const QString &words)
{
    for (const auto word : {"could not connect"_L1, "D-Bus"_L1, "DBus"_L1, "org.freedesktop.secrets"_L1,
                            "autolaunch"_L1, "kwalletd"_L1}) {
        if (words.contains(word, Qt::CaseInsensitive))
            return KeyringProblem::Missing;
    }
    if (words.contains("locked"_L1, Qt::CaseInsensitive))
        return KeyringProblem::Locked;
    for (const auto word : {"dismissed"_L1, "denied"_L1, "cancelled"_L1, "canceled"_L1}) {
        if (words.contains(word, Qt::CaseInsensitive))
            return KeyringProblem::Refused;
    }
    return KeyringProblem::Broken;
}

std::optional<KeyringProblem> problemOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
        return std::nullopt;
    case QKeychain::EntryNotFound:
        return KeyringProblem::NotFound;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return KeyringProblem::Refused;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return KeyringProblem::Missing;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        return meaningOfWords(job.errorString());
    }
    Q_UNREACHABLE();
}

/// Answers of the Secret Service arrive through GLib. Where Qt's event loop does without GLib (the command line's),
/// GLib gets its turns from a timer, as long as a request is under way.
class GlibTurns : public QObject
{
public:
    GlibTurns()
    {
        m_timer.setInterval(turnInterval);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            constexpr int withoutBlocking = 0;
            while (m_iterate(nullptr, withoutBlocking) != 0) {
            }
        });
    }

    void begin()
    {
        if (++m_underWay > 1 || loopHasGlib())
            return;
        if (!m_iterate)
            m_iterate = reinterpret_cast<Iterate>(QLibrary::resolve(u"glib-2.0"_s, 0, "g_main_context_iteration"));
        if (m_iterate)
            m_timer.start();
    }

    void end()
    {
        if (--m_underWay == 0)
            m_timer.stop();
    }

private:
    using Iterate = int (*)(void *, int);

    static bool loopHasGlib()
    {
        const QAbstractEventDispatcher *loop = QAbstractEventDispatcher::instance();
        return loop && QByteArrayView(loop->metaObject()->className()).contains("Glib");
    }

    QTimer m_timer;
    Iterate m_iterate = nullptr;
    int m_underWay = 0;
};

class SystemKeyring final : public Keyring
{
public:
    void read(const QString &entry, QObject *context, const Done &done) override
    {
        auto *job = new QKeychain::ReadPasswordJob(serviceName);
        start(job, entry, context, [job, done](KeyringAnswer answer) {
            if (!answer.problem)
                answer.key = Secret(job->textData().toUtf8());
            done(answer);
        });
    }

    void write(const QString &entry, const Secret &key, QObject *context, const Done &done) override
    {
        auto *job = new QKeychain::WritePasswordJob(serviceName);
        job->setTextData(QString::fromUtf8(key.reveal()));
        start(job, entry, context, done);
    }

    void remove(const QString &entry, QObject *context, const Done &done) override
    {
        start(new QKeychain::DeletePasswordJob(serviceName), entry, context, done);
    }

private:
    /// The job deletes itself after its end and not before: the backend would call back into it.
    void start(QKeychain::Job *job, const QString &entry, QObject *context, const Done &done)
    {
        job->setKey(entry);
        job->setInsecureFallback(false);
        m_turns.begin();
        QObject::connect(job, &QKeychain::Job::finished, &m_turns, [this] { m_turns.end(); });
        QObject::connect(job, &QKeychain::Job::finished, context, [job, done] {
            const auto problem = problemOf(*job);
            done({{}, problem, problem ? job->errorString() : QString()});
        });
        job->start();
    }

    GlibTurns m_turns;
};

} // namespace

std::unique_ptr<Keyring> makeSystemKeyring()
{
    return std::make_unique<SystemKeyring>();
}

} // namespace tributary
