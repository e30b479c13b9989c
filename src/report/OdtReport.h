// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/RunReport.h"

namespace tributary {

/// An OpenDocument text with headings, lists, tables and footnotes that an office program knows as such. Qt's own
/// writer makes paragraphs of headings, loses list numbers and breaks tables, so it is written here.
QByteArray toOdt(const RunReport &report);

} // namespace tributary
