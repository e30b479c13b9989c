// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace tributary {

/// Replaces characters that the Markdown parser would eat by stand-ins from a private plane of Unicode, and back:
/// punctuation within formulas, brackets of definitions that nothing refers to (the parser drops those), and the pipes
/// of absurdly wide tables (the parser takes quadratic time for them). As every stand-in is put back wherever it
/// ends up, hiding something within code does no harm, and code need not be recognised here.
class MarkdownMask
{
public:
    explicit MarkdownMask(QByteArrayView utf8);

    /// The text for the parser; valid as long as the mask and the text given are.
    QByteArrayView masked() const { return m_changed ? QByteArrayView(m_masked) : m_source; }

    /// Lines that masked() has before the first line of the text.
    int addedLines() const { return m_addedLines; }

    /// What the parser made of a part of the text, with the stand-ins put back.
    QString restored(const char *utf8) const;

private:
    QByteArrayView m_source;
    QByteArray m_masked;
    bool m_changed = false;
    int m_addedLines = 0;
};

} // namespace tributary
