// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/Provider.h"

#include <QList>
#include <QString>

namespace tributary {

/// A service or local server that people connect: what is known before anybody asked it.
struct ServicePreset
{
    enum class Kind { Cloud, Local };
    enum class Key { Needed, Optional, None };

    /// "together"
    QString id;
    QString name;
    Kind kind = Kind::Cloud;
    DialectKind dialect = DialectKind::ChatCompletions;
    /// Empty for "other".
    QString baseUrl;
    Key key = Key::Needed;
    /// The environment variable that the service's own tools read; may be empty.
    QString variable;
    /// Where a person gets a key; empty when there is no such page.
    QUrl keyPage;
    /// Calls at a time that it bears.
    int parallel = 8;
    /// One sentence about its limits; may be empty.
    QString note;

    bool operator==(const ServicePreset &) const = default;
};

/// In the order in which they are offered (resources/providers/services.json).
const QList<ServicePreset> &servicePresets();
const ServicePreset *findServicePreset(const QString &id);

} // namespace tributary
