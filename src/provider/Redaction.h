// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Secret.h"

#include <QString>

namespace tributary {

/// `text` without anything that is or looks like a key: the key in use, the shapes of well-known providers' keys, and
/// bearer values. Providers quote keys in their error messages.
QString redacted(const QString &text, const Secret &key = {});

} // namespace tributary
