// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

// The repository's own text, for the tests that read it.
namespace tributary::tests {

struct SourceFile
{
    QString path; // below the repository, with slashes
    QString text;

    QStringList lines() const { return text.split(u'\n'); }

    // The first `count` parts of the path: "ui/run/Card.cpp" with 2 is "ui/run".
    QString folder(int count) const { return path.section(u'/', 0, count - 1); }

    bool isCpp() const;
    bool isHeader() const;
    // Files that carry the two SPDX lines: C++, CMake and scripts.
    bool isCode() const;
};

QString repositoryPath(const QString &below = {});

// Every text file below these folders of the repository, sorted by path; a name of a file stands for itself.
QList<SourceFile> sourceFiles(const QStringList &folders);

// "path:line: text", one a line, as compilers write it; empty when there are none.
QString listed(const QStringList &problems);

} // namespace tributary::tests
