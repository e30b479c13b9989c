// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/RunReport.h"

#include <optional>

namespace tributary {

/// What a run can be written as, told by the ending of a file's name.
enum class ReportFormat {
    Markdown,
    Html,
    Pdf,
    Odt,
    Json,   ///< the run's record and the report; without the record when anonymous
    Text,   ///< the synthesis alone
    Bundle, ///< the run's record, to be opened and replayed
};

std::optional<ReportFormat> reportFormatOf(const QString &path);
/// ".md, .html, .pdf, .odt, .json, .txt, .moarun"
QString reportEndings();
/// Whether a report has to be made for it, which takes an analysis.
bool isReport(ReportFormat format);

/// A file's bytes; of a PDF what PdfWriting makes one of.
QByteArray reportBytes(const RunRecord &record, const RunReport &report, ReportFormat format);

/// Whether a run can be written there, asked before time or money is spent: InvalidInput for an unknown ending and for
/// a bundle that is to be anonymous, Io when the folder takes no files.
Result<void> checkReportFile(const QString &path, const ReportChoices &choices = {});

/// The run's record, to be opened and replayed.
QByteArray bundleBytes(const RunRecord &record);

/// Replaces the file, or leaves everything as it was: Io.
Result<void> writeReportFile(const QString &path, const QByteArray &bytes);

} // namespace tributary
