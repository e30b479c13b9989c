// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/CommonWords.h"
#include "text/Terms.h"
#include "text/WordForms.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(tributary::TextLanguage)

class TermsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void terms_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("terms");
        QTest::addColumn<int>("words");
        const auto row = [](const char *name, const QString &text, const QString &terms, int words) {
            QTest::newRow(name) << text << terms << words;
        };
        row("nothing", u""_s, u""_s, 0);
        row("words", u"Two Words."_s, u"two word"_s, 2);
        row("numbers", u"3.14 1,000 10:30."_s, u"3.14 1000 10 30"_s, 4);
        row("apostrophes", u"don't can\u2019t"_s, u"don't can't"_s, 2);
        row("names in code", u"`foo_bar(a)` _under_"_s, u"foo_bar a under"_s, 3);
        row("emphasis", u"**bold** and *it*"_s, u"bold and it"_s, 3);
        row("link", u"[text](http://x.example/y?z=1) end"_s, u"text end"_s, 2);
        row("tags and entities", u"<b>so</b> &amp; on<br/>x < y"_s, u"so on x y"_s, 4);
        row("fence line", u"```cpp\nint main;\n```"_s, u"int main"_s, 2);
        row("compatibility forms", u"\uFF21\uFF22\uFF23 \uFB01t"_s, u"abc fit"_s, 2);
        row("ideographs", u"石桥建于1823年"_s, u"石 桥 建 于 1823 年"_s, 6);
        row("hangul in pairs", u"안녕하세요"_s, u"안녕 녕하 하세 세요"_s, 5);
        row("single hangul", u"안"_s, u"안"_s, 1);
        row("Arabic", u"\u0648\u0627\u0644\u0643\u062A\u0627\u0628 \u0643\u0650\u062A\u0640\u0627\u0628"_s,
            u"\u0643\u062A\u0627\u0628 \u0643\u062A\u0627\u0628"_s, 2);
    }

    void terms()
    {
        QFETCH(QString, text);
        const TextTerms found = findTerms(text, {0, text.size()});
        QStringList terms;
        for (const TextTerm &term : found.terms)
            terms.append(term.text);
        QTEST(terms.join(u' '), "terms");
        QTEST(found.words, "words");
    }

    void placesAreThoseOfTheText()
    {
        const QString text = u"Skip this. The **old** [bridge](x) 石桥."_s;
        QStringList places;
        for (const TextTerm &term : findTerms(text, {11, text.size() - 11}).terms)
            places.append(text.sliced(term.range.start, term.range.length));
        QCOMPARE(places, (QStringList{u"The"_s, u"old"_s, u"bridge"_s, u"石"_s, u"桥"_s}));
    }

    void formsOfAWordAreTheSame_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::newRow("plural") << u"bridges"_s << u"bridge"_s;
        QTest::newRow("past") << u"worked"_s << u"working"_s;
        QTest::newRow("German") << u"wichtigen"_s << u"wichtiger"_s;
        QTest::newRow("sharp s") << u"größeren"_s << u"GRÖSSEREN"_s;
        QTest::newRow("Arabic and") << u"وكتاب"_s << u"الكتاب"_s;
    }

    void formsOfAWordAreTheSame()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QCOMPARE(comparableForm(one), comparableForm(other));
    }

    void shortWordsKeepTheirEndings()
    {
        QCOMPARE(comparableForm(u"is"), u"is"_s);
        QCOMPARE(comparableForm(u"1990s"), u"1990"_s);
        QVERIFY(comparableForm(u"sea") != comparableForm(u"seas2"));
    }

    void commonWordsAreKnownInEveryForm()
    {
        QVERIFY(backgroundShare(comparableForm(u"the")) > backgroundShare(comparableForm(u"because")));
        QVERIFY(backgroundShare(comparableForm(u"because")) > 0);
        QVERIFY(backgroundShare(comparableForm(u"große")) == 0);
        QVERIFY(backgroundShare(u"的"_s) > 0);
    }

    void languages_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<TextLanguage>("language");
        const auto row = [](const char *name, const QString &text, TextLanguage language) {
            QTest::newRow(name) << text << language;
        };
        row("English", u"The bridge was built in the last year of the war and it is still in use."_s,
            TextLanguage::English);
        row("German", u"Die Brücke wurde im letzten Jahr des Krieges gebaut und ist noch in Gebrauch."_s,
            TextLanguage::German);
        row("Chinese", u"这座桥是在战争的最后一年建造的，现在还在使用。"_s, TextLanguage::Chinese);
        row("Arabic", u"بني هذا الجسر في السنة الأخيرة من الحرب وهو لا يزال في الخدمة على النهر."_s,
            TextLanguage::Arabic);
        row("French", u"Le pont a été construit dans la dernière année de la guerre et il est toujours en service."_s,
            TextLanguage::Unknown);
        row("Finnish", u"Silta rakennettiin sodan viimeisenä vuonna ja se palvelee yhä kulkijoita joen yli."_s,
            TextLanguage::Unknown);
        row("a few words", u"The old bridge"_s, TextLanguage::TooShort);
    }

    void languages()
    {
        QFETCH(QString, text);
        QTEST(languageOf(text), "language");
    }
};

QTEST_GUILESS_MAIN(TermsTest)
#include "tst_terms.moc"
