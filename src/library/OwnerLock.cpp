// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/OwnerLock.h"

#include <QDir>
#include <QFileInfo>
#include <QUuid>

#include <sys/file.h>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

QString folderOf(const QString &libraryPath)
{
    return libraryPath + u"-owners"_s;
}

} // namespace

OwnerLock::OwnerLock(const QString &libraryPath)
    : m_name(QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_file(folderOf(libraryPath) + u'/' + m_name)
{
    const QFileInfo folder(folderOf(libraryPath));
    QDir(folder.path()).mkdir(folder.fileName(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_held = m_file.open(QIODevice::ReadWrite, QFile::ReadOwner | QFile::WriteOwner) &&
             flock(m_file.handle(), LOCK_EX | LOCK_NB) == 0;
}

OwnerLock::~OwnerLock()
{
    if (m_held)
        m_file.remove();
}

bool OwnerLock::isAlive(const QString &libraryPath, const QString &name)
{
    QFile file(folderOf(libraryPath) + u'/' + name);
    return !name.isEmpty() && file.open(QIODevice::ReadOnly) && flock(file.handle(), LOCK_SH | LOCK_NB) != 0;
}

void OwnerLock::removeDead(const QString &libraryPath)
{
    QDir folder(folderOf(libraryPath));
    const QStringList names = folder.entryList(QDir::Files);
    for (const QString &name : names) {
        // A file that was made this second may not be locked yet.
        const bool isNew = QFileInfo(folder.filePath(name)).lastModified().secsTo(QDateTime::currentDateTime()) < 2;
        if (!isNew && !isAlive(libraryPath, name))
            folder.remove(name);
    }
}

} // namespace tributary
