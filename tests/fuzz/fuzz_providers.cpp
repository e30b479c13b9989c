// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "FuzzInput.h"
#include "provider/Dialect.h"
#include "provider/ProvidersFile.h"

/// Providers that read without a problem can be asked.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace tributary;
    const ProvidersReading reading = readProviders(FuzzInput(data, size).rest());
    ChatRequest request;
    request.messages = {{ChatRole::System, QStringLiteral("s")}, {ChatRole::User, QStringLiteral("u")}};
    request.temperature = 1.5;
    request.seed = 7;
    request.reasoningEffort = QStringLiteral("high");
    for (const Provider &provider : reading.providers) {
        request.model = {provider.id, QStringLiteral("claude-sonnet-4-5")};
        const WrittenRequest written = writeRequest(request, provider, {QStringLiteral("seed")});
        require(written.http.url.host() == provider.baseUrl.host() && !written.http.body.isEmpty());
    }
    return 0;
}
