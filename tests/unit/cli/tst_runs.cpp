// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CliProject.h"
#include "CliRun.h"
#include "cli/RunText.h"
#include "cli/RunsList.h"
#include "library/Library.h"

#include <QDir>
#include <QJsonArray>
#include <QRegularExpression>

using namespace tributary;
using namespace Qt::StringLiterals;

/// `runs` and `export` over a library of three runs: "Which river?" (failed proposer), "Which hill?", "Which lake?" (no
/// synthesis), in this order.
class RunsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase()
    {
        m_project = std::make_unique<CliProject>();
        m_project->failing = {u"a"_s};
        ask(u"Which river?"_s);
        m_project->failing.clear();
        ask(u"Which hill?"_s);
        m_project->failing = {u"s"_s};
        ask(u"Which lake?"_s);
        m_libraryBytes = m_project->read(u"library.sqlite"_s);
    }

    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_project->write(u"library.sqlite"_s, m_libraryBytes);
    }

    void cleanupTestCase() { m_project.reset(); }

    void theListIsNewestFirst()
    {
        const QJsonArray runs = list({u"list"_s});
        QCOMPARE(prompts(runs), (QStringList{u"Which lake?"_s, u"Which hill?"_s, u"Which river?"_s}));
        const QJsonObject lake = runs[0].toObject();
        QCOMPARE(lake.value("state"_L1), u"finished"_s);
        QCOMPARE(lake.value("outcome"_L1), u"no-synthesis"_s);
        QCOMPARE(lake.value("failed"_L1), 1);
        QCOMPARE(lake.value("models"_L1).toArray().size(), 3);
        QCOMPARE(runs[1].toObject().value("synthesis"_L1), u"answer of s"_s);
        QVERIFY(QDateTime::fromString(lake.value("started"_L1).toString(), Qt::ISODateWithMs).isValid());
    }

    void theListIsNarrowed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("expected");
        const QString lake = u"Which lake?"_s;
        const QString hill = u"Which hill?"_s;
        const QString river = u"Which river?"_s;
        const QString today = QDate::currentDate().toString(Qt::ISODate);
        QTest::newRow("limit") << QStringList{u"list"_s, u"--limit"_s, u"1"_s} << QStringList{lake};
        QTest::newRow("failed") << QStringList{u"list"_s, u"--failed"_s} << QStringList{lake, river};
        QTest::newRow("starred") << QStringList{u"list"_s, u"--starred"_s} << QStringList{};
        QTest::newRow("interrupted") << QStringList{u"list"_s, u"--interrupted"_s} << QStringList{};
        QTest::newRow("since today") << QStringList{u"list"_s, u"--since"_s, today} << QStringList{lake, hill, river};
        QTest::newRow("until long ago") << QStringList{u"list"_s, u"--until"_s, u"2001-01-01"_s} << QStringList{};
        QTest::newRow("model") << QStringList{u"list"_s, u"--model"_s, u"p/a"_s} << QStringList{lake, hill, river};
        QTest::newRow("another model") << QStringList{u"list"_s, u"--model"_s, u"p/z"_s} << QStringList{};
        QTest::newRow("trash") << QStringList{u"list"_s, u"--trash"_s} << QStringList{};
        QTest::newRow("search") << QStringList{u"search"_s, u"hill"_s} << QStringList{hill};
        QTest::newRow("search beginnings") << QStringList{u"search"_s, u"riv"_s, u"whi"_s} << QStringList{river};
        QTest::newRow("search nothing") << QStringList{u"search"_s, u"ocean"_s} << QStringList{};
    }

    void theListIsNarrowed()
    {
        QFETCH(QStringList, arguments);
        QTEST(prompts(list(arguments)), "expected");
    }

    void theTableIsAligned()
    {
        CliRun run;
        QCOMPARE(run(runs({u"list"_s})), 0);
        const QStringList lines = run.out().split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 4);
        const qsizetype column = lines[0].indexOf(u"Prompt"_s);
        for (const QString &line : lines)
            QVERIFY2(line.mid(column).startsWith(u"Which"_s) || line.mid(column) == u"Prompt"_s, qPrintable(line));
        CliRun narrow;
        QCOMPARE(narrow(runs({u"list"_s, u"--limit"_s, u"2"_s})), 0);
        QVERIFY2(narrow.err().contains(u"The newest 2 of 3 runs."_s), qPrintable(narrow.err()));
    }

    void longPromptsAreCutToTheLine()
    {
        RunSummary run;
        run.id = {u"0123456789"_s};
        run.prompt = u"many words\non two lines "_s.repeated(20);
        for (const QString &line : runTable({run}, 80))
            QVERIFY2(line.size() <= 80 && !line.contains(u'\n'), qPrintable(line));
    }

    void beforeTheFirstRunTheListIsEmpty()
    {
        CliRun run;
        QCOMPARE(run({u"runs"_s, u"list"_s, u"--json"_s}), 0);
        QCOMPARE(run.out(), u"{\"runs\":[]}\n"_s);
        QVERIFY(!QFile::exists(m_project->path(u"data/tributary/library.sqlite"_s)));
    }

    void showTellsEverything()
    {
        CliRun run;
        QCOMPARE(run(runs({u"show"_s, id(u"Which river?"_s).left(8)})), 0);
        for (const QString &part : {u"Which river?"_s, u"answer of s"_s, u"answer of b"_s, u"B b, layer 1"_s,
                                    u"Failed (bad-request)"_s, u"2 of 3 answers"_s, u"16 tokens in, 3 out"_s})
            QVERIFY2(run.out().contains(part), qPrintable(part + u"\n\n"_s + run.out()));
        QCOMPARE(run.out().count(u"answer of s"_s), 1);
    }

    void showGivesTheRequestsByteForByte()
    {
        CliRun run;
        QCOMPARE(run(runs({u"show"_s, id(u"Which hill?"_s), u"--requests"_s})), 0);
        int found = 0;
        for (const ReceivedRequest &request : m_project->server().requests()) {
            if (request.body.contains("Which hill?") && run.out().toUtf8().contains(request.body))
                ++found;
        }
        QCOMPARE(found, 3);
    }

    void showAsJsonIsTheRecord()
    {
        CliRun run;
        QCOMPARE(run(runs({u"show"_s, id(u"Which hill?"_s), u"--json"_s})), 0);
        const QJsonObject object = QJsonDocument::fromJson(run.out().toUtf8()).object();
        QCOMPARE(runRecordFromJson(object)->prompt, u"Which hill?"_s);
        QCOMPARE(object.value("state"_L1), u"finished"_s);
    }

    void deletingCanBeUndone()
    {
        const QString hill = id(u"Which hill?"_s);
        CliRun run;
        QCOMPARE(run(runs({u"delete"_s, hill, id(u"Which lake?"_s)})), 0);
        QVERIFY2(run.err().contains(u"tributary-cli runs restore "_s + hill), qPrintable(run.err()));
        QCOMPARE(prompts(list({u"list"_s})), QStringList{u"Which river?"_s});
        QCOMPARE(prompts(list({u"list"_s, u"--trash"_s})).size(), 2);
        CliRun restore;
        QCOMPARE(restore(runs({u"restore"_s, hill})), 0);
        QCOMPARE(prompts(list({u"list"_s})).size(), 2);
        CliRun forever;
        QCOMPARE(forever(runs({u"delete"_s, hill, u"--forever"_s})), 0);
        CliRun show;
        QCOMPARE(show(runs({u"show"_s, hill})), 2);
    }

    void bundlesComeBack()
    {
        const QString hill = id(u"Which hill?"_s);
        CliRun run;
        QCOMPARE(run({u"export"_s, hill, u"--out"_s, m_project->path(u"hill.moarun"_s), u"--out"_s,
                      m_project->path(u"hill.json"_s), u"--library"_s, m_project->library()}),
                 0);
        // The record is all of the one and a part of the other.
        QJsonObject json = QJsonDocument::fromJson(m_project->read(u"hill.json"_s)).object();
        QCOMPARE(json.take(u"report"_s).toObject().value("format"_L1), u"tributary-report"_s);
        QCOMPARE(QJsonDocument::fromJson(m_project->read(u"hill.moarun"_s)).object(), json);
        const QStringList other{u"--library"_s, m_project->path(u"other.sqlite"_s)};
        const QStringList import = QStringList{u"runs"_s, u"import"_s, m_project->path(u"hill.moarun"_s)} + other;
        CliRun first;
        QCOMPARE(first(import), 0);
        QVERIFY2(first.err().contains(hill), qPrintable(first.err()));
        CliRun again;
        QCOMPARE(again(import), 2);
        CliRun list;
        QCOMPARE(list(QStringList{u"runs"_s, u"list"_s, u"--json"_s, u"--imported"_s} + other), 0);
        QVERIFY2(list.out().contains(u"Which hill?"_s), qPrintable(list.out()));
    }

    void reportsOfARunAndOfABundle()
    {
        const QString hill = id(u"Which hill?"_s);
        const QString bundle = m_project->path(u"report.moarun"_s);
        const QString html = m_project->path(u"report.html"_s);
        const QString odt = m_project->path(u"report.odt"_s);
        CliRun first;
        QCOMPARE(first(runs({u"export"_s, hill, u"--out"_s, bundle, u"--out"_s, html})), 0);
        QVERIFY2(first.err().contains(html), qPrintable(first.err()));
        QVERIFY(m_project->read(u"report.html"_s).contains("Which hill?"));
        CliRun second;
        QCOMPARE(second({u"export"_s, u"--bundle"_s, bundle, u"--out"_s, odt, u"--anonymous"_s, u"--no-answers"_s}), 0);
        QVERIFY(m_project->read(u"report.odt"_s).startsWith("PK"));
        CliRun both;
        QCOMPARE(both({u"export"_s, hill, u"--bundle"_s, bundle, u"--out"_s, odt}), 2);
        CliRun unwritable;
        QCOMPARE(unwritable({u"export"_s, u"--bundle"_s, bundle, u"--out"_s, u"/nowhere/x.html"_s}), 1);
    }

    void severalRunsGoIntoAFolder()
    {
        QVERIFY(QDir(m_project->path(u"."_s)).mkdir(u"out"_s));
        const QString hill = id(u"Which hill?"_s);
        const QString lake = id(u"Which lake?"_s);
        CliRun run;
        QCOMPARE(run(runs({u"export"_s, hill, lake, u"--out"_s, m_project->path(u"out"_s)})), 0);
        QVERIFY(QFile::exists(m_project->path(u"out/%1.moarun"_s.arg(hill))));
        QVERIFY(QFile::exists(m_project->path(u"out/%1.moarun"_s.arg(lake))));
    }

    void badInput_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("message");
        QTest::newRow("no action") << QStringList{u"runs"_s} << u"Use: tributary-cli runs list"_s;
        QTest::newRow("unknown action") << QStringList{u"runs"_s, u"dance"_s} << u"Use: tributary-cli runs list"_s;
        QTest::newRow("words to list") << QStringList{u"runs"_s, u"list"_s, u"hill"_s} << u"runs search"_s;
        QTest::newRow("no words") << QStringList{u"runs"_s, u"search"_s} << u"what to search for"_s;
        QTest::newRow("no id") << QStringList{u"runs"_s, u"show"_s} << u"Name a run"_s;
        QTest::newRow("no such id") << QStringList{u"runs"_s, u"show"_s, u"zzz"_s} << u"zzz"_s;
        QTest::newRow("nothing to restore") << QStringList{u"runs"_s, u"restore"_s} << u"Name a run"_s;
        QTest::newRow("limit") << QStringList{u"runs"_s, u"list"_s, u"--limit"_s, u"0"_s} << u"--limit 0"_s;
        QTest::newRow("since") << QStringList{u"runs"_s, u"list"_s, u"--since"_s, u"monday"_s} << u"--since monday"_s;
        QTest::newRow("model") << QStringList{u"runs"_s, u"list"_s, u"--model"_s, u"gpt"_s} << u"--model gpt"_s;
        QTest::newRow("no library") << QStringList{u"runs"_s, u"list"_s, u"--library"_s, u"/nowhere/l"_s}
                                    << u"/nowhere/l"_s;
        QTest::newRow("not a library") << QStringList{u"runs"_s, u"list"_s, u"--library"_s, u"@g.moagraph"_s}
                                       << u"g.moagraph"_s;
        QTest::newRow("no bundle") << QStringList{u"runs"_s, u"import"_s} << u"FILE.moarun"_s;
        QTest::newRow("missing bundle") << QStringList{u"runs"_s, u"import"_s, u"/nowhere/b"_s} << u"/nowhere/b"_s;
        QTest::newRow("a graph as bundle") << QStringList{u"runs"_s, u"import"_s, u"@g.moagraph"_s} << u"not a run"_s;
        QTest::newRow("export nothing") << QStringList{u"export"_s} << u"Name one run"_s;
        QTest::newRow("export to nowhere") << QStringList{u"export"_s, u"@id"_s} << u"--out FILE"_s;
        QTest::newRow("export to DOCX") << QStringList{u"export"_s, u"@id"_s, u"--out"_s, u"x.docx"_s} << u".moarun"_s;
        QTest::newRow("anonymous bundle")
            << QStringList{u"export"_s, u"@id"_s, u"--out"_s, u"x.moarun"_s, u"--anonymous"_s} << u"names its models"_s;
        QTest::newRow("resume nothing") << QStringList{u"resume"_s} << u"Name one run"_s;
        QTest::newRow("resume nobody") << QStringList{u"resume"_s, u"zzz"_s} << u"zzz"_s;
    }

    void badInput()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, message);
        arguments.replaceInStrings(u"@id"_s, id(u"Which hill?"_s));
        arguments.replaceInStrings(QRegularExpression(u"^@"_s), m_project->path(u"./"_s));
        if (!arguments.contains(u"--library"_s))
            arguments += {u"--library"_s, m_project->library()};
        CliRun run;
        QCOMPARE(run(arguments), 2);
        QVERIFY2(run.err().contains(message), qPrintable(run.err()));
        QCOMPARE(run.out(), QString());
    }

    void anIdThatSeveralRunsHaveIsNamed()
    {
        CliRun run;
        QCOMPARE(run(runs({u"show"_s, QString()})), 2);
        QVERIFY(!run.err().isEmpty());
    }

private:
    void ask(const QString &prompt)
    {
        CliRun run;
        run(m_project->ask(prompt) + QStringList{u"--library"_s, m_project->library()});
    }

    [[nodiscard]] QStringList runs(const QStringList &arguments) const
    {
        return QStringList{u"runs"_s} + arguments + QStringList{u"--library"_s, m_project->library()};
    }

    [[nodiscard]] QJsonArray list(const QStringList &arguments) const
    {
        CliRun run;
        if (run(runs(arguments + QStringList{u"--json"_s})) != 0)
            qFatal("%s", qPrintable(run.err()));
        return QJsonDocument::fromJson(run.out().toUtf8()).object().value("runs"_L1).toArray();
    }

    [[nodiscard]] static QStringList prompts(const QJsonArray &runs)
    {
        QStringList prompts;
        for (const auto &run : runs)
            prompts.append(run.toObject().value("prompt"_L1).toString());
        return prompts;
    }

    [[nodiscard]] QString id(const QString &prompt) const
    {
        const QJsonArray runs = list({u"list"_s});
        for (const auto &run : runs) {
            if (run.toObject().value("prompt"_L1) == prompt)
                return run.toObject().value("id"_L1).toString();
        }
        return {};
    }

    std::unique_ptr<CliProject> m_project;
    QByteArray m_libraryBytes;
};

QTEST_GUILESS_MAIN(RunsTest)
#include "tst_runs.moc"
