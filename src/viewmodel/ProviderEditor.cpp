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

/// A person gives it, and it is kept.
bool keepsTypedKey(const KeySource &source)
{
    return source.kind == KeySource::Kind::Session || source.kind == KeySource::Kind::Keyring;
}

} // namespace

ProviderEditor::ProviderEditor(NetworkPool &pool, CredentialStore &credentials, const Clock &clock, const QString &path,
                               QObject *parent)
    : QObject(parent)
    , m_credentials(credentials)
    , m_path(path)
    , m_test(pool, clock)
    , m_finder(pool, clock)
    , m_starter(pool, clock)
{
    connect(&m_test, &ConnectionTest::changed, this, &ProviderEditor::testChanged);
    connect(&m_test, &ConnectionTest::finished, this, [this] {
        m_testKeys.setSessionKey(m_testedProvider, {});
        m_models.offer(m_test.models());
        Q_EMIT testFinished(m_test.verdict());
    });
    connect(&m_credentials, &CredentialStore::keyStateChanged, this, &ProviderEditor::notesChanged);
    connect(&m_starter, &LocalModelStarter::ready, this, [this](const FoundServer &server) { fillIn(server); });
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

void ProviderEditor::fillIn(const ServicePreset &service)
{
    replaceForm(formOf(service), m_current.isEmpty() ? QList<ProviderModel>() : m_models.chosen());
}

void ProviderEditor::fillIn(const FoundServer &server)
{
    const ServicePreset *preset = findServicePreset(server.service);
    ProviderForm form = preset ? formOf(*preset) : ProviderForm();
    form.name = server.name;
    form.address = server.baseUrl.toString();
    form.dialect = server.dialect;
    if (server.service == "other"_L1)
        form.keyPlace = KeyPlace::None;
    replaceForm(form, {});
    QList<ProviderModel> models;
    for (const ListedModel &listed : server.models)
        models.append(listed.model);
    m_models.offer(models);
}

void ProviderEditor::replaceForm(const ProviderForm &form, const QList<ProviderModel> &models)
{
    m_form = form;
    m_key = {};
    m_touched.clear();
    noteOpened();
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
    return {{KeyPlace::Keyring, tr("In the system keyring")},
            {KeyPlace::Session, tr("Only for this session")},
            {KeyPlace::Environment, tr("In an environment variable")},
            {KeyPlace::None, tr("No key needed")}};
}

const Provider *ProviderEditor::sameServerAsSaved() const
{
    const Provider *provider = find(m_current);
    return provider && sameServer(provider->baseUrl, readAddress(m_form).url) ? provider : nullptr;
}

Secret ProviderEditor::storedKey() const
{
    const Provider *provider = sameServerAsSaved();
    const bool typed = provider && (m_credentials.hasSessionKey(m_current) || keepsTypedKey(provider->key));
    return typed ? m_credentials.keyFor(*provider).value_or(Secret()) : Secret();
}

QString ProviderEditor::keyHint() const
{
    const QByteArray hint = storedKey().hint();
    return hint.isEmpty() ? QString() : u"…"_s + QString::fromLatin1(hint);
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
    case KeyPlace::Session:
        return noteOfTypedKey();
    }
    Q_UNREACHABLE();
}

FieldNote ProviderEditor::noteOfTypedKey() const
{
    const bool inKeyring = m_form.keyPlace == KeyPlace::Keyring;
    if (!m_key.fitsInHeader())
        return {tr("The key holds line breaks or control characters. Copy it again without them."), Tone::Error, true};
    if (!m_key.isEmpty())
        return {inKeyring ? tr("Goes to the system keyring, never to a file.")
                          : tr("Kept in memory until Tributary closes, never written to a file.")};
    const Provider *saved = find(m_current);
    if (!saved)
        return {tr("Enter the key, or choose another place for it."), Tone::Error, true};
    if (!sameServerAsSaved() && (m_credentials.hasSessionKey(m_current) || saved->key.kind == KeySource::Kind::Keyring))
        return {tr("The address leads to another server now. Enter the key for that one."), Tone::Error, true};
    if (inKeyring)
        return noteOfKeyringKey(*saved);
    if (!storedKey().isEmpty())
        return {tr("The key %1 is kept for this session.").arg(keyHint()).replace("  "_L1, " "_L1)};
    return {tr("No key in this session yet. Calls fail until one is entered."), Tone::Warning};
}

FieldNote ProviderEditor::noteOfKeyringKey(const Provider &provider) const
{
    if (!storedKey().isEmpty()) {
        const bool isThere = provider.key.kind == KeySource::Kind::Keyring && !m_credentials.hasSessionKey(m_current);
        const QString text =
            isThere ? tr("The key %1 is in the keyring.") : tr("Saving puts the key %1 into the keyring.");
        return {text.arg(keyHint()).replace("  "_L1, " "_L1)};
    }
    if (provider.key.kind != KeySource::Kind::Keyring)
        return {tr("Enter the key, or choose another place for it."), Tone::Error, true};
    const Result<Secret> key = m_credentials.keyFor(provider);
    return {key ? QString() : key.error().message, Tone::Warning};
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
    if (count == 0 && !m_modelsOptional)
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
    provider.dialect = m_form.dialect;
    provider.parallel = m_form.parallel;
    provider.requestsPerMinute = m_form.requestsPerMinute;
    provider.tokensPerMinute = m_form.tokensPerMinute;
    provider.retries = m_form.retries;
    provider.timeoutMs = m_form.timeoutMs;
    provider.models = m_models.chosen();
    return provider;
}

void ProviderEditor::test()
{
    if (firstProblem({ProviderField::Address}) || !m_key.fitsInHeader())
        return;
    Provider provider = draft();
    CredentialStore &keys = keysForTest(provider);
    m_test.start(provider, keys, provider.models.isEmpty() ? QString() : provider.models.first().id);
}

CredentialStore &ProviderEditor::keysForTest(Provider &provider)
{
    m_testKeys.setSessionKey(std::exchange(m_testedProvider, provider.id), {});
    if (!keepsTypedKey(provider.key))
        return m_testKeys;
    const Provider *saved = sameServerAsSaved();
    const Secret key = m_key.isEmpty() ? storedKey() : m_key;
    if (key.isEmpty() && saved && saved->key == provider.key && provider.key.kind == KeySource::Kind::Keyring)
        return m_credentials;
    provider.key = {KeySource::Kind::Session, {}};
    m_testKeys.setSessionKey(provider.id, key);
    return m_testKeys;
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
    const Provider *present = find(m_current);
    if (m_opened && present && *present != *m_opened && !std::exchange(m_overwrites, true)) {
        m_fileProblem = tr("Another program changed %1 meanwhile. Save again to overwrite that, or discard to see it.")
                            .arg(present->name);
        Q_EMIT notesChanged();
        return ProviderField::Models;
    }
    const Provider provider = draft();
    QList<Provider> providers = m_providers;
    std::optional<Provider> before;
    if (const int row = currentRow(); row >= 0)
        before = std::exchange(providers[row], provider);
    else
        providers.append(provider);
    if (!write(providers))
        return ProviderField::Models;
    keepKey(provider, before);
    m_current = provider.id;
    noteOpened();
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
    const Provider gone = providers.takeAt(row);
    const ProviderId id = gone.id;
    const Secret key = keepsTypedKey(gone.key) ? m_credentials.keyFor(gone).value_or(Secret()) : Secret();
    if (!write(providers))
        return false;
    m_credentials.forget(gone, this, [this, id](const Result<Secret> &result) {
        if (!result)
            Q_EMIT keyringFailed(id, tr("%1 Its entry may still be there.").arg(result.error().message));
    });
    m_removed = Removed{gone, row, key};
    startNew();
    Q_EMIT providersChanged(m_providers);
    Q_EMIT removed(id);
    return true;
}

bool ProviderEditor::restoreRemoved()
{
    load();
    if (!m_removed || find(m_removed->provider.id))
        return false;
    const Removed back = *std::exchange(m_removed, std::nullopt);
    QList<Provider> providers = m_providers;
    providers.insert(qMin(back.place, providers.size()), back.provider);
    if (!write(providers))
        return false;
    if (back.provider.key.kind == KeySource::Kind::Keyring && !back.key.isEmpty())
        keepInKeyring(back.provider, back.key);
    else if (!back.key.isEmpty())
        m_credentials.setSessionKey(back.provider.id, back.key);
    Q_EMIT providersChanged(m_providers);
    edit(back.provider.id);
    return true;
}

bool ProviderEditor::change(const ProviderId &id, const std::function<void(Provider &)> &edit)
{
    load();
    QList<Provider> providers = m_providers;
    const auto it = std::ranges::find_if(providers, [&id](const Provider &provider) { return provider.id == id; });
    if (it == providers.end())
        return false;
    edit(*it);
    if (!write(providers))
        return false;
    if (id == m_current) {
        noteOpened();
        m_models.setChosen(find(id)->models);
    }
    Q_EMIT providersChanged(m_providers);
    return true;
}

bool ProviderEditor::isChanged() const
{
    const Provider *saved = find(m_current);
    return !m_key.isEmpty() || m_form != (saved ? formOf(*saved) : ProviderForm());
}

void ProviderEditor::noteOpened()
{
    const Provider *provider = find(m_current);
    m_opened = provider ? std::optional(*provider) : std::nullopt;
    m_overwrites = false;
}

void ProviderEditor::keepKey(const Provider &provider, const std::optional<Provider> &before)
{
    const bool sameEntry = before && before->key.kind == KeySource::Kind::Keyring &&
                           provider.key.kind == KeySource::Kind::Keyring &&
                           keyringEntry(*before) == keyringEntry(provider);
    const Secret stored = before && sameServer(before->baseUrl, provider.baseUrl) && keepsTypedKey(before->key)
                              ? m_credentials.keyFor(*before).value_or(Secret())
                              : Secret();
    const bool onlyForSession = m_credentials.hasSessionKey(provider.id);
    const Secret key = m_key.isEmpty() ? stored : m_key;
    if (before && !sameEntry)
        m_credentials.forget(*before, this);
    if (provider.key.kind == KeySource::Kind::Session)
        m_credentials.setSessionKey(provider.id, key);
    else if (provider.key.kind != KeySource::Kind::Keyring)
        m_credentials.setSessionKey(provider.id, {});
    else if (!key.isEmpty() && (!sameEntry || !m_key.isEmpty() || onlyForSession))
        keepInKeyring(provider, key);
    m_key = {};
}

void ProviderEditor::keepInKeyring(const Provider &provider, const Secret &key)
{
    m_credentials.keep(provider, key, this, [this, id = provider.id](const Result<Secret> &result) {
        if (!result)
            Q_EMIT keyringFailed(id, tr("The keyring is locked or missing. The key is kept for this session only."));
        Q_EMIT notesChanged();
    });
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
