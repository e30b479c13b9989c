// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "graph/Graph.h"
#include "provider/CredentialStore.h"
#include "provider/ModelListCache.h"
#include "provider/NetworkModelClient.h"
#include "provider/NetworkPool.h"
#include "provider/Provider.h"

#include <memory>

namespace tributary {

class AnswerCacheFile;
class DemoServer;
class Library;

/// The running parts that asking models and keeping their answers takes, built once per program: what the command line
/// and the window have in common.
class Services
{
public:
    /// `demoPace` 1 is human speed, 0 everything at once. Without a `keyring` the system's is taken.
    explicit Services(double demoPace = 1, std::unique_ptr<Keyring> keyring = {});
    ~Services();
    Q_DISABLE_COPY_MOVE(Services)

    /// Reads the providers file; an empty path is the default one, which may be missing.
    Result<void> loadProviders(const QString &path);
    void setProviders(const QList<Provider> &providers);
    /// Starts the built-in demo, if it is not running, as the provider "demo".
    Result<void> startDemo();
    /// Starts the demo when an agent of the graph asks one of its voices.
    Result<void> startDemoFor(const Graph &graph);

    /// The library, opened when it is asked for first: the file at `path`, of an empty path the default one. Later
    /// calls give the same one, or the same error. Errors as of Library::open.
    Result<Library *> openLibrary(const QString &path = {});

    /// The library if it was opened.
    [[nodiscard]] Library *library() const { return m_library.get(); }

    /// Made when it is asked for first.
    [[nodiscard]] AnswerCacheFile &answerCache();

    [[nodiscard]] const QList<Provider> &providers() const { return m_providers; }

    /// What is known of models: the providers file, lists that services gave, the price list.
    [[nodiscard]] const ModelCatalogue &catalogue() const { return m_catalogue; }

    [[nodiscard]] ModelLookup lookup() const { return m_catalogue.lookup(); }

    /// Takes what a provider listed just now into the catalogue, and keeps it on disk.
    Result<void> keepListing(const Provider &provider, const QList<ListedModel> &models);

    [[nodiscard]] const SystemClock &clock() const { return m_clock; }

    [[nodiscard]] ModelClient &client() { return m_client; }

    [[nodiscard]] NetworkPool &network() { return m_network; }

    [[nodiscard]] CredentialStore &credentials() { return m_credentials; }

    /// Every model that the providers name, in their order: what presets are filled with.
    [[nodiscard]] QList<ModelRef> models() const;

    /// The demo's voices, ready for a preset: proposers take turns, the last one aggregates.
    [[nodiscard]] static Graph fillWithDemo(const Graph &graph);
    [[nodiscard]] static ProviderId demoProvider();

private:
    SystemClock m_clock;
    std::unique_ptr<Keyring> m_keyring;
    CredentialStore m_credentials;
    NetworkPool m_network;
    NetworkModelClient m_client;
    QList<Provider> m_providers;
    ModelListCache m_lists;
    ModelCatalogue m_catalogue;
    std::unique_ptr<DemoServer> m_demo;
    std::unique_ptr<Library> m_library;
    std::optional<Error> m_libraryError;
    std::unique_ptr<AnswerCacheFile> m_answerCache;
    double m_demoPace;
};

} // namespace tributary
