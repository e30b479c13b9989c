// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/HtmlReport.h"

#include "base/Formatting.h"
#include "report/ReportDocument.h"
#include "report/ReportResources.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

using Kind = DocNode::Kind;
using Role = DocNode::Role;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::HtmlReport)
};

constexpr int paletteSize = 8;

QString classOf(Role role)
{
    switch (role) {
    case Role::Plain:
        return {};
    case Role::Question:
        return u"question"_s;
    case Role::Synthesis:
        return u"synthesis"_s;
    case Role::Sources:
        return u"sources"_s;
    case Role::Answers:
        return u"answers"_s;
    case Role::Answer:
        return u"answer"_s;
    case Role::Caption:
        return u"caption"_s;
    case Role::Warning:
        return u"warning"_s;
    case Role::Source:
        return u"source"_s;
    }
    Q_UNREACHABLE();
}

QString paletteClass(int palette)
{
    return palette < 0 ? u"kn"_s : u"k%1"_s.arg(palette % paletteSize);
}

QString sourceHash(const QByteArray &text)
{
    return u"'sha256-%1'"_s.arg(
        QLatin1StringView(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toBase64()));
}

class HtmlWriter
{
public:
    QString write(const DocNode &node)
    {
        writeNode(node);
        return std::move(m_html);
    }

private:
    void writeNode(const DocNode &node);
    void writeChildren(const DocNode &node);
    void element(const char *name, const DocNode &node, const QString &attributes = {});

    void writeText(const QString &text) { m_html += text.toHtmlEscaped(); }

    void writeSection(const DocNode &node);
    void writeParagraph(const DocNode &node);
    void writeTable(const DocNode &node);
    void writeCode(const DocNode &node);
    void writePassage(const DocNode &node);
    void writeCitation(const DocNode &node);
    void writeReference(const DocNode &node);
    [[nodiscard]] static QString attribute(const char *name, const QString &value);
    [[nodiscard]] static QString marksOf(const DocNode &node);

    QString m_html;
    bool m_inRaised = false;
};

QString HtmlWriter::attribute(const char *name, const QString &value)
{
    return value.isEmpty() ? QString() : u" %1=\"%2\""_s.arg(QLatin1StringView(name), value.toHtmlEscaped());
}

QString HtmlWriter::marksOf(const DocNode &node)
{
    return attribute("data-c", node.marks.join(u' '));
}

void HtmlWriter::writeChildren(const DocNode &node)
{
    for (const DocNode &child : node.children)
        writeNode(child);
}

void HtmlWriter::element(const char *name, const DocNode &node, const QString &attributes)
{
    const QLatin1StringView tag(name);
    m_html += u'<' + tag + attributes + u'>';
    writeChildren(node);
    m_html += "</"_L1 + tag + u'>';
}

void HtmlWriter::writeSection(const DocNode &node)
{
    QString classes = classOf(node.role);
    if (node.role == Role::Answer)
        classes += u' ' + paletteClass(node.palette);
    element("section", node,
            attribute("id", node.id) + attribute("class", classes) + attribute("aria-labelledby", u"h-"_s + node.id));
    m_html += u'\n';
}

void HtmlWriter::writeParagraph(const DocNode &node)
{
    QString attributes = attribute("id", node.id);
    QString classes = classOf(node.role);
    if (node.role == Role::Source) {
        classes += u' ' + paletteClass(node.palette);
        attributes += marksOf(node);
    }
    element("p", node, attributes + attribute("class", classes) + u" dir=\"auto\""_s);
    m_html += u'\n';
}

void HtmlWriter::writeTable(const DocNode &node)
{
    m_html += "<div class=\"table\" tabindex=\"0\" role=\"group\"><table>"_L1;
    for (const DocNode &row : node.children) {
        m_html += "<tr>"_L1;
        for (const DocNode &cell : row.children) {
            const QString classes = cell.alignment == MarkdownNode::Alignment::Right    ? u"right"_s
                                    : cell.alignment == MarkdownNode::Alignment::Center ? u"center"_s
                                                                                        : QString();
            element(row.header ? "th" : "td", cell, attribute("class", classes) + u" dir=\"auto\""_s);
        }
        m_html += "</tr>\n"_L1;
    }
    m_html += "</table></div>\n"_L1;
}

void HtmlWriter::writeCode(const DocNode &node)
{
    QString classes = node.palette < 0 ? QString() : u"p "_s + paletteClass(node.palette);
    if (node.unsourced)
        classes += u"none"_s;
    m_html += u"<pre%1><code>"_s.arg(attribute("id", node.id) + attribute("class", classes) + marksOf(node));
    writeText(node.text);
    m_html += "</code></pre>\n"_L1;
}

void HtmlWriter::writePassage(const DocNode &node)
{
    QString classes = node.isSentence ? u"s"_s : u"p"_s;
    if (node.unsourced)
        classes += u" none"_s;
    else if (!node.marks.isEmpty())
        classes += u' ' + paletteClass(node.palette);
    element("span", node, attribute("id", node.id) + attribute("class", classes) + marksOf(node));
}

void HtmlWriter::writeCitation(const DocNode &node)
{
    QString tip;
    for (const DocNode &part : node.children)
        tip += part.text;
    m_html += u"<a"_s + attribute("id", node.id) + attribute("class", u"c "_s + paletteClass(node.palette)) +
              attribute("href", u'#' + node.target) + marksOf(node) + attribute("title", tip) + u'>';
    writeText(node.text);
    m_html += "</a>"_L1;
}

void HtmlWriter::writeReference(const DocNode &node)
{
    element("a", node, attribute("href", u'#' + node.target) + (m_inRaised ? u" class=\"back\""_s : QString()));
}

void HtmlWriter::writeNode(const DocNode &node)
{
    switch (node.kind) {
    case Kind::Document:
        writeChildren(node);
        break;
    case Kind::Section:
        writeSection(node);
        break;
    case Kind::Heading:
        element(QByteArray("h" + QByteArray::number(std::clamp(node.level, 1, 6))).constData(), node,
                attribute("id", node.id) + u" dir=\"auto\""_s);
        m_html += u'\n';
        break;
    case Kind::Paragraph:
        writeParagraph(node);
        break;
    case Kind::List:
        element(node.ordered ? "ol" : "ul", node,
                node.ordered && node.start != 1 ? attribute("start", QString::number(node.start)) : QString());
        m_html += u'\n';
        break;
    case Kind::Item:
        element("li", node);
        break;
    case Kind::Code:
        writeCode(node);
        break;
    case Kind::Quote:
        element("blockquote", node);
        break;
    case Kind::Table:
        writeTable(node);
        break;
    case Kind::Row:
    case Kind::Cell:
        writeChildren(node);
        break;
    case Kind::Rule:
        m_html += "<hr/>\n"_L1;
        break;
    case Kind::Text:
        writeText(node.text);
        break;
    case Kind::Break:
        m_html += "<br/>"_L1;
        break;
    case Kind::Emphasis:
        element("em", node);
        break;
    case Kind::Strong:
        element("strong", node);
        break;
    case Kind::Strikethrough:
        element("del", node);
        break;
    case Kind::CodeSpan:
        m_html += "<code>"_L1;
        writeText(node.text);
        m_html += "</code>"_L1;
        break;
    case Kind::Raised: {
        const bool before = std::exchange(m_inRaised, true);
        element("sup", node, node.unsourced ? attribute("title", Words::tr("No source found")) : QString());
        m_inRaised = before;
        break;
    }
    case Kind::Dimmed:
        element("span", node, u" class=\"dim\""_s);
        break;
    case Kind::Link:
        element("a", node, attribute("href", node.target) + u" rel=\"noopener noreferrer nofollow\""_s);
        break;
    case Kind::Reference:
        writeReference(node);
        break;
    case Kind::Passage:
        writePassage(node);
        break;
    case Kind::Citation:
        writeCitation(node);
        break;
    }
}

QString pane(const char *name, const DocNode &document, bool ofAnswers)
{
    DocNode part;
    std::copy_if(document.children.begin(), document.children.end(), std::back_inserter(part.children),
                 [ofAnswers](const DocNode &child) { return (child.role == Role::Answers) == ofAnswers; });
    if (part.children.empty())
        return {};
    return u"<%1 class=\"pane\">\n%2</%1>\n"_s.arg(QLatin1StringView(name), HtmlWriter().write(part));
}

QString headOf(const RunReport &report, const QByteArray &style, const QByteArray &script)
{
    const QString policy =
        u"default-src 'none'; style-src %1; script-src %2; base-uri 'none'; form-action 'none'"_s.arg(
            sourceHash(style), sourceHash(script));
    return u"<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"%1\">\n<head>\n<meta "
           u"charset=\"utf-8\"/>\n"
           u"<meta http-equiv=\"Content-Security-Policy\" content=\"%2\"/>\n"
           u"<meta name=\"referrer\" content=\"no-referrer\"/>\n"
           u"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
           u"<meta name=\"color-scheme\" content=\"light dark\"/>\n"
           u"<meta name=\"generator\" content=\"Tributary %3\"/>\n<title>%4</title>\n<style>%5</style>\n</head>\n"_s
               .arg(displayLocale().bcp47Name(), policy.toHtmlEscaped(), QStringLiteral(TRIBUTARY_VERSION),
                    documentText(report.title).toHtmlEscaped(), QString::fromUtf8(style));
}

} // namespace

QByteArray toHtml(const RunReport &report)
{
    const QByteArray style = reportResource("report.css");
    const QByteArray script = reportResource("report.js");
    const DocNode document = makeReportDocument(report);
    const QString answers = pane("aside", document, true);
    QString html = headOf(report, style, script);
    html += u"<body>\n<div class=\"panes%1\">\n"_s.arg(answers.isEmpty() ? u" one"_s : QString());
    html += pane("main", document, false) + answers;
    html += "</div>\n<script>"_L1 + QString::fromUtf8(script) + "</script>\n</body>\n</html>\n"_L1;
    return html.toUtf8();
}

} // namespace tributary
