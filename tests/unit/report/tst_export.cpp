// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ReportSamples.h"
#include "report/ReportExport.h"
#include "support/FileSizeLimit.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tributary;
using namespace tributary::tests;

class ExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesEveryFormat();
    void pdfTakesHostileMarkup();
    void leavesNothingBehind();
    void fullDisksLeaveTheOldFile_data();
    void fullDisksLeaveTheOldFile();
    void foldersAreNoFiles();
    void canBeCancelled();
    void canBeDeleted();
    void knowsEndings();

private:
    static ReportJob job(const QStringList &paths)
    {
        const RunRecord record = reportedRun(skyAnswers());
        return {.record = record, .analysis = analysisByLine(record), .paths = paths};
    }

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

void ExportTest::writesEveryFormat()
{
    const QTemporaryDir folder;
    QStringList paths;
    for (const char *ending : {"md", "html", "pdf", "odt", "json", "txt", "moarun"})
        paths.append(folder.filePath(u"run."_s + QString::fromLatin1(ending)));
    ReportExport exporting;
    const QSignalSpy finished(&exporting, &ReportExport::finished);
    const QSignalSpy progressed(&exporting, &ReportExport::progressed);
    exporting.start(job(paths));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY2(exporting.result(), qPrintable(exporting.result() ? QString() : exporting.result().error().message));
    QCOMPARE(exporting.written().size(), paths.size());
    QVERIFY(progressed.size() > 1);
    QVERIFY(read(paths[2]).startsWith("%PDF-"));
    QVERIFY(read(paths[2]).contains("/Outlines"));
    QVERIFY(read(paths[3]).startsWith("PK"));
    QCOMPARE(read(paths[5]), skyAnswers().value(u"s"_s).toUtf8() + '\n');
}

void ExportTest::pdfTakesHostileMarkup()
{
    const QTemporaryDir folder;
    const QString hostile = hostileMarkdown() + QString(30'000, u'x') + u"\n\n|"_s + u"a|"_s.repeated(60) + u"\n|"_s +
                            u"---|"_s.repeated(60) + u"\n|"_s + u"word|"_s.repeated(60);
    const RunRecord record = reportedRun({{u"a"_s, hostile}, {u"b"_s, hostile}, {u"s"_s, hostile}});
    ReportExport exporting;
    const QSignalSpy finished(&exporting, &ReportExport::finished);
    exporting.start({.record = record, .analysis = analysisByLine(record), .paths = {folder.filePath(u"x.pdf"_s)}});
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
    QVERIFY(exporting.result());
    QVERIFY(read(folder.filePath(u"x.pdf"_s)).size() > 10'000);
}

void ExportTest::leavesNothingBehind()
{
    const QTemporaryDir folder;
    const QString missing = folder.filePath(u"no/such/run.html"_s);
    const QString good = folder.filePath(u"run.md"_s);
    QCOMPARE(checkReportFile(missing).error().kind, ErrorKind::Io);
    QVERIFY(checkReportFile(good));
    ReportExport exporting;
    const QSignalSpy finished(&exporting, &ReportExport::finished);
    exporting.start(job({missing, good}));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QCOMPARE(exporting.result().error().kind, ErrorKind::Io);
    QVERIFY(exporting.result().error().message.contains(missing));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"run.md"_s});
}

void ExportTest::fullDisksLeaveTheOldFile_data()
{
    QTest::addColumn<QString>("ending");
    for (const char *ending : {"md", "html", "pdf", "odt", "json", "moarun"})
        QTest::newRow(ending) << QString::fromLatin1(ending);
}

void ExportTest::fullDisksLeaveTheOldFile()
{
    QFETCH(QString, ending);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"run."_s + ending);
    QVERIFY(writeReportFile(path, "what was there"));
    ReportExport exporting;
    const QSignalSpy finished(&exporting, &ReportExport::finished);
    const FileSizeLimit limit(1000);
    exporting.start(job({path}));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(!exporting.result());
    QCOMPARE(exporting.result().error().kind, ErrorKind::Io);
    QVERIFY(!exporting.result().error().message.contains(u"Unknown error"_s));
    QVERIFY(exporting.written().isEmpty());
    QCOMPARE(read(path), QByteArray("what was there"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void ExportTest::foldersAreNoFiles()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"run.html"_s);
    QVERIFY(QDir().mkdir(path));
    const Result<void> checked = checkReportFile(path);
    QCOMPARE(checked.error().kind, ErrorKind::Io);
    QVERIFY2(checked.error().message.startsWith(u"Cannot write %1: "_s.arg(path)), qPrintable(checked.error().message));
    QVERIFY(!writeReportFile(path, "words"));
    QVERIFY(QDir(path).isEmpty());
}

void ExportTest::canBeCancelled()
{
    const QTemporaryDir folder;
    ReportExport exporting;
    const QSignalSpy finished(&exporting, &ReportExport::finished);
    exporting.start(job({folder.filePath(u"run.pdf"_s)}));
    exporting.cancel();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(exporting.isCancelled());
    QVERIFY(exporting.written().isEmpty());
    QVERIFY(QDir(folder.path()).isEmpty());
}

void ExportTest::canBeDeleted()
{
    const QTemporaryDir folder;
    auto exporting = std::make_unique<ReportExport>();
    exporting->start(job({folder.filePath(u"run.html"_s)}));
    exporting.reset();
    QVERIFY(QDir(folder.path()).isEmpty());
}

void ExportTest::knowsEndings()
{
    QCOMPARE(reportFormatOf(u"/a/B.PDF"_s), ReportFormat::Pdf);
    QCOMPARE(reportFormatOf(u"run"_s), std::nullopt);
    const Result<void> unknown = checkReportFile(u"/tmp/run.docx"_s);
    QCOMPARE(unknown.error().kind, ErrorKind::InvalidInput);
    QVERIFY(unknown.error().message.contains(u".odt"_s));
}

QTEST_GUILESS_MAIN(ExportTest)
#include "tst_export.moc"
