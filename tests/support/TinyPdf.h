// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>

namespace tributary::tests {

/// A PDF with one line of Latin text on each page; an empty line makes a page without text. `locked`: nobody knows its
/// password.
QByteArray tinyPdf(const QList<QByteArray> &pages, bool locked = false);

} // namespace tributary::tests
