// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

/// Fences around references: lines that tell a model where somebody else's text begins and ends.
namespace tributary::fences {

/// "=== BEGIN REFERENCE 2 [nonce] ===", with a name behind the nonce when one is shown.
QString begin(qsizetype number, const QString &nonce, const QString &name = {});
/// "=== END REFERENCE 2 [nonce] ===".
QString end(qsizetype number, const QString &nonce);

/// The text with all that could pass for a fence made harmless and visibly quoted: the nonce itself, and the words of a
/// fence behind any two signs, in any case, with blanks, invisible characters or look-alikes in between. Other text is
/// unchanged.
QString neutralised(const QString &text, const QString &nonce);

} // namespace tributary::fences
