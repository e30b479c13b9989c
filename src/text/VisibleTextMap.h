// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/TextRange.h"

#include <QList>
#include <QStringView>

namespace tributary {

/// Characters of a source that are shown as they are.
struct VisibleTextRun
{
    qsizetype source = 0;
    qsizetype shown = 0;
    qsizetype length = 0;

    bool operator==(const VisibleTextRun &) const = default;
};

/// A passage of a source that is known to be shown at a passage of what is shown.
struct VisibleTextAnchor
{
    TextRange source;
    TextRange shown;

    bool operator==(const VisibleTextAnchor &) const = default;
};

/// Which character of a Markdown source is shown where. Offsets are UTF-16 code units. Markup has no place in what is
/// shown; what the view adds (addresses, numbers of footnotes, ends of blocks) has none in the source.
class VisibleTextMap
{
public:
    VisibleTextMap() = default;
    /// Aligns within each anchor, in time that grows linearly with the texts; anchors are in the order of what is
    /// shown and do not overlap there. None: the whole of both. Blocks that are shown end with a paragraph separator,
    /// a line feed or one of the signs by which a QTextDocument holds its tables.
    VisibleTextMap(QStringView source, QStringView shown, const QList<VisibleTextAnchor> &anchors = {});

    [[nodiscard]] bool isEmpty() const { return m_runs.isEmpty(); }

    /// In the order of what is shown.
    [[nodiscard]] const QList<VisibleTextRun> &runs() const { return m_runs; }

    /// Where a passage of the source is shown, in reading order; what the view added within it belongs to it.
    [[nodiscard]] QList<TextRange> shownRanges(const TextRange &source) const;

    /// Where the character is shown; of markup, where the text behind it is. -1 if the map is empty.
    [[nodiscard]] qsizetype shownOffset(qsizetype source) const;

    /// The character that is shown there; of what the view added, the place it was added at. -1 if the map is empty.
    [[nodiscard]] qsizetype sourceOffset(qsizetype shown) const;

private:
    QList<VisibleTextRun> m_runs;
    QList<qsizetype> m_bySource; // indices of m_runs: footnotes are shown at the end
};

/// The anchors of a Markdown text whose top-level blocks start at these lines (counted from 1; 0 = not known) and are
/// shown at these passages, in the order of what is shown.
QList<VisibleTextAnchor> anchorsOfBlocks(QStringView source, const QList<int> &firstLines,
                                         const QList<TextRange> &shown);

} // namespace tributary
