// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/RunBundleFile.h"

#include "base/JsonReader.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace tributary {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::RunBundleFile)
};

constexpr qint64 maxFileBytes = qint64(512) * 1024 * 1024;

tl::unexpected<Error> unreadable(const QString &name, const Error &error)
{
    return fail(error.kind, Text::tr("%1 cannot be opened as a saved run: %2").arg(name, error.message), error.detail);
}

} // namespace

Result<RunRecord> loadRunBundle(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, Text::tr("%1 cannot be opened: %2.").arg(name, file.errorString()));
    // Reading one byte more than allowed also bounds files that do not know their size.
    const QByteArray bytes = file.read(maxFileBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorKind::Io, Text::tr("%1 cannot be read: %2.").arg(name, file.errorString()));
    if (bytes.size() > maxFileBytes)
        return fail(ErrorKind::TooLarge, Text::tr("%1 is larger than 512 MiB: this is not a saved run.").arg(name));
    const Result<QJsonObject> object = parseJsonObject(bytes);
    if (!object)
        return unreadable(name, object.error());
    Result<RunRecord> record = runRecordFromJson(*object);
    if (!record)
        return unreadable(name, record.error());
    return record;
}

} // namespace tributary
