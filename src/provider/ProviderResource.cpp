// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ProviderResource.h"

#include "base/JsonReader.h"

#include <QFile>

/// The linker drops the resources of a static library unless something refers to them. Outside of any namespace, as Qt
/// wants it.
static void initProviderResources()
{
    Q_INIT_RESOURCE(provider);
}

namespace tributary {

QJsonObject readProviderResource(const QString &name)
{
    initProviderResources();
    QFile file(QStringLiteral(":/tributary/provider/") + name);
    const bool open = file.open(QIODevice::ReadOnly);
    const Result<QJsonObject> root = parseJsonObject(open ? file.readAll() : QByteArray());
    Q_ASSERT(root);
    return root.value_or(QJsonObject());
}

} // namespace tributary
