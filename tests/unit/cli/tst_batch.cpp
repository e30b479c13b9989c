// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CliProject.h"
#include "CliRun.h"
#include "cli/Batch.h"
#include "graph/GraphFile.h"

#include <QRegularExpression>

using namespace tributary;
using namespace Qt::StringLiterals;

/// `batch` against a scripted server, as a shell would see it.
class BatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_project = std::make_unique<CliProject>();
        m_project->write(u"in.jsonl"_s, "{\"prompt\":\"first?\",\"id\":\"x\"}\n\"second?\"\n\"third?\"\n");
    }

    void cleanup() { m_project.reset(); }

    void everyPromptHasItsLineInOrder()
    {
        // The first one takes longest.
        m_project->holding = "first?";
        CliRun run;
        run.start(batch({u"--width"_s, u"3"_s}));
        QTRY_COMPARE(m_project->asked(u"s"_s), 2);
        QTRY_COMPARE(m_project->read(u"out.jsonl.waiting"_s).count('\n'), 2);
        QCOMPARE(m_project->read(u"out.jsonl"_s), QByteArray());
        m_project->holding.clear();
        m_project->server().release();
        QCOMPARE(run.waitForEnd(), 0);
        const QList<QJsonObject> lines = results();
        QCOMPARE(promptsOf(lines), (QStringList{u"first?"_s, u"second?"_s, u"third?"_s}));
        QCOMPARE(lines[0].value("id"_L1), u"x"_s);
        QCOMPARE(lines[1].value("synthesis"_L1), u"answer of s"_s);
        QVERIFY(!QFile::exists(m_project->path(u"out.jsonl.waiting"_s)));
        QCOMPARE(run.out(), QString());
    }

    void allGoodIsZero()
    {
        CliRun run;
        QCOMPARE(run(batch()), 0);
        QCOMPARE(results().size(), 3);
        QVERIFY2(run.err().contains(u"3 prompts · 9 calls"_s), qPrintable(run.err()));
        QVERIFY2(run.err().contains(u"3 of 3 prompts · 9 calls"_s), qPrintable(run.err()));
    }

    void failedPromptsDoNotEndTheBatch()
    {
        m_project->failing = {u"s"_s};
        CliRun run;
        QCOMPARE(run(batch()), 3);
        QVERIFY2(run.err().contains(u"No synthesis for the prompt in line 1."_s), qPrintable(run.err()));
        const QList<QJsonObject> lines = results();
        QCOMPARE(lines.size(), 3);
        for (const QJsonObject &line : lines) {
            QVERIFY(line.value("synthesis"_L1).isNull());
            QCOMPARE(line.value("failures"_L1)[0]["kind"_L1], u"bad-request"_s);
        }
    }

    void equalPromptsAreAskedOnce()
    {
        m_project->write(u"in.jsonl"_s, "\"same?\"\n{\"prompt\":\"same?\",\"id\":2}\n\"other?\"\n\"same?\"\n");
        CliRun run;
        QCOMPARE(run(batch({u"--width"_s, u"1"_s})), 0);
        QCOMPARE(m_project->asked(u"s"_s), 2);
        const QList<QJsonObject> lines = results();
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[1].value("run"_L1), lines[0].value("run"_L1));
        QCOMPARE(lines[1].value("id"_L1), 2);
        QCOMPARE(lines[3].value("sameAs"_L1), 0);
        QVERIFY2(run.err().contains(u"4 prompts, 2 of them different · 6 calls"_s), qPrintable(run.err()));
    }

    void widthBoundsWhatIsUnderWay()
    {
        m_project->holding = "?";
        CliRun run;
        run.start(batch({u"--width"_s, u"2"_s}));
        QTRY_COMPARE(m_project->server().holding(), 4);
        QCOMPARE(m_project->asked(u"a"_s, "third?"), 0);
        run.interrupt();
        QCOMPARE(run.waitForEnd(), 130);
    }

    void theWindowBoundsWhatWaits()
    {
        QByteArray many;
        for (int i = 0; i < 20; ++i)
            many += "\"prompt " + QByteArray::number(i) + "?\"\n";
        m_project->write(u"in.jsonl"_s, many);
        m_project->holding = "prompt 0?";
        Services services;
        QVERIFY(services.loadProviders(m_project->providers()));
        BatchOptions options;
        options.window = 5;
        const QString in = m_project->path(u"in.jsonl"_s);
        Batch batch(services, loadGraphFile(m_project->graph()).value(), options, in, outlineBatch(in).value(),
                    BatchOutput::create(m_project->path(u"out.jsonl"_s), {}).value());
        QSignalSpy finished(&batch, &Batch::finished);
        batch.start();
        QTRY_COMPARE(batch.figures().done, 4);
        QCOMPARE(m_project->asked(u"a"_s), 5);
        m_project->holding.clear();
        m_project->server().release();
        QVERIFY(finished.wait());
        QCOMPARE(results().size(), 20);
    }

    void interruptedAndResumed()
    {
        m_project->holding = "second?";
        CliRun run;
        run.start(batch({u"--width"_s, u"2"_s}));
        QTRY_COMPARE(m_project->read(u"out.jsonl.waiting"_s).count('\n'), 1);
        QCOMPARE(results().size(), 1);
        run.interrupt();
        QCOMPARE(run.waitForEnd(), 130);
        QVERIFY2(run.err().contains(u"Go on by --resume."_s), qPrintable(run.err()));

        m_project->holding.clear();
        CliRun again;
        QCOMPARE(again(batch()), 2);
        QVERIFY2(again.err().contains(u"--resume"_s), qPrintable(again.err()));
        CliRun resumed;
        QCOMPARE(resumed(batch({u"--resume"_s})), 0);
        QCOMPARE(promptsOf(results()), (QStringList{u"first?"_s, u"second?"_s, u"third?"_s}));
        QCOMPARE(m_project->asked(u"a"_s, "first?"), 1);
        QCOMPARE(m_project->asked(u"a"_s, "third?"), 1);
        CliRun done;
        const qsizetype asked = m_project->server().requests().size();
        QCOMPARE(done(batch({u"--resume"_s})), 0);
        QCOMPARE(m_project->server().requests().size(), asked);
    }

    void theBudgetCountsForAllPrompts()
    {
        // Ten dollars for each synthesis: the second one is let start with five left, the third one is not.
        m_project->answerTokens = 1'000'000;
        CliRun run;
        QCOMPARE(run(batch({u"--width"_s, u"1"_s, u"--budget"_s, u"15"_s})), 4);
        QCOMPARE(results().size(), 2);
        QVERIFY2(run.err().contains(u"Stopped by the budget."_s), qPrintable(run.err()));
        CliRun resumed;
        QCOMPARE(resumed(batch({u"--resume"_s})), 0);
        QCOMPARE(results().size(), 3);
    }

    void badInput_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("message");
        const QStringList prompts{u"--prompts"_s, u"@in.jsonl"_s};
        const QStringList out{u"--out"_s, u"@out.jsonl"_s};
        QTest::newRow("no prompts") << out << u"Name the prompts"_s;
        QTest::newRow("no out") << prompts << u"--out"_s;
        QTest::newRow("no such prompts") << QStringList{u"--prompts"_s, u"/nowhere/p"_s} + out << u"/nowhere/p"_s;
        QTest::newRow("out folder") << prompts + QStringList{u"--out"_s, u"/nowhere/p"_s} << u"/nowhere/p"_s;
        QTest::newRow("same file") << prompts + QStringList{u"--out"_s, u"@in.jsonl"_s} << u"the same file"_s;
        QTest::newRow("width") << prompts + out + QStringList{u"--width"_s, u"0"_s} << u"--width 0"_s;
        QTest::newRow("width words") << prompts + out + QStringList{u"--width"_s, u"wide"_s} << u"--width wide"_s;
        QTest::newRow("budget") << prompts + out + QStringList{u"--budget"_s, u"x"_s} << u"--budget x"_s;
        QTest::newRow("two graphs") << prompts + out + QStringList{u"other"_s} << u"one argument too many"_s;
        QTest::newRow("bad line") << QStringList{u"--prompts"_s, u"@g.moagraph"_s} + out << u"line 1: not JSON"_s;
    }

    void badInput()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, message);
        arguments.replaceInStrings(QRegularExpression(u"^@"_s), m_project->path(u"./"_s));
        CliRun run;
        QCOMPARE(run(QStringList{u"batch"_s, m_project->graph(), u"--providers"_s, m_project->providers()} + arguments),
                 2);
        QVERIFY2(run.err().contains(message), qPrintable(run.err()));
        QCOMPARE(m_project->server().requests().size(), 0);
    }

private:
    [[nodiscard]] QStringList batch(const QStringList &more = {}) const
    {
        return QStringList{u"batch"_s,       m_project->graph(),
                           u"--providers"_s, m_project->providers(),
                           u"--prompts"_s,   m_project->path(u"in.jsonl"_s),
                           u"--out"_s,       m_project->path(u"out.jsonl"_s)} +
               more;
    }

    [[nodiscard]] QList<QJsonObject> results() const
    {
        QList<QJsonObject> lines;
        for (const QByteArray &line : m_project->read(u"out.jsonl"_s).split('\n')) {
            if (!line.isEmpty())
                lines.append(QJsonDocument::fromJson(line).object());
        }
        return lines;
    }

    [[nodiscard]] static QStringList promptsOf(const QList<QJsonObject> &lines)
    {
        QStringList prompts;
        for (const QJsonObject &line : lines)
            prompts.append(line.value("prompt"_L1).toString());
        return prompts;
    }

    std::unique_ptr<CliProject> m_project;
};

QTEST_GUILESS_MAIN(BatchTest)
#include "tst_batch.moc"
