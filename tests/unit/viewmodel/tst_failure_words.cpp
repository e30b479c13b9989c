// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/FailureWords.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// What went wrong, in the words of the window; the wire names stand for the kinds.
class FailureWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void words_data();
    void words();
    void sentences();
    void onlyKeysAreAboutKeys();
    void skips_data();
    void skips();
};

void FailureWordsTest::words_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *kind, const QString &expected) {
        QTest::newRow(kind) << QString::fromLatin1(kind) << expected;
    };
    row("key-missing", u"key missing"_s);
    row("key-refused", u"key refused"_s);
    row("no-credit", u"no credit left"_s);
    row("rate-limited", u"rate limit"_s);
    row("overloaded", u"overloaded"_s);
    row("server", u"server error"_s);
    row("unreachable", u"nothing answers"_s);
    row("tls", u"no secure connection"_s);
    row("redirected", u"redirected"_s);
    row("timeout-connect", u"timed out"_s);
    row("timeout-first-byte", u"timed out"_s);
    row("timeout-idle", u"timed out"_s);
    row("timeout-deadline", u"timed out"_s);
    row("truncated", u"connection broke off"_s);
    row("malformed", u"unreadable answer"_s);
    row("too-large", u"answer too large"_s);
    row("empty", u"empty answer"_s);
    row("refused", u"refused to answer"_s);
    row("filtered", u"blocked by a filter"_s);
    row("context-too-long", u"too long for the model"_s);
    row("bad-request", u"request rejected"_s);
    row("model-not-found", u"model not found"_s);
    row("unsupported", u"not supported"_s);
    row("budget", u"budget"_s);
    row("stopped", u"stopped"_s);
    row("internal", u"internal error"_s);
}

void FailureWordsTest::words()
{
    QFETCH(QString, kind);
    QFETCH(QString, expected);
    QCOMPARE(failureWord(errorKindFromString(kind).value()), expected);
}

void FailureWordsTest::sentences()
{
    QCOMPARE(failureSentence(u"B"_s, {ErrorKind::Server, u"Together had a fault (500). Try again."_s}),
             u"Together had a fault (500). Try again."_s);
    QCOMPARE(failureSentence(u"B"_s, {ErrorKind::Server, {}}), u"B failed: server error."_s);
    QCOMPARE(failureSentence(u"B"_s, {ErrorKind::Empty, u"Anything"_s}),
             u"B returned an empty answer. It counts as failed."_s);
}

void FailureWordsTest::onlyKeysAreAboutKeys()
{
    QVERIFY(isAboutKey(ErrorKind::KeyMissing));
    QVERIFY(isAboutKey(ErrorKind::KeyRefused));
    QVERIFY(!isAboutKey(ErrorKind::NoCredit));
}

void FailureWordsTest::skips_data()
{
    QTest::addColumn<SkipReason>("reason");
    QTest::addColumn<int>("layer");
    QTest::addColumn<QString>("expected");
    QTest::newRow("muted") << SkipReason::Muted << 0 << u"Not asked in this run."_s;
    QTest::newRow("bypassed") << SkipReason::Bypassed << 1 << u"Not asked: the layer is bypassed."_s;
    QTest::newRow("no references") << SkipReason::NoReferences << 1 << u"Not asked: no answer arrived from layer 1."_s;
    QTest::newRow("quorum") << SkipReason::Quorum << 2 << u"Not asked: too few answers arrived from layer 2."_s;
    QTest::newRow("budget") << SkipReason::Budget << 1 << u"Not asked: the budget was reached."_s;
    QTest::newRow("stopped in layer 1") << SkipReason::RunStopped << 0 << u"Not needed: run stopped."_s;
    QTest::newRow("stopped") << SkipReason::RunStopped << 1 << u"Not needed: run stopped before layer 2."_s;
}

void FailureWordsTest::skips()
{
    QFETCH(SkipReason, reason);
    QFETCH(int, layer);
    QFETCH(QString, expected);
    QCOMPARE(skipSentence(reason, layer), expected);
}

QTEST_GUILESS_MAIN(FailureWordsTest)
#include "tst_failure_words.moc"
