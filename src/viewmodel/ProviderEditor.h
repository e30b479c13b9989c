// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Secret.h"
#include "viewmodel/ConnectionTest.h"
#include "viewmodel/LocalModels.h"
#include "viewmodel/ModelPickList.h"
#include "viewmodel/ProviderForm.h"

#include <QSet>

#include <functional>

namespace tributary {

/// Connects, changes and removes providers: the form, its sentences, the test, the choice of models and the providers
/// file. A key goes from setKey() to the credential store; no text of this class holds it.
class ProviderEditor : public QObject
{
    Q_OBJECT

public:
    /// `path`: the providers file. It is read again before every change, so that what others wrote is kept.
    ProviderEditor(NetworkPool &pool, CredentialStore &credentials, const Clock &clock, const QString &path,
                   QObject *parent = nullptr);

    /// An empty form, for a provider that is not saved yet.
    void startNew();
    /// The form of a saved provider; an unknown one gives an empty form.
    void edit(const ProviderId &id);
    /// Name, address, dialect, limits and place of the key of a well-known service.
    void fillIn(const ServicePreset &service);
    /// The same of a server that was found, with its models to choose from.
    void fillIn(const FoundServer &server);

    /// As in the providers file.
    [[nodiscard]] const QList<Provider> &providers() const { return m_providers; }

    /// Whom the form is about; empty for a new one.
    [[nodiscard]] const ProviderId &current() const { return m_current; }

    /// For rows of a picker: the names of the saved providers, and their ids.
    [[nodiscard]] QStringList providerNames() const;
    [[nodiscard]] ProviderId providerAt(int row) const;
    [[nodiscard]] int currentRow() const;

    /// Why nothing can be saved, one sentence; empty when the providers file is in order.
    [[nodiscard]] const QString &fileProblem() const { return m_fileProblem; }

    [[nodiscard]] const ProviderForm &form() const { return m_form; }

    void setForm(const ProviderForm &form);
    void setKey(const Secret &key);
    [[nodiscard]] QList<KeyPlaceChoice> keyPlaces() const;
    /// "…a1f3" of the key that is known and fits the address; empty when there is none.
    [[nodiscard]] QString keyHint() const;

    /// The address is plain http to another machine, which the person may permit.
    [[nodiscard]] bool asksAboutInsecure() const;

    /// What to say below a field. Problems of fields that nobody touched stay unsaid until save() or test().
    [[nodiscard]] FieldNote note(ProviderField field) const;

    /// What to do while there is no model to choose.
    [[nodiscard]] QString hintForModels() const;

    [[nodiscard]] ModelPickList &models() { return m_models; }

    [[nodiscard]] const ConnectionTest &connection() const { return m_test; }

    /// Servers on this computer, and a model file that is run here.
    [[nodiscard]] LocalServerFinder &localServers() { return m_finder; }

    [[nodiscard]] LocalModelStarter &localModel() { return m_starter; }

    /// Asks the server; does nothing but say so when the address or the key cannot be used.
    void test();
    /// Does nothing when none is running.
    void stopTest();
    /// Nothing when it was saved, else the first field with a problem; Models too when the file could not be written.
    /// What another program wrote about the provider meanwhile is said first, and overwritten the second time.
    std::optional<ProviderField> save();
    /// Differs from what is saved, or is not saved at all.
    [[nodiscard]] bool isChanged() const;

    /// A provider may be saved without a choice of models: then graphs may ask any of them.
    void setModelsOptional(bool optional) { m_modelsOptional = optional; }

    /// Changes what the form is not about, at once; false when the file could not be written. The form stays.
    bool change(const ProviderId &id, const std::function<void(Provider &)> &edit);
    /// Brings back the provider that was removed last, with its key; does nothing when there is none.
    bool restoreRemoved();

    /// Removes the current provider, and its key from memory and the keyring; false when the file could not be written.
    bool removeCurrent();

Q_SIGNALS:
    /// The form is about another provider or was filled in.
    void formReplaced();
    void notesChanged();
    void testChanged();
    /// The test ended; its result in one sentence.
    void testFinished(const QString &verdict);
    void saved(const tributary::ProviderId &id);
    void removed(const tributary::ProviderId &id);
    /// The keyring did not take or delete a key: what became of it, in one sentence.
    void keyringFailed(const tributary::ProviderId &id, const QString &sentence);
    /// The providers file was written.
    void providersChanged(const QList<tributary::Provider> &providers);

private:
    void replaceForm(const ProviderForm &form, const QList<ProviderModel> &models);
    void load();
    void noteOpened();
    bool write(const QList<Provider> &providers);
    void keepKey(const Provider &provider, const std::optional<Provider> &before);
    void keepInKeyring(const Provider &provider, const Secret &key);
    [[nodiscard]] const Provider *find(const ProviderId &id) const;
    [[nodiscard]] Provider draft() const;
    [[nodiscard]] FieldNote rawNote(ProviderField field) const;
    [[nodiscard]] FieldNote noteOfKey() const;
    [[nodiscard]] FieldNote noteOfModels() const;
    [[nodiscard]] std::optional<ProviderField> firstProblem(const QList<ProviderField> &fields);
    [[nodiscard]] FieldNote noteOfTypedKey() const;
    [[nodiscard]] FieldNote noteOfKeyringKey(const Provider &provider) const;
    /// The saved provider, when the address as typed still leads to its server.
    [[nodiscard]] const Provider *sameServerAsSaved() const;
    /// The key that is known of it; empty when there is none.
    [[nodiscard]] Secret storedKey() const;
    CredentialStore &keysForTest(Provider &provider);

    CredentialStore &m_credentials;
    QString m_path;
    QList<Provider> m_providers;
    QString m_fileProblem;
    bool m_modelsOptional = false;
    /// The current provider as it was when the form was filled.
    std::optional<Provider> m_opened;
    bool m_overwrites = false;

    struct Removed
    {
        Provider provider;
        qsizetype place = 0;
        Secret key;
    };

    std::optional<Removed> m_removed;
    ProviderId m_current;
    ProviderForm m_form;
    Secret m_key;
    QSet<ProviderField> m_touched;
    ModelPickList m_models;
    /// Of the test that runs; nothing of it stays.
    CredentialStore m_testKeys;
    ProviderId m_testedProvider;
    ConnectionTest m_test;
    LocalServerFinder m_finder;
    LocalModelStarter m_starter;
};

} // namespace tributary
