// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "paper/PaperWriter.h"

#include "paper/PaperPages.h"
#include "paper/PaperTable.h"
#include "paper/PaperText.h"

#include <algorithm>
#include <array>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

using Kind = PaperBlock::Kind;

constexpr double indentStep = 16;
constexpr double padding = 5;
/// A paragraph that is longer is laid out in pieces: the time for one grows faster than its length.
constexpr qsizetype longestPiece = 6000;

double headingSize(int level)
{
    constexpr std::array sizes{18.0, 14.0, 12.0, 11.0, 10.0, 10.0};
    return sizes[static_cast<std::size_t>(std::clamp(level, 1, int(sizes.size())) - 1)];
}

QString plainText(const QList<PaperRun> &runs)
{
    QString text;
    for (const PaperRun &run : runs)
        text += run.text;
    return text;
}

/// Where a text of at least this length can be cut: behind a blank, and never within a pair.
qsizetype cutBefore(const QString &text, qsizetype most)
{
    const qsizetype blank = text.lastIndexOf(u' ', most - 1);
    if (blank > most / 2)
        return blank + 1;
    return text[most - 1].isHighSurrogate() ? most - 1 : most;
}

QList<QList<PaperRun>> piecesOf(const QList<PaperRun> &runs)
{
    QList<QList<PaperRun>> pieces{{}};
    qsizetype length = 0;
    for (const PaperRun &whole : runs) {
        PaperRun run = whole;
        while (length + run.text.size() > longestPiece) {
            const qsizetype room = longestPiece - length;
            if (room < 2) {
                pieces.append(QList<PaperRun>());
                length = 0;
                continue;
            }
            const qsizetype cut = cutBefore(run.text, room);
            PaperRun first = run;
            first.text = run.text.first(cut);
            pieces.last().append(first);
            run.text.remove(0, cut);
            run.id.clear();
            pieces.append(QList<PaperRun>());
            length = 0;
        }
        length += run.text.size();
        pieces.last().append(run);
    }
    return pieces;
}

class PaperWriting
{
public:
    explicit PaperWriting(const PaperDocument &document)
        : m_document(document)
        , m_pages(document)
    {}

    QByteArray write(const std::function<void(double)> &progress);

private:
    void writeBlock(const PaperBlock &block);
    void writeHeading(const PaperBlock &block);
    void writeText(const PaperBlock &block);
    void writeCode(const PaperBlock &block);
    void flow(PaperText &text, const PaperBlock &block, double x, const QString &background);
    void drawBeside(const PaperBlock &block, double height, const QString &background, double x);
    [[nodiscard]] double leftOf(const PaperBlock &block) const;
    void writeMarker(const PaperBlock &block, double x);

    const PaperDocument &m_document;
    PaperPages m_pages;
};

double PaperWriting::leftOf(const PaperBlock &block) const
{
    return m_pages.left() + indentStep * (block.indent + block.quote);
}

/// Background, bars of quotes and the bar in an agent's colour.
void PaperWriting::drawBeside(const PaperBlock &block, double height, const QString &background, double x)
{
    const double y = m_pages.y();
    if (!background.isEmpty())
        m_pages.fill({x, y, m_pages.left() + m_pages.width() - x, height}, background);
    for (int i = 0; i < block.quote; ++i)
        m_pages.fill({m_pages.left() + indentStep * (block.indent + i) + 4, y, 2, height}, u"#D3D8DF"_s);
    if (!block.colour.isEmpty())
        m_pages.fill({x - 8, y, 3, height}, block.colour);
}

void PaperWriting::flow(PaperText &text, const PaperBlock &block, double x, const QString &background)
{
    for (std::size_t done = 0; done < text.lineCount();) {
        auto [count, height] = text.fitting(done, m_pages.room());
        if (count == 0 && !m_pages.isFresh()) {
            m_pages.nextPage();
            continue;
        }
        if (count == 0) {
            // A line that is higher than a page.
            count = 1;
            height = text.lineHeight(done);
        }
        const double inset = background.isEmpty() ? 0 : padding;
        drawBeside(block, height, background, x - inset);
        text.drawLines(m_pages, done, done + count, x, m_pages.y());
        m_pages.advance(height);
        done += count;
    }
}

void PaperWriting::writeHeading(const PaperBlock &block)
{
    const double size = headingSize(block.level);
    PaperText text(block.runs, {.size = size, .bold = true, .width = m_pages.width()}, m_pages);
    m_pages.space(size * (block.level <= 2 ? 1.4 : 0.9));
    // Not alone at the end of a page.
    if (m_pages.room() < text.height() + 40 && !m_pages.isFresh())
        m_pages.nextPage();
    m_pages.addTarget(block.id, m_pages.left(), m_pages.y());
    if (const QString title = plainText(block.runs); !title.trimmed().isEmpty())
        m_pages.addOutline(block.level, title);
    const QByteArray tag = "H" + QByteArray::number(std::clamp(block.level, 1, 6));
    m_pages.beginTag(tag.constData());
    flow(text, block, m_pages.left(), {});
    m_pages.endTag(tag.constData());
    m_pages.advance(size * 0.3);
}

void PaperWriting::writeMarker(const PaperBlock &block, double x)
{
    if (block.marker.isEmpty())
        return;
    PaperText marker({PaperRun{.text = block.marker}}, {.size = 10}, m_pages);
    marker.draw(m_pages, x - marker.naturalWidth() - 5, m_pages.y());
}

void PaperWriting::writeText(const PaperBlock &block)
{
    const bool isCaption = block.kind == Kind::Caption;
    const bool isWarning = block.kind == Kind::Warning;
    const double x = leftOf(block) + (isWarning ? padding : 0);
    const double width = std::max(40.0, m_pages.left() + m_pages.width() - x - (isWarning ? padding : 0));
    m_pages.addTarget(block.id, x, m_pages.y());
    bool isFirst = true;
    const QList<QList<PaperRun>> pieces = piecesOf(block.runs);
    for (const QList<PaperRun> &piece : pieces) {
        PaperText text(piece, {.size = isCaption ? 8.5 : 10, .dim = isCaption || block.quote > 0, .width = width},
                       m_pages);
        if (text.lineHeight(0) > m_pages.room() && !m_pages.isFresh())
            m_pages.nextPage();
        m_pages.beginTag("P");
        if (std::exchange(isFirst, false))
            writeMarker(block, x);
        flow(text, block, x, isWarning ? u"#FFF4DC"_s : QString());
        m_pages.endTag("P");
    }
    m_pages.space(block.marker.isEmpty() ? 5 : 3);
}

void PaperWriting::writeCode(const PaperBlock &block)
{
    const double x = leftOf(block) + padding;
    const double width = std::max(40.0, m_pages.left() + m_pages.width() - x - padding);
    m_pages.addTarget(block.id, x, m_pages.y());
    m_pages.space(2);
    const QList<QList<PaperRun>> pieces = piecesOf(block.runs);
    for (const QList<PaperRun> &piece : pieces) {
        PaperText text(piece, {.size = 8.5, .mono = true, .width = width}, m_pages);
        m_pages.beginTag("P");
        flow(text, block, x, u"#F1F3F6"_s);
        m_pages.endTag("P");
    }
    m_pages.space(6);
}

void PaperWriting::writeBlock(const PaperBlock &block)
{
    switch (block.kind) {
    case Kind::Heading:
        writeHeading(block);
        break;
    case Kind::Paragraph:
    case Kind::Caption:
    case Kind::Warning:
        writeText(block);
        break;
    case Kind::Code:
        writeCode(block);
        break;
    case Kind::Table:
        m_pages.space(2);
        m_pages.beginTag("Table");
        drawTable(block.rows, leftOf(block), m_pages.left() + m_pages.width() - leftOf(block), m_pages);
        m_pages.endTag("Table");
        m_pages.space(8);
        break;
    case Kind::Rule:
        m_pages.space(4);
        m_pages.fill({m_pages.left(), m_pages.y(), m_pages.width(), 0.7}, u"#B8BEC7"_s);
        m_pages.space(8);
        break;
    }
}

QByteArray PaperWriting::write(const std::function<void(double)> &progress)
{
    const qsizetype count = m_document.blocks.size();
    for (qsizetype i = 0; i < count; ++i) {
        writeBlock(m_document.blocks[i]);
        progress(double(i + 1) / double(count));
    }
    return m_pages.finish();
}

} // namespace

QByteArray writePdf(const PaperDocument &document, const std::function<void(double)> &progress)
{
    return PaperWriting(document).write(progress);
}

} // namespace tributary
