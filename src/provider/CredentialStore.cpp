// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/CredentialStore.h"

#include <QCoreApplication>

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds patience = 30s;

Result<Secret> checked(const Secret &key, const QString &missing)
{
    if (key.isEmpty())
        return fail(ErrorKind::KeyMissing, missing);
    if (!key.fitsInHeader())
        return fail(
            ErrorKind::KeyMissing,
            CredentialStore::tr("The key holds line breaks or control characters; copy it again without them."));
    return key;
}

QString sentence(KeyringProblem problem, const Provider &provider)
{
    const QString others = CredentialStore::tr("enter the key for this session only or use an environment variable");
    switch (problem) {
    case KeyringProblem::NotFound:
        return CredentialStore::tr("%1 has no key in the keyring; enter one.").arg(provider.name);
    case KeyringProblem::Locked:
        return CredentialStore::tr("The keyring with the key of %1 is locked; unlock it and try again, or %2.")
            .arg(provider.name, others);
    case KeyringProblem::Refused:
        return CredentialStore::tr("The keyring refused the key of %1; allow it and try again, or %2.")
            .arg(provider.name, others);
    case KeyringProblem::Missing:
        return CredentialStore::tr("There is no keyring for the key of %1; start one, or %2.")
            .arg(provider.name, others);
    case KeyringProblem::Broken:
        return CredentialStore::tr("The keyring failed with the key of %1; try again, or %2.")
            .arg(provider.name, others);
    }
    Q_UNREACHABLE();
}

Error errorOf(const KeyringAnswer &answer, const Provider &provider)
{
    return {ErrorKind::KeyMissing, sentence(answer.problem.value_or(KeyringProblem::Broken), provider), answer.words};
}

/// One request to the keyring; the first of its answer and the end of patience counts.
class KeyringTask : public QObject
{
public:
    KeyringTask(const Clock &clock, Keyring::Done done, QObject *parent)
        : QObject(parent)
        , m_done(std::move(done))
        , m_alarm(clock.makeAlarm([this] {
            finish({{}, KeyringProblem::Locked, {}});
        }))
    {
        m_alarm->ringAfter(patience);
    }

    void finish(const KeyringAnswer &answer)
    {
        if (std::exchange(m_over, true))
            return;
        m_alarm->disarm();
        deleteLater();
        const Keyring::Done done = m_done;
        done(answer);
    }

private:
    Keyring::Done m_done;
    std::unique_ptr<Alarm> m_alarm;
    bool m_over = false;
};

} // namespace

QString keyringEntry(const Provider &provider)
{
    QUrl origin;
    origin.setScheme(provider.baseUrl.scheme());
    origin.setHost(provider.baseUrl.host());
    origin.setPort(provider.baseUrl.port());
    return provider.id.value + u" at "_s + origin.toString();
}

CredentialStore::CredentialStore(QObject *parent)
    : QObject(parent)
{}

CredentialStore::CredentialStore(Keyring &keyring, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_keyring(&keyring)
    , m_clock(&clock)
{}

CredentialStore::~CredentialStore() = default;

bool CredentialStore::isKeyringAsked(const Provider &provider) const
{
    return m_keyring && provider.key.kind == KeySource::Kind::Keyring && !hasSessionKey(provider.id);
}

Result<Secret> CredentialStore::keyFor(const Provider &provider) const
{
    if (const auto session = m_session.constFind(provider.id); session != m_session.cend())
        return checked(*session, {});
    switch (provider.key.kind) {
    case KeySource::Kind::None:
        return Secret();
    case KeySource::Kind::Session:
        return fail(ErrorKind::KeyMissing, tr("%1 has no key; enter one for this session.").arg(provider.name));
    case KeySource::Kind::Environment:
        return checked(
            Secret(qgetenv(provider.key.variable.toUtf8().constData())),
            tr("%1 has no key: the environment variable %2 is not set.").arg(provider.name, provider.key.variable));
    case KeySource::Kind::Keyring:
        break;
    }
    if (!m_keyring)
        return fail(ErrorKind::KeyMissing, sentence(KeyringProblem::Missing, provider));
    const Entry entry = m_entries.value(keyringEntry(provider));
    switch (entry.state) {
    case KeyState::Known:
        return entry.key;
    case KeyState::Unknown:
    case KeyState::Waiting:
        return fail(ErrorKind::KeyMissing,
                    tr("The keyring has not given the key of %1 yet; unlock it if it asks.").arg(provider.name));
    case KeyState::Missing:
        return tl::unexpected(entry.error);
    }
    Q_UNREACHABLE();
}

KeyState CredentialStore::stateOf(const Provider &provider) const
{
    if (isKeyringAsked(provider))
        return m_entries.value(keyringEntry(provider)).state;
    return keyFor(provider) ? KeyState::Known : KeyState::Missing;
}

void CredentialStore::whenKnown(const Provider &provider, QObject *context, const Done &done)
{
    if (!isKeyringAsked(provider) || stateOf(provider) == KeyState::Known) {
        QMetaObject::invokeMethod(
            context, [done, key = keyFor(provider)] { done(key); }, Qt::QueuedConnection);
        return;
    }
    m_entries[keyringEntry(provider)].waiters.append({context, done});
    ask(provider);
}

void CredentialStore::prefetch(const QList<Provider> &providers)
{
    for (const Provider &provider : providers) {
        if (isKeyringAsked(provider) && stateOf(provider) != KeyState::Known)
            ask(provider);
    }
}

void CredentialStore::ask(const Provider &provider)
{
    Entry &entry = m_entries[keyringEntry(provider)];
    if (entry.state == KeyState::Waiting)
        return;
    entry.state = KeyState::Waiting;
    const auto read = [this](const QString &name, QObject *context, const Keyring::Done &done) {
        m_keyring->read(name, context, done);
    };
    send(provider, read, [this, provider](const KeyringAnswer &answer) {
        if (answer.problem)
            settle(provider, tl::unexpected(errorOf(answer, provider)));
        else
            settle(provider, checked(answer.key, sentence(KeyringProblem::NotFound, provider)));
    });
    Q_EMIT keyStateChanged(provider.id);
}

void CredentialStore::settle(const Provider &provider, const Result<Secret> &result)
{
    Entry &entry = m_entries[keyringEntry(provider)];
    entry.state = result ? KeyState::Known : KeyState::Missing;
    entry.key = result.value_or(Secret());
    entry.error = result ? Error() : result.error();
    const QList<Waiter> waiters = std::exchange(entry.waiters, {});
    const QPointer<CredentialStore> alive(this);
    Q_EMIT keyStateChanged(provider.id);
    for (const Waiter &waiter : waiters) {
        // A person may have given one for this session meanwhile.
        if (waiter.context && alive)
            waiter.done(hasSessionKey(provider.id) ? keyFor(provider) : result);
    }
}

void CredentialStore::send(const Provider &provider, const Request &request, const Keyring::Done &done)
{
    auto *task = new KeyringTask(*m_clock, done, this);
    request(keyringEntry(provider), task, [task](const KeyringAnswer &answer) { task->finish(answer); });
}

void CredentialStore::setSessionKey(const ProviderId &provider, const Secret &key)
{
    const bool had = m_session.contains(provider);
    if (key.isEmpty())
        m_session.remove(provider);
    else
        m_session.insert(provider, key);
    if (had != m_session.contains(provider))
        Q_EMIT keyStateChanged(provider);
}

bool CredentialStore::hasSessionKey(const ProviderId &provider) const
{
    return m_session.contains(provider);
}

void CredentialStore::keep(const Provider &provider, const Secret &key, QObject *context, const Done &done)
{
    setSessionKey(provider.id, key);
    const Keyring::Done take = [this, provider, key, context = QPointer<QObject>(context),
                                done](const KeyringAnswer &answer) {
        if (!answer.problem) {
            settle(provider, key);
            setSessionKey(provider.id, {});
        }
        if (!context)
            return;
        if (answer.problem)
            done(tl::unexpected(errorOf(answer, provider)));
        else
            done(key);
    };
    if (!m_keyring) {
        QMetaObject::invokeMethod(
            this,
            [take] {
                take({{}, KeyringProblem::Missing, {}});
            },
            Qt::QueuedConnection);
        return;
    }
    const auto write = [this, key](const QString &name, QObject *guard, const Keyring::Done &answered) {
        m_keyring->write(name, key, guard, answered);
    };
    send(provider, write, take);
}

void CredentialStore::forget(const Provider &provider, QObject *context, const Done &done)
{
    setSessionKey(provider.id, {});
    if (!m_keyring || provider.key.kind != KeySource::Kind::Keyring) {
        if (done)
            QMetaObject::invokeMethod(
                context, [done] { done(Secret()); }, Qt::QueuedConnection);
        return;
    }
    settle(provider, fail(ErrorKind::KeyMissing, sentence(KeyringProblem::NotFound, provider)));
    const auto remove = [this](const QString &name, QObject *guard, const Keyring::Done &answered) {
        m_keyring->remove(name, guard, answered);
    };
    send(provider, remove, [provider, context = QPointer<QObject>(context), done](const KeyringAnswer &answer) {
        if (!context || !done)
            return;
        if (answer.problem && *answer.problem != KeyringProblem::NotFound)
            done(tl::unexpected(errorOf(answer, provider)));
        else
            done(Secret());
    });
}

} // namespace tributary
