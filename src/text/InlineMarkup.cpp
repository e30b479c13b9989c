// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/InlineMarkup.h"

#include <QHash>

#include <algorithm>

namespace tributary {

namespace {

using Kind = InlineMarkup::Kind;

struct Backticks
{
    qsizetype start = 0;
    qsizetype length = 0;
    int partner = -1; // index of the next run of the same length
};

std::vector<Backticks> findBackticks(QStringView text)
{
    std::vector<Backticks> runs;
    for (qsizetype at = text.indexOf(u'`'); at >= 0; at = text.indexOf(u'`', at)) {
        const qsizetype start = at;
        while (at < text.size() && text[at] == u'`')
            ++at;
        runs.push_back({start, at - start, -1});
    }
    QHash<qsizetype, int> next;
    for (auto i = static_cast<int>(runs.size()) - 1; i >= 0; --i) {
        Backticks &run = runs[static_cast<std::size_t>(i)];
        run.partner = next.value(run.length, -1);
        next.insert(run.length, i);
    }
    return runs;
}

/// Every search stops at what would begin another one of its kind, so that together they read the text once.
qsizetype endOf(QStringView text, qsizetype from, QChar close, QStringView stops, qsizetype limit)
{
    const qsizetype last = std::min(text.size(), from + limit);
    for (qsizetype at = from; at < last; ++at) {
        if (text[at] == close)
            return at + 1;
        if (stops.contains(text[at]))
            return -1;
    }
    return -1;
}

bool isAsciiLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

qsizetype destinationEnd(QStringView text, qsizetype at)
{
    constexpr qsizetype limit = 4000;
    if (at == 0 || text[at - 1] != u']')
        return -1;
    const qsizetype inner = endOf(text, at + 1, u')', u"](\n", limit);
    if (inner >= 0 || at + 1 >= text.size())
        return inner;
    // One pair of parentheses within an address.
    const qsizetype open = text.sliced(at + 1, std::min(limit, text.size() - at - 1)).indexOf(u'(');
    const bool reached = open >= 0 && !text.sliced(at + 1, open).contains(u']');
    const qsizetype pair = reached ? endOf(text, at + open + 2, u')', u"](\n", limit) : -1;
    return pair < 0 ? -1 : endOf(text, pair, u')', u"](\n", limit);
}

qsizetype tagEnd(QStringView text, qsizetype at)
{
    const QChar next = at + 1 < text.size() ? text[at + 1] : QChar();
    return isAsciiLetter(next) || next == u'/' || next == u'!' ? endOf(text, at + 1, u'>', u"<\n", 1000) : -1;
}

qsizetype entityEnd(QStringView text, qsizetype at)
{
    return endOf(text, at + 1, u';', u"& \n.,:()", 12);
}

} // namespace

std::vector<InlineMarkup> findInlineMarkup(QStringView text)
{
    std::vector<InlineMarkup> found;
    const std::vector<Backticks> backticks = findBackticks(text);
    std::size_t nextRun = 0;
    for (qsizetype at = 0; at < text.size();) {
        Kind kind = Kind::CodeSpan;
        qsizetype end = -1;
        if (text[at] == u'`') {
            while (backticks[nextRun].start < at)
                ++nextRun;
            const Backticks &run = backticks[nextRun];
            if (run.partner >= 0) {
                const Backticks &close = backticks[static_cast<std::size_t>(run.partner)];
                end = close.start + close.length;
            } else {
                at += run.length;
                continue;
            }
        } else if (text[at] == u'(') {
            kind = Kind::Destination;
            end = destinationEnd(text, at);
        } else if (text[at] == u'<') {
            kind = Kind::Tag;
            end = tagEnd(text, at);
        } else if (text[at] == u'&') {
            kind = Kind::Entity;
            end = entityEnd(text, at);
        }
        if (end > at)
            found.push_back({kind, {at, end - at}});
        at = std::max(end, at + 1);
    }
    return found;
}

} // namespace tributary
