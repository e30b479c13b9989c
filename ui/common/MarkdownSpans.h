// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/MarkdownBlocks.h"

namespace tributary {

/// The inline content of a node as runs of text. Raw HTML is shown, never interpreted; images become their
/// description and address; only addresses of the web and of mail become links.
std::vector<MarkdownSpan> spansOf(const MarkdownNode &node);

/// Text that stays within one block of a text document: no line or frame separators.
QString safeText(QString text);

} // namespace tributary
