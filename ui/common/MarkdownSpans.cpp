// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/MarkdownSpans.h"

#include <QCoreApplication>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

using Kind = MarkdownNode::Kind;
using Look = MarkdownSpan::Look;

constexpr QChar lineSeparator(QChar::LineSeparator);

/// The address as it may be opened, encoded; empty if it is of another kind than web or mail.
QString openableUrl(const QString &address)
{
    const QUrl url(address);
    const QString scheme = url.scheme();
    const bool web = (scheme == "http"_L1 || scheme == "https"_L1) && !url.host().isEmpty();
    const bool mail = scheme == "mailto"_L1;
    return url.isValid() && (web || mail) ? url.toString(QUrl::FullyEncoded) : QString();
}

bool isLineBreakTag(const QString &html)
{
    QString tag = html.toLower();
    tag.remove(u' ').remove(u'/');
    return tag == "<br>"_L1;
}

class SpanReader
{
public:
    void read(const MarkdownNode &node, MarkdownSpan::Looks looks, const QString &url);

    std::vector<MarkdownSpan> spans;

private:
    void add(const QString &text, MarkdownSpan::Looks looks, const QString &url);
    void readChildren(const MarkdownNode &node, MarkdownSpan::Looks looks, const QString &url);
    void readLink(const MarkdownNode &node, MarkdownSpan::Looks looks);
};

void SpanReader::add(const QString &text, MarkdownSpan::Looks looks, const QString &url)
{
    if (text.isEmpty())
        return;
    if (!spans.empty() && spans.back().looks == looks && spans.back().url == url)
        spans.back().text += text;
    else
        spans.push_back({text, looks, url});
}

void SpanReader::readChildren(const MarkdownNode &node, MarkdownSpan::Looks looks, const QString &url)
{
    for (const MarkdownNode &child : node.children)
        read(child, looks, url);
}

void SpanReader::readLink(const MarkdownNode &node, MarkdownSpan::Looks looks)
{
    const QString openable = openableUrl(node.url);
    readChildren(node, looks, openable);
    // What cannot be opened is shown, so that nothing of the text is hidden.
    if (openable.isEmpty() && !node.url.isEmpty())
        add(u" ("_s + safeText(node.url) + u')', looks | Look::Dimmed, {});
}

QString imageText(const MarkdownNode &image)
{
    const QString description = visibleText(image).simplified();
    const QString parts = description.isEmpty() ? image.url : description + u" - "_s + image.url;
    return safeText(QCoreApplication::translate("tributary::MarkdownView", "[image: %1]").arg(parts));
}

void SpanReader::read(const MarkdownNode &node, MarkdownSpan::Looks looks, const QString &url)
{
    switch (node.kind) {
    case Kind::Text:
        return add(safeText(node.text), looks, url);
    case Kind::SoftBreak:
        return add(u" "_s, looks, url);
    case Kind::HardBreak:
        return add(lineSeparator, looks, url);
    case Kind::CodeSpan:
        return add(safeText(node.text), looks | Look::Code, url);
    case Kind::InlineHtml:
        return isLineBreakTag(node.text) ? add(lineSeparator, looks, url)
                                         : add(safeText(node.text), looks | Look::Dimmed, url);
    case Kind::Emphasis:
        return readChildren(node, looks | Look::Italic, url);
    case Kind::Strong:
        return readChildren(node, looks | Look::Bold, url);
    case Kind::Strikethrough:
        return readChildren(node, looks | Look::Strike, url);
    case Kind::Link:
        return readLink(node, looks);
    case Kind::Image:
        return add(imageText(node), looks | Look::Dimmed, url);
    case Kind::FootnoteReference:
        return add(u"[%1]"_s.arg(node.level), looks | Look::Raised, url);
    case Kind::Document:
    case Kind::Paragraph:
    case Kind::Heading:
    case Kind::List:
    case Kind::Item:
    case Kind::CodeBlock:
    case Kind::Quote:
    case Kind::Table:
    case Kind::TableRow:
    case Kind::TableCell:
    case Kind::ThematicBreak:
    case Kind::HtmlBlock:
    case Kind::FootnoteDefinition:
        return readChildren(node, looks, url);
    }
}

} // namespace

std::vector<MarkdownSpan> spansOf(const MarkdownNode &node)
{
    SpanReader reader;
    for (const MarkdownNode &child : node.children)
        reader.read(child, {}, {});
    return std::move(reader.spans);
}

QString safeText(QString text)
{
    constexpr char16_t beginOfFrame = 0xFDD0; // what QTextDocument itself uses within its text
    constexpr char16_t endOfFrame = 0xFDD1;
    for (QChar &c : text) {
        const char16_t code = c.unicode();
        if (code == u'\n' || code == u'\r' || code == QChar::LineSeparator || code == QChar::ParagraphSeparator)
            c = lineSeparator;
        else if (code == beginOfFrame || code == endOfFrame || code == QChar::ObjectReplacementCharacter ||
                 (code < u' ' && code != u'\t'))
            c = QChar::ReplacementCharacter;
    }
    return text;
}

} // namespace tributary
