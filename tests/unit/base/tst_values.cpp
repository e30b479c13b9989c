// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/Error.h"
#include "base/Id.h"
#include "base/ModelRef.h"
#include "base/Secret.h"
#include "base/Tokens.h"
#include "base/Usage.h"

#include <QDebug>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <concepts>
#include <type_traits>

using namespace tributary;
using namespace Qt::StringLiterals;

static_assert(!std::is_convertible_v<AgentId, RunId>, "ids of different kinds do not mix");
static_assert(!std::is_convertible_v<AgentId, QString>);
static_assert(!std::is_convertible_v<Secret, QByteArray>, "a secret becomes text only through reveal()");

template <typename T>
concept Printable = requires(QDebug debug, T value)
{
    debug << value;
};

static_assert(!Printable<Secret>, "a secret cannot be printed");
static_assert(!std::equality_comparable<Secret>, "a secret cannot be compared");

class ValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void errorKindNamesRoundTripAndDiffer()
    {
        QSet<QString> names;
        for (int i = 0; i <= int(ErrorKind::Io); ++i) {
            const QString name = wireName(ErrorKind(i));
            names.insert(name);
            QCOMPARE(errorKindFromString(name), std::optional(ErrorKind(i)));
        }
        QCOMPARE(names.size(), int(ErrorKind::Io) + 1);
        QCOMPARE(wireName(ErrorKind::TimeoutFirstByte), u"timeout-first-byte"_s);
        QVERIFY(!errorKindFromString(u"no-such-kind"));
    }

    void modelRefSplitsAtTheFirstSlash_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("valid");
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("model");
        QTest::newRow("plain") << u"openai/gpt-4o"_s << true << u"openai"_s << u"gpt-4o"_s;
        QTest::newRow("slash in model") << u"together/Qwen/Qwen1.5"_s << true << u"together"_s << u"Qwen/Qwen1.5"_s;
        QTest::newRow("empty") << u""_s << true << u""_s << u""_s;
        QTest::newRow("no slash") << u"gpt-4o"_s << false << u""_s << u""_s;
        QTest::newRow("no provider") << u"/gpt-4o"_s << false << u""_s << u""_s;
        QTest::newRow("no model") << u"openai/"_s << false << u""_s << u""_s;
    }

    void modelRefSplitsAtTheFirstSlash()
    {
        QFETCH(QString, text);
        QFETCH(bool, valid);
        const auto ref = ModelRef::fromString(text);
        QCOMPARE(ref.has_value(), valid);
        if (!ref)
            return;
        QTEST(ref->provider.value, "provider");
        QTEST(ref->model, "model");
        QCOMPARE(ref->toString(), text);
    }

    void secretsAreTrimmedAndCheckedForHeaders()
    {
        QCOMPARE(Secret(" sk-1\n").reveal(), QByteArray("sk-1"));
        QVERIFY(Secret("sk-1").fitsInHeader());
        QVERIFY(!Secret("sk\r\nX-Evil: 1").fitsInHeader());
        QVERIFY(!Secret("sk\x7f"
                        "1")
                     .fitsInHeader());
        QCOMPARE(Secret("short").hint(), QByteArray());
        QCOMPARE(Secret("sk-1234567890").hint(), QByteArray("7890"));
    }

    void tokensOfDifferentScripts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("tokens");
        QTest::newRow("nothing") << u""_s << qint64(0);
        QTest::newRow("latin") << u"abcdefgh"_s << qint64(2);
        QTest::newRow("part of a word") << u"abcde"_s << qint64(2);
        QTest::newRow("ideographs") << u"\u6c34\u706b"_s << qint64(2);
        QTest::newRow("cyrillic") << u"\u0434\u0430"_s << qint64(1);
        QTest::newRow("emoji") << u"\U0001f600"_s << qint64(1);
        QTest::newRow("lone surrogate") << QString(QChar(0xd83d)) << qint64(1);
    }

    void tokensOfDifferentScripts()
    {
        QFETCH(QString, text);
        QTEST(estimateTokens(text), "tokens");
    }

    void costNeedsEveryPriceItUses()
    {
        Usage usage;
        usage.inUncached = 1'000'000;
        usage.outVisible = 500'000;
        ModelFacts facts;
        QCOMPARE(usage.costUsd(facts), std::optional<double>());
        facts.inputUsdPerMTok = 2.0;
        QCOMPARE(usage.costUsd(facts), std::optional<double>());
        facts.outputUsdPerMTok = 4.0;
        QCOMPARE(usage.costUsd(facts), std::optional<double>(4.0));
        usage.reportedUsd = 1.25;
        QCOMPARE(usage.costUsd(facts), std::optional<double>(1.25));
    }
};

QTEST_GUILESS_MAIN(ValuesTest)
#include "tst_values.moc"
