// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "LibraryFixture.h"
#include "library/SearchIndex.h"

using namespace tributary;
using namespace tributary::tests;
using namespace Qt::StringLiterals;

class FindRunsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase();

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void cleanupTestCase() { m_fixture.reset(); }

    void words_data();
    void words();
    void textBecomesAQuery_data();
    void textBecomesAQuery();
    void hostileTextIsOnlyText_data();
    void hostileTextIsOnlyText();
    void conditions_data();
    void conditions();

private:
    std::optional<LibraryFixture> m_fixture;
};

void FindRunsTest::initTestCase()
{
    constexpr qint64 day = 86'400;
    m_fixture.emplace();
    m_fixture->add(u"sky"_s, u"Why is the sky blue?"_s, 0, u"Rayleigh scattering, na\u00efve but true"_s);
    m_fixture->add(u"sea"_s, u"Why is the sea salty?"_s, day, u"Rivers carry salt. The sky is not involved."_s);
    RunRecord demo = sampleRun(u"demo"_s, u"Warum ist der Himmel blau? \u00dcbung macht den Meister"_s, 2 * day);
    demo.graph = sampleGraph(u"Demo graph"_s);
    demo.graph.layers[0].agents[0].model = {{u"demo"_s}, u"river"_s};
    demo.events.removeIf([](const RunEvent &event) { return event.time > Milliseconds(200); });
    m_fixture->add(demo, RunOrigin::Lab);
    RunRecord cheap = sampleRun(u"cheap"_s, u"\u6c34 water \u0432\u043e\u0434\u0430"_s, 3 * day);
    for (RunEvent &event : cheap.events) {
        if (auto *finished = std::get_if<event::CallFinished>(&event.body))
            finished->costUsd = 0.005;
    }
    cheap.events.removeIf([](const RunEvent &event) { return event.agent.value == "b"_L1; });
    m_fixture->add(cheap, RunOrigin::Imported);
    QVERIFY(m_fixture->library().setStarred({{u"sea"_s}}, true));
    QVERIFY(m_fixture->library().setTags({{u"sea"_s}, {u"sky"_s}}, {u"nature"_s}));
}

void FindRunsTest::words_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("ids");
    QTest::newRow("nothing") << QString() << u"cheap demo sea sky"_s;
    QTest::newRow("blanks") << u"   "_s << u"cheap demo sea sky"_s;
    QTest::newRow("word of a prompt") << u"blue"_s << u"sky"_s;
    QTest::newRow("word of an answer") << u"first"_s << u"cheap demo sea sky"_s;
    QTest::newRow("word of a synthesis") << u"scattering"_s << u"sky"_s;
    QTest::newRow("partial answer of a failed agent") << u"half"_s << u"demo sea sky"_s;
    QTest::newRow("reasoning is not searched") << u"hidden"_s << QString();
    QTest::newRow("beginning") << u"riv"_s << u"sea"_s;
    QTest::newRow("one letter") << u"z"_s << QString();
    QTest::newRow("not the middle") << u"lue"_s << QString();
    QTest::newRow("any case") << u"RAYLEIGH"_s << u"sky"_s;
    QTest::newRow("without its accent") << u"naive"_s << u"sky"_s;
    QTest::newRow("with its accent") << u"na\u00efve"_s << u"sky"_s;
    QTest::newRow("umlaut") << u"ubung"_s << u"demo"_s;
    QTest::newRow("other scripts") << u"\u0432\u043e\u0434"_s << u"cheap"_s;
    QTest::newRow("ideograph") << u"\u6c34"_s << u"cheap"_s;
    QTest::newRow("all words") << u"sky involved"_s << u"sea"_s;
    QTest::newRow("words of different texts") << u"salty rivers"_s << u"sea"_s;
    QTest::newRow("not both") << u"blue salty"_s << QString();
    QTest::newRow("phrase") << u"\"sky blue\""_s << u"sky"_s;
    QTest::newRow("phrase in another order") << u"\"blue sky\""_s << QString();
    QTest::newRow("phrase does not cross texts") << u"\"blue first\""_s << QString();
    QTest::newRow("phrase and word") << u"\"is the\" riv"_s << u"sea"_s;
    QTest::newRow("quoted word is whole") << u"\"riv\""_s << QString();
    QTest::newRow("quoted whole word") << u"\"rivers\""_s << u"sea"_s;
    QTest::newRow("open quote") << u"\"carry salt"_s << u"sea"_s;
}

void FindRunsTest::words()
{
    QFETCH(QString, text);
    QFETCH(QString, ids);
    QCOMPARE(m_fixture->foundText(text), ids);
}

void FindRunsTest::textBecomesAQuery_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("phrases");
    QTest::newRow("words") << u"sky  blue"_s << u"\"sky\"* \"blue\"*"_s << QString();
    QTest::newRow("signs part words") << u"it's C++/x86-64"_s << u"\"it\"* \"s\"* \"C\"* \"x86\"* \"64\"*"_s
                                      << QString();
    QTest::newRow("phrase") << u"a \"b c\" d"_s << u"\"a\"* \"d\"*"_s << u"\"b c\""_s;
    QTest::newRow("two phrases") << u"\"a b\"\"c d\""_s << QString() << u"\"a b\" \"c d\""_s;
    QTest::newRow("empty quotes") << u"\"\" \" \""_s << QString() << QString();
}

void FindRunsTest::textBecomesAQuery()
{
    QFETCH(QString, text);
    QFETCH(QString, words);
    QFETCH(QString, phrases);
    QCOMPARE(SearchQuery::fromText(text).words, words);
    QCOMPARE(SearchQuery::fromText(text).phrases, phrases);
}

void FindRunsTest::hostileTextIsOnlyText_data()
{
    QTest::addColumn<QString>("text");
    for (const QString &text : {u"AND"_s,
                                u"OR NOT"_s,
                                u"sky AND"_s,
                                u"NEAR(sky blue)"_s,
                                u"text:sky"_s,
                                u"{text}:sky"_s,
                                u"^sky"_s,
                                u"sky*"_s,
                                u"*"_s,
                                u"-sky"_s,
                                u"sky + blue"_s,
                                u"'; DROP TABLE runs; --"_s,
                                u"\""_s,
                                u"\"\"\""_s,
                                u"\"sky\" OR \"x"_s,
                                u"((("_s,
                                u"\\"_s,
                                u"%"_s,
                                u"_"_s,
                                QString(QChar(0)),
                                u"a\0b"_s,
                                QString(QChar(0xD83C)),
                                u"\uE000"_s,
                                u"\uFFFF"_s,
                                u"\u202Esky"_s,
                                u"a\u0301"_s,
                                u"\u0301"_s,
                                u"x"_s.repeated(100'000),
                                u"x "_s.repeated(2000)})
        QTest::newRow(text.left(30).toUtf8().toPercentEncoding() + QByteArray::number(text.size())) << text;
}

void FindRunsTest::hostileTextIsOnlyText()
{
    QFETCH(QString, text);
    RunFilter filter;
    filter.text = text;
    const auto found = m_fixture->library().find(filter);
    QVERIFY2(found, found ? "" : qPrintable(found.error().detail));
}

void FindRunsTest::conditions_data()
{
    QTest::addColumn<RunFilter>("filter");
    QTest::addColumn<QString>("ids");
    const auto row = [](const char *name, const QString &ids, auto set) {
        RunFilter filter;
        set(filter);
        QTest::newRow(name) << filter << ids;
    };
    row("starred", u"sea"_s, [](RunFilter &f) { f.starred = true; });
    row("failed", u"demo sea sky"_s, [](RunFilter &f) { f.failed = true; });
    row("of the lab", u"demo"_s, [](RunFilter &f) { f.fromLab = true; });
    row("imported", u"cheap"_s, [](RunFilter &f) { f.imported = true; });
    row("demo", u"demo"_s, [](RunFilter &f) { f.demo = true; });
    row("interrupted", u"demo"_s, [](RunFilter &f) { f.interrupted = true; });
    row("graph", u"demo"_s, [](RunFilter &f) { f.graphName = u"Demo graph"_s; });
    row("tag", u"sea sky"_s, [](RunFilter &f) { f.tag = u"nature"_s; });
    row("model that was asked", u"cheap sea sky"_s, [](RunFilter &f) { f.model = {{u"q"_s}, u"m3"_s}; });
    row("provider", u"cheap demo sea sky"_s, [](RunFilter &f) { f.provider = {u"p"_s}; });
    row("provider that is the beginning of none", QString(), [](RunFilter &f) { f.provider = {u"dem"_s}; });
    row("cost", u"cheap"_s, [](RunFilter &f) { f.costUsd = {0.001, 0.1}; });
    row("from", u"cheap demo"_s, [](RunFilter &f) { f.from = QDate(2030, 1, 3); });
    row("to", u"sea sky"_s, [](RunFilter &f) { f.to = QDate(2030, 1, 2); });
    row("a day", u"demo"_s, [](RunFilter &f) { f.from = f.to = QDate(2030, 1, 3); });
    row("text and star", u"sea"_s, [](RunFilter &f) {
        f.text = u"sky"_s;
        f.starred = true;
    });
    row("text, tag and model", u"sea sky"_s, [](RunFilter &f) {
        f.text = u"sky"_s;
        f.tag = u"nature"_s;
        f.model = {{u"p"_s}, u"m1"_s};
    });
}

void FindRunsTest::conditions()
{
    QFETCH(RunFilter, filter);
    QFETCH(QString, ids);
    QCOMPARE(m_fixture->found(filter), ids);
}

QTEST_GUILESS_MAIN(FindRunsTest)
#include "tst_find_runs.moc"
