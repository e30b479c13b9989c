// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ServicePreset.h"

#include "base/JsonReader.h"
#include "provider/ProviderResource.h"

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr words::Table<ServicePreset::Kind, 2> kindNames{{
    {ServicePreset::Kind::Cloud, "cloud"_L1},
    {ServicePreset::Kind::Local, "local"_L1},
}};

constexpr words::Table<ServicePreset::Key, 3> keyNames{{
    {ServicePreset::Key::Needed, "needed"_L1},
    {ServicePreset::Key::Optional, "optional"_L1},
    {ServicePreset::Key::None, "none"_L1},
}};

template <typename E, std::size_t n>
void readWord(JsonReader &reader, const char *member, const words::Table<E, n> &names, E &value)
{
    QString word;
    reader.read(member, word);
    value = words::value(names, word).value_or(value);
}

ServicePreset readService(JsonReader &reader)
{
    ServicePreset service;
    reader.read("id", service.id);
    reader.read("name", service.name);
    readWord(reader, "kind", kindNames, service.kind);
    readWord(reader, "dialect", words::dialectNames, service.dialect);
    reader.read("baseUrl", service.baseUrl);
    readWord(reader, "key", keyNames, service.key);
    reader.read("variable", service.variable);
    QString page;
    reader.read("keyPage", page);
    service.keyPage = QUrl(page);
    reader.read("parallel", service.parallel);
    reader.read("note", service.note);
    return service;
}

QList<ServicePreset> readServices()
{
    JsonReader reader(readProviderResource(u"providers/services.json"_s));
    QList<ServicePreset> services;
    QList<JsonReader> entries = reader.objects("services");
    for (JsonReader &entry : entries)
        services.append(readService(entry));
    Q_ASSERT(reader.problems().isEmpty() && !services.isEmpty());
    return services;
}

} // namespace

const QList<ServicePreset> &servicePresets()
{
    static const QList<ServicePreset> services = readServices();
    return services;
}

const ServicePreset *findServicePreset(const QString &id)
{
    const QList<ServicePreset> &all = servicePresets();
    const auto found = std::ranges::find(all, id, &ServicePreset::id);
    return found == all.end() ? nullptr : &*found;
}

} // namespace tributary
