// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/Graph.h"
#include "support/GraphNotation.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

class GraphValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void letters_data()
    {
        QTest::addColumn<qsizetype>("index");
        QTest::addColumn<QString>("letter");
        QTest::newRow("first") << qsizetype(0) << u"A"_s;
        QTest::newRow("last single") << qsizetype(25) << u"Z"_s;
        QTest::newRow("first double") << qsizetype(26) << u"AA"_s;
        QTest::newRow("second double") << qsizetype(27) << u"AB"_s;
        QTest::newRow("AZ") << qsizetype(51) << u"AZ"_s;
        QTest::newRow("BA") << qsizetype(52) << u"BA"_s;
        QTest::newRow("ZZ") << qsizetype(701) << u"ZZ"_s;
        QTest::newRow("AAA") << qsizetype(702) << u"AAA"_s;
    }

    void letters()
    {
        QFETCH(qsizetype, index);
        QTEST(agentLetter(index), "letter");
    }

    void findsAgents()
    {
        const Graph graph = notation::graph(u"a b | c d | s"_s);
        QCOMPARE(findAgent(graph, {u"d"_s}), std::optional(AgentPlace{1, 1}));
        QCOMPARE(findAgent(graph, {u"a"_s}), std::optional(AgentPlace{0, 0}));
        QCOMPARE(findAgent(graph, {u"x"_s}), std::optional<AgentPlace>());
    }
};

QTEST_APPLESS_MAIN(GraphValuesTest)
#include "tst_values.moc"
