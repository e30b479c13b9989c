// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

namespace tributary {

/// Whether the full stop at `stop` belongs to an abbreviation, an initial or an ordinal that goes on with the word at
/// `next`, so that no sentence ends there. Knows English and German ones and what is usual in several languages.
bool isAbbreviationBefore(QStringView text, qsizetype stop, qsizetype next);

} // namespace tributary
