// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/LinkDialog.h"
#include "ui/common/MarkdownView.h"

#include <QClipboard>
#include <QFile>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>
#include <QToolButton>
#include <QWheelEvent>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const QString paragraph = u"A paragraph with *some* words in it that is long enough to take more than one line.\n\n"_s;

/// Positions and addresses of all links of a document.
QStringList linksOf(const QTextDocument &document)
{
    QStringList links;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextCharFormat format = it.fragment().charFormat();
            if (format.isAnchor())
                links += format.anchorHref();
        }
    }
    return links;
}

bool hasImages(const QTextDocument &document)
{
    for (const QTextFormat &format : document.allFormats()) {
        if (format.isImageFormat() || format.objectType() == QTextFormat::ImageObject)
            return true;
    }
    return false;
}

class OpenView : public MarkdownView
{
public:
    explicit OpenView(RenderScheduler &scheduler)
        : MarkdownView(scheduler)
    {
        resize(300, 200);
        show();
    }

    using MarkdownView::createMimeDataFromSelection;
    using MarkdownView::loadResource;

    void grow(int paragraphs)
    {
        appendMarkdown(paragraph.repeated(paragraphs));
        renderNow();
        document()->size(); // lays out all
    }

    int place() const { return verticalScrollBar()->value(); }

    int end() const { return verticalScrollBar()->maximum(); }

    QToolButton *newText() const { return findChild<QToolButton *>(u"newText"_s); }

    /// Up if positive.
    void turnWheel(int steps)
    {
        for (int i = 0; i < std::abs(steps); ++i)
            turnWheelOnce(steps > 0 ? 1 : -1);
    }

private:
    void turnWheelOnce(int steps)
    {
        const QPointF at = viewport()->rect().center();
        QWheelEvent event(at, viewport()->mapToGlobal(at), {}, {0, 120 * steps}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(viewport(), &event);
    }
};

} // namespace

class MarkdownViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void hostileTextStaysText_data();
    void hostileTextStaysText();
    void nothingIsLoaded();
    void onlyWebAndMailBecomeLinks();
    void linksAreReportedNotOpened();
    void textIsDrawnByTheScheduler();
    void longTextIsDrawnInParts();
    void growthIsTakenAsGrowth();

    void followsTheEnd();
    void upwardInputStopsFollowing_data();
    void upwardInputStopsFollowing();
    void reachingTheEndResumes();
    void buttonResumes();
    void stayingViewNeverMoves();
    void selectionSurvivesGrowth();

    void lineLengthIsBounded();
    void anotherStyleKeepsTextAndPlace();
    void copiesTextAndMarkdown();
    void readingDirectionIsTheTexts();
    void arrowKeysStartWhereTheReaderIs();

    void factsOfAddresses_data();
    void factsOfAddresses();
    void addressOpensOnlyWhenConfirmed();

private:
    RenderScheduler m_scheduler;
};

void MarkdownViewTest::hostileTextStaysText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const QString &text, const QString &shown) {
        QTest::newRow(name) << text << shown;
    };
    row("unclosed tag", u"a <br> b <img src=x> <hr> vector<int> end"_s, u"<img src=x> <hr> vector<int> end"_s);
    row("device as image", u"![x](/dev/zero) end"_s, u"[image: x - /dev/zero] end"_s);
    row("image without text", u"![](file:///etc/passwd)"_s, u"[image: file:///etc/passwd]"_s);
    row("style sheet", u"<link rel=stylesheet href=/etc/passwd>\n\nend"_s,
        u"<link rel=stylesheet href=/etc/passwd>\nend"_s);
    row("script", u"<script>alert(1)</script>"_s, u"<script>alert(1)</script>"_s);
    row("file link", u"[x](file:///etc/passwd)"_s, u"x (file:///etc/passwd)"_s);
    row("script link", u"[x](javascript:alert(1))"_s, u"x (javascript:alert(1))"_s);
    row("markup in a code fence's name", u"```<b>\nx\n```"_s, u"x"_s);
    row("frame characters", u"a\uFDD0b\uFDD1c\uFFFCd"_s, u"a\uFFFDb\uFFFDc\uFFFDd"_s);
    row("deep quotes", QString(100'000, u'>') + u"x"_s, u"x"_s);
    row("deep brackets", QString(50'000, u'[') + u"x"_s, u"[x"_s);
    row("deep lists", u"- "_s.repeated(2'000) + u"x"_s, u"x"_s);
    row("wide table", u"|a"_s.repeated(2'000) + u"\n"_s + u"|-"_s.repeated(2'000), u"|a|a"_s);
    row("long line", u"x"_s.repeated(100'000), u"xxx"_s);
}

void MarkdownViewTest::hostileTextStaysText()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    OpenView view(m_scheduler);
    view.showMarkdown(text);
    view.renderNow();
    view.grab();
    QVERIFY2(view.plainText().contains(shown), qPrintable(view.plainText().left(200)));
    QVERIFY(!hasImages(*view.document()));
    QCOMPARE(linksOf(*view.document()), QStringList());
}

void MarkdownViewTest::nothingIsLoaded()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(u"image.png"_s);
    QImage image(2, 2, QImage::Format_RGB32);
    image.fill(Qt::red);
    QVERIFY(image.save(path));
    OpenView view(m_scheduler);
    view.showMarkdown(u"![a](%1) ![b](file://%1) <img src=\"%1\">"_s.arg(path));
    view.renderNow();
    QVERIFY(!hasImages(*view.document()));
    QVERIFY(!view.document()->toHtml().contains("<img"_L1));
    QCOMPARE(view.loadResource(QTextDocument::ImageResource, QUrl::fromLocalFile(path)), QVariant());
    const QString before = view.plainText();
    view.setSource(QUrl::fromLocalFile(path));
    QCOMPARE(view.plainText(), before);
}

void MarkdownViewTest::onlyWebAndMailBecomeLinks()
{
    OpenView view(m_scheduler);
    view.showMarkdown(u"[a](https://a.example/x?y=<z>) [b](HTTP://b.example) <c@c.example> [d](data:text/html,x) "
                      "[e](//e.example) [f](http:) [g](/etc/passwd) [h](qrc:/h) [i](vbscript:i)"_s);
    view.renderNow();
    QCOMPARE(linksOf(*view.document()),
             (QStringList{u"https://a.example/x?y=%3Cz%3E"_s, u"http://b.example"_s, u"mailto:c@c.example"_s}));
}

void MarkdownViewTest::linksAreReportedNotOpened()
{
    OpenView view(m_scheduler);
    view.showMarkdown(u"[a](https://a.example/)"_s);
    view.renderNow();
    const QString text = view.plainText();
    QSignalSpy activated(&view, &MarkdownView::linkActivated);
    const QRect at = view.cursorRect();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, at.center() + QPoint(4, 0));
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toUrl(), QUrl(u"https://a.example/"_s));
    QCOMPARE(view.plainText(), text);
    Q_EMIT view.anchorClicked(QUrl(u"file:///etc/passwd"_s));
    QCOMPARE(activated.size(), 1);
}

void MarkdownViewTest::textIsDrawnByTheScheduler()
{
    OpenView view(m_scheduler);
    view.appendMarkdown(u"one **two**");
    QCOMPARE(view.plainText(), QString());
    QTRY_COMPARE(view.plainText(), u"one two"_s);
    view.appendMarkdown(u" three");
    QTRY_COMPARE(view.plainText(), u"one two three"_s);
    QVERIFY(view.isUpToDate());
}

void MarkdownViewTest::longTextIsDrawnInParts()
{
    OpenView view(m_scheduler);
    QStringList lines;
    for (int i = 0; i < 3000; ++i)
        lines += u"- item %1 of a **long** list"_s.arg(i);
    view.showMarkdown(lines.join(u'\n'));
    QTRY_VERIFY(view.document()->blockCount() > 1);
    QVERIFY2(!view.isUpToDate(), "the first part comes before the whole");
    view.appendMarkdown(u"\n- text that comes meanwhile");
    const QSignalSpy laidOut(&view, &MarkdownView::laidOut);
    QTRY_COMPARE(view.document()->blockCount(), 3001);
    QVERIFY(view.isUpToDate());
    QCOMPARE(laidOut.size(), 1);
}

void MarkdownViewTest::growthIsTakenAsGrowth()
{
    OpenView view(m_scheduler);
    view.showMarkdown(paragraph.repeated(20));
    view.renderNow();
    view.turnWheel(3);
    view.showMarkdown(paragraph.repeated(21));
    view.renderNow();
    QVERIFY2(!view.isFollowingEnd(), "the reader's choice outlives growth");
    view.showMarkdown(u"new"_s);
    view.renderNow();
    QCOMPARE(view.plainText(), u"new"_s);
    QVERIFY2(view.isFollowingEnd(), "another text starts afresh");
}

void MarkdownViewTest::followsTheEnd()
{
    OpenView view(m_scheduler);
    for (int i = 0; i < 10; ++i) {
        view.grow(3);
        QCOMPARE(view.place(), view.end());
    }
    QVERIFY(view.end() > 0);
    QVERIFY(!view.newText()->isVisible());
}

void MarkdownViewTest::upwardInputStopsFollowing_data()
{
    QTest::addColumn<int>("input");
    QTest::newRow("wheel") << 0;
    QTest::newRow("up") << int(Qt::Key_Up);
    QTest::newRow("page up") << int(Qt::Key_PageUp);
    QTest::newRow("home") << int(Qt::Key_Home);
    QTest::newRow("scroll bar drag") << 1;
    QTest::newRow("scroll bar step") << 2;
    QTest::newRow("selection") << 3;
}

void MarkdownViewTest::upwardInputStopsFollowing()
{
    QFETCH(int, input);
    OpenView view(m_scheduler);
    view.grow(20);
    QVERIFY(view.isFollowingEnd());
    if (input == 0)
        view.turnWheel(1);
    else if (input == 1)
        view.verticalScrollBar()->setSliderDown(true);
    else if (input == 2)
        view.verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
    else if (input == 3)
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, {40, 100});
    else
        QTest::keyClick(&view, Qt::Key(input));
    QVERIFY2(!view.isFollowingEnd(), "at once, before the next text");
    const int place = view.place();
    view.grow(5);
    QCOMPARE(view.place(), place);
    QVERIFY(view.newText()->isVisible());
    QCOMPARE(view.newText()->height(), 28);
    QVERIFY(view.rect().contains(view.newText()->geometry()));
}

void MarkdownViewTest::reachingTheEndResumes()
{
    OpenView view(m_scheduler);
    view.grow(20);
    view.turnWheel(5);
    view.grow(1);
    QVERIFY(view.newText()->isVisible());
    view.turnWheel(-100);
    QCOMPARE(view.place(), view.end());
    QVERIFY(view.isFollowingEnd());
    QVERIFY(!view.newText()->isVisible());
    view.grow(5);
    QCOMPARE(view.place(), view.end());
}

void MarkdownViewTest::buttonResumes()
{
    OpenView view(m_scheduler);
    view.grow(20);
    view.selectAll();
    view.grow(1);
    QVERIFY(view.newText()->isVisible());
    QTest::mouseClick(view.newText(), Qt::LeftButton);
    QVERIFY(view.isFollowingEnd());
    QVERIFY(!view.newText()->isVisible());
    QCOMPARE(view.place(), view.end());
}

void MarkdownViewTest::stayingViewNeverMoves()
{
    OpenView view(m_scheduler);
    view.setScrolling(MarkdownView::Scrolling::Stay);
    for (int i = 0; i < 5; ++i) {
        view.grow(5);
        QCOMPARE(view.place(), 0);
    }
    view.turnWheel(-200);
    const int place = view.place();
    QVERIFY(place > 0);
    view.grow(5);
    QCOMPARE(view.place(), place);
    QVERIFY(!view.newText()->isVisible());
}

void MarkdownViewTest::selectionSurvivesGrowth()
{
    OpenView view(m_scheduler);
    view.showMarkdown(u"one two\n\nthree"_s);
    view.renderNow();
    view.selectAll();
    view.appendMarkdown(u" four\n\n- five\n");
    view.renderNow();
    QCOMPARE(view.textCursor().selectedText(), u"one two\u2029three"_s);
}

void MarkdownViewTest::lineLengthIsBounded()
{
    OpenView view(m_scheduler);
    view.resize(2000, 300);
    view.setMaximumLineLength(72);
    view.grow(1);
    const qreal longest = QFontMetricsF(view.document()->defaultFont()).averageCharWidth() * 72;
    QVERIFY(view.document()->textWidth() < longest + 20);
    view.resize(200, 300);
    QCOMPARE(int(view.document()->textWidth()), view.viewport()->width());
    view.setMaximumLineLength(0);
    view.resize(2000, 300);
    QCOMPARE(int(view.document()->textWidth()), view.viewport()->width());
}

void MarkdownViewTest::anotherStyleKeepsTextAndPlace()
{
    OpenView view(m_scheduler);
    view.showMarkdown(u"| a |\n|---|\n\n[b](https://b.example)\n\n"_s + paragraph.repeated(20));
    view.renderNow();
    view.document()->size();
    view.verticalScrollBar()->setValue(30);
    const QString text = view.plainText();
    ReadingStyle style = view.readingStyle();
    style.text = Qt::white;
    style.link = Qt::yellow;
    view.setReadingStyle(style);
    QCOMPARE(view.plainText(), text);
    QCOMPARE(view.place(), 30);
    QCOMPARE(view.palette().color(QPalette::Text), QColor(Qt::white));
    QVERIFY(view.document()->toHtml().contains(QColor(Qt::yellow).name()));
    view.grow(2);
    QVERIFY(view.plainText().startsWith(text));
}

void MarkdownViewTest::copiesTextAndMarkdown()
{
    const QString markdown =
        u"# A\n\n3. *b*\n4. c\n   - [x] d\n\n| e | f |\n|---|---|\n| g | h |\n\n```\ni\n  j\n```\n"_s;
    OpenView view(m_scheduler);
    view.showMarkdown(markdown);
    view.renderNow();
    QCOMPARE(view.plainText(), u"A\n3. b\n4. c\n\u2611 d\ne\tf\ng\th\ni\n  j"_s);
    QTextCursor cursor(view.document()->findBlockByNumber(1));
    cursor.setPosition(cursor.position() + 1);
    cursor.movePosition(QTextCursor::NextBlock, QTextCursor::KeepAnchor);
    cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    view.setTextCursor(cursor);
    const std::unique_ptr<QMimeData> copied(view.createMimeDataFromSelection());
    QCOMPARE(copied->text(), u"\n4. c"_s);
    QCOMPARE(copied->formats(), QStringList{u"text/plain"_s});
    view.copyMarkdown();
    QCOMPARE(QGuiApplication::clipboard()->text(), markdown);
}

void MarkdownViewTest::readingDirectionIsTheTexts()
{
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    OpenView view(m_scheduler);
    view.showMarkdown(u"latin\n\nمرحبا\n\n- عنصر\n"_s);
    view.renderNow();
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    const QTextBlock first = view.document()->begin();
    QCOMPARE(first.textDirection(), Qt::LeftToRight);
    QCOMPARE(first.next().textDirection(), Qt::RightToLeft);
    QVERIFY(first.next().next().blockFormat().rightMargin() > 0);
    QCOMPARE(view.horizontalScrollBar()->value(), 0);
    view.grab();
}

void MarkdownViewTest::arrowKeysStartWhereTheReaderIs()
{
    OpenView view(m_scheduler);
    view.grow(30);
    QTest::keyClick(&view, Qt::Key_Up);
    QVERIFY2(view.place() > view.end() / 2, "not back at the caret on top");
}

void MarkdownViewTest::factsOfAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("site");
    QTest::addColumn<int>("warnings");
    QTest::newRow("plain") << u"https://example.com/a?b#c"_s << u"example.com"_s << 0;
    QTest::newRow("not encrypted") << u"http://example.com/"_s << u"example.com"_s << 1;
    QTest::newRow("misleading user") << u"https://bank.example@evil.example/"_s << u"evil.example"_s << 1;
    QTest::newRow("lookalike") << u"https://\u0430pple.example/"_s << u"xn--pple-43d.example"_s << 1;
    QTest::newRow("mail") << u"mailto:a@b.example?subject=c"_s << u"a@b.example"_s << 0;
}

void MarkdownViewTest::factsOfAddresses()
{
    QFETCH(QString, address);
    const LinkFacts facts = linkFacts(QUrl(address));
    QTEST(facts.site, "site");
    QTEST(int(facts.warnings.size()), "warnings");
    QCOMPARE(facts.address, QUrl(address).toString(QUrl::FullyEncoded));
}

void MarkdownViewTest::addressOpensOnlyWhenConfirmed()
{
    const QUrl url(u"https://user@example.com/<b>"_s);
    QList<QUrl> opened;
    const auto open = [&](const QUrl &confirmed) { opened += confirmed; };
    for (const bool confirmed : {false, true}) {
        auto *dialog = new LinkDialog(url, open);
        QSignalSpy gone(dialog, &QObject::destroyed);
        QTest::ignoreMessage(QtWarningMsg, "This plugin does not support propagateSizeHints()");
        dialog->show();
        QCOMPARE(dialog->findChild<QPlainTextEdit *>(u"address"_s)->toPlainText(), url.toString(QUrl::FullyEncoded));
        if (confirmed)
            QTest::mouseClick(dialog->findChild<QPushButton *>(u"open"_s), Qt::LeftButton);
        else
            QTest::keyClick(dialog, Qt::Key_Return); // the default is not to open
        QTRY_COMPARE(gone.size(), 1);
        QCOMPARE(opened.size(), confirmed ? 1 : 0);
    }
    QCOMPARE(opened.first(), url);
}

QTEST_MAIN(MarkdownViewTest)
#include "tst_markdown_view.moc"
