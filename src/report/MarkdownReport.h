// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/RunReport.h"

namespace tributary {

/// Markdown with GitHub's footnotes: synthesis and answers as they were written, citations as "[^A1]". Of what a model
/// wrote only that is changed which would reach beyond its own text: headings go below ours, raw HTML and footnote
/// labels are escaped, a code block that was left open is closed.
QByteArray toMarkdown(const RunReport &report);

} // namespace tributary
