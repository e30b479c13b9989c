// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/Shorten.h"

#include "base/Tokens.h"

#include <QRegularExpression>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// Goes to a model, so it is not translated.
const QString &mark()
{
    static const QString text = u"\n\n[shortened: the rest of this reference was left out]"_s;
    return text;
}

/// Ends of paragraphs, or with none that is short enough, of the first paragraph's sentences; ascending.
QList<qsizetype> paragraphEnds(const QString &text)
{
    static const QRegularExpression blankLine(u"\\n[ \\t]*\\r?\\n"_s);
    QList<qsizetype> ends;
    auto matches = blankLine.globalMatch(text);
    while (matches.hasNext())
        ends.append(matches.next().capturedStart());
    return ends;
}

QList<qsizetype> sentenceEnds(const QString &paragraph)
{
    QList<qsizetype> ends;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Sentence, paragraph);
    while (finder.toNextBoundary() > 0)
        ends.append(finder.position());
    return ends;
}

/// The longest beginning that fits, by bisection: tokens grow with the length.
QString longestThatFits(const QString &text, const QList<qsizetype> &ends, qint64 tokens)
{
    const auto fits = [&](qsizetype end) { return estimateTokens(QStringView(text).left(end)) <= tokens; };
    const auto firstTooLong = std::partition_point(ends.begin(), ends.end(), fits);
    return firstTooLong == ends.begin() ? QString() : text.left(*(firstTooLong - 1)).trimmed();
}

} // namespace

QString shortened(const QString &text, qint64 tokens)
{
    if (estimateTokens(text) <= tokens)
        return text;
    const qint64 room = tokens - estimateTokens(mark());
    const QList<qsizetype> paragraphs = paragraphEnds(text);
    QString kept = longestThatFits(text, paragraphs, room);
    if (kept.isEmpty()) {
        const QString first = paragraphs.isEmpty() ? text : text.left(paragraphs.first());
        kept = longestThatFits(first, sentenceEnds(first), room);
    }
    return kept.isEmpty() ? QString() : kept + mark();
}

qint64 fairShare(QList<qint64> lengths, qint64 budget)
{
    std::sort(lengths.begin(), lengths.end());
    qint64 share = 0;
    for (qsizetype i = 0; i < lengths.size(); ++i) {
        share = budget / (lengths.size() - i);
        if (lengths[i] > share)
            return share;
        budget -= lengths[i];
    }
    // All of them fit.
    return lengths.isEmpty() ? 0 : std::max(share, lengths.last());
}

} // namespace tributary
