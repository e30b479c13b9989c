// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/AnswerCacheFile.h"
#include "library/Database.h"
#include "support/FakeClock.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

constexpr Milliseconds hour{3'600'000};
constexpr Milliseconds day = 24 * hour;

CacheKey keyOf(int number)
{
    return {QByteArray::number(number).rightJustified(32, '0')};
}

} // namespace

class AnswerCacheFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_folder.emplace();
        m_clock = std::make_shared<FakeClock>();
        reopen();
    }

    void cleanup()
    {
        m_cache.reset();
        m_folder.reset();
    }

    void anAnswerComesBackWhole();
    void nothingIsOpenedBeforeItIsNeeded();
    void theLaterAnswerReplacesTheEarlier();
    void oldAnswersAreNotFoundAndGo();
    void theLeastUsedGoFirst();
    void sizeAndClear();
    void aFileOfNoUseIsSetAside_data();
    void aFileOfNoUseIsSetAside();
    void damageWhileInUseStartsAnew();
    void aFolderThatCannotBeMadeLosesOnlyTime();
    void twoProgramsShareIt();
    void aHitIsFast();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"cache/answers.sqlite"_s); }

    [[nodiscard]] CachedAnswer answer(const QString &text) const
    {
        CachedAnswer answer;
        answer.model = {{u"p"_s}, u"m/1"_s};
        answer.answer = text;
        answer.reasoning = u"thought"_s;
        answer.usage.inUncached = 7;
        answer.usage.outVisible = 9;
        answer.usage.reportedUsd = 0.25;
        answer.servedModel = u"m-1-2030"_s;
        answer.cutByLimit = true;
        answer.from = m_clock->calendar();
        return answer;
    }

    /// Closing writes what is queued.
    void reopen()
    {
        m_cache.reset();
        m_cache = std::make_unique<AnswerCacheFile>(path(), m_clock);
    }

    void keep(int key, const QString &text)
    {
        m_cache->store(keyOf(key), answer(text));
        reopen();
    }

    std::optional<QTemporaryDir> m_folder;
    std::shared_ptr<FakeClock> m_clock;
    std::unique_ptr<AnswerCacheFile> m_cache;
};

void AnswerCacheFileTest::anAnswerComesBackWhole()
{
    const CachedAnswer kept = answer(u"Gr\u00fc\u00dfe \U0001F30A"_s);
    m_cache->store(keyOf(1), kept);
    QTRY_VERIFY(m_cache->find(keyOf(1)) == kept);
    reopen();
    QVERIFY(m_cache->find(keyOf(1)) == kept);
    QVERIFY(!m_cache->find(keyOf(2)));
}

void AnswerCacheFileTest::nothingIsOpenedBeforeItIsNeeded()
{
    QVERIFY(!QFile::exists(path()));
    QVERIFY(!m_cache->find(keyOf(1)));
    QVERIFY(QFile::exists(path()));
    QCOMPARE(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void AnswerCacheFileTest::theLaterAnswerReplacesTheEarlier()
{
    keep(1, u"earlier"_s);
    keep(1, u"later"_s);
    QCOMPARE(m_cache->find(keyOf(1))->answer, u"later"_s);
    QCOMPARE(m_cache->size().answers, 1);
}

void AnswerCacheFileTest::oldAnswersAreNotFoundAndGo()
{
    keep(1, u"old"_s);
    m_clock->advance(29 * day);
    QVERIFY(m_cache->find(keyOf(1)));
    m_clock->advance(2 * day);
    QVERIFY(!m_cache->find(keyOf(1)));
    QCOMPARE(m_cache->size().answers, 1);
    keep(2, u"new"_s);
    QCOMPARE(m_cache->size().answers, 1);

    AnswerCacheFile::Limits limits;
    limits.days = std::nullopt;
    m_cache->setLimits(limits);
    m_clock->advance(1000 * day);
    QVERIFY(m_cache->find(keyOf(2)));
}

void AnswerCacheFileTest::theLeastUsedGoFirst()
{
    for (int i = 1; i <= 3; ++i) {
        keep(i, QString::number(i).repeated(10));
        m_clock->advance(hour);
    }
    QVERIFY(m_cache->find(keyOf(1)));
    reopen();
    AnswerCacheFile::Limits limits;
    limits.bytes = m_cache->size().bytes / 3 * 2 + 20;
    m_cache->setLimits(limits);
    QTRY_COMPARE(m_cache->size().answers, 2);
    QVERIFY(m_cache->find(keyOf(1)));
    QVERIFY(!m_cache->find(keyOf(2)));
    QVERIFY(m_cache->find(keyOf(3)));
}

void AnswerCacheFileTest::sizeAndClear()
{
    QVERIFY(m_cache->size() == AnswerCacheFile::Size());
    keep(1, u"one"_s);
    m_clock->advance(day);
    keep(2, u"two"_s);
    QCOMPARE(m_cache->size().answers, 2);
    QVERIFY(m_cache->size().bytes > 100);
    QVERIFY(m_cache->size().oldest == m_clock->calendar().addDays(-1));
    QVERIFY(m_cache->clear());
    QCOMPARE(m_cache->size().answers, 0);
    QVERIFY(!m_cache->find(keyOf(1)));
}

void AnswerCacheFileTest::aFileOfNoUseIsSetAside_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("no database") << QString();
    QTest::newRow("newer") << u"PRAGMA user_version = 1000"_s;
    QTest::newRow("another kind") << u"PRAGMA application_id = 1"_s;
    QTest::newRow("without its table") << u"DROP TABLE answers"_s;
}

void AnswerCacheFileTest::aFileOfNoUseIsSetAside()
{
    QFETCH(QString, sql);
    keep(1, u"one"_s);
    m_cache.reset();
    if (sql.isEmpty()) {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no database at all, and longer than a hundred bytes: ................................"
                   "..........................................");
    } else {
        QVERIFY(attempt([&] { Database(path(), Database::Access::ReadWrite).run(sql); }));
    }
    reopen();
    std::ignore = m_cache->find(keyOf(1));
    keep(2, u"two"_s);
    QCOMPARE(m_cache->find(keyOf(2))->answer, u"two"_s);
    QVERIFY(!m_cache->find(keyOf(1)));
    QVERIFY(QFile::exists(path() + u".aside"_s));
}

void AnswerCacheFileTest::damageWhileInUseStartsAnew()
{
    for (int i = 0; i < 200; ++i)
        m_cache->store(keyOf(i), answer(u"text %1"_s.arg(i).repeated(20)));
    m_cache.reset();
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 size = file.size();
    for (qint64 page = 4096; page < size; page += 4096) {
        file.seek(page);
        file.write(QByteArray(2000, '\xff'));
    }
    file.close();
    reopen();
    for (int i = 0; i < 200; ++i)
        QVERIFY(!m_cache->find(keyOf(i)));
    keep(1, u"new"_s);
    QVERIFY(m_cache->find(keyOf(1)));
    QVERIFY(QFile::exists(path() + u".aside"_s));
}

void AnswerCacheFileTest::aFolderThatCannotBeMadeLosesOnlyTime()
{
    AnswerCacheFile cache(u"/proc/tributary/answers.sqlite"_s, m_clock);
    cache.store(keyOf(1), answer(u"one"_s));
    QVERIFY(!cache.find(keyOf(1)));
    QCOMPARE(cache.size().answers, 0);
    QVERIFY(cache.clear());
}

void AnswerCacheFileTest::twoProgramsShareIt()
{
    AnswerCacheFile other(path(), m_clock);
    QVERIFY(!other.find(keyOf(1)));
    m_cache->store(keyOf(1), answer(u"one"_s));
    other.store(keyOf(2), answer(u"two"_s));
    QTRY_VERIFY(other.find(keyOf(1)));
    QTRY_VERIFY(m_cache->find(keyOf(2)));
}

void AnswerCacheFileTest::aHitIsFast()
{
    for (int i = 0; i < 500; ++i)
        m_cache->store(keyOf(i), answer(u"some words "_s.repeated(300)));
    reopen();
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 500; ++i)
        QVERIFY(m_cache->find(keyOf(i)));
    qInfo("%.3f ms a hit", double(timer.nsecsElapsed()) / 1e6 / 500);
}

QTEST_GUILESS_MAIN(AnswerCacheFileTest)
#include "tst_answer_cache_file.moc"
