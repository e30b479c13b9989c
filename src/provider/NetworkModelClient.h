// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/CredentialStore.h"
#include "provider/ModelClient.h"
#include "provider/NetworkPool.h"
#include "provider/RetryPolicy.h"

#include <QHash>
#include <QList>

#include <memory>

namespace tributary {

class ProviderLane;
struct RefusedParameterMemory;

/// Why a provider cannot be asked as it is configured; nullopt when it can.
std::optional<Error> problemOfProvider(const Provider &provider);

/// Asks models over the network. Must outlive its calls, and its pool, credentials and clock must outlive it.
class NetworkModelClient final : public ModelClient
{
public:
    NetworkModelClient(NetworkPool &pool, CredentialStore &credentials, const Clock &clock,
                       RandomSource random = systemRandom());
    ~NetworkModelClient() override;

    /// Calls that run keep the settings that they started with.
    void setProviders(const QList<Provider> &providers);

    [[nodiscard]] const QList<Provider> &providers() const { return m_providers; }

    [[nodiscard]] std::unique_ptr<ModelCall> ask(const ChatRequest &request, const CallLimits &limits) override;
    [[nodiscard]] std::optional<ModelEndpoint> endpointOf(const ModelRef &model) const override;

private:
    [[nodiscard]] const Provider *providerOf(const ModelRef &model) const;
    [[nodiscard]] std::shared_ptr<ProviderLane> laneOf(const Provider &provider);

    NetworkPool &m_pool;
    CredentialStore &m_credentials;
    const Clock &m_clock;
    RandomSource m_random;
    QList<Provider> m_providers;
    QHash<ProviderId, std::shared_ptr<ProviderLane>> m_lanes;
    std::shared_ptr<RefusedParameterMemory> m_refused;
};

} // namespace tributary
