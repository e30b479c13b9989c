// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/RunFiles.h"

#include "report/ReportFormat.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::RunFiles)
};

/// Far above every run; keeps a wrong file from filling the memory.
constexpr qint64 largestBundle = 512LL * 1024 * 1024;

Result<void> exportRun(const Library &library, const RunId &run, const QString &path, Terminal &terminal)
{
    const auto record = library.load(run);
    if (!record)
        return tl::unexpected(record.error());
    const auto written = writeReportFile(path, bundleBytes(*record));
    if (written)
        terminal.tell(Text::tr("Wrote %1.").arg(path));
    return written;
}

Result<RunRecord> readBundle(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::InvalidInput, file.errorString());
    if (file.size() > largestBundle)
        return fail(ErrorKind::InvalidInput, Text::tr("It is larger than %1 MB.").arg(largestBundle >> 20));
    const auto object = parseJsonObject(file.readAll());
    if (!object)
        return tl::unexpected(object.error());
    return runRecordFromJson(*object);
}

Result<void> importFile(const QString &path, Library &library, Terminal &terminal)
{
    const auto record = readBundle(path);
    const auto added = record ? library.add(*record, RunOrigin::Imported) : tl::unexpected(record.error());
    if (!added)
        return fail(added.error().kind, Text::tr("Cannot import %1: %2").arg(path, added.error().message));
    terminal.tell(Text::tr("Imported %1 as %2.").arg(path, record->id.value));
    return {};
}

} // namespace

Result<void> exportInto(const Library &library, const QList<RunId> &runs, const QString &folder, Terminal &terminal)
{
    if (!QFileInfo(folder).isDir())
        return fail(ErrorKind::InvalidInput, Text::tr("Several runs are written into a folder: --out FOLDER."));
    for (const RunId &run : runs) {
        if (auto done = exportRun(library, run, u"%1/%2.moarun"_s.arg(folder, run.value), terminal); !done)
            return done;
    }
    return {};
}

Result<void> importFrom(const QStringList &paths, Library &library, Terminal &terminal)
{
    for (const QString &path : paths) {
        if (auto done = importFile(path, library, terminal); !done)
            return done;
    }
    return {};
}

} // namespace tributary
