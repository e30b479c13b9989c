// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Alignment.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

std::vector<int> lettersOf(const QString &word)
{
    std::vector<int> symbols;
    for (const QChar c : word)
        symbols.push_back(c.unicode());
    return symbols;
}

/// By the plain table over all pairs: slow, and right.
std::size_t longestCommonLength(const std::vector<int> &first, const std::vector<int> &second)
{
    std::vector<std::size_t> row(second.size() + 1, 0);
    for (const int symbol : first) {
        std::size_t diagonal = 0;
        for (std::size_t j = 1; j <= second.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = symbol == second[j - 1] ? diagonal + 1 : std::max(row[j], row[j - 1]);
            diagonal = above;
        }
    }
    return row.back();
}

bool isCommonSubsequence(const std::vector<AlignedPair> &pairs, const std::vector<int> &first,
                         const std::vector<int> &second)
{
    AlignedPair last{-1, -1};
    for (const AlignedPair &pair : pairs) {
        if (pair.first <= last.first || pair.second <= last.second)
            return false;
        if (first.at(static_cast<std::size_t>(pair.first)) != second.at(static_cast<std::size_t>(pair.second)))
            return false;
        last = pair;
    }
    return true;
}

} // namespace

class AlignmentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsCommon_data();
    void findsWhatIsCommon();
    void isLongestWithoutAnchors();
    void anyTwoSequencesGiveACommonSubsequence();
    void longStretchesAreSolvedPieceByPiece();
};

void AlignmentTest::findsWhatIsCommon_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<QString>("common");
    QTest::newRow("empty") << QString() << QString() << QString();
    QTest::newRow("one empty") << u"abc"_s << QString() << QString();
    QTest::newRow("equal") << u"abc"_s << u"abc"_s << u"abc"_s;
    QTest::newRow("nothing in common") << u"abc"_s << u"xyz"_s << QString();
    QTest::newRow("inserted") << u"ac"_s << u"abc"_s << u"ac"_s;
    QTest::newRow("removed at both ends") << u"abcd"_s << u"bc"_s << u"bc"_s;
    QTest::newRow("Myers' example") << u"abcabba"_s << u"cbabac"_s << u"baba"_s;
    QTest::newRow("anchors that cross keep the longer run") << u"abcde"_s << u"eabcd"_s << u"abcd"_s;
    QTest::newRow("repeats between anchors") << u"xaayaaz"_s << u"xaaayaz"_s << u"xaayaz"_s;
}

void AlignmentTest::findsWhatIsCommon()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(QString, common);
    QString found;
    for (const AlignedPair &pair : alignSequences(lettersOf(first), lettersOf(second))) {
        QCOMPARE(first.at(pair.first), second.at(pair.second));
        found.append(first.at(pair.first));
    }
    QCOMPARE(found.size(), common.size());
}

void AlignmentTest::isLongestWithoutAnchors()
{
    QRandomGenerator random(3);
    for (int round = 0; round < 300; ++round) {
        // Each symbol twice or more, so that none is unique and all is left to the exact part.
        std::vector<int> first;
        std::vector<int> second;
        for (int i = 0; i < 30; ++i) {
            first.push_back(random.bounded(3));
            second.push_back(random.bounded(3));
        }
        for (int symbol = 0; symbol < 3; ++symbol) {
            first.insert(first.end(), 2, symbol);
            second.insert(second.begin(), 2, symbol);
        }
        const auto pairs = alignSequences(first, second);
        QVERIFY(isCommonSubsequence(pairs, first, second));
        // What is left after equal ends are taken may have a symbol once on both sides: then the result is merely long.
        QVERIFY(pairs.size() + 2 >= longestCommonLength(first, second));
    }
}

void AlignmentTest::anyTwoSequencesGiveACommonSubsequence()
{
    QRandomGenerator random(5);
    for (int round = 0; round < 500; ++round) {
        const int symbols = 1 + random.bounded(40);
        std::vector<int> first;
        for (int i = random.bounded(60); i > 0; --i)
            first.push_back(random.bounded(symbols));
        std::vector<int> second = first;
        for (int i = random.bounded(20); i > 0 && !second.empty(); --i)
            second[static_cast<std::size_t>(random.bounded(static_cast<int>(second.size())))] = random.bounded(symbols);
        for (int i = random.bounded(10); i > 0; --i)
            second.insert(second.begin() + random.bounded(static_cast<int>(second.size()) + 1),
                          random.bounded(symbols));
        const auto pairs = alignSequences(first, second);
        QVERIFY(isCommonSubsequence(pairs, first, second));
        QCOMPARE(alignSequences(first, first).size(), first.size());
    }
}

void AlignmentTest::longStretchesAreSolvedPieceByPiece()
{
    // No symbol is unique, and there are far more edits than are solved at once.
    std::vector<int> first(30'000);
    QRandomGenerator random(7);
    for (int &symbol : first)
        symbol = random.bounded(500);
    std::vector<int> second = first;
    for (std::size_t i = 5; i < second.size(); i += 10)
        second[i] = 500 + random.bounded(500);
    const auto pairs = alignSequences(first, second);
    QVERIFY(isCommonSubsequence(pairs, first, second));
    QVERIFY2(pairs.size() >= 26'500, qPrintable(QString::number(pairs.size())));
}

QTEST_APPLESS_MAIN(AlignmentTest)
#include "tst_alignment.moc"
