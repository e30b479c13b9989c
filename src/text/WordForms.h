// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace tributary {

/// A word in a form that spelling and the commonest endings do not change: NFKC, case-folded, one usual English or
/// German ending off; of Arabic without vowel signs, stretching, the article, prefixed "and", "by", "for", the usual
/// endings and the difference between forms of alef. No linguistics: two forms of a word mostly become the same, and
/// few others do.
QString comparableForm(QStringView word);

} // namespace tributary
