// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/DemoPacing.h"

#include <QRegularExpression>

#include <algorithm>
#include <random>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// Deals out tokens, one to four at a time, each portion a little late or early.
class Rhythm
{
public:
    Rhythm(const DemoTempo &tempo, double pace)
        : m_random(tempo.rhythm)
        , m_pace(pace)
        , m_at(double(tempo.firstByte.count()))
    {}

    void play(const QStringList &tokens, DemoPiece::Channel channel, double tokensPerSecond, QList<DemoPiece> &pieces)
    {
        for (qsizetype i = 0; i < tokens.size();) {
            const qsizetype count = std::min<qsizetype>(tokens.size() - i, 1 + upTo(4));
            const QString text = tokens.mid(i, count).join(QString());
            pieces.append({channel, text, Milliseconds(qint64(m_at * m_pace))});
            m_at += double(count) / tokensPerSecond * 1000 * unevenness(text);
            i += count;
        }
    }

private:
    // Raw engine output only: the distributions of the standard library differ between systems.
    int upTo(int limit) { return int(m_random() % unsigned(limit)); }

    // Between 0.5 and 1.3 of the average time, with a breath at the end of a paragraph.
    double unevenness(const QString &text) { return 0.5 + upTo(80) / 100.0 + (text.contains(u'\n') ? 2.0 : 0.0); }

    std::minstd_rand m_random;
    double m_pace;
    double m_at;
};

} // namespace

QStringList demoTokens(const QString &text)
{
    static const QRegularExpression token(u"\\s*(?:[\\p{L}\\p{N}]{1,8}|[^\\s]|$)"_s,
                                          QRegularExpression::UseUnicodePropertiesOption);
    QStringList tokens;
    for (auto match = token.globalMatch(text); match.hasNext();) {
        const QString found = match.next().captured();
        if (!found.isEmpty())
            tokens.append(found);
    }
    return tokens;
}

QList<DemoPiece> pacePieces(const QStringList &reasoning, const QStringList &answer, const DemoTempo &tempo,
                            double pace)
{
    QList<DemoPiece> pieces;
    Rhythm rhythm(tempo, pace);
    if (!reasoning.isEmpty()) {
        const double seconds = double(std::max<qint64>(1, tempo.reasoning.count())) / 1000;
        rhythm.play(reasoning, DemoPiece::Channel::Reasoning, double(reasoning.size()) / seconds, pieces);
    }
    rhythm.play(answer, DemoPiece::Channel::Answer, tempo.tokensPerSecond, pieces);
    return pieces;
}

} // namespace tributary
