// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/TinyPdf.h"
#include "viewmodel/AttachmentTray.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;
using State = AttachmentDisplay::State;

class AttachmentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aFileIsReadAndShown()
    {
        AttachmentTray tray;
        QSignalSpy announced(&tray, &AttachmentTray::announce);
        const QString path = write(u"notes.md"_s, QByteArray(12800, 'x'));
        tray.add(QStringList{path});
        QCOMPARE(tray.displays().size(), 1);
        QCOMPARE(tray.displays()[0].state, State::Reading);
        QCOMPARE(tray.displays()[0].detail, u"reading…"_s);
        QCOMPARE(tray.displays()[0].accessibleName, u"notes.md, is being read"_s);
        QCOMPARE(tray.blockedReason(), u"notes.md is still being read."_s);
        QVERIFY(tray.attachments().isEmpty());

        QTRY_COMPARE(tray.displays()[0].state, State::Ready);
        const AttachmentDisplay shown = tray.displays()[0];
        QCOMPARE(shown.name, u"notes.md"_s);
        QCOMPARE(shown.detail, u"3,200 tokens"_s);
        QCOMPARE(shown.accessibleName, u"notes.md, attached, about 3,200 tokens"_s);
        QVERIFY(
            shown.toolTip.startsWith(QDir::toNativeSeparators(path) + u"\ntext/markdown, 12,800 bytes\nSHA-256 "_s));
        QCOMPARE(tray.blockedReason(), QString());
        QCOMPARE(tray.attachments().size(), 1);
        QCOMPARE(announced.takeFirst().at(0), u"notes.md is attached."_s);
    }

    void whatCannotBeReadStaysUntilItIsRemoved()
    {
        AttachmentTray tray;
        QSignalSpy announced(&tray, &AttachmentTray::announce);
        tray.add({write(u"a.bin"_s, QByteArray("\0\1", 2)), write(u"b.txt"_s, "good")});
        QTRY_COMPARE(tray.attachments().size(), 1);
        QTRY_COMPARE(tray.displays()[0].state, State::Failed);
        const AttachmentDisplay failed = tray.displays()[0];
        QCOMPARE(failed.detail, u"not attached"_s);
        QVERIFY(failed.toolTip.startsWith(u"a.bin is not text"_s));
        QCOMPARE(announced.size(), 2);
        QCOMPARE(tray.blockedReason(), u"a.bin could not be attached. Remove it first."_s);
        tray.remove(failed.id);
        QCOMPARE(tray.blockedReason(), QString());
        QCOMPARE(tray.displays().size(), 1);
    }

    void removedWhileItIsRead()
    {
        AttachmentTray tray;
        QSignalSpy changed(&tray, &AttachmentTray::changed);
        tray.add(QStringList{write(u"long.pdf"_s, tests::tinyPdf(QList<QByteArray>(1500, "A page")))});
        tray.remove(tray.displays()[0].id);
        QCOMPARE(changed.size(), 2);
        QVERIFY(tray.displays().isEmpty());
        tray.add(QStringList{write(u"short.txt"_s, "x")});
        QTRY_COMPARE(tray.attachments().size(), 1);
        QCOMPARE(tray.displays()[0].name, u"short.txt"_s);
    }

    void aLongPdfShowsItsPages()
    {
        AttachmentTray tray;
        QSet<QString> details;
        connect(&tray, &AttachmentTray::changed, this, [&] { details.insert(tray.displays()[0].detail); });
        tray.add(QStringList{write(u"long.pdf"_s, tests::tinyPdf(QList<QByteArray>(1200, QByteArray(200, 'y'))))});
        QTRY_COMPARE(tray.displays()[0].state, State::Ready);
        QVERIFY(std::any_of(details.begin(), details.end(),
                            [](const QString &detail) { return detail.endsWith(u" of 1,200"_s); }));
    }

    void theSameFileIsNotAddedTwice()
    {
        AttachmentTray tray;
        QSignalSpy announced(&tray, &AttachmentTray::announce);
        const QString path = write(u"a.txt"_s, "same");
        tray.add({path, path});
        QTRY_COMPARE(announced.size(), 2);
        QCOMPARE(tray.displays().size(), 1);
        QCOMPARE(announced.last().at(0), u"a.txt is attached already."_s);

        const QList<Attachment> again = tray.attachments();
        QSignalSpy changed(&tray, &AttachmentTray::changed);
        tray.add(again);
        QCOMPARE(changed.size(), 0);
        tray.remove(tray.displays()[0].id);
        tray.add(again);
        QCOMPARE(tray.attachments(), again);
        // A changed file is another one.
        tray.add(QStringList{write(u"a.txt"_s, "other")});
        QTRY_COMPARE(tray.attachments().size(), 2);
    }

    void tooMuchTogetherBlocks()
    {
        AttachmentTray tray;
        tray.add({write(u"a.txt"_s, QByteArray(1200000, 'a')), write(u"b.txt"_s, QByteArray(1200000, 'b'))});
        QTRY_COMPARE(tray.attachments().size(), 2);
        QCOMPARE(tray.blockedReason(), u"The attachments have 2,400,000 characters together; at most 2,000,000 are "
                                       "sent. Attach fewer files."_s);
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

QTEST_GUILESS_MAIN(AttachmentsTest)
#include "tst_attachments.moc"
