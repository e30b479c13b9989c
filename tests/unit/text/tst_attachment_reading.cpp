// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/TinyPdf.h"
#include "text/AttachmentReading.h"

#include <QDir>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace tributary;
using namespace tributary::tests;
using namespace Qt::StringLiterals;

namespace {

Result<ReadFile> readAttachment(const QString &path, const AttachmentLimits &limits = {})
{
    AttachmentReading reading(path, limits);
    QSignalSpy finished(&reading, &AttachmentReading::finished);
    reading.start();
    return finished.wait() ? *reading.result() : fail(ErrorKind::Internal, u"never finished"_s);
}

} // namespace

class AttachmentReadingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void theContentDecidesWhatAFileIs_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("mediaType");
        QTest::addColumn<QString>("text");
        const auto row = [](const QString &name, const QByteArray &bytes, const QString &type, const QString &text) {
            QTest::newRow(qPrintable(name)) << name << bytes << type << text;
        };
        row(u"notes.txt"_s, "Hello\n", u"text/plain"_s, u"Hello\n"_s);
        row(u"notes.md"_s, "# Hello\n", u"text/markdown"_s, u"# Hello\n"_s);
        row(u"table.csv"_s, "a,b\n1,2\n", u"text/csv"_s, u"a,b\n1,2\n"_s);
        row(u"main.cpp"_s, "int main() {}\n", u"text/x-c++src"_s, u"int main() {}\n"_s);
        row(u"noending"_s, "text", u"text/plain"_s, u"text"_s);
        row(u"not-a-picture.png"_s, "text", u"text/plain"_s, u"text"_s);
        row(u"not-a.pdf"_s, "text", u"text/plain"_s, u"text"_s);
        row(u"two pages"_s, tinyPdf({"First page", "Second page"}), u"application/pdf"_s,
            u"[Page 1]\n\nFirst page\n\n[Page 2]\n\nSecond page"_s);
        row(u"rubbish before.txt"_s, "rubbish\n" + tinyPdf({"Only"}), u"application/pdf"_s, u"[Page 1]\n\nOnly"_s);
    }

    void theContentDecidesWhatAFileIs()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        const Result<ReadFile> read = readAttachment(write(name, bytes));
        QVERIFY2(read, read ? "" : qPrintable(read.error().message));
        QCOMPARE(read->attachment.name, name);
        QTEST(read->attachment.mediaType, "mediaType");
        QTEST(read->attachment.text, "text");
        QCOMPARE(read->attachment.bytes, bytes.size());
        QCOMPARE(read->note, QString());
    }

    void theHashIsOfTheFile()
    {
        const Result<ReadFile> read = readAttachment(write(u"a.txt"_s, "\xef\xbb\xbf"
                                                                       "abc"));
        QVERIFY(read);
        QCOMPARE(read->attachment.text, u"abc"_s);
        QCOMPARE(read->attachment.sha256, u"1c28dc3f1f804a1ad9c9b4b4cf5e2658d16ad4ed08e3020d04a8d2865018947c"_s);
    }

    void whatIsUnusualIsSaid()
    {
        QCOMPARE(readAttachment(write(u"a.txt"_s, "Gr\xfc\xdf"
                                                  "e"))
                     ->note,
                 u"It is not Unicode and was read as Western European (Windows-1252)."_s);
        const Result<ReadFile> partly = readAttachment(write(u"a.pdf"_s, tinyPdf({"One", "", "Three"})));
        QVERIFY(partly);
        QCOMPARE(partly->note, u"1 of 3 pages have no text and were left out."_s);
        QCOMPARE(partly->attachment.text, u"[Page 1]\n\nOne\n\n[Page 2 has no text]\n\n[Page 3]\n\nThree"_s);
    }

    void whatCannotBeAttached_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("message");
        const auto row = [](const QString &name, const QByteArray &bytes, ErrorKind kind, const QString &message) {
            QTest::newRow(qPrintable(name)) << name << bytes << kind << message;
        };
        row(u"p.png"_s, QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), ErrorKind::InvalidInput,
            u"p.png is not text (image/png). Text, Markdown, CSV, source code and PDF can be attached."_s);
        row(u"p.bin"_s, QByteArray("\0\1\2\3", 4), ErrorKind::InvalidInput,
            u"p.bin is not text. Text, Markdown, CSV, source code and PDF can be attached."_s);
        row(u"e.txt"_s, "", ErrorKind::InvalidInput, u"e.txt is empty. Attach a file with text in it."_s);
        row(u"blank.txt"_s, " \n\t\n", ErrorKind::InvalidInput,
            u"blank.txt is empty. Attach a file with text in it."_s);
        row(u"l.pdf"_s, tinyPdf({"Secret"}, true), ErrorKind::InvalidInput,
            u"l.pdf is protected with a password. Save a copy without it and attach that."_s);
        row(u"s.pdf"_s, tinyPdf({"", ""}), ErrorKind::InvalidInput,
            u"s.pdf has no text: its pages are pictures. Run text recognition on it and attach the result."_s);
        row(u"d.pdf"_s, "%PDF-1.4\nnothing", ErrorKind::InvalidInput,
            u"d.pdf cannot be read: the PDF is damaged. Open it in a PDF viewer, save it anew and attach that."_s);
    }

    void whatCannotBeAttached()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        const Result<ReadFile> read = readAttachment(write(name, bytes));
        QVERIFY(!read);
        QTEST(read.error().message, "message");
        QTEST(read.error().kind, "kind");
    }

    void whatIsTooLarge_data()
    {
        QTest::addColumn<AttachmentLimits>("limits");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("message");
        const QByteArray pdf = tinyPdf({"One", "Two", "Three"});
        AttachmentLimits limits;
        limits.characters = 1000;
        QTest::newRow("characters")
            << limits << QByteArray(1001, 'x')
            << u"f has 1,001 characters; at most 1,000 are read. Attach the part that matters."_s;
        limits = {};
        limits.pages = 2;
        QTest::newRow("pages") << limits << pdf
                               << u"f has 3 pages; at most 2 are read. Attach the part that matters."_s;
        limits = {};
        limits.characters = 5;
        QTest::newRow("text of a PDF") << limits << pdf
                                       << u"f has more than 5 characters. Attach the part that matters."_s;
        limits = {};
        limits.fileBytes = 2 * 1024 * 1024;
        QTest::newRow("bytes") << limits << QByteArray(5 * 512 * 1024, 'x')
                               << u"f has 2.5 MB; at most 2 MB are read. Attach the part that matters."_s;
    }

    void whatIsTooLarge()
    {
        QFETCH(AttachmentLimits, limits);
        QFETCH(QByteArray, bytes);
        const Result<ReadFile> read = readAttachment(write(u"f"_s, bytes), limits);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::TooLarge);
        QTEST(read.error().message, "message");
    }

    /// Two hundred megabytes that take no room on the disk.
    void aHugeFileIsRefusedUnread()
    {
        QFile file(m_folder.filePath(u"huge.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(200LL * 1024 * 1024));
        const Result<ReadFile> read = readAttachment(file.fileName());
        QVERIFY(!read);
        QCOMPARE(read.error().message, u"huge.csv has 200 MB; at most 32 MB are read. Attach the part that matters."_s);
    }

    void whatIsNoFile_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("message");
        const QString folder = m_folder.path();
        QTest::newRow("folder") << folder << ErrorKind::InvalidInput
                                << folder + u" is a folder. Attach the files in it that matter."_s;
        QTest::newRow("missing") << folder + u"/none"_s << ErrorKind::Io
                                 << folder + u"/none does not exist. Choose another file."_s;
#ifdef Q_OS_UNIX
        const QString pipe = folder + u"/pipe"_s;
        mkfifo(QFile::encodeName(pipe).constData(), 0600);
        QTest::newRow("pipe") << pipe << ErrorKind::InvalidInput
                              << pipe + u" is a device or a pipe. Only files can be attached."_s;
        QTest::newRow("device") << u"/dev/zero"_s << ErrorKind::InvalidInput
                                << u"/dev/zero is a device or a pipe. Only files can be attached."_s;
        const QString broken = folder + u"/broken"_s;
        QFile::link(u"nowhere"_s, broken);
        QTest::newRow("broken link") << broken << ErrorKind::Io << broken + u" does not exist. Choose another file."_s;
#endif
    }

    void whatIsNoFile()
    {
        QFETCH(QString, path);
        const Result<ReadFile> read = readAttachment(path);
        QVERIFY(!read);
        QTEST(read.error().message, "message");
        QTEST(read.error().kind, "kind");
    }

    void anUnreadableFileIsSaid()
    {
#ifdef Q_OS_UNIX
        if (geteuid() == 0)
            QSKIP("root reads everything");
#endif
        const QString path = write(u"shut.txt"_s, "x");
        QFile::setPermissions(path, {});
        const Result<ReadFile> read = readAttachment(path);
        QVERIFY(!read);
        QCOMPARE(read.error().message, path + u" cannot be read. Check its permissions."_s);
    }

    void deletingItEndsTheReading()
    {
        auto reading =
            std::make_unique<AttachmentReading>(write(u"long.pdf"_s, tinyPdf(QList<QByteArray>(1500, "A page"))));
        QSignalSpy finished(reading.get(), &AttachmentReading::finished);
        QSignalSpy progressed(reading.get(), &AttachmentReading::progressed);
        reading->start();
        QVERIFY(progressed.wait());
        reading.reset();
        QCOMPARE(finished.size(), 0);
    }

    void progressIsPagesOfPages()
    {
        AttachmentReading reading(write(u"a.pdf"_s, tinyPdf({"One", "Two", "Three"})));
        QSignalSpy finished(&reading, &AttachmentReading::finished);
        QSignalSpy progressed(&reading, &AttachmentReading::progressed);
        reading.start();
        QVERIFY(finished.wait());
        QVERIFY(reading.result()->has_value());
        QCOMPARE(progressed.last(), (QList<QVariant>{3, 3}));
        QCOMPARE(finished.size(), 1);
    }

    /// A stranger's file may keep its reader busy for ever; here no time at all is allowed.
    void aPdfThatTakesTooLongIsGivenUp()
    {
        AttachmentLimits limits;
        limits.time = Milliseconds(0);
        const QString path = write(u"a.pdf"_s, tinyPdf(QList<QByteArray>(1500, QByteArray(1500, 'x'))));
        const Result<ReadFile> read = readAttachment(path, limits);
        QVERIFY(!read);
        QCOMPARE(read.error().message,
                 u"a.pdf could not be read within 0.0 s. Attach the part that matters, or its text."_s);
    }

    /// Damage of any kind ends in a sentence or a text, never in a crash or a hang.
    void damagedPdfsEnd_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < 12; ++seed)
            QTest::addRow("%d", seed) << seed;
    }

    void damagedPdfsEnd()
    {
        QFETCH(int, seed);
        QRandomGenerator random(quint32(seed) + 1);
        QByteArray pdf = tinyPdf({"One", "Two"});
        for (int i = 0; i <= seed; ++i)
            pdf[random.bounded(20, int(pdf.size()))] = char(random.bounded(256));
        pdf.truncate(random.bounded(int(pdf.size()) / 2, int(pdf.size())));
        const Result<ReadFile> read = readAttachment(write(u"a.pdf"_s, pdf));
        QVERIFY(read || read.error().message.startsWith(u"a.pdf "_s));
    }

private:
    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write a test file");
        return file.fileName();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(AttachmentReadingTest)
#include "tst_attachment_reading.moc"
