// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/Services.h"

#include "demo/DemoServer.h"
#include "library/AnswerCacheFile.h"
#include "library/Library.h"
#include "provider/ProvidersFile.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

Provider makeDemoProvider(const DemoServer &server)
{
    Provider provider;
    provider.id = Services::demoProvider();
    provider.name = u"Demo"_s;
    provider.baseUrl = server.baseUrl();
    provider.key.kind = KeySource::Kind::None;
    // A graph may ask the same voice many times; nothing here needs protecting from that.
    provider.parallel = 64;
    for (const DemoVoice &voice : demoVoices())
        provider.models.append({voice.id, 32'768, 0.0, 0.0});
    return provider;
}

bool knowsAll(const Provider &provider)
{
    const auto isWhole = [](const ProviderModel &model) {
        return model.contextTokens && model.inputUsdPerMTok && model.outputUsdPerMTok;
    };
    return !provider.models.isEmpty() && std::all_of(provider.models.begin(), provider.models.end(), isWhole);
}

} // namespace

Services::Services(double demoPace, std::unique_ptr<Keyring> keyring)
    : m_keyring(keyring ? std::move(keyring) : makeSystemKeyring())
    , m_credentials(*m_keyring, m_clock)
    , m_network()
    , m_client(m_network, m_credentials, m_clock)
    , m_lists(defaultModelListFolder())
    , m_demoPace(demoPace)
{}

Services::~Services() = default;

Result<void> Services::loadProviders(const QString &path)
{
    if (!path.isEmpty() && !QFileInfo::exists(path))
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate("tributary::Services", "There is no providers file %1.").arg(path));
    auto providers = loadProvidersFile(path.isEmpty() ? defaultProvidersPath() : path);
    if (!providers)
        return tl::unexpected(providers.error());
    setProviders(*providers);
    return {};
}

void Services::setProviders(const QList<Provider> &providers)
{
    m_providers = providers;
    if (m_demo)
        m_providers.append(makeDemoProvider(*m_demo));
    m_client.setProviders(m_providers);
    m_catalogue.setProviders(m_providers);
    for (const Provider &provider : std::as_const(m_providers)) {
        // A long list need not be read for models of which all is known.
        if (knowsAll(provider))
            continue;
        if (const auto listing = m_lists.load(provider))
            m_catalogue.setListing(*listing);
    }
}

Result<void> Services::keepListing(const Provider &provider, const QList<ListedModel> &models)
{
    const KeptModelList listing{provider.id, provider.baseUrl, m_clock.calendar(), models};
    m_catalogue.setListing(listing);
    return m_lists.save(listing);
}

Result<void> Services::startDemo()
{
    if (m_demo)
        return {};
    auto server = std::make_unique<DemoServer>(m_clock);
    if (const auto listening = server->listen(); !listening)
        return listening;
    server->setPace(m_demoPace);
    m_demo = std::move(server);
    QList<Provider> others;
    for (const Provider &provider : std::as_const(m_providers)) {
        if (provider.id != demoProvider())
            others.append(provider);
    }
    setProviders(others);
    return {};
}

Result<void> Services::startDemoFor(const Graph &graph)
{
    const auto isDemo = [](const ModelRef &model) { return model.provider == demoProvider(); };
    for (const Layer &layer : graph.layers) {
        for (const Agent &agent : layer.agents) {
            if (isDemo(agent.model) || std::any_of(agent.fallbacks.begin(), agent.fallbacks.end(), isDemo))
                return startDemo();
        }
    }
    return {};
}

Result<Library *> Services::openLibrary(const QString &path)
{
    if (m_libraryError)
        return tl::unexpected(*m_libraryError);
    if (!m_library) {
        auto opened = Library::open(path.isEmpty() ? Library::defaultPath() : path);
        if (!opened) {
            m_libraryError = opened.error();
            return tl::unexpected(opened.error());
        }
        m_library = std::move(*opened);
    }
    return m_library.get();
}

AnswerCacheFile &Services::answerCache()
{
    if (!m_answerCache)
        m_answerCache = std::make_unique<AnswerCacheFile>();
    return *m_answerCache;
}

QList<ModelRef> Services::models() const
{
    QList<ModelRef> models;
    for (const Provider &provider : m_providers) {
        for (const ProviderModel &model : provider.models)
            models.append({provider.id, model.id});
    }
    return models;
}

Graph Services::fillWithDemo(const Graph &graph)
{
    Graph filled = graph;
    const QList<DemoVoice> voices = demoVoices();
    for (qsizetype layer = 0; layer < filled.layers.size(); ++layer) {
        const bool last = layer + 1 == filled.layers.size();
        QList<Agent> &agents = filled.layers[layer].agents;
        for (qsizetype i = 0; i < agents.size(); ++i) {
            const QString voice = last ? demoAggregatorId() : voices[i % (voices.size() - 1)].id;
            agents[i].model = {demoProvider(), voice};
        }
    }
    return filled;
}

ProviderId Services::demoProvider()
{
    return {u"demo"_s};
}

} // namespace tributary
