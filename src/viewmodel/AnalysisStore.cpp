// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/AnalysisStore.h"

#include "library/Library.h"

#include <algorithm>

namespace tributary {

AnalysisStore storeIn(Library *library)
{
    if (library == nullptr)
        return {};
    return {.load = [library](const RunId &run, const QString &kind,
                              int version) { return library->analysis(run, kind, version); },
            .save =
                [library](const RunId &run, const QString &kind, int version, const QByteArray &result) {
                    std::ignore = library->saveAnalysis(run, kind, version, result);
                }};
}

QByteArray keptAnalysis(const AnalysisStore &store, const RunRecord &record, const QString &kind, int version)
{
    if (store.load) {
        if (const std::optional<QByteArray> kept = store.load(record.id, kind, version))
            return *kept;
    }
    const auto found = std::ranges::find_if(
        record.analyses, [&](const KeptAnalysis &kept) { return kept.kind == kind && kept.version == version; });
    return found == record.analyses.end() ? QByteArray() : found->result;
}

} // namespace tributary
