// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

namespace tributary {

/// Tokens that a text is likely to take, without knowing the model's tokenizer: one per four Latin letters or part of
/// a word, one per ideograph, kana or hangul syllable, one per two other characters beyond ASCII. Within about a
/// fifth for prose in the tokenizers in use; always shown as an estimate.
qint64 estimateTokens(QStringView text);

} // namespace tributary
