// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/PrivateFile.h"

#include "library/Database.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace tributary {

using namespace Qt::StringLiterals;

void makePrivateFile(const QString &path)
{
    const QFileInfo folder(QFileInfo(path).absolutePath());
    QDir parent(folder.absolutePath());
    if (!folder.exists() && parent.mkpath(u"."_s))
        parent.mkdir(folder.fileName(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    // Fails when the file is there.
    QFile created(path);
    std::ignore = created.open(QIODevice::NewOnly | QIODevice::WriteOnly, QFile::ReadOwner | QFile::WriteOwner);
}

void setFileAside(const QString &path)
{
    const QString aside = path + u".aside"_s;
    QFile::remove(aside);
    QFile::rename(path, aside);
    QFile::remove(path + u"-wal"_s);
    QFile::remove(path + u"-shm"_s);
}

void giveSpaceBack(const QString &path)
{
    const Database database(path, Database::Access::ReadWrite);
    database.run(u"VACUUM"_s);
    database.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
}

} // namespace tributary
