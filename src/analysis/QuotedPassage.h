// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/TextRange.h"

#include <QString>

#include <optional>

namespace tributary {

/// Where a quotation stands in a Markdown text: the same letters and digits in the same order, whatever stands between
/// them in blanks, punctuation and markup, and in whatever case. nullopt: nowhere, or the quotation has none.
std::optional<TextRange> findQuotedPassage(const QString &text, const QString &quote);

} // namespace tributary
