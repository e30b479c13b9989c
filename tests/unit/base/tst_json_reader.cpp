// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/JsonReader.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

QStringList lines(const QList<JsonProblem> &problems)
{
    QStringList all;
    for (const JsonProblem &problem : problems)
        all.append(problem.path + u": "_s + problem.message);
    return all;
}

QJsonObject object(const char *json)
{
    return parseJsonObject(QByteArray(json)).value();
}

} // namespace

class JsonReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsEveryType()
    {
        JsonReader reader(object(R"({"s":"x","b":true,"i":3,"d":0.5,"l":["a","b"],"extra":1})"));
        QString s;
        bool b = false;
        int i = 0;
        double d = 0;
        QStringList l;
        reader.read("s", s);
        reader.read("b", b);
        reader.read("i", i);
        reader.read("d", d);
        reader.read("l", l);
        QCOMPARE(s, u"x"_s);
        QVERIFY(b);
        QCOMPARE(i, 3);
        QCOMPARE(d, 0.5);
        QCOMPARE(l, QStringList({u"a"_s, u"b"_s}));
        QCOMPARE(lines(reader.problems()), QStringList());
    }

    void absentKeepsDefaultAndNullClearsOptional()
    {
        JsonReader reader(object(R"({"cleared":null})"));
        std::optional<double> kept = 0.7;
        std::optional<double> cleared = 0.7;
        reader.read("kept", kept);
        reader.read("cleared", cleared);
        QCOMPARE(kept, std::optional<double>(0.7));
        QCOMPARE(cleared, std::optional<double>());
    }

    void everyProblemHasItsPath()
    {
        JsonReader reader(object(R"({"layers":[{"agents":[{"id":7},"x"]}],"n":1.5,"list":["a",2],"o":[]})"));
        QString id;
        for (JsonReader &layer : reader.objects("layers")) {
            for (JsonReader &agent : layer.objects("agents"))
                agent.read("id", id);
        }
        int n = 9;
        QStringList list;
        reader.read("n", n);
        reader.read("list", list);
        JsonReader o = reader.object("o");
        QVERIFY(!o.contains("anything"));
        QCOMPARE(n, 9);
        QCOMPARE(lines(reader.problems()), QStringList({u"layers[0].agents[1]: expected an object, found a string"_s,
                                                        u"layers[0].agents[0].id: expected a string, found a number"_s,
                                                        u"n: expected a whole number, found 1.5"_s,
                                                        u"list: expected a list of strings, found a number in it"_s,
                                                        u"o: expected an object, found a list"_s}));
    }

    void outOfRangeIntegers()
    {
        JsonReader reader(object(R"({"a":3000000000,"b":1e300})"));
        int a = 1;
        qint64 b = 2;
        reader.read("a", a);
        reader.read("b", b);
        QCOMPARE(a, 1);
        QCOMPARE(b, 2);
        QCOMPARE(reader.problems().size(), 2);
    }

    void syntaxErrorsTellLineAndColumn()
    {
        const auto result = parseJsonObject("{\n  \"a\": ,\n}");
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::InvalidInput);
        QVERIFY2(result.error().message.contains(u"line 2"_s), qPrintable(result.error().message));
    }

    void byteOrderMarkIsSkipped() { QVERIFY(parseJsonObject("\xef\xbb\xbf{}").has_value()); }

    void rootMustBeAnObject() { QVERIFY(!parseJsonObject("[]").has_value()); }
};

QTEST_GUILESS_MAIN(JsonReaderTest)
#include "tst_json_reader.moc"
