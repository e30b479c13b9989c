// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/RecentFiles.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

QString homeShortened(const QString &folder)
{
    const QString home = QDir::homePath();
    const bool inside = folder == home || folder.startsWith(home + u'/');
    return QDir::toNativeSeparators(inside ? u'~' + folder.mid(home.size()) : folder);
}

} // namespace

RecentFiles::RecentFiles(const QStringList &paths, QObject *parent)
    : QObject(parent)
    , m_paths(paths.mid(0, most))
{}

void RecentFiles::note(const QString &path)
{
    if (!m_kept)
        return;
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList paths = m_paths;
    paths.removeIf([&](const QString &other) { return isSameFile(other, absolute); });
    paths.prepend(absolute);
    set(paths.mid(0, most));
}

void RecentFiles::removeMissing()
{
    QStringList paths = m_paths;
    paths.removeIf([](const QString &path) { return !QFileInfo::exists(path); });
    set(paths);
}

void RecentFiles::clear()
{
    set({});
}

void RecentFiles::setKept(bool kept)
{
    m_kept = kept;
    if (!kept)
        clear();
}

void RecentFiles::set(const QStringList &paths)
{
    if (paths == m_paths)
        return;
    m_paths = paths;
    Q_EMIT changed();
}

bool isSameFile(const QString &one, const QString &other)
{
    const auto place = [](const QString &path) {
        const QFileInfo file(path);
        return file.exists() ? file.canonicalFilePath() : QDir::cleanPath(file.absoluteFilePath());
    };
    return place(one) == place(other);
}

QString recentFileText(const QString &path, qsizetype index)
{
    const QFileInfo file(path);
    const QString text = u"%1 — %2"_s.arg(file.fileName(), homeShortened(file.path())).replace(u'&', "&&"_L1);
    return index < 9 ? u"&%1 %2"_s.arg(QString::number(index + 1), text) : text;
}

} // namespace tributary
