// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/MarkdownSamples.h"
#include "ui/common/MarkdownView.h"

#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>

#include <chrono>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const QColor tint(0xF1F0E0);
const QColor line(0x8B8600);
const QColor faded(0x626B78);

class PassageView : public MarkdownView
{
public:
    explicit PassageView(RenderScheduler &scheduler, const QString &text = {})
        : MarkdownView(scheduler)
    {
        resize(360, 240);
        show();
        showText(text);
    }

    void showText(const QString &text)
    {
        showMarkdown(text);
        finish();
        renderNow();
        document()->size(); // lays out all
    }

    TextRange rangeOf(const QString &passage) const { return {markdown().indexOf(passage), passage.size()}; }

    QImage picture()
    {
        QImage image(viewport()->size(), QImage::Format_RGB32);
        viewport()->render(&image);
        return image;
    }
};

int pixelsOf(const QImage &image, const QColor &colour, const QRect &area)
{
    int count = 0;
    const QRect inside = area.intersected(image.rect());
    for (int y = inside.top(); y <= inside.bottom(); ++y) {
        for (int x = inside.left(); x <= inside.right(); ++x)
            count += image.pixelColor(x, y) == colour ? 1 : 0;
    }
    return count;
}

/// The text at the places where a passage is shown, read from the document.
QString shownText(PassageView &view, const QString &passage)
{
    const VisibleTextMap map = mapDocument(view.markdown(), *view.document());
    QStringList pieces;
    for (const TextRange &shown : map.shownRanges(view.rangeOf(passage)))
        pieces += view.document()->toRawText().mid(shown.start, shown.length);
    return pieces.join(u'|');
}

QString letters(const QString &text)
{
    static const QRegularExpression others(u"[^\\p{L}\\p{N}]"_s);
    return QString(text).remove(others);
}

} // namespace

class MarkdownPassagesTest : public QObject
{
    Q_OBJECT

private:
    RenderScheduler m_scheduler;

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void everySampleIsMapped_data()
    {
        QTest::addColumn<QString>("source");
        for (const auto &[name, source] : markdownSamples())
            QTest::newRow(qPrintable(name)) << source;
    }

    /// Whatever a run says it shows is shown there, and of the letters on screen hardly any has no place.
    void everySampleIsMapped()
    {
        QFETCH(QString, source);
        PassageView view(m_scheduler, source);
        const QString shown = view.document()->toRawText();
        const VisibleTextMap map = mapDocument(source, *view.document());
        qsizetype mapped = 0;
        qsizetype previous = 0;
        for (const VisibleTextRun &run : map.runs()) {
            QVERIFY(run.shown >= previous && run.length > 0);
            previous = run.shown + run.length;
            const QString there = letters(shown.mid(run.shown, run.length));
            if (!source.contains(u"[^"_s)) // footnotes are shown by their numbers
                QCOMPARE(there, letters(source.mid(run.source, run.length)));
            mapped += there.size();
        }
        qsizetype added = 6 * shown.count(u"[image:"_s) + shown.count(u"["_s);
        added += source.contains(u"](javascript"_s) ? 11 : 0;
        QVERIFY2(mapped >= letters(shown).size() - added, qPrintable(u"%1 of %2"_s.arg(mapped).arg(letters(shown))));
    }

    void passagesAreMarkedWhereTheyAreShown()
    {
        PassageView view(m_scheduler, u"# Title\n\nOne sentence. Two **bold** ones.\n\n- item\n"_s);
        view.setPassages({{view.rangeOf(u"Two **bold** ones."_s), tint, line}});
        const QList<QRect> rects = view.rectsOf(view.rangeOf(u"Two **bold** ones."_s));
        QCOMPARE(rects.size(), 1);
        const QImage image = view.picture();
        QVERIFY(pixelsOf(image, tint, rects.first()) > rects.first().width() * rects.first().height() / 3);
        QVERIFY(pixelsOf(image, line, rects.first()) >= 2 * (rects.first().width() - 2));
        const QList<QRect> others = view.rectsOf(view.rangeOf(u"One sentence."_s));
        QCOMPARE(pixelsOf(image, tint, others.first().adjusted(0, 0, -6, 0)), 0);
        view.setPassages({});
        QCOMPARE(pixelsOf(view.picture(), tint, rects.first()), 0);
    }

    void underlinesDifferInShape()
    {
        PassageView view(m_scheduler, u"Some words that are long enough to see it."_s);
        const TextRange all = {0, view.markdown().size()};
        QHash<Qt::PenStyle, int> pixels;
        for (const Qt::PenStyle style : {Qt::SolidLine, Qt::DashLine, Qt::DotLine}) {
            view.setPassages({{all, {}, line, style}});
            pixels[style] = pixelsOf(view.picture(), line, view.rect());
        }
        QVERIFY(pixels[Qt::SolidLine] > pixels[Qt::DashLine] + 50);
        QVERIFY(pixels[Qt::DashLine] > pixels[Qt::DotLine] + 20);
    }

    void fadedTextHasItsOwnColourAndTheDocumentStays()
    {
        PassageView view(m_scheduler, u"Used point. Left out point.\n\nAnother."_s);
        const QString html = view.document()->toHtml();
        MarkedPassage used{view.rangeOf(u"Used point."_s)};
        used.ink = faded;
        MarkedPassage left{view.rangeOf(u"Another."_s)};
        left.leftLine = line;
        view.setPassages({used, left});
        QCOMPARE(view.extraSelections().size(), 1);
        QCOMPARE(view.extraSelections().constFirst().cursor.selectedText(), u"Used point."_s);
        const QRect rect = view.rectsOf(left.source).constFirst();
        QCOMPARE(pixelsOf(view.picture(), line, {0, rect.top(), rect.left(), rect.height()}), 3 * rect.height());
        QCOMPARE(view.document()->toHtml(), html);
    }

    void marksFollowTheText()
    {
        PassageView view(m_scheduler, u"Before. Marked passage."_s);
        const TextRange range = view.rangeOf(u"Marked passage."_s);
        view.setPassages({{range, tint}});
        view.resize(120, 240);
        view.document()->size();
        QVERIFY(view.rectsOf(range).size() > 1);
        ReadingStyle larger = view.readingStyle();
        larger.textSize = 24;
        larger.lineHeight = 32;
        view.setReadingStyle(larger);
        view.document()->size();
        QVERIFY(view.rectsOf(range).constFirst().height() >= 30);
        QVERIFY(pixelsOf(view.picture(), tint, view.rectsOf(range).constFirst()) > 100);
        view.appendMarkdown(u"\n\nMore."_s);
        view.finish();
        view.renderNow();
        QVERIFY(pixelsOf(view.picture(), tint, view.rectsOf(range).constFirst()) > 100);
        view.showText(u"Another text."_s);
        QVERIFY(view.rectsOf({8, 5}).size() == 1);
    }

    void placesAreToldInTheSource()
    {
        PassageView view(m_scheduler, u"A *b* **word** end.\n\n| x | y |\n|---|---|\n| 1 | cell |\n"_s);
        const TextRange word = view.rangeOf(u"word"_s);
        const TextRange cell = view.rangeOf(u"cell"_s);
        view.setPassages({{{0, 19}}, {word, tint}});
        const QPoint over = view.rectsOf(word).constFirst().center();
        QVERIFY(view.sourceOffsetAt(over) >= word.start && view.sourceOffsetAt(over) <= word.end());
        QCOMPARE(view.passageAt(over), 1);
        QCOMPARE(view.passageAt(view.rectsOf({0, 1}).constFirst().center() - QPoint(2, 0)), 0);
        const QRect cellRect = view.rectsOf(cell).constFirst();
        QVERIFY(cellRect.left() > view.rectsOf(view.rangeOf(u"1"_s)).constFirst().right());
        QVERIFY(view.sourceOffsetAt(cellRect.center()) >= cell.start);
        QCOMPARE(view.sourceOffsetAt({350, 230}), -1);
        view.setCaretAtSource(cell.start);
        QCOMPARE(view.sourceOffsetAtCaret(), cell.start);
        QCOMPARE(view.textCursor().block().text(), u"cell"_s);
    }

    void pointerAndCaretAreReported()
    {
        PassageView view(m_scheduler, u"First sentence here. Second sentence here."_s);
        QSignalSpy hovered(&view, &MarkdownView::sourceHovered);
        QSignalSpy clicked(&view, &MarkdownView::sourceClicked);
        QSignalSpy moved(&view, &MarkdownView::caretMoved);
        const QPoint over = view.rectsOf(view.rangeOf(u"Second"_s)).constFirst().center();
        QTest::mouseMove(view.viewport(), over);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, over);
        QVERIFY(hovered.isEmpty() && clicked.isEmpty() && moved.isEmpty());
        view.setSourceTracking(true);
        QTest::mouseMove(view.viewport(), over + QPoint(1, 1));
        QTest::mouseMove(view.viewport(), view.rectsOf({0, 5}).constFirst().center());
        QTRY_VERIFY(hovered.size() >= 2);
        QVERIFY(hovered.constLast().constFirst().value<qsizetype>() < 6);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.rectsOf({0, 5}).constFirst().center());
        QCOMPARE(clicked.size(), 1);
        QVERIFY(!moved.isEmpty());
        moved.clear();
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(moved.size(), 1);
        QCOMPARE(moved.constFirst().constFirst().value<qsizetype>(), view.sourceOffsetAtCaret());
    }

    void scrollingGoesToThePassage()
    {
        QString text;
        for (int i = 0; i < 200; ++i)
            text += u"Paragraph number %1 has a few words.\n\n"_s.arg(i);
        PassageView view(m_scheduler, text);
        const TextRange far = view.rangeOf(u"Paragraph number 150"_s);
        view.scrollToSource(far);
        QVERIFY(view.viewport()->rect().contains(view.rectsOf(far).constFirst()));
        const int place = view.verticalScrollBar()->value();
        view.scrollToSource(far);
        QCOMPARE(view.verticalScrollBar()->value(), place);
        view.scrollSourceToTop(view.rangeOf(u"Paragraph number 20"_s).start);
        const qsizetype top = view.topSourceOffset();
        QCOMPARE(view.markdown().sliced(top, 19), u"Paragraph number 20"_s);
    }

    void offsetsCountCarriageReturns()
    {
        PassageView view(m_scheduler, u"- a\r\n- b\r\n\r\nThe **end** here.\r\n"_s);
        QCOMPARE(shownText(view, u"The **end**"_s), u"The end"_s);
    }

    void aLongTextIsMarkedQuickly()
    {
        QString text;
        QList<MarkedPassage> passages;
        for (int i = 0; text.size() < 1000000; ++i) {
            const QString paragraph = u"Paragraph **%1** has some words, and `code`, to read.\n\n"_s.arg(i);
            MarkedPassage passage{{text.size(), paragraph.size() - 2}, i % 2 ? tint : QColor(), line};
            passage.ink = i % 3 ? faded : QColor();
            passages += passage;
            text += paragraph;
        }
        PassageView view(m_scheduler, text);
        const auto start = std::chrono::steady_clock::now();
        view.setPassages(passages);
        for (int step = 0; step < 10; ++step) {
            view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 10 * step);
            view.picture();
        }
        const auto painted = std::chrono::steady_clock::now();
        const auto ms = [](auto from, auto to) {
            return std::chrono::duration_cast<std::chrono::milliseconds>(to - from).count();
        };
        QVERIFY2(ms(start, painted) < 30000, "far from quick");
    }
};

QTEST_MAIN(MarkdownPassagesTest)
#include "tst_markdown_passages.moc"
