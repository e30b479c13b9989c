// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "paper/PaperDocument.h"

#include <functional>

namespace tributary {

/// The document as PDF; empty when Cairo cannot make one. `progress` is told the share that is done, 0 to 1.
QByteArray writePdf(const PaperDocument &document, const std::function<void(double)> &progress);

} // namespace tributary
