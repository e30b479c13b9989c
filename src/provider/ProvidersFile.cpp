// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ProvidersFile.h"

#include "base/SaveFile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QStandardPaths>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::ProvidersFile)
};

constexpr int mostParallel = 256;
constexpr int mostRetries = 100;
constexpr qint64 longestTimeoutMs = 7LL * 24 * 60 * 60 * 1000;
/// Also bounds files that do not know their size.
constexpr qint64 maxFileBytes = 16LL * 1024 * 1024;

void readDialect(JsonReader &reader, Provider &provider)
{
    QString text = wireName(provider.dialect);
    reader.read("dialect", text);
    if (const auto dialect = dialectFromString(text))
        provider.dialect = *dialect;
    else
        reader.addProblem(
            "dialect", Text::tr("\"%1\" is no dialect; chat-completions, anthropic, gemini and ollama are").arg(text));
}

void readKey(JsonReader &reader, Provider &provider)
{
    QString text = provider.key.toString();
    reader.read("key", text);
    if (const auto source = KeySource::fromString(text))
        provider.key = *source;
    else
        // The text may be a key that somebody wrote here; it is not repeated.
        reader.addProblem("key", Text::tr("this is no place of a key; keyring, env:NAME, session and none are"));
}

void readAddress(JsonReader &reader, Provider &provider)
{
    QString text;
    reader.read("baseUrl", text);
    provider.baseUrl = cleanBaseUrl(text);
    const QString scheme = provider.baseUrl.scheme();
    const bool usable = provider.baseUrl.isValid() && !provider.baseUrl.host().isEmpty() &&
                        (scheme == "https"_L1 || scheme == "http"_L1);
    if (!usable)
        reader.addProblem("baseUrl", Text::tr("expected an address such as https://host/v1"));
    else if (scheme == "http"_L1 && !provider.isLoopback() && !provider.allowInsecure)
        reader.addProblem("baseUrl", Text::tr("http to another machine sends the key unencrypted; use https or set "
                                              "\"allowInsecure\": true"));
    else if (!provider.baseUrl.userInfo().isEmpty())
        reader.addProblem("baseUrl", Text::tr("a name or password has no place in the address"));
}

void readPrice(JsonReader &reader, const char *member, std::optional<double> &price)
{
    reader.read(member, price);
    if (price && *price < 0)
        reader.addProblem(member, Text::tr("a price cannot be negative"));
}

QList<ProviderModel> readModels(JsonReader &reader)
{
    QList<ProviderModel> models;
    QList<JsonReader> entries = reader.objects("models");
    for (JsonReader &entry : entries) {
        ProviderModel model;
        entry.read("id", model.id);
        if (model.id.isEmpty())
            entry.addProblem("id", Text::tr("a model needs an id"));
        entry.read("contextTokens", model.contextTokens);
        if (model.contextTokens && *model.contextTokens <= 0)
            entry.addProblem("contextTokens", Text::tr("expected a number above 0"));
        readPrice(entry, "inputUsdPerMTok", model.inputUsdPerMTok);
        readPrice(entry, "outputUsdPerMTok", model.outputUsdPerMTok);
        models.append(model);
    }
    return models;
}

void readPerMinute(JsonReader &reader, const char *member, std::optional<qint64> &amount)
{
    reader.read(member, amount);
    if (amount && *amount < 1)
        reader.addProblem(member, Text::tr("expected a number above 0"));
}

void readPatience(JsonReader &reader, Provider &provider)
{
    reader.read("retries", provider.retries);
    if (provider.retries && (*provider.retries < 0 || *provider.retries > mostRetries))
        reader.addProblem("retries", Text::tr("expected a number from 0 to %1").arg(mostRetries));
    reader.read("timeoutMs", provider.timeoutMs);
    if (provider.timeoutMs && (*provider.timeoutMs < 1 || *provider.timeoutMs > longestTimeoutMs))
        reader.addProblem("timeoutMs", Text::tr("expected 1 ms to 7 days"));
}

Provider readProvider(JsonReader &reader, QSet<QString> &ids)
{
    Provider provider;
    reader.read("id", provider.id.value);
    if (provider.id.isEmpty() || provider.id.value.contains(u'/'))
        reader.addProblem("id", Text::tr("a provider needs an id without a slash"));
    else if (ids.contains(provider.id.value))
        reader.addProblem("id", Text::tr("\"%1\" is the id of another provider").arg(provider.id.value));
    provider.name = provider.id.value;
    reader.read("name", provider.name);
    readDialect(reader, provider);
    readKey(reader, provider);
    reader.read("allowInsecure", provider.allowInsecure);
    readAddress(reader, provider);
    reader.read("parallel", provider.parallel);
    if (provider.parallel < 1 || provider.parallel > mostParallel)
        reader.addProblem("parallel", Text::tr("expected a number from 1 to %1").arg(mostParallel));
    readPerMinute(reader, "requestsPerMinute", provider.requestsPerMinute);
    readPerMinute(reader, "tokensPerMinute", provider.tokensPerMinute);
    readPatience(reader, provider);
    reader.read("enabled", provider.enabled);
    provider.models = readModels(reader);
    provider.rules = readCapabilityRules(reader, "rules");
    return provider;
}

QJsonObject toJson(const ProviderModel &model)
{
    QJsonObject object{{u"id"_s, model.id}};
    if (model.contextTokens)
        object.insert("contextTokens"_L1, *model.contextTokens);
    if (model.inputUsdPerMTok)
        object.insert("inputUsdPerMTok"_L1, *model.inputUsdPerMTok);
    if (model.outputUsdPerMTok)
        object.insert("outputUsdPerMTok"_L1, *model.outputUsdPerMTok);
    return object;
}

QJsonObject toJson(const Provider &provider)
{
    QJsonArray models;
    for (const ProviderModel &model : provider.models)
        models.append(toJson(model));
    QJsonObject object{{u"id"_s, provider.id.value},
                       {u"name"_s, provider.name},
                       {u"dialect"_s, wireName(provider.dialect)},
                       {u"baseUrl"_s, provider.baseUrl.toString()},
                       {u"key"_s, provider.key.toString()},
                       {u"parallel"_s, provider.parallel},
                       {u"models"_s, models}};
    if (provider.requestsPerMinute)
        object.insert("requestsPerMinute"_L1, *provider.requestsPerMinute);
    if (provider.tokensPerMinute)
        object.insert("tokensPerMinute"_L1, *provider.tokensPerMinute);
    if (provider.retries)
        object.insert("retries"_L1, *provider.retries);
    if (provider.timeoutMs)
        object.insert("timeoutMs"_L1, *provider.timeoutMs);
    if (!provider.enabled)
        object.insert("enabled"_L1, false);
    if (provider.allowInsecure)
        object.insert("allowInsecure"_L1, true);
    QJsonArray rules;
    for (const CapabilityRule &rule : provider.rules)
        rules.append(toJson(rule));
    if (!rules.isEmpty())
        object.insert("rules"_L1, rules);
    return object;
}

Error firstProblem(const QString &path, const QList<JsonProblem> &problems)
{
    QStringList lines;
    for (const JsonProblem &problem : problems)
        lines.append(problem.path.isEmpty() ? problem.message : problem.path + u": "_s + problem.message);
    return {ErrorKind::InvalidInput, Text::tr("%1 is not right: %2.").arg(path, lines.first()), lines.join(u'\n')};
}

} // namespace

ProvidersReading readProviders(const QByteArray &bytes)
{
    const Result<QJsonObject> root = parseJsonObject(bytes);
    if (!root)
        return {{}, {{QString(), root.error().message}}};
    JsonReader reader(*root);
    int version = 0;
    reader.read("version", version);
    if (version > providersFileVersion)
        return {{},
                {{u"version"_s, Text::tr("this file is of version %1; this program reads up to %2")
                                    .arg(version)
                                    .arg(providersFileVersion)}}};
    if (version < 1 && reader.problems().isEmpty())
        reader.addProblem("version", Text::tr("expected %1").arg(providersFileVersion));
    ProvidersReading reading;
    QSet<QString> ids;
    QList<JsonReader> entries = reader.objects("providers");
    for (JsonReader &entry : entries) {
        const qsizetype before = entry.problems().size();
        const Provider provider = readProvider(entry, ids);
        if (entry.problems().size() == before) {
            reading.providers.append(provider);
            ids.insert(provider.id.value);
        }
    }
    reading.problems = reader.problems();
    return reading;
}

Result<QList<Provider>> loadProvidersFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QList<Provider>();
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, Text::tr("%1 could not be read: %2.").arg(path, file.errorString()));
    const QByteArray bytes = file.read(maxFileBytes + 1);
    if (bytes.size() > maxFileBytes)
        return fail(ErrorKind::InvalidInput,
                    Text::tr("%1 is larger than 16 MiB: this is no providers file.").arg(path));
    const ProvidersReading reading = readProviders(bytes);
    if (!reading.problems.isEmpty())
        return tl::unexpected(firstProblem(path, reading.problems));
    return reading.providers;
}

Result<void> saveProvidersFile(const QList<Provider> &providers, const QString &path)
{
    QJsonArray list;
    for (const Provider &provider : providers)
        list.append(toJson(provider));
    const QJsonObject root{{u"version"_s, providersFileVersion}, {u"providers"_s, list}};
    QDir().mkpath(QFileInfo(path).absolutePath());
    QSaveFile file(path);
    if (!saveWhole(file, QJsonDocument(root).toJson()))
        return fail(ErrorKind::Io, Text::tr("%1 could not be written: %2.").arg(path, file.errorString()));
    return {};
}

QString defaultProvidersPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/tributary/providers.json"_s;
}

QUrl cleanBaseUrl(const QString &text)
{
    QUrl url(text.simplified().remove(u' '));
    QString path = url.path();
    const auto cutEnd = [&path](QLatin1StringView end) {
        while (path.endsWith(u'/'))
            path.chop(1);
        if (path.endsWith(end))
            path.chop(end.size());
    };
    for (const auto end : {"/chat/completions"_L1, "/models"_L1, "/messages"_L1, "/api/chat"_L1, "/api/tags"_L1})
        cutEnd(end);
    while (path.endsWith(u'/'))
        path.chop(1);
    if (path.endsWith("/v1/v1"_L1))
        path.chop(3);
    url.setPath(path);
    url.setFragment({});
    return url;
}

} // namespace tributary
