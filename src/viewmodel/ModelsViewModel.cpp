// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/ModelsViewModel.h"

#include "base/Formatting.h"

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

ProviderReach reachFrom(const Error &error)
{
    return error.kind == ErrorKind::KeyRefused ? ProviderReach::KeyRefused : ProviderReach::Unreachable;
}

/// The line of the test that failed tells what kind of failure it was.
ProviderReach reachFrom(const ConnectionTest &test)
{
    if (test.hasPassed())
        return ProviderReach::Connected;
    constexpr int keyLine = 2;
    const auto &lines = test.lines();
    const auto failed = std::ranges::find_if(lines, [](const CheckLine &line) { return line.tone == Tone::Error; });
    return failed != lines.cend() && failed - lines.cbegin() == keyLine ? ProviderReach::KeyRefused
                                                                        : ProviderReach::Unreachable;
}

void writeFact(ProviderModel &model, int column, const QVariant &value)
{
    const std::optional<double> price = value.isValid() ? std::optional(value.toDouble()) : std::nullopt;
    if (column == ModelTable::InputPriceColumn)
        model.inputUsdPerMTok = price;
    else if (column == ModelTable::OutputPriceColumn)
        model.outputUsdPerMTok = price;
    else if (column == ModelTable::ContextColumn)
        model.contextTokens = value.isValid() ? std::optional(value.toLongLong()) : std::nullopt;
}

} // namespace

ModelsViewModel::ModelsViewModel(const ModelsServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_editor(services.network, services.credentials, services.clock, services.path)
{
    m_editor.setModelsOptional(true);
    connect(&m_editor, &ProviderEditor::providersChanged, this, [this](const QList<Provider> &providers) {
        // First to whoever owns the catalogue, so that what is shown is what it knows.
        Q_EMIT providersChanged(providers);
        rebuild();
        showModels();
    });
    connect(&m_editor, &ProviderEditor::testFinished, this, &ModelsViewModel::takeTest);
    connect(&m_editor.localModel(), &LocalModelStarter::ready, this,
            [this](const FoundServer &server) { startNew(server); });
    connect(&services.credentials, &CredentialStore::keyStateChanged, this, &ModelsViewModel::rebuild);
    connect(&m_table, &ModelTable::onEdited, this, [this](const QString &model, bool on) { setModelsOn({model}, on); });
    connect(&m_table, &ModelTable::factEdited, this, &ModelsViewModel::setFact);
    rebuild();
}

ModelsViewModel::~ModelsViewModel() = default;

void ModelsViewModel::load()
{
    if (!m_editor.isChanged())
        select(m_current);
    rebuild();
}

void ModelsViewModel::setDemo(const std::optional<Provider> &demo)
{
    m_demo = demo;
    rebuild();
    if (m_current.isEmpty() && !m_editor.isChanged() && m_list.rowCount() > 0)
        select(m_list.at(0)->provider.id);
}

void ModelsViewModel::setUse(const QHash<ModelRef, QString> &use)
{
    m_table.setUse(use);
}

void ModelsViewModel::setSpeeds(const QHash<ModelRef, double> &speeds)
{
    m_speeds = speeds;
    m_table.setSpeeds(speeds);
    rebuild();
}

const Provider *ModelsViewModel::saved(const ProviderId &id) const
{
    const auto &providers = m_editor.providers();
    const auto it = std::ranges::find_if(providers, [&id](const Provider &provider) { return provider.id == id; });
    return it == providers.cend() ? nullptr : &*it;
}

KeyState ModelsViewModel::keyOf(const Provider &provider) const
{
    return m_services.credentials.stateOf(provider);
}

ProviderReach ModelsViewModel::reachOf(const Provider &provider) const
{
    if (m_reach.contains(provider.id))
        return m_reach.value(provider.id);
    const auto answered = [&provider](const ModelRef &model) { return model.provider == provider.id; };
    const auto models = m_speeds.keys();
    const bool known = m_services.catalogue.listingOf(provider) || std::ranges::any_of(models, answered);
    return known ? ProviderReach::Connected : ProviderReach::Unknown;
}

void ModelsViewModel::rebuild()
{
    QList<ProviderRow> rows;
    for (const Provider &provider : m_editor.providers())
        rows.append({provider, keyOf(provider), reachOf(provider), false});
    if (m_demo)
        rows.append({*m_demo, KeyState::Known, ProviderReach::Connected, true});
    m_list.setRows(rows);
    Q_EMIT conditionChanged();
}

bool ModelsViewModel::isDemo() const
{
    return m_demo && m_current == m_demo->id;
}

void ModelsViewModel::select(const ProviderId &id)
{
    m_editor.edit(id);
    show(saved(id) || (m_demo && m_demo->id == id) ? id : ProviderId());
}

void ModelsViewModel::startNew()
{
    m_editor.startNew();
    show({});
}

void ModelsViewModel::startNew(const ServicePreset &service)
{
    m_editor.startNew();
    m_editor.fillIn(service);
    show({});
}

void ModelsViewModel::startNew(const FoundServer &server)
{
    m_editor.startNew();
    m_editor.fillIn(server);
    show({});
}

void ModelsViewModel::show(const ProviderId &id)
{
    if (id != m_current) {
        cancelRefresh();
        m_note = {};
    }
    m_current = id;
    showModels();
    Q_EMIT currentChanged();
    Q_EMIT listNoteChanged();
}

void ModelsViewModel::showModels()
{
    const Provider *provider = isDemo() ? &*m_demo : saved(m_current);
    m_table.setFixed(isDemo());
    m_table.setModels(provider ? m_services.catalogue.models(*provider) : QList<CatalogueModel>());
    Q_EMIT listNoteChanged();
}

QString ModelsViewModel::limitsNote() const
{
    const QString host = readAddress(m_editor.form()).url.host();
    for (const ServicePreset &service : servicePresets()) {
        if (!service.note.isEmpty() && !host.isEmpty() && QUrl(service.baseUrl).host() == host)
            return service.note;
    }
    return {};
}

std::optional<ProviderField> ModelsViewModel::save()
{
    const bool isNew = m_current.isEmpty();
    if (const auto problem = m_editor.save())
        return problem;
    if (m_editor.connection().hasPassed())
        m_reach.insert(m_editor.current(), ProviderReach::Connected);
    else
        m_reach.remove(m_editor.current());
    rebuild();
    show(m_editor.current());
    if (isNew && keyOf(*saved(m_current)) != KeyState::Missing)
        refresh();
    return std::nullopt;
}

void ModelsViewModel::discard()
{
    select(m_current);
    if (m_current.isEmpty() && m_list.rowCount() > 0)
        select(m_list.at(0)->provider.id);
}

void ModelsViewModel::setEnabled(bool enabled)
{
    m_editor.change(m_current, [enabled](Provider &provider) { provider.enabled = enabled; });
}

void ModelsViewModel::remove()
{
    const ProviderRow *row = currentRow();
    if (!row || row->isDemo)
        return;
    const QString name = row->provider.name;
    const int place = m_list.rowOf(m_current);
    if (!m_editor.removeCurrent())
        return;
    m_reach.remove(m_current);
    const ProviderRow *next = m_list.at(qMin(place, m_list.rowCount() - 1));
    select(next ? next->provider.id : ProviderId());
    Q_EMIT removed(name);
}

bool ModelsViewModel::undoRemove()
{
    if (!m_editor.restoreRemoved())
        return false;
    show(m_editor.current());
    return true;
}

void ModelsViewModel::setModelsOn(const QStringList &models, bool on)
{
    const Provider *provider = saved(m_current);
    if (!provider)
        return;
    QList<ProviderModel> chosen = provider->models;
    // Without a choice every model is on; the first one that is switched off makes the others a choice.
    if (chosen.isEmpty() && !on) {
        for (const CatalogueModel &model : m_table.models())
            chosen.append({model.ref.model, {}, {}, {}});
    }
    chosen.removeIf([&](const ProviderModel &model) { return !on && models.contains(model.id); });
    for (const QString &model : models) {
        const bool known = std::ranges::any_of(chosen, [&](const ProviderModel &one) { return one.id == model; });
        if (on && !known)
            chosen.append({model, {}, {}, {}});
    }
    if (chosen.isEmpty() && !on)
        return tell(tr("One model stays on. To use none, switch the provider off."), Tone::Warning);
    m_note = {};
    m_editor.change(m_current, [&chosen](Provider &changed) { changed.models = chosen; });
}

void ModelsViewModel::setFact(const QString &model, int column, const QVariant &value)
{
    if (value.isValid() && (value.toDouble() < 0 || (column == ModelTable::ContextColumn && value.toLongLong() < 1)))
        return tell(tr("A price is 0 or more, a context 1 token or more."), Tone::Warning);
    m_note = {};
    m_editor.change(m_current, [&](Provider &provider) {
        const bool all = provider.models.isEmpty();
        qsizetype place = 0;
        while (place < provider.models.size() && provider.models.at(place).id != model)
            ++place;
        if (place == provider.models.size()) {
            // One that is named must not switch the others off.
            for (const CatalogueModel &other : m_table.models()) {
                if (all && other.ref.model != model)
                    provider.models.append({other.ref.model, {}, {}, {}});
            }
            place = provider.models.size();
            provider.models.append({model, {}, {}, {}});
        }
        writeFact(provider.models[place], column, value);
    });
}

TraitUse ModelsViewModel::traitOf(const QString &model, OverridableTrait trait) const
{
    const Provider *provider = saved(m_current);
    return provider ? overrideOf(*provider, model, trait) : TraitUse::AsKnown;
}

bool ModelsViewModel::isTraitSent(const QString &model, OverridableTrait trait) const
{
    const Provider *provider = saved(m_current);
    return !provider || isSentAsKnown(*provider, model, trait);
}

void ModelsViewModel::setTrait(const QString &model, OverridableTrait trait, TraitUse use)
{
    m_editor.change(m_current, [&](Provider &provider) { setOverride(provider, model, trait, use); });
}

void ModelsViewModel::takeTest()
{
    if (const Provider *provider = saved(m_editor.current())) {
        m_reach.insert(provider->id, reachFrom(m_editor.connection()));
        rebuild();
    }
}

void ModelsViewModel::refresh()
{
    const Provider *provider = saved(m_current);
    if (!provider || isRefreshing())
        return;
    m_waitsForKey = std::make_unique<QObject>();
    m_services.credentials.whenKnown(*provider, m_waitsForKey.get(),
                                     [this, asked = *provider](const Result<Secret> &key) {
                                         m_waitsForKey.release()->deleteLater();
                                         if (key)
                                             ask(asked, *key);
                                         else
                                             tell(key.error().message, Tone::Warning);
                                     });
    tell(tr("Reading the list of models from %1…").arg(provider->name), Tone::Active);
}

void ModelsViewModel::ask(const Provider &provider, const Secret &key)
{
    m_listing = std::make_unique<ModelListing>(m_services.network, m_services.clock, provider, key);
    connect(m_listing.get(), &ModelListing::finished, this,
            [this, provider](const Result<QList<ListedModel>> &models) { takeList(provider, models); });
}

void ModelsViewModel::takeList(const Provider &provider, const Result<QList<ListedModel>> &models)
{
    m_listing.release()->deleteLater();
    m_reach.insert(provider.id, models ? ProviderReach::Connected : reachFrom(models.error()));
    m_note = {};
    if (models)
        Q_EMIT listed(provider, *models);
    rebuild();
    if (!models)
        return tell(models.error().message, Tone::Error);
    showModels();
}

void ModelsViewModel::cancelRefresh()
{
    if (!isRefreshing())
        return;
    m_waitsForKey.reset();
    m_listing.reset();
    m_note = {};
    Q_EMIT listNoteChanged();
}

void ModelsViewModel::tell(const QString &sentence, Tone tone)
{
    m_note = {sentence, tone};
    Q_EMIT listNoteChanged();
}

FieldNote ModelsViewModel::listNote() const
{
    if (!m_note.text.isEmpty())
        return m_note;
    if (isDemo())
        return {tr("The demo's voices are recorded; they cost nothing.")};
    const Provider *provider = saved(m_current);
    if (!provider)
        return {tr("Save the provider to read its list of models.")};
    const KeptModelList *listing = m_services.catalogue.listingOf(*provider);
    if (!listing)
        return {tr("The list of models was not read yet.")};
    const QString read = tr("List read %1.").arg(formatDay(listing->fetched.date()));
    return {provider->models.isEmpty() ? tr("%1 Every model is on.").arg(read) : read};
}

} // namespace tributary
