// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QPair>
#include <QString>

namespace tributary {

/// Markdown texts with the constructs that are hard to read piece by piece; name and text.
QList<QPair<QString, QString>> markdownSamples();

} // namespace tributary
