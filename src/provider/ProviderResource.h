// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QString>

namespace tributary {

/// The JSON object in a file below resources/ that comes with the program: "models/prices.json". It is always there.
QJsonObject readProviderResource(const QString &name);

} // namespace tributary
