// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "viewmodel/DiffChoices.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

RunRecord recordOf(const Graph &graph, const QString &story)
{
    RunRecord record;
    record.id = {u"r1"_s};
    record.graph = graph;
    record.events = tell(graph, story);
    return record;
}

QStringList titles(const QList<DiffChoice> &choices)
{
    QStringList all;
    for (const DiffChoice &choice : choices)
        all += choice.title;
    return all;
}

/// "same|+added|...".
QString told(const QString &text, const TextDiff &diff)
{
    QStringList parts;
    for (const DiffPart &part : diff.parts) {
        const QString words = text.mid(part.second.start, part.second.length);
        parts += part.kind == DiffPart::Kind::Added ? u'+' + words : words;
    }
    return parts.join(u'|');
}

} // namespace

class DiffChoicesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void whoAnsweredCanBeChosen()
    {
        const RunRecord record =
            recordOf(threePlusOne(), u"run; a queue; 10 a start; 20 a text One; 30 a done; b queue;"
                                     "b start; b fail server; s queue; 40 s start; 50 s text Two;"
                                     "60 s done; end synthesis"_s);
        const QList<DiffChoice> choices = diffChoices(record, nullptr);
        QCOMPARE(titles(choices), QStringList({u"A · alpha"_s, u"Synthesis · sigma"_s}));
        QCOMPARE(choices[0].text, u"One"_s);
        QVERIFY(choices[1].isSynthesis);
    }

    void whatALayerAddedIsAChoice()
    {
        const RunRecord record =
            recordOf(threeTwoOne(), u"run; a queue; 10 a start; 20 a text One; 30 a done; d queue; d start; d text Two;"
                                    "d done; s queue; 40 s start; 50 s text Three; 60 s done; end synthesis"_s);
        RunAnalysis analysis;
        analysis.additions = {{1, 0.5, {{AgentId{u"d"_s}, {TextRange{0, 3}}}}}};
        const QList<DiffChoice> choices = diffChoices(record, &analysis);
        QCOMPARE(choices.size(), 4);
        QVERIFY(choices[0].title.startsWith(u"Layer 1, A"_s));
        QCOMPARE(choices[1].layer, 1);
        QCOMPARE(choices.last().additionsOf, 1);
        QCOMPARE(choices.last().title, u"All that layer 2 read: what did it add?"_s);
    }

    void additionsAreMarked_data()
    {
        QTest::addColumn<QList<TextRange>>("added");
        QTest::addColumn<QString>("parts");
        QTest::addColumn<double>("similarity");
        const auto row = [](const char *name, const QList<TextRange> &added, const QString &parts, double similarity) {
            QTest::newRow(name) << added << parts << similarity;
        };
        row("nothing", {}, u"one two six ten"_s, 1.0);
        row("in the middle", {{4, 4}}, u"one |+two |six ten"_s, 0.75);
        row("at both ends", {{0, 3}, {12, 3}}, u"+one| two six |+ten"_s, 0.5);
        row("beside each other", {{4, 4}, {8, 3}}, u"one |+two |+six| ten"_s, 0.5);
        row("overlapping", {{4, 4}, {6, 5}}, u"one |+two |+six| ten"_s, 0.5);
        row("beyond the end", {{12, 30}}, u"one two six |+ten"_s, 0.75);
    }

    void additionsAreMarked()
    {
        QFETCH(QList<TextRange>, added);
        const QString text = u"one two six ten"_s;
        const TextDiff diff = additionDiff(text, added);
        QTEST(told(text, diff), "parts");
        QTEST(diff.similarity, "similarity");
        QCOMPARE(diff.changes.size(), added.size());
    }

    void withoutALibraryThereIsNothingEarlier()
    {
        const EarlierSyntheses earlier = earlierSyntheses([] { return nullptr; });
        QVERIFY(earlier.list(RunRecord()).isEmpty());
        QCOMPARE(earlier.load({u"r"_s}), QString());
    }
};

QTEST_GUILESS_MAIN(DiffChoicesTest)
#include "tst_diff_choices.moc"
