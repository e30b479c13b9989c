// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Secret.h"

#include <QString>
#include <QUrl>

namespace tributary {

/// `text` without anything that is or looks like a key: the key in use, the shapes of well-known providers' keys, and
/// bearer values. Providers quote keys in their error messages.
QString redacted(const QString &text, const Secret &key = {});

/// The address without user, password, fragment and query items, but for the few items that are known to carry no key.
QString addressWithoutKeys(const QUrl &url);

} // namespace tributary
