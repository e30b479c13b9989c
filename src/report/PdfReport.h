// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/RunReport.h"

namespace tributary {

/// The report as the JSON that the program tributary-pdf-write reads (src/paper/PaperDocument.h).
QByteArray toPaper(const RunReport &report);

} // namespace tributary
