// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/NetworkModelClient.h"

#include "provider/CallRun.h"
#include "provider/ProviderLane.h"
#include "provider/Redaction.h"

#include <QCoreApplication>

#include <algorithm>

namespace tributary {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::NetworkModelClient)
};

/// What can be said without asking anybody.
std::optional<Error> problemOf(const ChatRequest &request, const Provider *provider)
{
    if (request.model.isEmpty())
        return Error{ErrorKind::BadRequest, Text::tr("No model is chosen; choose one.")};
    if (!provider)
        return Error{
            ErrorKind::ModelNotFound,
            Text::tr("There is no provider \"%1\"; add it or choose another model.").arg(request.model.provider.value)};
    const auto offered = [&](const ProviderModel &model) { return model.id == request.model.model; };
    if (!provider->models.isEmpty() && std::none_of(provider->models.begin(), provider->models.end(), offered))
        return Error{
            ErrorKind::ModelNotFound,
            Text::tr("%1 has no model \"%2\"; choose another model.").arg(provider->name, request.model.model)};
    if (!provider->enabled)
        return Error{ErrorKind::BadRequest,
                     Text::tr("%1 is switched off; switch it on or choose another model.").arg(provider->name)};
    if (request.messages.isEmpty())
        return Error{ErrorKind::BadRequest, Text::tr("There is nothing to ask; write a prompt.")};
    return problemOfProvider(*provider);
}

/// The provider's own stand in for the usual ones; what a graph asks for otherwise holds.
CallLimits withOwnPatience(CallLimits limits, const Provider &provider)
{
    const CallLimits usual;
    if (limits.retries == usual.retries)
        limits.retries = provider.retries.value_or(usual.retries);
    if (limits.silence == usual.silence && provider.timeoutMs)
        limits.silence = Milliseconds(*provider.timeoutMs);
    return limits;
}

LaneLimits limitsOf(const Provider &provider)
{
    return {provider.name, provider.parallel, provider.requestsPerMinute, provider.tokensPerMinute};
}

} // namespace

std::optional<Error> problemOfProvider(const Provider &provider)
{
    const QString scheme = provider.baseUrl.scheme();
    if (provider.baseUrl.host().isEmpty() ||
        (scheme != QLatin1StringView("https") && scheme != QLatin1StringView("http")))
        return Error{ErrorKind::BadRequest,
                     Text::tr("The address of %1 is not usable; give it as https://host/path.").arg(provider.name)};
    if (scheme == QLatin1StringView("http") && !provider.isLoopback() && !provider.allowInsecure)
        return Error{ErrorKind::BadRequest,
                     Text::tr("%1 would be reached without encryption; use https or allow it for this provider.")
                         .arg(provider.name)};
    return std::nullopt;
}

NetworkModelClient::NetworkModelClient(NetworkPool &pool, CredentialStore &credentials, const Clock &clock,
                                       RandomSource random)
    : m_pool(pool)
    , m_credentials(credentials)
    , m_clock(clock)
    , m_random(std::move(random))
    , m_refused(std::make_shared<RefusedParameterMemory>())
{}

NetworkModelClient::~NetworkModelClient() = default;

void NetworkModelClient::setProviders(const QList<Provider> &providers)
{
    m_providers = providers;
    m_refused = std::make_shared<RefusedParameterMemory>();
    for (const Provider &provider : providers) {
        if (const auto lane = m_lanes.value(provider.id))
            lane->setLimits(limitsOf(provider));
    }
}

std::shared_ptr<ProviderLane> NetworkModelClient::laneOf(const Provider &provider)
{
    std::shared_ptr<ProviderLane> &lane = m_lanes[provider.id];
    if (!lane)
        lane = std::make_shared<ProviderLane>(m_clock, limitsOf(provider));
    return lane;
}

const Provider *NetworkModelClient::providerOf(const ModelRef &model) const
{
    const auto found = std::find_if(m_providers.cbegin(), m_providers.cend(),
                                    [&](const Provider &provider) { return provider.id == model.provider; });
    return found == m_providers.cend() ? nullptr : &*found;
}

std::optional<ModelEndpoint> NetworkModelClient::endpointOf(const ModelRef &model) const
{
    const Provider *provider = providerOf(model);
    if (!provider)
        return std::nullopt;
    return ModelEndpoint{addressWithoutKeys(provider->baseUrl), wireName(provider->dialect)};
}

std::unique_ptr<ModelCall> NetworkModelClient::ask(const ChatRequest &request, const CallLimits &limits)
{
    const Provider *provider = providerOf(request.model);
    if (const auto problem = problemOf(request, provider))
        return std::make_unique<FailedCall>(*problem);
    const Result<Secret> known = m_credentials.keyFor(*provider);
    if (!known && provider->key.kind != KeySource::Kind::Keyring)
        return std::make_unique<FailedCall>(known.error());
    const auto key = known ? std::optional(*known) : std::nullopt;
    CallRun::Setup setup{request,  withOwnPatience(limits, *provider), *provider, key, m_credentials, laneOf(*provider),
                         m_refused};
    return std::make_unique<CallRun>(m_pool, m_clock, m_random, std::move(setup));
}

} // namespace tributary
