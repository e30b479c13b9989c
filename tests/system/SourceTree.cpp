// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "SourceTree.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tributary::tests {

namespace {

const QStringList textSuffixes{u"cpp"_s,     u"h"_s,   u"ui"_s,   u"txt"_s, u"cmake"_s, u"md"_s,
                               u"json"_s,    u"sh"_s,  u"in"_s,   u"qrc"_s, u"xml"_s,   u"svg"_s,
                               u"desktop"_s, u"yml"_s, u"html"_s, u"1"_s,   u""_s};

SourceFile readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return {QDir(repositoryPath()).relativeFilePath(path), QString::fromUtf8(file.readAll())};
}

} // namespace

bool SourceFile::isHeader() const
{
    return path.endsWith(".h"_L1);
}

bool SourceFile::isCpp() const
{
    return isHeader() || path.endsWith(".cpp"_L1);
}

bool SourceFile::isCode() const
{
    return isCpp() || path.endsWith(".cmake"_L1) || path.endsWith(".sh"_L1) || path.endsWith("CMakeLists.txt"_L1) ||
           text.startsWith("#!"_L1);
}

QString repositoryPath(const QString &below)
{
    return QDir::cleanPath(QStringLiteral(TRIBUTARY_SOURCE_DIR) + u'/' + below);
}

QList<SourceFile> sourceFiles(const QStringList &folders)
{
    QStringList paths;
    for (const QString &folder : folders) {
        if (QFileInfo(repositoryPath(folder)).isFile())
            paths.append(repositoryPath(folder));
        QDirIterator iterator(repositoryPath(folder), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (iterator.hasNext()) {
            const QString path = iterator.next();
            if (textSuffixes.contains(QFileInfo(path).suffix()))
                paths.append(path);
        }
    }
    paths.sort();
    QList<SourceFile> files;
    for (const QString &path : std::as_const(paths))
        files.append(readFile(path));
    return files;
}

QString listed(const QStringList &problems)
{
    return problems.join(u'\n');
}

} // namespace tributary::tests
