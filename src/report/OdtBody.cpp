// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/OdtBody.h"

#include "report/OdtColumns.h"

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

using Kind = DocNode::Kind;
using Role = DocNode::Role;

constexpr int paletteSize = 8;
constexpr int deepestQuote = 3;

/// The first letter with a direction decides, as it does in HTML's dir="auto".
bool isRightToLeft(const DocNode &node, bool *decided)
{
    for (const QChar c : node.text) {
        const QChar::Direction direction = c.direction();
        *decided = direction == QChar::DirL || direction == QChar::DirR || direction == QChar::DirAL;
        if (*decided)
            return direction != QChar::DirL;
    }
    for (const DocNode &child : node.children) {
        if (child.kind == Kind::Citation || child.kind == Kind::Reference)
            continue;
        const bool isRight = isRightToLeft(child, decided);
        if (*decided)
            return isRight;
    }
    return false;
}

bool isRightToLeft(const DocNode &node)
{
    bool decided = false;
    return isRightToLeft(node, &decided);
}

class OdtWriter
{
public:
    QString write(const DocNode &document)
    {
        writeChildren(document);
        return std::move(m_xml);
    }

private:
    struct OpenList
    {
        QString style;
        /// text:list-item or text:list-header: what is open in it.
        QLatin1StringView item;
    };

    void writeNode(const DocNode &node);
    void writeChildren(const DocNode &node);
    void writeSection(const DocNode &node);
    void writeHeading(const DocNode &node);
    void writeParagraph(const DocNode &node);
    void writeList(const DocNode &node);
    void writeCode(const DocNode &node);
    void writeTable(const DocNode &node);
    void writeRow(const DocNode &row);
    void writeText(const QString &text);
    void writeBlanks(const QString &text, qsizetype &at);
    void writePassage(const DocNode &node);
    void writeCitation(const DocNode &node);
    void openParagraph(const QString &style, const DocNode &node);
    void span(const QString &style, const DocNode &node);
    void bookmark(const QString &id);
    void link(const QString &address, const DocNode &node);
    void leaveLists();
    void comeBackToLists();
    [[nodiscard]] QString paragraphStyle(const DocNode &node) const;

    QString m_xml;
    std::vector<OpenList> m_lists;
    int m_quotes = 0;
    int m_tables = 0;
    /// Within a footnote there is no other.
    bool m_isFirstBlank = true;
};

void OdtWriter::writeChildren(const DocNode &node)
{
    for (const DocNode &child : node.children)
        writeNode(child);
}

void OdtWriter::bookmark(const QString &id)
{
    if (!id.isEmpty())
        m_xml += u"<text:bookmark text:name=\"%1\"/>"_s.arg(id.toHtmlEscaped());
}

/// Blanks that XML would fold: each after the first is an element.
void OdtWriter::writeBlanks(const QString &text, qsizetype &at)
{
    qsizetype count = 0;
    while (at < text.size() && text[at] == u' ') {
        ++count;
        ++at;
    }
    if (!m_isFirstBlank || count == 0) {
        if (count > 0)
            m_xml += u"<text:s text:c=\"%1\"/>"_s.arg(count);
        return;
    }
    m_xml += u' ';
    if (count > 1)
        m_xml += u"<text:s text:c=\"%1\"/>"_s.arg(count - 1);
}

void OdtWriter::writeText(const QString &text)
{
    qsizetype plain = 0;
    for (qsizetype at = 0; at < text.size();) {
        const QChar c = text[at];
        if (c != u' ' && c != u'\t' && c != u'\n') {
            ++at;
            m_isFirstBlank = true;
            continue;
        }
        m_xml += text.sliced(plain, at - plain).toHtmlEscaped();
        if (c == u' ') {
            // At the start of a paragraph even the first blank would go.
            m_isFirstBlank = m_isFirstBlank && !m_xml.endsWith(u'>');
            writeBlanks(text, at);
        } else {
            m_xml += c == u'\t' ? "<text:tab/>"_L1 : "<text:line-break/>"_L1;
            m_isFirstBlank = false;
            ++at;
        }
        plain = at;
    }
    m_xml += text.sliced(plain).toHtmlEscaped();
    m_isFirstBlank = !text.endsWith(u' ');
}

QString OdtWriter::paragraphStyle(const DocNode &node) const
{
    switch (node.role) {
    case Role::Caption:
        return u"Caption"_s;
    case Role::Warning:
        return u"Warning"_s;
    default:
        break;
    }
    if (m_quotes > 0)
        return u"Quote%1"_s.arg(std::min(m_quotes, deepestQuote));
    return m_lists.empty() ? u"Text_20_body"_s : u"List"_s;
}

void OdtWriter::openParagraph(const QString &style, const DocNode &node)
{
    m_xml += u"<text:p text:style-name=\"%1%2\">"_s.arg(style, isRightToLeft(node) ? u"_R"_s : QString());
    m_isFirstBlank = true;
    bookmark(node.id);
}

void OdtWriter::writeParagraph(const DocNode &node)
{
    openParagraph(paragraphStyle(node), node);
    writeChildren(node);
    m_xml += "</text:p>\n"_L1;
}

void OdtWriter::writeHeading(const DocNode &node)
{
    const int level = std::clamp(node.level, 1, 6);
    // The title of the document is no entry of its outline.
    m_xml += level == 1 ? u"<text:p text:style-name=\"Title%1\">"_s.arg(isRightToLeft(node) ? u"_R"_s : QString())
                        : u"<text:h text:style-name=\"Heading_20_%1%2\" text:outline-level=\"%1\">"_s.arg(
                              QString::number(level - 1), isRightToLeft(node) ? u"_R"_s : QString());
    m_isFirstBlank = true;
    bookmark(node.id);
    writeChildren(node);
    m_xml += level == 1 ? "</text:p>\n"_L1 : "</text:h>\n"_L1;
}

void OdtWriter::writeSection(const DocNode &node)
{
    if (node.role != Role::Sources)
        writeChildren(node);
}

void OdtWriter::writeList(const DocNode &node)
{
    const QString style = node.ordered ? u"Numbers"_s : u"Bullets"_s;
    m_xml += u"<text:list text:style-name=\"%1\">"_s.arg(style);
    m_lists.push_back({style, "text:list-item"_L1});
    bool isFirst = true;
    for (const DocNode &item : node.children) {
        m_lists.back().item = "text:list-item"_L1;
        m_xml += isFirst && node.ordered && node.start != 1
                     ? u"<text:list-item text:start-value=\"%1\">"_s.arg(std::max(0, node.start))
                     : u"<text:list-item>"_s;
        isFirst = false;
        writeChildren(item);
        m_xml += "</"_L1 + m_lists.back().item + u'>';
    }
    m_lists.pop_back();
    m_xml += "</text:list>\n"_L1;
}

/// A list may hold no table, so the lists around one end before it and go on behind it.
void OdtWriter::leaveLists()
{
    std::for_each(m_lists.rbegin(), m_lists.rend(),
                  [this](const OpenList &list) { m_xml += "</"_L1 + list.item + "></text:list>"_L1; });
}

void OdtWriter::comeBackToLists()
{
    for (OpenList &list : m_lists) {
        list.item = "text:list-header"_L1;
        m_xml +=
            u"<text:list text:style-name=\"%1\" text:continue-numbering=\"true\"><text:list-header>"_s.arg(list.style);
    }
}

void OdtWriter::writeCode(const DocNode &node)
{
    m_xml += u"<text:p text:style-name=\"Code\">"_s;
    m_isFirstBlank = false;
    bookmark(node.id);
    writeText(node.text);
    m_xml += "</text:p>\n"_L1;
}

void OdtWriter::writeRow(const DocNode &row)
{
    m_xml += "<table:table-row>"_L1;
    for (const DocNode &cell : row.children) {
        const QString style = row.header                                          ? u"Table_20_Heading"_s
                              : cell.alignment == MarkdownNode::Alignment::Right  ? u"Table_20_Right"_s
                              : cell.alignment == MarkdownNode::Alignment::Center ? u"Table_20_Center"_s
                                                                                  : u"Table_20_Contents"_s;
        m_xml += u"<table:table-cell table:style-name=\"Cell%1\" office:value-type=\"string\">"_s.arg(
            row.header ? u"Head"_s : QString());
        openParagraph(style, cell);
        writeChildren(cell);
        m_xml += "</text:p></table:table-cell>"_L1;
    }
    m_xml += "</table:table-row>"_L1;
}

void OdtWriter::writeTable(const DocNode &node)
{
    if (node.children.empty())
        return;
    leaveLists();
    m_xml += u"<table:table table:name=\"Table%1\" table:style-name=\"Grid\">"_s.arg(++m_tables) + odtColumns(node);
    bool inHead = false;
    for (const DocNode &row : node.children) {
        if (row.header != inHead)
            m_xml += row.header ? "<table:table-header-rows>"_L1 : "</table:table-header-rows>"_L1;
        inHead = row.header;
        writeRow(row);
    }
    if (inHead)
        m_xml += "</table:table-header-rows>"_L1;
    m_xml += "</table:table><text:p text:style-name=\"Small\"/>\n"_L1;
    comeBackToLists();
}

void OdtWriter::span(const QString &style, const DocNode &node)
{
    m_xml += u"<text:span text:style-name=\"%1\">"_s.arg(style);
    writeChildren(node);
    m_xml += "</text:span>"_L1;
}

void OdtWriter::link(const QString &address, const DocNode &node)
{
    m_xml += u"<text:a xlink:type=\"simple\" xlink:href=\"%1\">"_s.arg(address.toHtmlEscaped());
    writeChildren(node);
    m_xml += "</text:a>"_L1;
}

void OdtWriter::writePassage(const DocNode &node)
{
    bookmark(node.id);
    if (node.palette >= 0 && !node.unsourced)
        span(u"Source%1"_s.arg(node.palette % paletteSize), node);
    else
        writeChildren(node);
}

void OdtWriter::writeCitation(const DocNode &node)
{
    if (m_xml.endsWith("</text:note>"_L1))
        m_xml += "<text:span text:style-name=\"Raised\">, </text:span>"_L1;
    bookmark(node.id);
    m_xml += u"<text:note text:id=\"%1\" text:note-class=\"footnote\"><text:note-citation text:label=\"%2\">%2"
             u"</text:note-citation><text:note-body><text:p text:style-name=\"Footnote\">"_s.arg(
                 u"f-"_s + node.text, node.text.toHtmlEscaped());
    // What it is leads to the passage, which is quoted behind it.
    DocNode what;
    what.children.assign(node.children.begin(),
                         node.children.begin() + std::min<std::ptrdiff_t>(1, std::ssize(node.children)));
    link(u'#' + node.target, what);
    for (std::size_t i = 1; i < node.children.size(); ++i)
        writeText(node.children[i].text);
    m_xml += "</text:p></text:note-body></text:note>"_L1;
}

void OdtWriter::writeNode(const DocNode &node)
{
    switch (node.kind) {
    case Kind::Document:
    case Kind::Item:
    case Kind::Row:
    case Kind::Cell:
        writeChildren(node);
        break;
    case Kind::Section:
        writeSection(node);
        break;
    case Kind::Heading:
        writeHeading(node);
        break;
    case Kind::Paragraph:
        writeParagraph(node);
        break;
    case Kind::List:
        writeList(node);
        break;
    case Kind::Code:
        writeCode(node);
        break;
    case Kind::Quote:
        ++m_quotes;
        writeChildren(node);
        --m_quotes;
        break;
    case Kind::Table:
        writeTable(node);
        break;
    case Kind::Rule:
        m_xml += "<text:p text:style-name=\"Horizontal_20_Line\"/>\n"_L1;
        break;
    case Kind::Text:
        writeText(node.text);
        break;
    case Kind::Break:
        m_xml += "<text:line-break/>"_L1;
        break;
    case Kind::Emphasis:
        span(u"Emphasis"_s, node);
        break;
    case Kind::Strong:
        span(u"Strong"_s, node);
        break;
    case Kind::Strikethrough:
        span(u"Struck"_s, node);
        break;
    case Kind::CodeSpan:
        m_xml += "<text:span text:style-name=\"CodeSpan\">"_L1;
        writeText(node.text);
        m_xml += "</text:span>"_L1;
        break;
    case Kind::Raised:
        span(u"Raised"_s, node);
        break;
    case Kind::Dimmed:
        span(u"Dimmed"_s, node);
        break;
    case Kind::Link:
        link(node.target, node);
        break;
    case Kind::Reference:
        link(u'#' + node.target, node);
        break;
    case Kind::Passage:
        writePassage(node);
        break;
    case Kind::Citation:
        writeCitation(node);
        break;
    }
}

constexpr char16_t contentHead[] =
    u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    u"<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
    u"xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
    u"xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
    u"xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
    u"xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "
    u"xmlns:xlink=\"http://www.w3.org/1999/xlink\" office:version=\"1.3\">"
    u"<office:automatic-styles>"
    u"<style:style style:name=\"Grid\" style:family=\"table\"><style:table-properties style:rel-width=\"100%\" "
    u"table:align=\"margins\" table:border-model=\"collapsing\" fo:margin-top=\"0.1cm\"/></style:style>"
    u"<style:style style:name=\"Cell\" style:family=\"table-cell\"><style:table-cell-properties "
    u"fo:border=\"0.5pt solid #D3D8DF\" fo:padding=\"0.1cm\"/></style:style>"
    u"<style:style style:name=\"CellHead\" style:family=\"table-cell\"><style:table-cell-properties "
    u"fo:border=\"0.5pt solid #D3D8DF\" fo:padding=\"0.1cm\" fo:background-color=\"#ECEFF3\"/></style:style>";

} // namespace

QByteArray odtContent(const DocNode &document)
{
    const QString body = OdtWriter().write(document);
    return (QString::fromUtf16(contentHead) + odtColumnStyles() +
            u"</office:automatic-styles><office:body><office:text>\n"_s + body +
            u"</office:text></office:body></office:document-content>\n"_s)
        .toUtf8();
}

} // namespace tributary
