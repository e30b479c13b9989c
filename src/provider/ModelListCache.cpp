// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ModelListCache.h"

#include "base/JsonReader.h"
#include "base/SaveFile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QStandardPaths>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::ModelListCache)
};

constexpr int cacheVersion = 1;
constexpr qint64 mostFileBytes = 32LL * 1024 * 1024;

template <typename T>
void insertKnown(QJsonObject &object, QLatin1StringView member, const std::optional<T> &value)
{
    if (value)
        object.insert(member, *value);
}

QJsonObject toJson(const ListedModel &listed)
{
    QJsonObject object{{u"id"_s, listed.model.id}, {u"name"_s, listed.name}};
    insertKnown(object, "contextTokens"_L1, listed.model.contextTokens);
    insertKnown(object, "inputUsdPerMTok"_L1, listed.model.inputUsdPerMTok);
    insertKnown(object, "outputUsdPerMTok"_L1, listed.model.outputUsdPerMTok);
    insertKnown(object, "maxOutputTokens"_L1, listed.maxOutputTokens);
    insertKnown(object, "sizeBytes"_L1, listed.sizeBytes);
    if (!listed.capabilities.isEmpty())
        object.insert("capabilities"_L1, QJsonArray::fromStringList(listed.capabilities));
    return object;
}

ListedModel readListed(JsonReader &reader)
{
    ListedModel listed;
    reader.read("id", listed.model.id);
    reader.read("name", listed.name);
    reader.read("contextTokens", listed.model.contextTokens);
    reader.read("inputUsdPerMTok", listed.model.inputUsdPerMTok);
    reader.read("outputUsdPerMTok", listed.model.outputUsdPerMTok);
    reader.read("maxOutputTokens", listed.maxOutputTokens);
    reader.read("sizeBytes", listed.sizeBytes);
    reader.read("capabilities", listed.capabilities);
    if (listed.model.id.isEmpty())
        reader.addProblem("id", u"missing"_s);
    return listed;
}

} // namespace

QString ModelListCache::pathOf(const ProviderId &provider) const
{
    return m_folder + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(provider.value)) + u".json"_s;
}

std::optional<KeptModelList> ModelListCache::load(const Provider &provider) const
{
    QFile file(pathOf(provider.id));
    if (!file.open(QIODevice::ReadOnly) || file.size() > mostFileBytes)
        return std::nullopt;
    const Result<QJsonObject> root = parseJsonObject(file.readAll());
    if (!root)
        return std::nullopt;
    JsonReader reader(*root);
    int version = 0;
    reader.read("version", version);
    QString address;
    reader.read("baseUrl", address);
    QString fetched;
    reader.read("fetched", fetched);
    KeptModelList listing{provider.id, QUrl(address), QDateTime::fromString(fetched, Qt::ISODateWithMs), {}};
    QList<JsonReader> entries = reader.objects("models");
    for (JsonReader &entry : entries)
        listing.models.append(readListed(entry));
    const bool usable = reader.problems().isEmpty() && version == cacheVersion && listing.fetched.isValid();
    return usable && listing.baseUrl == provider.baseUrl ? std::optional(listing) : std::nullopt;
}

Result<void> ModelListCache::save(const KeptModelList &listing) const
{
    QJsonArray models;
    for (const ListedModel &listed : listing.models)
        models.append(toJson(listed));
    const QJsonObject root{{u"version"_s, cacheVersion},
                           {u"provider"_s, listing.provider.value},
                           {u"baseUrl"_s, listing.baseUrl.toString()},
                           {u"fetched"_s, listing.fetched.toString(Qt::ISODateWithMs)},
                           {u"models"_s, models}};
    QDir().mkpath(m_folder);
    QSaveFile file(pathOf(listing.provider));
    if (!saveWhole(file, QJsonDocument(root).toJson()))
        return fail(ErrorKind::Io,
                    Text::tr("The list of models could not be kept in %1: %2.").arg(m_folder, file.errorString()));
    return {};
}

QString defaultModelListFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/tributary/models"_s;
}

} // namespace tributary
