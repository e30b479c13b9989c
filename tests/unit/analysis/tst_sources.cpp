// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Sources.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const QString bridge = u"The old bridge was rebuilt in 1932 after the great flood."_s;
const QString harbour = u"Most ships reach the northern harbour through a narrow channel."_s;
const QString market = u"Farmers sell cheese and honey at the weekly market square."_s;
const QString unrelated = u"Astronomers measured the orbit of a distant comet last winter."_s;

AgentId agent(const QString &id)
{
    return AgentId{id};
}

SourceReport report(const QString &text, const QList<SourceReference> &references, const QString &prompt = {})
{
    return attributeSources({text, references, prompt, {}}).value();
}

/// "verbatim a", "shared a b", "none"; "prompt" for what repeats it.
QString described(const SentenceSources &sentence)
{
    if (sentence.fromPrompt)
        return u"prompt"_s;
    QStringList words{wireName(sentence.label)};
    for (qsizetype i = 0; i < sentence.strongCount; ++i)
        words.append(sentence.sources[i].agent.value);
    return words.join(u' ');
}

QStringList described(const SourceReport &found)
{
    QStringList all;
    for (const SentenceSources &sentence : found.sentences)
        all.append(described(sentence));
    return all;
}

double sum(const SourceReport &found)
{
    double all = found.newShare + found.promptShare;
    for (const double share : found.contribution)
        all += share;
    return all;
}

QString cut(const QString &text, const TextRange &range)
{
    return text.sliced(range.start, range.length);
}

} // namespace

class SourcesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void labels()
    {
        const QString reworded = u"After the great flood, the old bridge was then rebuilt in 1932."_s;
        const QString text = bridge + u"\n\n"_s + reworded + u"\n\n"_s + harbour + u"\n\n"_s + unrelated;
        const SourceReport found =
            report(text, {{agent(u"a"_s), bridge + u' ' + harbour}, {agent(u"b"_s), market + u' ' + harbour}});
        QCOMPARE(described(found), (QStringList{u"verbatim a"_s, u"reworded a"_s, u"shared a b"_s, u"none"_s}));
        QCOMPARE(found.withoutSource(), 1);
        QCOMPARE(cut(text, found.sentences[0].range), bridge);
        QCOMPARE(cut(bridge + u' ' + harbour, found.sentences[0].sources[0].range), bridge);
        QCOMPARE(found.sentences[0].sources[0].score, 1.0);
        QCOMPARE(sum(found), 1.0);
    }

    void sharedSentencesAreSplitEqually()
    {
        const SourceReport found = report(harbour, {{agent(u"a"_s), harbour}, {agent(u"b"_s), harbour}});
        QCOMPARE(found.contribution, (QHash<AgentId, double>{{agent(u"a"_s), 0.5}, {agent(u"b"_s), 0.5}}));
        QCOMPARE(found.newShare, 0.0);
    }

    void nothingToCompare()
    {
        QCOMPARE(described(report(u""_s, {{agent(u"a"_s), bridge}})), QStringList());
        QCOMPARE(sum(report(u"..."_s, {{agent(u"a"_s), bridge}})), 0.0);
        QCOMPARE(described(report(bridge, {})), QStringList{u"none"_s});
        QCOMPARE(report(bridge, {}).newShare, 1.0);
        QCOMPARE(described(report(bridge, {{agent(u"a"_s), u""_s}})), QStringList{u"none"_s});
    }
};

QTEST_GUILESS_MAIN(SourcesTest)
#include "tst_sources.moc"
