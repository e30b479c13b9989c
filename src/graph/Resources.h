// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace tributary {

/// A file of resources/graph.qrc ("presets/moa.moagraph"). The files are compiled in, so a missing one is our mistake.
QByteArray graphResource(const QString &name);

} // namespace tributary
