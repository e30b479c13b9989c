// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "library/RunSummary.h"

#include <QJsonObject>
#include <QStringList>

class QCommandLineParser;

namespace tributary {

/// The options that narrow a list of runs.
void describeRunFilter(QCommandLineParser &parser);
/// InvalidInput names the option at fault.
Result<RunFilter> readRunFilter(const QCommandLineParser &parser);

/// One element of `runs list --json`: id, prompt, state, and what else a list shows.
QJsonObject toJson(const RunSummary &run);

/// The runs as aligned lines with a heading. Lines are at most `width` characters wide.
QStringList runTable(const QList<RunSummary> &runs, int width);

} // namespace tributary
