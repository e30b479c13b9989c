// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/MarkdownFormats.h"

#include <array>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

using Role = MarkdownBlock::Role;
using Look = MarkdownSpan::Look;

constexpr qreal tablePadding = 5;
constexpr qreal tableMargin = 8;

int headingSize(int textSize, int level)
{
    static constexpr std::array<int, 6> percent = {140, 125, 112, 104, 100, 100};
    return textSize * percent[std::size_t(std::clamp(level, 1, 6) - 1)] / 100;
}

Qt::Alignment horizontal(MarkdownNode::Alignment alignment)
{
    switch (alignment) {
    case MarkdownNode::Alignment::Right:
        return Qt::AlignRight;
    case MarkdownNode::Alignment::Center:
        return Qt::AlignHCenter;
    case MarkdownNode::Alignment::Left:
    case MarkdownNode::Alignment::Unset:
        break;
    }
    return Qt::AlignLeft;
}

bool isRightToLeft(const MarkdownBlock &block)
{
    return !block.spans.empty() && block.role != Role::Code && block.spans.front().text.isRightToLeft();
}

} // namespace

MarkdownFormats::MarkdownFormats(const ReadingStyle &style)
    : m_style(style)
{}

QFont MarkdownFormats::font() const
{
    QFont font;
    font.setFamilies(m_style.textFamilies);
    font.setPixelSize(m_style.textSize);
    return font;
}

QTextBlockFormat MarkdownFormats::block(const MarkdownBlock &block) const
{
    QTextBlockFormat format;
    format.setTopMargin(block.above);
    if (block.below != 0)
        format.setBottomMargin(block.below);
    if (isRightToLeft(block))
        format.setRightMargin(block.indent);
    else if (block.indent != 0)
        format.setLeftMargin(block.indent);
    if (block.alignment != MarkdownNode::Alignment::Unset)
        format.setAlignment(horizontal(block.alignment) | Qt::AlignAbsolute);
    const bool code = block.role == Role::Code;
    format.setLineHeight(code ? m_style.codeLineHeight : m_style.lineHeight, QTextBlockFormat::MinimumHeight);
    format.setProperty(RoleProperty, int(block.role));
    if (block.role == Role::Heading)
        format.setHeadingLevel(block.level);
    if (code) {
        format.setProperty(OpensBoxProperty, block.opensBox);
        format.setRightMargin(codeBoxPadding);
        format.setLayoutDirection(Qt::LeftToRight);
    }
    if (!block.marker.isEmpty())
        format.setProperty(MarkerProperty, block.marker);
    if (!block.quoteBars.empty()) {
        QString bars;
        for (const int bar : block.quoteBars)
            bars += QChar(char16_t(bar));
        format.setProperty(QuoteBarsProperty, bars);
        format.setProperty(QuoteBarsJoinedProperty, block.quoteBarsJoined);
    }
    return format;
}

QTextCharFormat MarkdownFormats::text(const MarkdownBlock &block) const
{
    QTextCharFormat format;
    if (block.role == Role::Code) {
        format.setFontFamilies(m_style.codeFamilies);
        format.setProperty(QTextFormat::FontPixelSize, m_style.codeSize);
    } else if (block.role == Role::Heading) {
        format.setProperty(QTextFormat::FontPixelSize, headingSize(m_style.textSize, block.level));
        format.setFontWeight(QFont::DemiBold);
    } else if (block.header) {
        format.setFontWeight(QFont::DemiBold);
    }
    return format;
}

void MarkdownFormats::applyLooks(QTextCharFormat &format, MarkdownSpan::Looks looks) const
{
    if (looks.testFlag(Look::Bold))
        format.setFontWeight(QFont::Bold);
    if (looks.testFlag(Look::Italic))
        format.setFontItalic(true);
    if (looks.testFlag(Look::Strike))
        format.setFontStrikeOut(true);
    if (looks.testFlag(Look::Raised))
        format.setVerticalAlignment(QTextCharFormat::AlignSuperScript);
    if (looks.testFlag(Look::Dimmed))
        format.setForeground(m_style.dimmedText);
    if (looks.testFlag(Look::Code)) {
        format.setFontFamilies(m_style.codeFamilies);
        format.setBackground(m_style.codeBackground);
        if (!format.hasProperty(QTextFormat::FontPixelSize))
            format.setProperty(QTextFormat::FontPixelSize, m_style.codeSize);
    }
}

QTextCharFormat MarkdownFormats::span(const MarkdownBlock &block, const MarkdownSpan &span) const
{
    QTextCharFormat format = text(block);
    if (span.looks != MarkdownSpan::Looks())
        applyLooks(format, span.looks);
    if (!span.url.isEmpty()) {
        format.setAnchor(true);
        format.setAnchorHref(span.url);
        format.setToolTip(span.url); // encoded, so that it cannot hold markup
        format.setForeground(m_style.link);
        format.setFontUnderline(true);
    }
    return format;
}

QTextCharFormat MarkdownFormats::cell(const MarkdownBlock &cell) const
{
    QTextCharFormat format = text(cell);
    if (cell.header)
        format.setBackground(m_style.tableHeader);
    return format;
}

QTextTableFormat MarkdownFormats::table(const MarkdownBlock &block) const
{
    QTextTableFormat format;
    format.setBorder(1);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderBrush(m_style.tableBorder);
    format.setBorderCollapse(true);
    format.setCellSpacing(0);
    format.setCellPadding(tablePadding);
    format.setTopMargin(tableMargin);
    format.setBottomMargin(tableMargin);
    format.setLeftMargin(block.indent);
    format.setHeaderRowCount(1);
    return format;
}

QTextBlockFormat MarkdownFormats::spacer() const
{
    QTextBlockFormat format;
    format.setLineHeight(1, QTextBlockFormat::FixedHeight);
    return format;
}

} // namespace tributary
