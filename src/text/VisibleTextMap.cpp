// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/VisibleTextMap.h"

#include "text/VisibleTextAligner.h"

#include <algorithm>
#include <numeric>

namespace tributary {

namespace {

/// Offsets of the starts of all lines, and of the end of the text.
QList<qsizetype> lineStarts(QStringView text)
{
    QList<qsizetype> starts = {0};
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair = text[i] == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n';
        if ((text[i] == u'\n' || text[i] == u'\r') && !pair)
            starts += i + 1;
    }
    return starts;
}

/// Blocks that share an anchor: the parser does not tell the line of some blocks above a table.
struct BlockGroup
{
    int firstLine = 0;
    TextRange shown;
};

QList<BlockGroup> groupsOf(const QList<int> &firstLines, const QList<TextRange> &shown)
{
    QList<BlockGroup> groups;
    bool open = false; // the next block joins the last group
    for (qsizetype i = 0; i < firstLines.size(); ++i) {
        const bool unknown = firstLines[i] <= 0;
        if (!groups.isEmpty() && (open || unknown)) {
            BlockGroup &last = groups.last();
            last.shown.length = shown[i].end() - last.shown.start;
            if (!unknown)
                last.firstLine = last.firstLine > 0 ? std::min(last.firstLine, firstLines[i]) : firstLines[i];
        } else {
            groups += BlockGroup{firstLines[i], shown[i]};
        }
        open = unknown;
    }
    // Whatever stands above the first known line belongs to the first block of that kind.
    if (!groups.isEmpty() && !firstLines.isEmpty() && firstLines.first() <= 0)
        groups.first().firstLine = 1;
    return groups;
}

bool startsLater(const VisibleTextRun &run, qsizetype shown)
{
    return run.shown > shown;
}

} // namespace

VisibleTextMap::VisibleTextMap(QStringView source, QStringView shown, const QList<VisibleTextAnchor> &anchors)
{
    VisibleTextAligner aligner(source, shown, m_runs);
    if (anchors.isEmpty())
        aligner.align({0, source.size()}, {0, shown.size()});
    for (const VisibleTextAnchor &anchor : anchors)
        aligner.align(anchor.source, anchor.shown);
    m_bySource.resize(m_runs.size());
    std::iota(m_bySource.begin(), m_bySource.end(), 0);
    std::ranges::stable_sort(m_bySource, {}, [this](qsizetype run) { return m_runs.at(run).source; });
}

QList<TextRange> VisibleTextMap::shownRanges(const TextRange &source) const
{
    const auto endsBefore = [&](qsizetype run) { return m_runs[run].source + m_runs[run].length <= source.start; };
    const auto first = std::partition_point(m_bySource.begin(), m_bySource.end(), endsBefore);
    QList<qsizetype> found;
    for (auto it = first; it != m_bySource.end() && m_runs[*it].source < source.end(); ++it)
        found += *it;
    std::ranges::sort(found);
    QList<TextRange> ranges;
    qsizetype previous = -2;
    for (const qsizetype index : std::as_const(found)) {
        const VisibleTextRun &run = m_runs[index];
        const qsizetype from = std::max(source.start, run.source) - run.source;
        const qsizetype to = std::min(source.end(), run.source + run.length) - run.source;
        if (index == previous + 1)
            ranges.last().length = run.shown + to - ranges.constLast().start;
        else
            ranges += TextRange{run.shown + from, to - from};
        previous = index;
    }
    return ranges;
}

qsizetype VisibleTextMap::shownOffset(qsizetype source) const
{
    if (m_runs.isEmpty())
        return -1;
    const auto endsBefore = [&](qsizetype run) { return m_runs[run].source + m_runs[run].length <= source; };
    const auto it = std::partition_point(m_bySource.begin(), m_bySource.end(), endsBefore);
    if (it == m_bySource.end()) {
        const VisibleTextRun &last = m_runs[m_bySource.last()];
        return last.shown + last.length;
    }
    const VisibleTextRun &run = m_runs[*it];
    return run.shown + std::max<qsizetype>(0, source - run.source);
}

qsizetype VisibleTextMap::sourceOffset(qsizetype shown) const
{
    if (m_runs.isEmpty())
        return -1;
    const auto after = std::partition_point(m_runs.begin(), m_runs.end(),
                                            [&](const VisibleTextRun &run) { return !startsLater(run, shown); });
    if (after == m_runs.begin())
        return m_runs.first().source;
    const VisibleTextRun &run = *std::prev(after);
    return run.source + std::min(shown - run.shown, run.length);
}

QList<VisibleTextAnchor> anchorsOfBlocks(QStringView source, const QList<int> &firstLines,
                                         const QList<TextRange> &shown)
{
    Q_ASSERT(firstLines.size() == shown.size());
    const QList<qsizetype> lines = lineStarts(source);
    const auto startOf = [&](int line) { return line <= lines.size() ? lines[std::max(line, 1) - 1] : source.size(); };
    const QList<BlockGroup> groups = groupsOf(firstLines, shown);
    QList<int> starts;
    for (const BlockGroup &group : groups)
        starts += group.firstLine;
    std::ranges::sort(starts);
    QList<VisibleTextAnchor> anchors;
    for (const BlockGroup &group : groups) {
        const auto next = std::ranges::upper_bound(std::as_const(starts), group.firstLine);
        const qsizetype start = startOf(group.firstLine);
        const qsizetype end = next == starts.cend() ? source.size() : startOf(*next);
        anchors += VisibleTextAnchor{{start, end - start}, group.shown};
    }
    return anchors;
}

} // namespace tributary
