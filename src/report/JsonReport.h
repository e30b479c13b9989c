// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/RunReport.h"

#include <QJsonObject>

namespace tributary {

/// The report as data; resources/schema/report.schema.json describes it. Offsets are UTF-16 code units into the texts
/// as they stand in the report.
QJsonObject reportToJson(const RunReport &report);

inline constexpr int reportJsonVersion = 1;

} // namespace tributary
