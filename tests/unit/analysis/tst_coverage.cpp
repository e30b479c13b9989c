// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Coverage.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// Which points of the answers reached the synthesis.
class CoverageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void use_data();
    void use();
    void headingsAreNoPoints();
    void theSentenceThatUsesAPoint();
    void onlyHere();
    void ofNothing();
    void hugeTexts();
    void canBeCancelled();
};

namespace {

const QString bridge = u"The old bridge was rebuilt in 1932 after the great flood."_s;
const QString harbour = u"Most ships reach the northern harbour through a narrow channel."_s;
const QString market = u"Farmers sell cheese and honey at the weekly market square."_s;

QList<AnswerCoverage> coverage(const QString &synthesis, const QStringList &answers)
{
    SourceQuestion question{synthesis, {}, {}, {}};
    for (qsizetype i = 0; i < answers.size(); ++i)
        question.references.append({{QString(QChar(int(u'a' + i)))}, answers[i]});
    return findCoverage(question, attributeSources(question).value()).value();
}

} // namespace

void CoverageTest::use_data()
{
    QTest::addColumn<QString>("synthesis");
    QTest::addColumn<QString>("point");
    QTest::addColumn<QString>("use");
    QTest::newRow("word for word") << harbour + u' ' + bridge << bridge << u"used"_s;
    QTest::newRow("reworded") << u"After the great flood the old bridge was rebuilt again in 1932."_s << bridge
                              << u"used"_s;
    QTest::newRow("some of it") << u"A flood came in 1932, and the bridge was closed for years afterwards."_s << bridge
                                << u"partly"_s;
    QTest::newRow("other things") << harbour << bridge << u"left-out"_s;
    QTest::newRow("a list item") << harbour + u"\n\n- "_s + bridge << u"1. "_s + bridge << u"used"_s;
    QTest::newRow("code") << u"```\nint main() { return compute(42); }\n```\n"_s
                          << u"```\nint main() { return compute(42); }\n```\n"_s << u"used"_s;
    QTest::newRow("a sentence of a long point")
        << u"The weekly market sells honey."_s
        << u"Farmers sell cheese at the weekly market square, weavers offer woollen scarves and blankets in all "
           u"colours, "
           "bakers bring bread from the villages, and in autumn the beekeepers set up their honey stalls too."_s
        << u"left-out"_s;
    QTest::newRow("empty synthesis") << QString() << bridge << u"left-out"_s;
}

void CoverageTest::use()
{
    QFETCH(QString, synthesis);
    QFETCH(QString, point);
    QFETCH(QString, use);
    const auto found = coverage(synthesis, {point});
    QCOMPARE(found[0].points.size(), 1);
    const AnswerPoint &read = found[0].points[0];
    QVERIFY2(wireName(read.use) == use, qPrintable(u"%1 by %2"_s.arg(wireName(read.use)).arg(read.score)));
    QCOMPARE(read.sentence < 0, read.use == PointUse::LeftOut);
    QVERIFY(read.range.end() <= point.size());
}

void CoverageTest::headingsAreNoPoints()
{
    const auto found = coverage(bridge, {u"# Old bridges and their floods\n\n"_s + bridge + u"\n\n***\n"_s});
    QCOMPARE(found[0].points.size(), 1);
    QCOMPARE(found[0].count(PointUse::Used), 1);
}

void CoverageTest::theSentenceThatUsesAPoint()
{
    const auto found = coverage(u"**!**\n\n"_s + harbour + u' ' + bridge, {bridge + u' ' + harbour + u' ' + market});
    QList<qsizetype> sentences;
    for (const AnswerPoint &point : found[0].points)
        sentences.append(point.sentence);
    QCOMPARE(sentences, (QList<qsizetype>{1, 0, -1}));
}

void CoverageTest::onlyHere()
{
    const auto found =
        coverage(bridge, {bridge + u' ' + market, u"In 1932 the old bridge was rebuilt after the flood."_s});
    QCOMPARE(found[0].points[0].onlyHere, false);
    QCOMPARE(found[0].points[1].onlyHere, true);
    QCOMPARE(found[1].points[0].onlyHere, false);
}

void CoverageTest::ofNothing()
{
    QVERIFY(coverage(bridge, {}).isEmpty());
    QVERIFY(coverage(bridge, {QString()})[0].points.isEmpty());
}

void CoverageTest::hugeTexts()
{
    const QString line = QString(u"lorem%1 ipsum dolor "_s).repeated(20'000);
    const auto found = coverage(line, {line, QString(u"x"_s).repeated(300'000)});
    QCOMPARE(found[0].count(PointUse::Used), found[0].points.size());
}

void CoverageTest::canBeCancelled()
{
    const SourceQuestion question{bridge, {{{u"a"_s}, market}}, {}, {}};
    QVERIFY(!findCoverage(question, attributeSources(question).value(), [](double share) { return share < 0.5; }));
}

QTEST_GUILESS_MAIN(CoverageTest)

#include "tst_coverage.moc"
