// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/MarkdownText.h"

#include "ui/common/MarkdownFormats.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextTable>

namespace tributary {

namespace {

bool isLaterCell(const QTextBlock &block)
{
    const QTextCursor cursor(block);
    const QTextTable *table = cursor.currentTable();
    return table && table->cellAt(cursor).column() > 0;
}

/// The empty blocks around tables hold nothing of the text.
bool isSpacer(const QTextBlock &block)
{
    return !block.blockFormat().hasProperty(RoleProperty);
}

} // namespace

QString plainTextOf(const QTextCursor &selection)
{
    const int start = selection.selectionStart();
    const int end = selection.selectionEnd();
    QString text;
    bool first = true;
    for (QTextBlock block = selection.document()->findBlock(start); block.isValid() && block.position() <= end;
         block = block.next()) {
        if (isSpacer(block))
            continue;
        if (!first)
            text += isLaterCell(block) ? u'\t' : u'\n';
        first = false;
        const int from = std::max(start - block.position(), 0);
        const QString marker = block.blockFormat().stringProperty(MarkerProperty);
        if (from == 0 && !marker.isEmpty())
            text += marker + u' ';
        text += block.text().mid(from, end - block.position() - from);
    }
    text.replace(QChar::LineSeparator, u'\n');
    text.replace(QChar::Nbsp, u' ');
    return text;
}

} // namespace tributary
