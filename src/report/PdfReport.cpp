// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/PdfReport.h"

#include "report/ReportDocument.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>
#include <array>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

using Kind = DocNode::Kind;
using Role = DocNode::Role;

constexpr std::array paletteColours{
    "#2553EF"_L1, "#591F00"_L1, "#8B8600"_L1, "#3C256A"_L1, "#2A94A8"_L1, "#36703F"_L1, "#884868"_L1, "#C96E77"_L1,
};

QString colourOf(int palette)
{
    return palette < 0 ? QString() : QString(paletteColours[std::size_t(palette) % paletteColours.size()]);
}

/// Inlines as a flat list of runs.
class RunList
{
public:
    QJsonArray read(const DocNode &block)
    {
        for (const DocNode &child : block.children)
            add(child, {});
        return m_runs;
    }

private:
    void add(const DocNode &node, QJsonObject look);
    void addChildren(const DocNode &node, const QJsonObject &look);
    void addText(const QString &text, QJsonObject look);
    void addCitation(const DocNode &node, QJsonObject look);

    QJsonArray m_runs;
    /// Given to the next text.
    QString m_id;
};

void RunList::addText(const QString &text, QJsonObject look)
{
    look.insert(u"t"_s, text);
    if (!m_id.isEmpty())
        look.insert(u"id"_s, std::exchange(m_id, QString()));
    m_runs.append(look);
}

void RunList::addChildren(const DocNode &node, const QJsonObject &look)
{
    for (const DocNode &child : node.children)
        add(child, look);
}

void RunList::addCitation(const DocNode &node, QJsonObject look)
{
    m_id = node.id;
    look.insert(u"r"_s, true);
    look.insert(u"to"_s, u"n-"_s + node.text);
    look.remove(u"c"_s);
    addText(u"[%1]"_s.arg(node.text), look);
}

void RunList::add(const DocNode &node, QJsonObject look)
{
    if (!node.id.isEmpty() && node.kind != Kind::Citation) {
        // Two ids at one place: the first gets an empty text of its own.
        if (!m_id.isEmpty())
            addText(u"\u200b"_s, look);
        m_id = node.id;
    }
    switch (node.kind) {
    case Kind::Text:
        addText(node.text, look);
        return;
    case Kind::Break:
        addText(u"\u2028"_s, look);
        return;
    case Kind::CodeSpan:
        look.insert(u"m"_s, true);
        addText(node.text, look);
        return;
    case Kind::Citation:
        addCitation(node, look);
        return;
    case Kind::Emphasis:
        look.insert(u"i"_s, true);
        break;
    case Kind::Strong:
        look.insert(u"b"_s, true);
        break;
    case Kind::Strikethrough:
        look.insert(u"s"_s, true);
        break;
    case Kind::Raised:
        look.insert(u"r"_s, true);
        break;
    case Kind::Dimmed:
        look.insert(u"d"_s, true);
        break;
    case Kind::Link:
        look.insert(u"url"_s, node.target);
        break;
    case Kind::Reference:
        look.insert(u"to"_s, node.target);
        break;
    case Kind::Passage:
        if (node.palette >= 0 && !node.unsourced)
            look.insert(u"c"_s, colourOf(node.palette));
        break;
    default:
        break;
    }
    addChildren(node, look);
}

/// Blocks as a flat list, nesting as steps from the left.
class BlockList
{
public:
    QJsonArray read(const DocNode &document)
    {
        addChildren(document);
        return m_blocks;
    }

private:
    void add(const DocNode &node);
    void addChildren(const DocNode &node);
    void addBlock(const QString &kind, const DocNode &node);
    void addList(const DocNode &node);
    void addCode(const DocNode &node);
    void addTable(const DocNode &node);
    void append(QJsonObject block);
    [[nodiscard]] static QString kindOf(Role role);

    QJsonArray m_blocks;
    int m_indent = 0;
    int m_quote = 0;
    QString m_marker;
    int m_palette = -1;
};

void BlockList::append(QJsonObject block)
{
    if (m_indent > 0)
        block.insert(u"indent"_s, m_indent);
    if (m_quote > 0)
        block.insert(u"quote"_s, m_quote);
    if (!m_marker.isEmpty())
        block.insert(u"marker"_s, std::exchange(m_marker, QString()));
    m_blocks.append(block);
}

void BlockList::addChildren(const DocNode &node)
{
    for (const DocNode &child : node.children)
        add(child);
}

QString BlockList::kindOf(Role role)
{
    if (role == Role::Caption)
        return u"caption"_s;
    return role == Role::Warning ? u"warning"_s : u"paragraph"_s;
}

void BlockList::addBlock(const QString &kind, const DocNode &node)
{
    QJsonObject block{{u"kind"_s, kind}, {u"runs"_s, RunList().read(node)}};
    if (!node.id.isEmpty())
        block.insert(u"id"_s, node.id);
    if (node.kind == Kind::Heading)
        block.insert(u"level"_s, node.level);
    const int palette = node.role == Role::Source ? node.palette : std::exchange(m_palette, -1);
    if (palette >= 0)
        block.insert(u"c"_s, colourOf(palette));
    append(block);
}

void BlockList::addList(const DocNode &node)
{
    ++m_indent;
    int number = node.start;
    for (const DocNode &item : node.children) {
        m_marker = node.ordered ? QString::number(number++) + u'.' : u"\u2022"_s;
        if (item.children.empty())
            append({{u"kind"_s, u"paragraph"_s}});
        addChildren(item);
    }
    m_marker.clear();
    --m_indent;
}

void BlockList::addCode(const DocNode &node)
{
    QJsonObject block{{u"kind"_s, u"code"_s}, {u"runs"_s, QJsonArray{QJsonObject{{u"t"_s, node.text}}}}};
    if (!node.id.isEmpty())
        block.insert(u"id"_s, node.id);
    append(block);
}

void BlockList::addTable(const DocNode &node)
{
    QJsonArray rows;
    for (const DocNode &row : node.children) {
        QJsonArray cells;
        for (const DocNode &cell : row.children) {
            QJsonObject object{{u"runs"_s, RunList().read(cell)}};
            if (cell.alignment == MarkdownNode::Alignment::Right)
                object.insert(u"align"_s, u"right"_s);
            else if (cell.alignment == MarkdownNode::Alignment::Center)
                object.insert(u"align"_s, u"center"_s);
            cells.append(object);
        }
        rows.append(QJsonObject{{u"header"_s, row.header}, {u"cells"_s, cells}});
    }
    append({{u"kind"_s, u"table"_s}, {u"rows"_s, rows}});
}

void BlockList::add(const DocNode &node)
{
    switch (node.kind) {
    case Kind::Section:
        m_palette = node.palette;
        addChildren(node);
        break;
    case Kind::Heading:
        addBlock(u"heading"_s, node);
        break;
    case Kind::List:
        addList(node);
        break;
    case Kind::Code:
        addCode(node);
        break;
    case Kind::Quote:
        ++m_quote;
        addChildren(node);
        --m_quote;
        break;
    case Kind::Table:
        addTable(node);
        break;
    case Kind::Rule:
        append({{u"kind"_s, u"rule"_s}});
        break;
    case Kind::Paragraph:
        addBlock(kindOf(node.role), node);
        break;
    default:
        addChildren(node);
        break;
    }
}

} // namespace

QByteArray toPaper(const RunReport &report)
{
    const bool isMetric = QLocale::system().measurementSystem() == QLocale::MetricSystem;
    return QJsonDocument(QJsonObject{
                             {u"title"_s, documentText(report.title)},
                             {u"generator"_s, u"Tributary "_s + QStringLiteral(TRIBUTARY_VERSION)},
                             {u"created"_s, report.started.toUTC().toString(Qt::ISODate)},
                             {u"paper"_s, isMetric ? u"a4"_s : u"letter"_s},
                             {u"blocks"_s, BlockList().read(makeReportDocument(report))},
                         })
        .toJson(QJsonDocument::Compact);
}

} // namespace tributary
