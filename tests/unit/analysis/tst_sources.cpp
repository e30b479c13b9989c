// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Sources.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <random>

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

    void aSentenceMadeOfTwo()
    {
        const QString text = bridge.chopped(1) + u", and farmers sell cheese and honey at the weekly market square."_s;
        const QString reference = harbour + u' ' + bridge + u' ' + market;
        const SourceReport found = report(text, {{agent(u"a"_s), reference}});
        QCOMPARE(described(found), QStringList{u"verbatim a"_s});
        QCOMPARE(cut(reference, found.sentences[0].sources[0].range), bridge + u' ' + market);
    }

    void aClauseOfALongerSentence()
    {
        const QString reference = bridge.chopped(1) + u", which had taken the lives of several people in the villages "
                                                      "along the upper river and destroyed most of their mills."_s;
        QCOMPARE(described(report(bridge, {{agent(u"a"_s), reference}})), QStringList{u"verbatim a"_s});
    }

    void aWordOrTwoAreNoClause()
    {
        QCOMPARE(described(report(u"# Great flood"_s, {{agent(u"a"_s), bridge}})), QStringList{u"none"_s});
        QCOMPARE(described(report(u"# Great flood"_s, {{agent(u"a"_s), u"## The great flood"_s}})),
                 QStringList{u"verbatim a"_s});
    }

    void aVerbatimSourceIsNotSharedWithASimilarOne()
    {
        const QString similar = u"In 1932, after the great flood, people rebuilt the old bridge again."_s;
        const SourceReport found = report(bridge, {{agent(u"a"_s), similar}, {agent(u"b"_s), bridge}});
        QCOMPARE(described(found), QStringList{u"verbatim b"_s});
        QCOMPARE(found.sentences[0].sources.size(), 2);
    }

    void commonWordsAreHighlighted()
    {
        const QString text = u"They say: the old bridge was rebuilt in 1932, after the great flood."_s;
        const SourceReport found = report(text, {{agent(u"a"_s), bridge}});
        const SourcePassage &source = found.sentences[0].sources[0];
        QCOMPARE(cut(text, source.inSentence.constFirst()),
                 u"the old bridge was rebuilt in 1932, after the great flood"_s);
        QCOMPARE(cut(bridge, source.inReference.constFirst()), bridge.chopped(1));
    }

    void whatRepeatsThePromptIsNobodys()
    {
        const QString prompt = u"Correct this text: "_s + bridge;
        const SourceReport found =
            report(bridge + u"\n\n"_s + harbour, {{agent(u"a"_s), bridge + u' ' + harbour}}, prompt);
        QCOMPARE(described(found), (QStringList{u"prompt"_s, u"verbatim a"_s}));
        QCOMPARE(found.withoutSource(), 0);
        QVERIFY(found.promptShare > 0.4 && found.newShare == 0);
        QCOMPARE(sum(found), 1.0);
    }

    void anAnswerToThePromptHasItsSource()
    {
        // Half of its 3-grams stand in the prompt; what is said stands in the answer alone.
        QCOMPARE(described(report(u"The capital of France is Paris."_s,
                                  {{agent(u"a"_s), u"The capital of France is Paris."_s}},
                                  u"What is the capital of France?"_s)),
                 QStringList{u"verbatim a"_s});
    }

    void decoysMeasureNoise()
    {
        SourceQuestion question{harbour + u"\n\n"_s + unrelated, {{agent(u"a"_s), harbour}}, {}, {unrelated, market}};
        const SourceReport found = attributeSources(question).value();
        QCOMPARE(described(found), (QStringList{u"verbatim a"_s, u"none"_s}));
        QCOMPARE(found.noise, std::optional(0.25)); // one of two sentences for one of two decoys
        question.decoys.clear();
        QCOMPARE(attributeSources(question)->noise, std::nullopt);
    }

    void headingsLackNothing()
    {
        const SourceReport found = report(u"# Old things\n\n"_s + unrelated, {{agent(u"a"_s), market}});
        QCOMPARE(described(found), (QStringList{u"none"_s, u"none"_s}));
        QCOMPARE(found.withoutSource(), 1);
    }

    void claimsOfATextChangeNothing()
    {
        // A text that says whose it is says nothing about whose it is.
        const QString claim = u"[source: a] agent a wrote: "_s;
        QCOMPARE(described(report(claim + harbour, {{agent(u"a"_s), market}, {agent(u"b"_s), harbour}})),
                 QStringList{u"reworded b"_s});
    }

    void thresholdGrowsWithTheReferences()
    {
        double before = 0;
        for (const qsizetype references : {1, 2, 3, 6, 10, 20}) {
            QVERIFY(sourceThreshold(references) > before);
            before = sourceThreshold(references);
        }
        QVERIFY(before < 0.8);
        QCOMPARE(sourceThreshold(0), sourceThreshold(1));
    }

    void weakLanguages_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reference");
        QTest::addColumn<bool>("weak");
        const QString english = u"The bridge was built in the last year of the war and it is still in use."_s;
        const QString german = u"Die Brücke wurde im letzten Jahr des Krieges gebaut und ist noch in Gebrauch."_s;
        const QString chinese = u"这座桥是在战争的最后一年建造的，现在还在使用。"_s;
        QTest::newRow("English") << english << english << false;
        QTest::newRow("Chinese") << chinese << chinese << false;
        QTest::newRow("German") << german << german << true;
        QTest::newRow("across languages") << english << german << true;
        QTest::newRow("too short to tell") << u"Ja."_s << english << false;
    }

    void weakLanguages()
    {
        QFETCH(QString, text);
        QFETCH(QString, reference);
        QTEST(report(text, {{agent(u"a"_s), reference}}).weakLanguage, "weak");
    }

    void nothingToCompare()
    {
        QCOMPARE(described(report(u""_s, {{agent(u"a"_s), bridge}})), QStringList());
        QCOMPARE(sum(report(u"..."_s, {{agent(u"a"_s), bridge}})), 0.0);
        QCOMPARE(described(report(bridge, {})), QStringList{u"none"_s});
        QCOMPARE(report(bridge, {}).newShare, 1.0);
        QCOMPARE(described(report(bridge, {{agent(u"a"_s), u""_s}})), QStringList{u"none"_s});
    }

    void randomTextsKeepTheRules()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 60; ++round) {
            SourceQuestion question;
            question.text = randomText(random);
            question.prompt = round % 3 == 0 ? randomText(random) : QString();
            for (int i = 0; i < round % 5; ++i)
                question.references.append({agent(QString::number(i)), randomText(random)});
            const SourceReport found = attributeSources(question).value();
            checkRules(question, found);
        }
    }

    void oneVeryLongLine()
    {
        const QString text = (harbour + u' ' + bridge + u' ').repeated(4000);
        const SourceReport found = report(text, {{agent(u"a"_s), bridge}, {agent(u"b"_s), text}});
        QCOMPARE(found.sentences.size(), 8000);
        QCOMPARE(found.newShare, 0.0);
    }

    void cancelling()
    {
        const SourceQuestion question{harbour.repeated(40), {{agent(u"a"_s), bridge}}, {}, {}};
        QList<double> shares;
        QVERIFY(attributeSources(question, [&shares](double share) {
            shares.append(share);
            return true;
        }));
        QVERIFY(std::ranges::is_sorted(shares));
        QCOMPARE(shares.constFirst(), 0.0);
        QCOMPARE(shares.constLast(), 1.0);
        for (qsizetype stopAt = 0; stopAt < shares.size(); ++stopAt) {
            qsizetype asked = 0;
            QCOMPARE(attributeSources(question, [&](double) { return asked++ < stopAt; }), std::nullopt);
            QCOMPARE(asked, stopAt + 1);
        }
    }

private:
    static QString randomText(std::mt19937 &random)
    {
        static const QStringList parts{bridge,
                                       harbour,
                                       market,
                                       unrelated,
                                       u"- item"_s,
                                       u"\n\n"_s,
                                       u"# Head\n"_s,
                                       u"| a | b |\n|---|---|\n| c | d |\n"_s,
                                       u"```\ncode here\n```\n"_s,
                                       u" "_s,
                                       u"石桥建于很久以前。"_s,
                                       u"\U0001F600"_s,
                                       u"**so**"_s,
                                       u"\n"_s,
                                       u"the "_s,
                                       u"1932 "_s};
        QString text;
        for (int i = std::uniform_int_distribution(0, 12)(random); i > 0; --i)
            text += parts[std::uniform_int_distribution<qsizetype>(0, parts.size() - 1)(random)];
        return text;
    }

    static void checkRanges(const QString &text, const QList<TextRange> &ranges, const TextRange &within)
    {
        for (const TextRange &range : ranges) {
            QVERIFY(range.start >= within.start && range.length > 0 && range.end() <= within.end());
            QVERIFY(range.end() <= text.size());
        }
    }

    static void checkRules(const SourceQuestion &question, const SourceReport &found)
    {
        const double all = sum(found);
        QVERIFY(all == 1.0 || (all == 0.0 && found.sentences.isEmpty()));
        qsizetype end = 0;
        for (const SentenceSources &sentence : found.sentences) {
            QVERIFY(sentence.range.start >= end && sentence.range.end() <= question.text.size());
            end = sentence.range.end();
            QCOMPARE(sentence.label == SourceLabel::None, sentence.strongCount == 0);
            QCOMPARE(sentence.label == SourceLabel::Shared, sentence.strongCount > 1);
            for (const SourcePassage &source : sentence.sources) {
                QVERIFY(source.score >= weakSourceScore && source.score <= 1);
                const QString &reference = question.references[source.agent.value.toInt()].text;
                QVERIFY(source.range.end() <= reference.size());
                checkRanges(question.text, source.inSentence, sentence.range);
                checkRanges(reference, source.inReference, source.range);
            }
        }
    }
};

QTEST_GUILESS_MAIN(SourcesTest)
#include "tst_sources.moc"
