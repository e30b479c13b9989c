// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/DocNode.h"
#include "report/RunReport.h"

namespace tributary {

/// A report as the tree that HTML, ODT and PDF are written from. Each citation "A1" has three ids: "c-A1" where the
/// synthesis cites, "n-A1" its entry in the list of sources, and, when answers are in the report, "p-A1" the passage.
DocNode makeReportDocument(const RunReport &report);

/// The sign of a sentence that no source was found for.
inline constexpr char16_t unsourcedSign = u'\u2205';

/// "[A1] A qwen-72b, reworded, similarity 0.87"
QString describeCitation(const RunReport &report, const ReportCitation &citation);
/// "2 of 14 sentences have no source."; empty when sources are not known.
QString describeUnsourced(const ReportSynthesis &synthesis);
/// "12 November 2026 14:02 UTC"
QString reportDate(const QDateTime &date);
/// "MoA 3+1 · finished · 12 s · 1,200 in, 340 out · $0.021"
QString reportHead(const RunReport &report);

} // namespace tributary
