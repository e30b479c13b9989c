// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QStringView>

namespace tributary {

/// Words of a plain text as people count them: runs of letters and digits, held together by apostrophes, hyphens and
/// decimal marks inside; each ideograph and kana counts one.
qint64 countWords(QStringView text);

/// Words that a reader of this Markdown text sees.
qint64 countMarkdownWords(QByteArrayView utf8);

} // namespace tributary
