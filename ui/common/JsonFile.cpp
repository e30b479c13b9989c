// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/JsonFile.h"

#include "base/SaveFile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr auto OwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;

QString writeFailed(const QString &path)
{
    return QCoreApplication::translate("tributary::JsonFile",
                                       "%1 could not be written. Check its folder and free space.")
        .arg(path);
}

bool makeFolder(const QString &folder)
{
    return QFileInfo::exists(folder) || (QDir().mkpath(folder) && QFile::setPermissions(folder, OwnerOnly));
}

} // namespace

JsonFile::JsonFile(const QString &path)
    : m_path(path)
{
    QFile file(path);
    if (!path.isEmpty() && file.open(QIODevice::ReadOnly))
        m_object = QJsonDocument::fromJson(file.readAll()).object();
}

void JsonFile::setValue(const QString &key, const QJsonValue &value)
{
    if (m_object.value(key) == value)
        return;
    m_object.insert(key, value);
    m_changed = true;
}

Result<void> JsonFile::save()
{
    if (!m_changed || m_path.isEmpty())
        return {};
    QSaveFile file(m_path);
    if (!makeFolder(QFileInfo(m_path).path()) || !saveWhole(file, QJsonDocument(m_object).toJson()))
        return fail(ErrorKind::Io, writeFailed(m_path), file.errorString());
    m_changed = false;
    return {};
}

QString xdgFolder(const char *name, const QString &fallback)
{
    const QString given = qEnvironmentVariable(name);
    const QString base = QDir::isAbsolutePath(given) ? given : QDir::homePath() + u'/' + fallback;
    return base + "/tributary"_L1;
}

} // namespace tributary
