// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/ModelOverrides.h"
#include "viewmodel/ModelTable.h"
#include "viewmodel/ProviderEditor.h"
#include "viewmodel/ProviderList.h"

#include <memory>

namespace tributary {

/// What the Models view works with; all must outlive it.
struct ModelsServices
{
    NetworkPool &network;
    CredentialStore &credentials;
    const Clock &clock;
    const ModelCatalogue &catalogue;
    /// The providers file.
    QString path;
};

/// The Models view without widgets: the providers, the form of the chosen one, its models, and what is done with them.
/// Name, address, key and limits are saved when a person says so; everything else at once.
class ModelsViewModel : public QObject
{
    Q_OBJECT

public:
    explicit ModelsViewModel(const ModelsServices &services, QObject *parent = nullptr);
    ~ModelsViewModel() override;

    [[nodiscard]] ProviderEditor &editor() { return m_editor; }

    [[nodiscard]] ProviderList &providers() { return m_list; }

    [[nodiscard]] ModelTable &models() { return m_table; }

    /// Reads the providers file again.
    void load();
    /// The built-in demo while it is offered.
    void setDemo(const std::optional<Provider> &demo);
    /// "A, C" per model of the graph.
    void setUse(const QHash<ModelRef, QString> &use);

    /// How many agents of the graph use a provider.
    void setAgents(const QHash<ProviderId, int> &agents) { m_agents = agents; }

    /// Of the provider shown.
    [[nodiscard]] int agents() const { return m_agents.value(m_current); }

    void setSpeeds(const QHash<ModelRef, double> &speeds);
    /// The catalogue knows more.
    void showModels();

    /// Shows this provider; unknown ids show a new one. A change that was not saved is given up.
    void select(const ProviderId &id);
    void startNew();
    void startNew(const ServicePreset &service);
    void startNew(const FoundServer &server);

    /// Empty: a new provider that is not saved yet.
    [[nodiscard]] const ProviderId &current() const { return m_current; }

    [[nodiscard]] bool isDemo() const;

    /// Null for a new one.
    [[nodiscard]] const ProviderRow *currentRow() const { return m_list.at(m_list.rowOf(m_current)); }

    /// What to say of the service's limits; empty when nothing is known.
    [[nodiscard]] QString limitsNote() const;

    /// As ProviderEditor::save(); a new provider's models are listed afterwards.
    std::optional<ProviderField> save();
    void discard();
    void setEnabled(bool enabled);
    void remove();
    /// True when the provider removed last is back.
    bool undoRemove();

    /// Which models graphs may ask. The last one cannot be switched off.
    void setModelsOn(const QStringList &models, bool on);
    void setFact(const QString &model, int column, const QVariant &value);
    [[nodiscard]] TraitUse traitOf(const QString &model, OverridableTrait trait) const;
    [[nodiscard]] bool isTraitSent(const QString &model, OverridableTrait trait) const;
    void setTrait(const QString &model, OverridableTrait trait, TraitUse use);

    void refresh();
    void cancelRefresh();

    [[nodiscard]] bool isRefreshing() const { return m_listing != nullptr || m_waitsForKey; }

    /// About the list of models, one sentence: its age, why it could not be read, what to do.
    [[nodiscard]] FieldNote listNote() const;

Q_SIGNALS:
    /// Another provider is shown.
    void currentChanged();
    /// Its condition, or what can be done with it.
    void conditionChanged();
    void listNoteChanged();
    void providersChanged(const QList<tributary::Provider> &providers);
    void listed(const tributary::Provider &provider, const QList<tributary::ListedModel> &models);
    void removed(const QString &name);

private:
    void rebuild();
    void show(const ProviderId &id);
    void takeTest();
    void ask(const Provider &provider, const Secret &key);
    void takeList(const Provider &provider, const Result<QList<ListedModel>> &models);
    void tell(const QString &sentence, Tone tone);
    [[nodiscard]] const Provider *saved(const ProviderId &id) const;
    [[nodiscard]] KeyState keyOf(const Provider &provider) const;
    [[nodiscard]] ProviderReach reachOf(const Provider &provider) const;

    ModelsServices m_services;
    ProviderEditor m_editor;
    ProviderList m_list;
    ModelTable m_table;
    std::optional<Provider> m_demo;
    ProviderId m_current;
    QHash<ProviderId, ProviderReach> m_reach;
    QHash<ModelRef, double> m_speeds;
    QHash<ProviderId, int> m_agents;
    std::unique_ptr<ModelListing> m_listing;
    /// Deleted to give up waiting for the keyring.
    std::unique_ptr<QObject> m_waitsForKey;
    FieldNote m_note;
};

} // namespace tributary
