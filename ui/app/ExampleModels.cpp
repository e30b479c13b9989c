// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/ExampleModels.h"

#include "provider/ProvidersFile.h"

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

Provider service(const QString &id, const QString &name, DialectKind dialect, const QString &address,
                 KeySource::Kind key)
{
    Provider provider;
    provider.id = {id};
    provider.name = name;
    provider.dialect = dialect;
    provider.baseUrl = QUrl(address);
    provider.key.kind = key;
    return provider;
}

ListedModel listed(const QString &id, qint64 context, double input, double output, const QStringList &capabilities)
{
    ListedModel model;
    model.model = {id, context, input, output};
    model.capabilities = capabilities;
    return model;
}

QList<ListedModel> exampleList()
{
    return {listed(u"Qwen/Qwen2.5-72B-Instruct-Turbo"_s, 32'768, 1.2, 1.2, {u"tools"_s}),
            listed(u"meta-llama/Llama-3.3-70B-Instruct-Turbo"_s, 131'072, 0.88, 0.88, {u"tools"_s}),
            listed(u"deepseek-ai/DeepSeek-V3"_s, 131'072, 1.25, 1.25, {u"tools"_s}),
            listed(u"openai/gpt-oss-120b"_s, 131'072, 0.15, 0.6, {u"reasoning"_s, u"tools"_s}),
            listed(u"Qwen/Qwen2.5-VL-72B-Instruct"_s, 32'768, 1.95, 8.0, {u"vision"_s}),
            listed(u"google/gemma-3n-E4B-it"_s, 32'768, 0.02, 0.04, {}),
            listed(u"moonshotai/Kimi-K2-Instruct"_s, 131'072, 1.0, 3.0, {u"tools"_s})};
}

} // namespace

ModelCatalogue keepExampleModels(const QString &path, ShownState state)
{
    const auto key = state == ShownState::NoKey ? KeySource::Kind::Session : KeySource::Kind::None;
    Provider together =
        service(u"together"_s, u"Together"_s, DialectKind::ChatCompletions, u"https://api.together.xyz/v1"_s, key);
    together.models = {{u"Qwen/Qwen2.5-72B-Instruct-Turbo"_s, {}, {}, {}},
                       {u"meta-llama/Llama-3.3-70B-Instruct-Turbo"_s, {}, {}, {}},
                       {u"my-finetune-8b"_s, {}, {}, {}}};
    Provider anthropic = service(u"anthropic"_s, u"Anthropic"_s, DialectKind::Anthropic, u"https://api.anthropic.com"_s,
                                 KeySource::Kind::Session);
    Provider ollama =
        service(u"ollama"_s, u"Ollama"_s, DialectKind::Ollama, u"http://127.0.0.1:11434"_s, KeySource::Kind::None);
    Provider mistral = service(u"mistral"_s, u"Mistral"_s, DialectKind::ChatCompletions, u"https://api.mistral.ai/v1"_s,
                               KeySource::Kind::None);
    mistral.enabled = false;
    const QList<Provider> providers{together, anthropic, ollama, mistral};
    // What cannot be written is not shown; pictures are compared by people.
    std::ignore = saveProvidersFile(providers, path);
    ModelCatalogue catalogue;
    catalogue.setProviders(providers);
    catalogue.setListing({together.id, together.baseUrl, QDateTime(QDate(2026, 11, 21), QTime(12, 0)), exampleList()});
    return catalogue;
}

} // namespace tributary
