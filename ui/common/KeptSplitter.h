// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QSplitter;

namespace tributary {

class JsonFile;

/// Gives `splitter` the sizes that `state` holds under `key`, and notes there every later change. The owner of `state`
/// saves it; `state` must outlive the splitter.
void keepSplitter(QSplitter &splitter, JsonFile &state, const QString &key);

} // namespace tributary
