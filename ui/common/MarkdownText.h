// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QTextCursor;

namespace tributary {

/// The selected part of a Markdown document as plain text: markers of list items written out, cells of a table row
/// separated by tabs.
QString plainTextOf(const QTextCursor &selection);

} // namespace tributary
