// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/RunRecord.h"

#include <functional>
#include <optional>

namespace tributary {

class Library;

/// Where results lie beside a run. Functions that are empty keep nothing.
struct AnalysisStore
{
    std::function<std::optional<QByteArray>(const RunId &run, const QString &kind, int version)> load;
    std::function<void(const RunId &run, const QString &kind, int version, const QByteArray &result)> save;
};

/// In a library, which must outlive the store; nullptr keeps nothing. What cannot be kept is lost silently: it can be
/// computed again.
AnalysisStore storeIn(Library *library);

/// What was kept of this version: in the store, else what came with the record; empty when there is none.
QByteArray keptAnalysis(const AnalysisStore &store, const RunRecord &record, const QString &kind, int version);

} // namespace tributary
