// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/BatchLine.h"
#include "cli/BatchOutput.h"
#include "cli/BatchProgress.h"
#include "support/FileSizeLimit.h"
#include "support/GraphNotation.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

QByteArray lineFor(qsizetype index, const QString &prompt, const QString &outcome = u"synthesis"_s)
{
    return QJsonDocument(QJsonObject{{u"index"_s, index}, {u"prompt"_s, prompt}, {u"outcome"_s, outcome}})
               .toJson(QJsonDocument::Compact) +
           '\n';
}

QJsonObject resultFor(qsizetype index, const QString &prompt)
{
    return QJsonDocument::fromJson(lineFor(index, prompt)).object();
}

} // namespace

/// What a batch reads and writes, without anybody being asked.
class BatchFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void promptsAreObjectsOrStrings()
    {
        write(u"in"_s,
              "\xef\xbb\xbf{\"prompt\":\"one\",\"id\":7,\"lang\":\"de\"}\n\n  \"two\"  \r\n{\"prompt\":\"three\"}");
        BatchReader reader(path(u"in"_s));
        QVERIFY(reader.open());
        const BatchPrompt one = reader.next()->value();
        QCOMPARE(one, (BatchPrompt{0, 1, u"one"_s, {{u"id"_s, 7}, {u"lang"_s, u"de"_s}}}));
        const BatchPrompt two = reader.next()->value();
        QCOMPARE(two, (BatchPrompt{1, 3, u"two"_s, {}}));
        const BatchPrompt three = reader.next()->value();
        QCOMPARE(three, (BatchPrompt{2, 4, u"three"_s, {}}));
        QVERIFY(!reader.next()->has_value());
    }

    void badLinesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("problem");
        QTest::newRow("not JSON") << QByteArray("{\"prompt\":") << u"line 2: not JSON"_s;
        QTest::newRow("two values") << QByteArray("\"a\",\"b\"") << u"line 2: not JSON"_s;
        QTest::newRow("a list") << QByteArray("[\"a\"]") << u"line 2: expected"_s;
        QTest::newRow("a number") << QByteArray("7") << u"line 2: expected"_s;
        QTest::newRow("no prompt") << QByteArray("{\"text\":\"a\"}") << u"line 2: \"prompt\": expected a string"_s;
        QTest::newRow("wrong type") << QByteArray("{\"prompt\":7}") << u"line 2: \"prompt\": expected a string"_s;
        QTest::newRow("empty") << QByteArray("{\"prompt\":\" \"}") << u"line 2: the prompt is empty"_s;
        QTest::newRow("too long") << '"' + QByteArray(2'000'001, 'x') + '"' << u"line 2: the prompt has 2,000,001"_s;
    }

    void badLinesAreNamed()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, problem);
        write(u"in"_s, "\"good\"\n" + line + "\n\"good too\"\n");
        const auto outline = outlineBatch(path(u"in"_s));
        QVERIFY(!outline);
        QCOMPARE(outline.error().kind, ErrorKind::InvalidInput);
        QVERIFY2(outline.error().detail.startsWith(problem), qPrintable(outline.error().detail));
        QCOMPARE(outline.error().detail.count(u'\n'), 1);
    }

    void aFileOfSomethingElseIsSaidInAFewLines()
    {
        write(u"in"_s, QByteArray("nonsense\n").repeated(5000));
        const QString detail = outlineBatch(path(u"in"_s)).error().detail;
        QCOMPARE(detail.count(u'\n'), 20);
        QVERIFY2(detail.endsWith(u"and 4980 more"_s), qPrintable(detail));
    }

    void noPromptIsAProblem()
    {
        write(u"in"_s, "\n\n");
        QCOMPARE(outlineBatch(path(u"in"_s)).error().kind, ErrorKind::InvalidInput);
        QCOMPARE(outlineBatch(path(u"nowhere"_s)).error().kind, ErrorKind::Io);
    }

    void equalPromptsAreFound()
    {
        write(u"in"_s, "\"a\"\n{\"prompt\":\"b\",\"id\":1}\n\"a\"\n{\"prompt\":\"b\",\"id\":2}\n\"a \"\n\"a\"\n");
        const auto outline = outlineBatch(path(u"in"_s));
        QVERIFY(outline);
        QCOMPARE(outline->prompts, 6);
        QCOMPARE(outline->asked(), 3);
        QCOMPARE(outline->characters, 4);
        QCOMPARE(outline->sameAs, (QHash<qsizetype, qsizetype>{{2, 0}, {3, 1}, {5, 0}}));
    }

    void resultsComeOutInOrder()
    {
        {
            const auto output = BatchOutput::create(path(u"out"_s), {1}).value();
            for (const qsizetype index : {2, 1, 4, 0, 3}) {
                QVERIFY(output->put(resultFor(index, QString::number(index))));
                QVERIFY(output->contains(index));
            }
            QCOMPARE(output->written(), 5);
            QCOMPARE(output->lineOf(1), resultFor(1, u"1"_s));
            QCOMPARE(output->lineOf(2), std::nullopt);
        }
        QCOMPARE(read(u"out"_s), lineFor(0, u"0"_s) + lineFor(1, u"1"_s) + lineFor(2, u"2"_s) + lineFor(3, u"3"_s) +
                                     lineFor(4, u"4"_s));
        QVERIFY(!QFile::exists(path(u"out.waiting"_s)));
        QVERIFY(!QFile::exists(path(u"out.lock"_s)));
    }

    /// The file of what waits is emptied whenever nothing waits.
    void whatWaitsIsOnDisk()
    {
        const auto output = BatchOutput::create(path(u"out"_s), {}).value();
        QVERIFY(output->put(resultFor(1, u"b"_s)));
        QCOMPARE(read(u"out.waiting"_s), lineFor(1, u"b"_s));
        QCOMPARE(read(u"out"_s), QByteArray());
        QCOMPARE(output->lineOf(1), resultFor(1, u"b"_s));
        QVERIFY(output->put(resultFor(0, u"a"_s)));
        QCOMPARE(read(u"out.waiting"_s), QByteArray());
        QCOMPARE(read(u"out"_s), lineFor(0, u"a"_s) + lineFor(1, u"b"_s));
    }

    void resultsAreNotOverwritten()
    {
        write(u"out"_s, lineFor(0, u"a"_s));
        const auto again = BatchOutput::create(path(u"out"_s), {});
        QVERIFY(!again);
        QCOMPARE(again.error().kind, ErrorKind::InvalidInput);
        QVERIFY2(again.error().message.contains(u"--resume"_s), qPrintable(again.error().message));
        QCOMPARE(read(u"out"_s), lineFor(0, u"a"_s));
    }

    void twoBatchesDoNotShareAFile()
    {
        const auto first = BatchOutput::create(path(u"out"_s), {}).value();
        const auto second = BatchOutput::create(path(u"out"_s), {});
        QVERIFY(!second);
        QVERIFY2(second.error().message.contains(u"Another batch"_s), qPrintable(second.error().message));
    }

    void resumeTakesWhatIsThere_data()
    {
        QTest::addColumn<QByteArray>("out");
        QTest::addColumn<QByteArray>("waiting");
        QTest::addColumn<QByteArray>("outAfter");
        QTest::addColumn<QList<qsizetype>>("present");
        const QByteArray a = lineFor(0, u"a"_s);
        const QByteArray b = lineFor(1, u"b"_s, u"no-synthesis"_s);
        const QByteArray c = lineFor(2, u"c"_s);
        QTest::newRow("nothing") << QByteArray() << QByteArray() << QByteArray() << QList<qsizetype>{};
        QTest::newRow("two lines") << a + b << QByteArray() << a + b << QList<qsizetype>{0, 1};
        QTest::newRow("a torn line") << a + b.left(9) << QByteArray() << a << QList<qsizetype>{0};
        QTest::newRow("only a torn line") << a.left(1) << QByteArray() << QByteArray() << QList<qsizetype>{};
        QTest::newRow("only the line end is missing")
            << a + b.chopped(1) << QByteArray() << a + b << QList<qsizetype>{0, 1};
        QTest::newRow("one waits") << a << c << a << QList<qsizetype>{0, 2};
        QTest::newRow("a torn one waits") << a << c + b.left(5) << a << QList<qsizetype>{0, 2};
        QTest::newRow("killed before it moved") << a << c + b << a + b + c << QList<qsizetype>{0, 1, 2};
        QTest::newRow("killed after it moved") << a + b << b << a + b << QList<qsizetype>{0, 1};
        QTest::newRow("waits for another prompt") << a << lineFor(2, u"changed"_s) << a << QList<qsizetype>{0};
    }

    void resumeTakesWhatIsThere()
    {
        QFETCH(QByteArray, out);
        QFETCH(QByteArray, waiting);
        write(u"in"_s, "\"a\"\n\"b\"\n\"c\"\n");
        write(u"out"_s, out);
        write(u"out.waiting"_s, waiting);
        const auto output = BatchOutput::resume(path(u"out"_s), {}, path(u"in"_s));
        QVERIFY2(output, output ? "" : qPrintable(output.error().message));
        QList<qsizetype> present;
        for (const qsizetype index : {0, 1, 2}) {
            if ((*output)->contains(index))
                present.append(index);
        }
        QTEST(present, "present");
        QTEST(read(u"out"_s), "outAfter");
        QCOMPARE((*output)->withoutSynthesis(), present.contains(1) ? 1 : 0);
        for (const qsizetype index : {0, 1, 2}) {
            if (!present.contains(index))
                QVERIFY((*output)->put(resultFor(index, QString(u"abc"[index]))));
        }
        QCOMPARE(read(u"out"_s).count('\n'), 3);
    }

    void resumeRefusesResultsOfOtherPrompts_data()
    {
        QTest::addColumn<QByteArray>("out");
        QTest::newRow("another prompt") << lineFor(0, u"z"_s);
        QTest::newRow("another order") << lineFor(1, u"b"_s);
        QTest::newRow("more than there are") << lineFor(0, u"a"_s) + lineFor(1, u"b"_s) + lineFor(2, u"c"_s);
        QTest::newRow("not ours") << QByteArray("dear diary\n");
        QTest::newRow("not ours, without a line end") << QByteArray("dear diary");
        QTest::newRow("damaged") << "{\n" + lineFor(1, u"b"_s);
    }

    void resumeRefusesResultsOfOtherPrompts()
    {
        QFETCH(QByteArray, out);
        write(u"in"_s, "\"a\"\n\"b\"\n");
        write(u"out"_s, out);
        const auto output = BatchOutput::resume(path(u"out"_s), {}, path(u"in"_s));
        QVERIFY(!output);
        QCOMPARE(output.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(read(u"out"_s), out);
    }

    /// A full disk, as far as the process can tell.
    void aResultThatDoesNotFitLeavesWholeLines()
    {
        const auto output = BatchOutput::create(path(u"out"_s), {}).value();
        QVERIFY(output->put(resultFor(0, u"a"_s)));
        const FileSizeLimit limit(rlim_t(lineFor(0, u"a"_s).size() + 10));
        const auto put = output->put(resultFor(1, u"b"_s));
        QVERIFY(!put);
        QCOMPARE(put.error().kind, ErrorKind::Io);
        QCOMPARE(read(u"out"_s), lineFor(0, u"a"_s));
        QVERIFY(!output->contains(1));
    }

    void aLineTellsTheRunAndWhatCameWithThePrompt()
    {
        const Plan plan = compile(notation::graph(u"a b | s"_s)).value();
        RunState state;
        const auto happens = [&state](const QString &agent, const RunEventBody &body) {
            QVERIFY(reduce(state, {Milliseconds(5), {agent}, agent == u"s"_s ? 1 : 0, body}));
        };
        happens({}, event::RunStarted{{u"r1"_s}, u"g"_s, 3});
        happens(u"a"_s, event::CallCached{{{u"test"_s}, u"a"_s}, u"A"_s, {}});
        happens(u"b"_s, event::CallQueued{{{u"test"_s}, u"b"_s}});
        happens(u"b"_s, event::CallFailed{ErrorKind::Server, u"Broken."_s, {}, {}});
        happens(u"s"_s, event::CallQueued{{{u"test"_s}, u"s"_s}});
        happens(u"s"_s, event::CallStarted{{{u"test"_s}, u"s"_s}});
        happens(u"s"_s, event::Text{TextChannel::Answer, u"S"_s});
        event::CallFinished finished;
        finished.costUsd = 0.25;
        finished.usage.outVisible = 3;
        happens(u"s"_s, finished);
        happens({}, event::RunFinished{RunOutcome::Synthesis, 0.25, 0, finished.usage, Milliseconds(5)});
        const QJsonObject members{{u"id"_s, u"x"_s}, {u"lang"_s, u"de"_s}, {u"outcome"_s, u"mine"_s}};
        const QJsonObject line = batchLine({3, 4, u"Why?"_s, members}, plan, state);
        const QJsonObject expected{
            {u"index"_s, 3},
            {u"id"_s, u"x"_s},
            {u"lang"_s, u"de"_s},
            {u"prompt"_s, u"Why?"_s},
            {u"synthesis"_s, u"S"_s},
            {u"outcome"_s, u"synthesis"_s},
            {u"run"_s, u"r1"_s},
            {u"costUsd"_s, 0.25},
            {u"unpriced"_s, state.unpriced},
            {u"usage"_s, toJson(state.usage)},
            {u"durationMs"_s, 5},
            {u"cached"_s, 1},
            {u"failures"_s,
             QJsonArray{QJsonObject{{u"agent"_s, u"b"_s}, {u"kind"_s, u"server"_s}, {u"message"_s, u"Broken."_s}}}},
        };
        QCOMPARE(line, expected);

        const QJsonObject again = batchLineAgain({5, 6, u"Why?"_s, {}}, line);
        QCOMPARE(again.value("synthesis"_L1), u"S"_s);
        QCOMPARE(again.value("run"_L1), u"r1"_s);
        QCOMPARE(again.value("sameAs"_L1), 3);
        QCOMPARE(again.value("index"_L1), 5);
        QCOMPARE(again.value("costUsd"_L1), 0);
        QVERIFY(again.value("id"_L1).isNull());
    }

    void theProgressLineCountsAndTellsTheTimeLeft()
    {
        BatchFigures figures;
        figures.prompts = 100;
        QCOMPARE(batchProgressLine(figures, Milliseconds(3000)), u"0 of 100 prompts · 0 calls · 0 tokens · $0"_s);
        figures.done = 60;
        figures.doneHere = 10;
        figures.calls = 70;
        figures.tokens = 12345;
        figures.costUsd = 0.125;
        QCOMPARE(batchProgressLine(figures, Milliseconds(10000)),
                 u"60 of 100 prompts · 70 calls · 12,345 tokens · $0.13 · 40 s left"_s);
    }

    void theSummarySaysHowToGoOn_data()
    {
        QTest::addColumn<BatchEnd>("end");
        QTest::addColumn<QString>("words");
        QTest::newRow("done") << BatchEnd::Done << u"7 of 9 prompts"_s;
        QTest::newRow("budget") << BatchEnd::Budget << u"--resume"_s;
        QTest::newRow("stopped") << BatchEnd::Stopped << u"--resume"_s;
        QTest::newRow("disk") << BatchEnd::CannotWrite << u"cannot be written"_s;
    }

    void theSummarySaysHowToGoOn()
    {
        QFETCH(BatchEnd, end);
        QFETCH(QString, words);
        BatchFigures figures;
        figures.prompts = 9;
        figures.done = 7;
        const QString summary = batchSummary(end, figures, 2, Milliseconds(1000));
        QVERIFY2(summary.contains(words), qPrintable(summary));
        QVERIFY2(summary.contains(u"2 without a synthesis"_s), qPrintable(summary));
    }

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }

    void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(BatchFilesTest)
#include "tst_batch_files.moc"
