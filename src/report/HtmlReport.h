// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/RunReport.h"

namespace tributary {

/// One file that needs nothing else: a sentence and its passages are links to each other, and light up together where
/// scripts may run. Nothing of a model is markup: every text is escaped, the page forbids itself every script and style
/// but its own two, and every request. Well-formed as XML, too.
QByteArray toHtml(const RunReport &report);

} // namespace tributary
