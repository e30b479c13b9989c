// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace tributary {

/// "report.css", "report.js": what the HTML report carries along. The program has them built in.
QByteArray reportResource(const char *name);

} // namespace tributary
