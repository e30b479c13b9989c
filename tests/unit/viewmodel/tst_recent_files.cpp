// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/RecentFiles.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

class RecentFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestStandsFirst();
    void noMoreThanTenAreKept();
    void oneFileUnderTwoNamesIsOne();
    void missingOnesCanBeRemoved();
    void itCanBeSwitchedOff();
    void textsTellNameAndFolder_data();
    void textsTellNameAndFolder();
};

void RecentFilesTest::theNewestStandsFirst()
{
    RecentFiles files({u"/a"_s, u"/b"_s});
    QSignalSpy changed(&files, &RecentFiles::changed);
    files.note(u"/b"_s);
    QCOMPARE(files.paths(), (QStringList{u"/b"_s, u"/a"_s}));
    QCOMPARE(changed.count(), 1);
    files.note(u"/b"_s);
    QCOMPARE(changed.count(), 1);
}

void RecentFilesTest::noMoreThanTenAreKept()
{
    RecentFiles files;
    for (int i = 0; i < 14; ++i)
        files.note(u"/f%1"_s.arg(i));
    QCOMPARE(files.paths().size(), 10);
    QCOMPARE(files.paths().constFirst(), u"/f13"_s);
    QCOMPARE(files.paths().constLast(), u"/f4"_s);
}

void RecentFilesTest::oneFileUnderTwoNamesIsOne()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"g"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    RecentFiles files;
    files.note(file.fileName());
    files.note(folder.filePath(u"../"_s + QDir(folder.path()).dirName() + u"/g"_s));
    QCOMPARE(files.paths().size(), 1);
}

void RecentFilesTest::missingOnesCanBeRemoved()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"there"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    RecentFiles files({folder.filePath(u"gone"_s), file.fileName()});
    files.removeMissing();
    QCOMPARE(files.paths(), QStringList{file.fileName()});
}

void RecentFilesTest::itCanBeSwitchedOff()
{
    RecentFiles files({u"/a"_s});
    files.setKept(false);
    QVERIFY(files.paths().isEmpty());
    files.note(u"/b"_s);
    QVERIFY(files.paths().isEmpty());
    files.setKept(true);
    files.note(u"/b"_s);
    QCOMPARE(files.paths(), QStringList{u"/b"_s});
}

void RecentFilesTest::textsTellNameAndFolder_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("text");
    QTest::newRow("first") << u"/data/g.moagraph"_s << 0 << u"&1 g.moagraph — /data"_s;
    QTest::newRow("at home") << QDir::homePath() + u"/graphs/g.moagraph"_s << 1 << u"&2 g.moagraph — ~/graphs"_s;
    QTest::newRow("beside home") << QDir::homePath() + u"less/g"_s << 2 << u"&3 g — %1less"_s.arg(QDir::homePath());
    QTest::newRow("ampersand") << u"/data/a&b"_s << 3 << u"&4 a&&b — /data"_s;
    QTest::newRow("percent") << u"/data/%1 and %2"_s << 4 << u"&5 %1 and %2 — /data"_s;
    QTest::newRow("tenth") << u"/data/g"_s << 9 << u"g — /data"_s;
}

void RecentFilesTest::textsTellNameAndFolder()
{
    QFETCH(QString, path);
    QFETCH(int, index);
    QTEST(recentFileText(path, index), "text");
}

QTEST_GUILESS_MAIN(RecentFilesTest)
#include "tst_recent_files.moc"
