// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/ProviderEditor.h"

#include "provider/ProvidersFile.h"

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// A key belongs to one server; another path there is still the same server.
bool sameServer(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && a.port() == b.port();
}

} // namespace

ProviderEditor::ProviderEditor(NetworkPool &pool, CredentialStore &credentials, const Clock &clock, const QString &path,
                               QObject *parent)
    : QObject(parent)
    , m_credentials(credentials)
    , m_path(path)
    , m_test(pool, clock)
{
    connect(&m_test, &ConnectionTest::changed, this, &ProviderEditor::testChanged);
    connect(&m_test, &ConnectionTest::finished, this, [this] {
        m_models.offer(m_test.models());
        Q_EMIT testFinished(m_test.verdict());
    });
    connect(&m_models, &ModelPickList::chosenChanged, this, &ProviderEditor::notesChanged);
    load();
}

void ProviderEditor::startNew()
{
    load();
    m_current = {};
    replaceForm({}, {});
}

void ProviderEditor::edit(const ProviderId &id)
{
    load();
    const Provider *provider = find(id);
    m_current = provider ? id : ProviderId();
    if (provider)
        replaceForm(formOf(*provider), provider->models);
    else
        replaceForm({}, {});
}

void ProviderEditor::fillIn(const KnownServer &server)
{
    ProviderForm form{server.name, server.address, KeyPlace::None, server.variable, false};
    if (!server.variable.isEmpty()) {
        const bool isSet = !qEnvironmentVariableIsEmpty(server.variable.toUtf8().constData());
        form.keyPlace = isSet ? KeyPlace::Environment : KeyPlace::Session;
    }
    replaceForm(form, m_current.isEmpty() ? QList<ProviderModel>() : m_models.chosen());
}

void ProviderEditor::replaceForm(const ProviderForm &form, const QList<ProviderModel> &models)
{
    m_form = form;
    m_key = {};
    m_touched.clear();
    if (form.allowInsecure)
        m_touched.insert(ProviderField::Address);
    m_test.clear();
    m_models.setChosen(models);
    Q_EMIT formReplaced();
    Q_EMIT notesChanged();
}

QStringList ProviderEditor::providerNames() const
{
    QStringList names;
    for (const Provider &provider : m_providers)
        names.append(provider.name);
    return names;
}

ProviderId ProviderEditor::providerAt(int row) const
{
    return row >= 0 && row < m_providers.size() ? m_providers.at(row).id : ProviderId();
}

int ProviderEditor::currentRow() const
{
    const Provider *provider = find(m_current);
    return provider ? static_cast<int>(provider - m_providers.constData()) : -1;
}

void ProviderEditor::setForm(const ProviderForm &form)
{
    const ProviderForm before = std::exchange(m_form, form);
    if (before == form)
        return;
    if (before.name != form.name)
        m_touched.insert(ProviderField::Name);
    if (before.address != form.address && !isUnfinishedAddress(form.address))
        m_touched.insert(ProviderField::Address);
    if (before.variable != form.variable)
        m_touched.insert(ProviderField::Key);
    ProviderForm renamed = before;
    renamed.name = form.name;
    if (renamed != form)
        m_test.clear(); // it was about something else
    Q_EMIT notesChanged();
}

void ProviderEditor::setKey(const Secret &key)
{
    m_key = key;
    m_touched.insert(ProviderField::Key);
    m_test.clear();
    Q_EMIT notesChanged();
}

QList<KeyPlaceChoice> ProviderEditor::keyPlaces() const
{
    QList<KeyPlaceChoice> places{{KeyPlace::Session, tr("Only for this session")},
                                 {KeyPlace::Environment, tr("In an environment variable")},
                                 {KeyPlace::None, tr("No key needed")}};
    const Provider *provider = find(m_current);
    if (provider && provider->key.kind == KeySource::Kind::Keyring)
        places.append({KeyPlace::Keyring, tr("In the system keyring")});
    return places;
}

bool ProviderEditor::storedKeyFits() const
{
    const Provider *provider = find(m_current);
    return provider && m_credentials.hasSessionKey(m_current) && sameServer(provider->baseUrl, readAddress(m_form).url);
}

QString ProviderEditor::keyHint() const
{
    if (!storedKeyFits())
        return {};
    const Result<Secret> key = m_credentials.keyFor(*find(m_current));
    return key ? u"…"_s + QString::fromLatin1(key->hint()) : QString();
}

FieldNote ProviderEditor::note(ProviderField field) const
{
    const FieldNote raw = rawNote(field);
    return raw.blocks && !m_touched.contains(field) ? FieldNote() : raw;
}

FieldNote ProviderEditor::rawNote(ProviderField field) const
{
    switch (field) {
    case ProviderField::Name: {
        QStringList others = providerNames();
        if (const int row = currentRow(); row >= 0)
            others.removeAt(row);
        return noteOfName(m_form.name, others);
    }
    case ProviderField::Address:
        return readAddress(m_form).note;
    case ProviderField::Key:
        return noteOfKey();
    case ProviderField::Models:
        return noteOfModels();
    }
    Q_UNREACHABLE();
}

FieldNote ProviderEditor::noteOfKey() const
{
    switch (m_form.keyPlace) {
    case KeyPlace::None:
        return {};
    case KeyPlace::Environment:
        return noteOfVariable(m_form.variable);
    case KeyPlace::Keyring:
        return {tr("This version does not read the keyring. Choose another place for the key."), Tone::Warning};
    case KeyPlace::Session:
        break;
    }
    if (!m_key.fitsInHeader())
        return {tr("The key holds line breaks or control characters. Copy it again without them."), Tone::Error, true};
    if (!m_key.isEmpty())
        return {tr("Kept in memory until Tributary closes, never written to a file.")};
    if (storedKeyFits())
        return {tr("The key %1 is kept for this session.").arg(keyHint())};
    if (m_credentials.hasSessionKey(m_current))
        return {tr("The address leads to another server now. Enter the key for that one."), Tone::Error, true};
    if (m_current.isEmpty())
        return {tr("Enter the key, or choose another place for it."), Tone::Error, true};
    return {tr("No key in this session yet. Calls fail until one is entered."), Tone::Warning};
}

bool ProviderEditor::asksAboutInsecure() const
{
    return m_touched.contains(ProviderField::Address) && readAddress(m_form).isInsecure;
}

QString ProviderEditor::hintForModels() const
{
    return m_test.hasPassed() ? tr("The server lists no models. Write a model's name and press Enter.")
                              : tr("Test the connection to see the server's models, or write a model's name.");
}

FieldNote ProviderEditor::noteOfModels() const
{
    const qsizetype count = m_models.chosen().size();
    if (count == 0)
        return {tr("Choose at least one model."), Tone::Error, true};
    if (count >= ModelPickList::mostChosen)
        return {tr("%1 models are chosen, the most there can be.").arg(count)};
    return {};
}

std::optional<ProviderField> ProviderEditor::firstProblem(const QList<ProviderField> &fields)
{
    std::optional<ProviderField> first;
    for (const ProviderField field : fields) {
        m_touched.insert(field);
        if (!first && rawNote(field).blocks)
            first = field;
    }
    Q_EMIT notesChanged();
    return first;
}

Provider ProviderEditor::draft() const
{
    const Provider *known = find(m_current);
    const AddressReading address = readAddress(m_form);
    Provider provider = known ? *known : Provider();
    provider.name = m_form.name.trimmed();
    if (provider.name.isEmpty())
        provider.name = address.url.host();
    if (!known)
        provider.id = freeProviderId(provider.name, m_providers);
    provider.baseUrl = address.url;
    provider.key = keySourceOf(m_form);
    provider.allowInsecure = address.isInsecure && m_form.allowInsecure;
    provider.models = m_models.chosen();
    return provider;
}

void ProviderEditor::test()
{
    if (firstProblem({ProviderField::Address}) || !m_key.fitsInHeader())
        return;
    const Provider provider = draft();
    CredentialStore keys = m_credentials;
    const bool keepsStored = m_form.keyPlace == KeyPlace::Keyring || (m_key.isEmpty() && storedKeyFits());
    if (m_form.keyPlace != KeyPlace::Session)
        keys.setSessionKey(provider.id, {});
    else if (!keepsStored)
        keys.setSessionKey(provider.id, m_key);
    m_test.start(provider, keys, provider.models.isEmpty() ? QString() : provider.models.first().id);
}

void ProviderEditor::stopTest()
{
    if (m_test.isRunning())
        m_test.clear();
}

std::optional<ProviderField> ProviderEditor::save()
{
    if (const auto problem =
            firstProblem({ProviderField::Name, ProviderField::Address, ProviderField::Key, ProviderField::Models}))
        return problem;
    load();
    const Provider provider = draft();
    QList<Provider> providers = m_providers;
    if (const int row = currentRow(); row >= 0)
        providers[row] = provider;
    else
        providers.append(provider);
    if (!write(providers))
        return ProviderField::Models;
    keepKey(provider);
    m_current = provider.id;
    Q_EMIT providersChanged(m_providers);
    Q_EMIT saved(provider.id);
    return std::nullopt;
}

bool ProviderEditor::removeCurrent()
{
    load();
    const int row = currentRow();
    if (row < 0)
        return false;
    QList<Provider> providers = m_providers;
    const ProviderId id = providers.takeAt(row).id;
    if (!write(providers))
        return false;
    m_credentials.setSessionKey(id, {});
    startNew();
    Q_EMIT providersChanged(m_providers);
    Q_EMIT removed(id);
    return true;
}

void ProviderEditor::keepKey(const Provider &provider)
{
    if (m_form.keyPlace == KeyPlace::Session) {
        if (!m_key.isEmpty())
            m_credentials.setSessionKey(provider.id, m_key);
    } else if (m_form.keyPlace != KeyPlace::Keyring) {
        m_credentials.setSessionKey(provider.id, {});
    }
    m_key = {};
}

const Provider *ProviderEditor::find(const ProviderId &id) const
{
    const auto it = std::ranges::find_if(m_providers, [&id](const Provider &provider) { return provider.id == id; });
    return it == m_providers.cend() ? nullptr : &*it;
}

void ProviderEditor::load()
{
    const Result<QList<Provider>> loaded = loadProvidersFile(m_path);
    m_fileProblem = loaded ? QString() : loaded.error().message;
    if (loaded)
        m_providers = *loaded;
}

bool ProviderEditor::write(const QList<Provider> &providers)
{
    if (m_fileProblem.isEmpty()) {
        const Result<void> written = saveProvidersFile(providers, m_path);
        m_fileProblem = written ? QString() : written.error().message;
    }
    if (!m_fileProblem.isEmpty()) {
        Q_EMIT notesChanged();
        return false;
    }
    m_providers = providers;
    return true;
}

} // namespace tributary
