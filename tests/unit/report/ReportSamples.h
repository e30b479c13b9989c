// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/RunReport.h"

namespace tributary::tests {

/// What an agent of a sample says, by its id.
using SampleAnswers = QHash<QString, QString>;

/// A run of the proposers "a" (openai/gpt-4o) and "b" (together/Qwen/Qwen1.5-72B-Chat) and the aggregator "s"
/// (anthropic/claude-3-opus). An agent whose answer is missing fails with "busy at openai".
RunRecord reportedRun(const SampleAnswers &answers, const QString &prompt = QStringLiteral("Why is the sky blue?"));

/// Answers about the sky, of which the synthesis takes one sentence of each and adds one.
SampleAnswers skyAnswers();

/// An analysis by hand: each line of the synthesis comes from the answer that holds the same line.
RunAnalysis analysisByLine(const RunRecord &record);

/// A report of skyAnswers().
RunReport skyReport(const ReportChoices &choices = {});

/// Markup of every kind, and characters that break formats.
QString hostileMarkdown();

/// The files of a ZIP archive, unpacked; empty when it is none.
QHash<QString, QByteArray> unzipped(const QByteArray &archive);

} // namespace tributary::tests
