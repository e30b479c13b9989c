// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "RunStage.h"
#include "ui/run/AttachmentChip.h"
#include "ui/run/AttachmentChips.h"
#include "ui/run/Composer.h"
#include "ui/run/ConversationMenu.h"
#include "ui/run/EstimateBlock.h"
#include "ui/run/PromptEdit.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QMimeData>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

QToolButton *removeButton(const AttachmentChip *chip)
{
    return chip->findChild<QToolButton *>();
}

/// The chips on screen, in order.
QList<AttachmentChip *> chips(const RunStage &stage)
{
    QList<AttachmentChip *> shown = stage.all<AttachmentChip>();
    shown.removeIf([](const AttachmentChip *chip) { return chip->isHidden(); });
    return shown;
}

} // namespace

class TestUiRunAttachments : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s)); }

    void chipsAndTheirKeys();
    void aFailedFileSaysWhy();
    void pastedFilesAreGiven();
    void theEstimateSaysWhatIsGiven();
    void conversationMenu();

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

void TestUiRunAttachments::chipsAndTheirKeys()
{
    RunStage stage;
    stage.setGraph(u"a b | s"_s);
    stage.show();
    auto *composer = stage.only<Composer>();
    AttachmentTray &tray = stage.model().attachments();
    const int before = composer->wantedHeight();
    QVERIFY(stage.only<AttachmentChips>()->isHidden());
    tray.add({write(u"a.txt"_s, QByteArray(400, 'x')), write(u"b.txt"_s, "b"), write(u"c.txt"_s, "c")});
    QTRY_COMPARE(tray.attachments().size(), 3);
    QCOMPARE(chips(stage).size(), 3);
    QCOMPARE(chips(stage).first()->accessibleName(), u"a.txt, attached, about 100 tokens"_s);
    QVERIFY(chips(stage).first()->toolTip().contains(u"SHA-256"_s));
    QVERIFY(composer->wantedHeight() > before);

    QToolButton *middle = removeButton(chips(stage).at(1));
    QCOMPARE(middle->accessibleName(), u"Remove b.txt"_s);
    middle->setFocus();
    QTest::keyClick(middle, Qt::Key_Delete);
    QCOMPARE(chips(stage).size(), 2);
    QVERIFY(chips(stage).at(1)->holdsFocus());
    QTest::mouseClick(removeButton(chips(stage).at(1)), Qt::LeftButton);
    QTest::keyClick(removeButton(chips(stage).first()), Qt::Key_Backspace);
    QVERIFY(chips(stage).isEmpty());
    QVERIFY(composer->editor()->hasFocus());
    QCOMPARE(composer->wantedHeight(), before);
}

void TestUiRunAttachments::aFailedFileSaysWhy()
{
    RunStage stage;
    stage.setGraph(u"a b | s"_s);
    stage.setPrompt(u"Why?"_s);
    stage.show();
    stage.model().attachments().add(QStringList{write(u"p.bin"_s, QByteArray("\0\1", 2))});
    QTRY_COMPARE(stage.model().session().blockedReason(), u"p.bin could not be attached. Remove it first."_s);
    QVERIFY(chips(stage).first()->toolTip().startsWith(u"p.bin is not text"_s));
    removeButton(chips(stage).first())->click();
    QCOMPARE(stage.model().session().blockedReason(), QString());
}

void TestUiRunAttachments::pastedFilesAreGiven()
{
    RunStage stage;
    stage.setGraph(u"a b | s"_s);
    stage.show();
    QSignalSpy given(&stage.view(), &RunView::filesGiven);
    auto *data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(u"/tmp/a.pdf"_s)});
    data->setText(u"/tmp/a.pdf"_s);
    QApplication::clipboard()->setMimeData(data);
    stage.only<PromptEdit>()->paste();
    QCOMPARE(given.count(), 1);
    QCOMPARE(given.first().first().toStringList(), QStringList{u"/tmp/a.pdf"_s});
    QCOMPARE(stage.only<PromptEdit>()->toPlainText(), QString());
}

void TestUiRunAttachments::theEstimateSaysWhatIsGiven()
{
    RunStage stage(QSize(1024, 700));
    stage.setGraph(u"a b | s"_s);
    stage.setPrompt(u"Why?"_s);
    stage.show();
    stage.model().attachments().add(QList<Attachment>{{u"a.txt"_s, u"text/plain"_s, u"1"_s, 4, u"text"_s}});
    stage.pass(Milliseconds(1000));
    const QString said = stage.only<EstimateBlock>()->accessibleName();
    QVERIFY2(said.contains(u"with 1 attachment"_s), qPrintable(said));
}

void TestUiRunAttachments::conversationMenu()
{
    RunStage stage;
    stage.setGraph(u"a b | s"_s);
    for (const QString &agent : {u"a"_s, u"b"_s, u"s"_s})
        stage.setScript(agent, u"+100 \"Some words\" ok in=10 out=2"_s);
    stage.setPrompt(u"Why?"_s);
    stage.show();
    auto *menu = stage.only<ConversationMenu>();
    QCOMPARE(menu->title(), u"Conversation: new"_s);
    QVERIFY(!menu->actions().at(1)->isEnabled());
    QCOMPARE(menu->actions().at(1)->text(), u"Continue: there is no synthesis yet"_s);
    stage.play();
    QVERIFY(!stage.model().session().isRunning());
    QVERIFY(menu->actions().at(1)->isEnabled());
    QVERIFY(menu->actions().at(1)->text().startsWith(u"Continue: 1 turn, about "_s));
    menu->actions().at(1)->trigger();
    QVERIFY(stage.model().session().isContinuing());
    QCOMPARE(menu->title(), u"Conversation: 1 turn"_s);
    menu->actions().at(0)->trigger();
    QVERIFY(!stage.model().session().isContinuing());
}

QTEST_MAIN(TestUiRunAttachments)
#include "tst_ui_run_attachments.moc"
