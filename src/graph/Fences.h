// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace tributary {

/// Whose text stands between two fences.
enum class FenceKind { Reference, Attachment };

} // namespace tributary

/// Fences around references and attachments: lines that tell a model where somebody else's text begins and ends.
namespace tributary::fences {

/// "=== BEGIN REFERENCE 2 [nonce] ===", with a name behind the nonce when one is shown.
QString begin(qsizetype number, const QString &nonce, const QString &name = {}, FenceKind kind = FenceKind::Reference);
/// "=== END REFERENCE 2 [nonce] ===".
QString end(qsizetype number, const QString &nonce, FenceKind kind = FenceKind::Reference);

/// The text with all that could pass for a fence made harmless and visibly quoted: the nonce itself, and the words of a
/// fence behind any two signs, in any case, with blanks, invisible characters or look-alikes in between. Other text is
/// unchanged.
QString neutralised(const QString &text, const QString &nonce);

} // namespace tributary::fences
