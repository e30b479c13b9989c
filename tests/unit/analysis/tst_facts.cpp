// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/Facts.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <array>
#include <functional>

using namespace tributary;
using namespace Qt::StringLiterals;

/// Facts that can be compared, whatever way they are written in.
class FactsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void found_data();
    void found();
    void rangesHoldWhatIsWritten();
    void stayInsideAnyText();
    void longTextsTakeLinearTime();
    void comparingLongTextsTakesLinearTime_data();
    void comparingLongTextsTakesLinearTime();
    void ofOneAnswer();
    void contradictions_data();
    void contradictions();
    void canBeCancelled();
    void canBeCancelledWithinAnAnswer();
};

namespace {

QString described(const Fact &fact)
{
    constexpr std::array kinds{'n', 'd', 'N', 'i'};
    return QChar::fromLatin1(kinds.at(static_cast<std::size_t>(fact.kind))) + u':' + fact.value;
}

QStringList described(const QString &text)
{
    QStringList all;
    const QList<Fact> facts = findFacts(text);
    for (const Fact &fact : facts)
        all.append(described(fact));
    return all;
}

SourceReference answer(const QString &agent, const QString &text)
{
    return {{agent}, text};
}

} // namespace

void FactsTest::found_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("facts");
    const auto row = [](const char *name, const QString &text, const QString &facts) {
        QTest::newRow(name) << text << (facts.isEmpty() ? QStringList() : facts.split(u" | "_s));
    };
    row("thousands", u"It has 1,200 rooms and 1'500 doors."_s, u"n:1200 | n:1500"_s);
    row("thousands with blanks", u"It has 12 500 rooms."_s, u"n:12500"_s);
    row("decimals", u"It weighs 3.50 of them, or 0.125."_s, u"n:3.5 | n:0.125"_s);
    row("decimal comma", u"Es sind 3,5 oder 2,25 davon, insgesamt 1.200."_s, u"n:3.5 | n:2.25 | n:1200"_s);
    row("both marks", u"From 1.234,56 to 1,234.56 of them."_s, u"n:1234.56 | n:1234.56"_s);
    row("versions", u"It needs 6.4.2 at least."_s, u"n:6.4.2"_s);
    row("percents", u"About 20 % or 20 percent or 20%."_s, u"n:20 % | n:20 % | n:20 %"_s);
    row("units", u"It is 5 km or 5 kilometres long and 30 °C warm."_s, u"n:5 km | n:5 km | n:30 °c"_s);
    row("money", u"It costs $1,500 or 20 euros."_s, u"n:1500 usd | n:20 eur"_s);
    row("magnitudes", u"They are 1.5 million, 2 Mio. or 3 billion."_s, u"n:1500000 | n:2000000 | n:3000000000"_s);
    row("signs", u"It fell to -5 °C."_s, u"n:-5 °c"_s);
    row("words with digits", u"Use utf8 and mp3 here."_s, {});
    row("iso dates", u"It was on 2024-11-22 then."_s, u"d:2024-11-22"_s);
    row("german dates", u"Am 22.11.2024 und am 3. Mai 1998."_s, u"d:2024-11-22 | d:1998-05-03"_s);
    row("english dates", u"On November 22, 2024, and on 22nd of November 2024, in Nov 2024."_s,
        u"d:2024-11-22 | d:2024-11-22 | d:2024-11"_s);
    row("american dates", u"It was on 11/22/2024 and 22/11/2024."_s, u"d:2024-11-22 | d:2024-11-22"_s);
    row("days without a year", u"It opens on 4 July every time."_s, u"d:--07-04"_s);
    row("no dates", u"You may 5 times, but march 12 miles."_s, u"n:5 | n:12 mi"_s);
    row("impossible dates", u"See 2024-13-45 there."_s, u"n:2024 | n:13 | n:45"_s);
    row("chinese", u"她在2024年11月22日写了3万字。"_s, u"d:2024-11-22 | n:30000"_s);
    row("arabic", u"كان ذلك في ٢٢ نوفمبر ٢٠٢٤ بنسبة ٢٠٪ تقريبا."_s, u"d:2024-11-22 | n:20"_s);
    row("names", u"Later the chemist Marie Curie moved to Paris."_s, u"N:marie curie | N:paris"_s);
    row("particles", u"He read the works of Ludwig van Beethoven."_s, u"N:ludwig van beethoven"_s);
    row("accents", u"Later the rule of L'Hôpital or L’Hopital was used."_s, u"N:l'hopital | N:l'hopital"_s);
    row("small words within", u"See the Bank of England, and Try the Orchard there."_s,
        u"N:bank of england | N:try | N:orchard"_s);
    row("labels", u"- **Crisis Management**: plan for it.\n- Sign as [Your Company Name] there."_s, {});
    row("acronyms", u"NASA paid for it."_s, u"N:nasa"_s);
    row("sentences begin large", u"Rivers freeze. Lakes do so too."_s, {});
    row("words that are also small", u"A river froze, and the River was white."_s, {});
    row("german nouns", u"Die Brücke ist alt und das Haus von Marie Curie ist in der Stadt."_s, u"N:marie curie"_s);
    row("titles", u"# Great Rivers Of Europe\n\nThey are long."_s, {});
    row("identifiers", u"Call `QNetworkReply` or my_function or getName() or std::move here."_s,
        u"i:qnetworkreply | i:my_function | i:getname() | i:std::move"_s);
    row("addresses", u"See https://www.example.org/page_1/2024-11-22."_s, u"i:example.org/page_1/2024-11-22"_s);
    row("code blocks", u"```\nint x = 42; // Marie Curie\n```\n"_s, {});
    row("list numbers", u"1. first\n2. second\n"_s, {});
    row("empty", {}, {});
}

void FactsTest::found()
{
    QFETCH(QString, text);
    QFETCH(QStringList, facts);
    QCOMPARE(described(text).join(u" | "_s), facts.join(u" | "_s));
}

void FactsTest::rangesHoldWhatIsWritten()
{
    const QString text = u"Then **Marie Curie** had 1,200 km to go."_s;
    QStringList written;
    const QList<Fact> facts = findFacts(text);
    for (const Fact &fact : facts)
        written.append(text.sliced(fact.range.start, fact.range.length));
    QCOMPARE(written, (QStringList{u"Marie Curie"_s, u"1,200 km"_s}));
}

void FactsTest::stayInsideAnyText()
{
    const QString signs = u"12 .,-/:%$€°AZaz_`#|*()年月日万\n٣\u0301\U0001f600x٫"_s;
    QRandomGenerator random(7);
    for (int round = 0; round < 300; ++round) {
        QString text;
        for (int i = 0; i < 60; ++i)
            text.append(signs[random.bounded(int(signs.size()))]);
        qsizetype last = 0;
        const QList<Fact> facts = findFacts(text);
        for (const Fact &fact : facts) {
            QVERIFY2(fact.range.start >= last && fact.range.length > 0 && fact.range.end() <= text.size(),
                     qPrintable(text));
            QVERIFY2(!fact.value.isEmpty(), qPrintable(text));
            last = fact.range.end();
        }
    }
}

void FactsTest::longTextsTakeLinearTime()
{
    QVERIFY(findFacts(QString(300'000, u'1')).size() < 300'000);
    QVERIFY(findFacts(QString(300'000, u'A')).size() < 300'000);
    QVERIFY(findFacts(u"1.1,"_s.repeated(75'000)).size() < 300'000);
    QVERIFY(findFacts(u"a::"_s.repeated(75'000)).size() < 300'000);
    QVERIFY(findFacts(u"Aa "_s.repeated(75'000)).size() < 300'000);
}

void FactsTest::comparingLongTextsTakesLinearTime_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    const auto listed = [](int count, const auto &piece) {
        QString text;
        for (int i = 0; i < count; ++i)
            text += piece(i);
        return text;
    };
    const auto ownName = [](int number) {
        QString name = u"R"_s;
        for (; number > 0; number /= 26)
            name += QChar(u'a' + number % 26);
        return u"He saw Anna %1x there. "_s.arg(name);
    };
    const auto distance = [](int number) { return u"%1 km and "_s.arg(number); };
    const QString other = u"The gardens by the river are open until late in the evening. "_s.repeated(10'000);
    QTest::newRow("the same all over") << u"He went with Ada Lovelace and Blaise Pascal. "_s.repeated(15'000) << other;
    QTest::newRow("names of its own") << listed(20'000, ownName) << other;
    const QString row = u"| a | b |\n|---|---|\n| "_s;
    QTest::newRow("a row of names") << row + u"he saw Anna Karenina and "_s.repeated(30'000) + u"| b |\n"_s << other;
    QTest::newRow("rows of numbers") << row + listed(20'000, distance) + u"| b |\n"_s
                                     << row + listed(20'001, distance) + u"| b |\n"_s;
}

/// In a time that tells linear from quadratic, which is minutes.
void FactsTest::comparingLongTextsTakesLinearTime()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QElapsedTimer timer;
    timer.start();
    const QList<SourceReference> answers{answer(u"a"_s, first), answer(u"b"_s, second)};
    const auto facts = factsOfOneAnswer(answers);
    const auto contradictions = findContradictions(answers);
    qInfo("%lld ms, %lld facts of one, %lld contradictions", timer.elapsed(), qlonglong(facts->size()),
          qlonglong(contradictions->size()));
    QVERIFY(timer.elapsed() < 40'000);
}

void FactsTest::ofOneAnswer()
{
    const auto facts = factsOfOneAnswer({
        answer(u"a"_s, u"The tower is 330 m tall and was built by Gustave Eiffel in 3 years. It is 330 m tall."_s),
        answer(u"b"_s, u"It is 330 metres tall, says Eiffel, and weighs 7,300 tonnes."_s),
    });
    QStringList told;
    for (const AnswerFact &fact : *facts)
        told.append(fact.agent.value + u' ' + described(fact.fact));
    QCOMPARE(told, (QStringList{u"a n:3 yr"_s, u"b n:7300 t"_s}));
}

void FactsTest::contradictions_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<QString>("found");
    QTest::newRow("a number") << u"The iron tower in the old harbour is 330 m tall."_s
                              << u"In the old harbour the iron tower is 324 m tall."_s << u"330 m / 324 m"_s;
    QTest::newRow("the same number") << u"The iron tower in the old harbour is 330 m tall."_s
                                     << u"In the old harbour the iron tower is 330 metres tall."_s << QString();
    QTest::newRow("other units") << u"The iron tower in the old harbour weighs 330 t."_s
                                 << u"The iron tower in the old harbour weighs 330 kg."_s << QString();
    QTest::newRow("a date") << u"The iron bridge was opened to traffic on 3 May 1932."_s
                            << u"The iron bridge was opened to traffic on May 4, 1932."_s
                            << u"1932-05-03 / 1932-05-04"_s;
    QTest::newRow("a name") << u"The radioactive element was discovered by the chemist Marie Curie."_s
                            << u"The radioactive element was discovered by the chemist Lise Meitner."_s
                            << u"marie curie / lise meitner"_s;
    QTest::newRow("other subjects") << u"By the census the city of Paris has 2,100,000 people."_s
                                    << u"By the census the city of Berlin has 3,600,000 people."_s << QString();
    QTest::newRow("says both") << u"The iron tower in the old harbour is 330 m tall."_s
                               << u"The iron tower in the old harbour is 324 m tall. With its mast it is 330 m."_s
                               << QString();
    QTest::newRow("other topics") << u"The iron tower in the old harbour is 330 m tall."_s
                                  << u"A marathon takes trained runners 3 h."_s << QString();
}

void FactsTest::contradictions()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(QString, found);
    const auto all = findContradictions({answer(u"a"_s, first), answer(u"b"_s, second)});
    QStringList told;
    for (const Contradiction &one : *all)
        told.append(one.first.fact.value + u" / "_s + one.second.fact.value);
    QCOMPARE(told.join(u", "_s), found);
    for (const Contradiction &one : *all) {
        QCOMPARE(one.first.agent.value, u"a"_s);
        QCOMPARE(one.firstSentence, (TextRange{0, first.size()}));
    }
}

void FactsTest::canBeCancelled()
{
    const QList<SourceReference> answers{answer(u"a"_s, u"One is 11."_s), answer(u"b"_s, u"Two is 22."_s)};
    const AnalysisProgress stop = [](double) { return false; };
    QVERIFY(!factsOfOneAnswer(answers, stop));
    QVERIFY(!findContradictions(answers, stop));
}

/// Not only between answers: one may be long.
void FactsTest::canBeCancelledWithinAnAnswer()
{
    const QString text = u"He saw Anna Karenina in Moscow and Vera Pavlovna in Kiev on 3 May. "_s.repeated(1000);
    const QList<SourceReference> answers{answer(u"a"_s, text), answer(u"b"_s, u"Two is 22."_s)};
    for (const auto &find : std::initializer_list<std::function<bool(const AnalysisProgress &)>>{
             [&](const AnalysisProgress &progress) { return factsOfOneAnswer(answers, progress).has_value(); },
             [&](const AnalysisProgress &progress) { return findContradictions(answers, progress).has_value(); }}) {
        QList<double> shares;
        QVERIFY(find([&shares](double share) {
            shares.append(share);
            return true;
        }));
        QVERIFY(shares.size() > 10);
        QVERIFY(std::ranges::is_sorted(shares));
        QVERIFY(!find([](double share) { return share < 0.6; }));
    }
}

QTEST_GUILESS_MAIN(FactsTest)

#include "tst_facts.moc"
