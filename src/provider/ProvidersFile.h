// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/JsonReader.h"
#include "base/Result.h"
#include "provider/Provider.h"

#include <QList>

namespace tributary {

/// providers.json (design.md, section 6; JSON Schema in resources/schema/providers.schema.json).
inline constexpr int providersFileVersion = 1;

/// Entries that are right, and every problem of the others: one broken provider does not take the rest with it.
struct ProvidersReading
{
    QList<Provider> providers;
    QList<JsonProblem> problems;
};

ProvidersReading readProviders(const QByteArray &bytes);
/// A missing file is an empty list. InvalidInput when anything in it is wrong: the first problem in `message`, all a
/// line each in `detail`.
Result<QList<Provider>> loadProvidersFile(const QString &path);
Result<void> saveProvidersFile(const QList<Provider> &providers, const QString &path);
/// $XDG_CONFIG_HOME/tributary/providers.json.
QString defaultProvidersPath();

/// Repairs what people paste: trims blanks and trailing slashes, cuts "/chat/completions", folds a doubled "/v1".
QUrl cleanBaseUrl(const QString &text);

} // namespace tributary
