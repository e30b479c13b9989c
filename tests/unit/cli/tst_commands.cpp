// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CliProject.h"
#include "CliRun.h"
#include "run/RunRecord.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

// moc loses its way at a raw string inside a class, so they all stand here.
constexpr auto modelList = R"({"data":[{"id":"x"},{"id":"y"}]})";

} // namespace

/// The commands against a scripted server, as a shell would see them.
class CommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_project = std::make_unique<CliProject>();
    }

    void cleanup() { m_project.reset(); }

    void runPrintsTheSynthesisAndNothingElse()
    {
        CliRun run;
        QCOMPARE(run(ask()), 0);
        QCOMPARE(run.out(), u"answer of s\n"_s);
        QVERIFY2(run.err().contains(u"3 of 3 answers"_s), qPrintable(run.err()));
        QCOMPARE(m_project->server().requests().size(), 3);
    }

    void aFailedProposerIsAWarning()
    {
        m_project->failing = {u"a"_s};
        CliRun run;
        QCOMPARE(run(ask()), 0);
        QCOMPARE(run.out(), u"answer of s\n"_s);
        QVERIFY2(run.err().contains(u"A a failed (bad-request)"_s), qPrintable(run.err()));
    }

    void noSynthesisIsThree_data()
    {
        QTest::addColumn<QStringList>("failing");
        QTest::newRow("proposers") << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("aggregator") << QStringList{u"s"_s};
    }

    void noSynthesisIsThree()
    {
        QFETCH(QStringList, failing);
        m_project->failing = failing;
        CliRun run;
        QCOMPARE(run(ask()), 3);
        QCOMPARE(run.out(), QString());
        QVERIFY2(run.err().contains(u"No synthesis"_s), qPrintable(run.err()));
    }

    void theBudgetIsFour()
    {
        CliRun run;
        QCOMPARE(run(ask() + QStringList{u"--budget"_s, u"0.0000001"_s}), 4);
        QCOMPARE(run.out(), QString());
        for (const ReceivedRequest &request : m_project->server().requests())
            QVERIFY2(CliProject::modelOf(request) != u"s"_s, "the aggregator was asked in spite of the budget");
    }

    void interruptIsOneHundredAndThirty()
    {
        m_project->server().setHandler([](const ReceivedRequest &) {
            return ServerScript{{ServerStep::Kind::Send, streamHead()}, {ServerStep::Kind::Hold}};
        });
        CliRun run;
        run.start(ask());
        QTRY_COMPARE(m_project->server().holding(), 2);
        run.interrupt();
        QCOMPARE(run.waitForEnd(), 130);
    }

    void aClosedPipeEndsTheRunOnce()
    {
        CliRun cli;
        cli.closeOutputAfter(500);
        QCOMPARE(cli({u"run"_s, u"demo"_s, u"--events"_s}), static_cast<int>(ExitCode::CannotWrite));
        QCOMPARE(cli.err().count(u"Stopped."_s), 1);
        QVERIFY(cli.out().size() <= 500);
    }

    void eventsAreLinesOfJson()
    {
        CliRun run;
        QCOMPARE(run(ask() + QStringList{u"--events"_s}), 0);
        QStringList names;
        const QStringList lines = run.out().split(u'\n', Qt::SkipEmptyParts);
        for (const QString &line : lines) {
            const auto event = runEventFromJson(QJsonDocument::fromJson(line.toUtf8()).object());
            QVERIFY2(event, qPrintable(line));
            names.append(eventName(*event));
        }
        QCOMPARE(names.first(), u"run-started"_s);
        QCOMPARE(names.last(), u"run-finished"_s);
        QCOMPARE(names.count(u"call-finished"_s), 3);
    }

    void jsonIsTheRunRecord()
    {
        CliRun run;
        QCOMPARE(run(ask() + QStringList{u"--json"_s}), 0);
        const auto record = runRecordFromJson(QJsonDocument::fromJson(run.out().toUtf8()).object());
        QVERIFY2(record, record ? "" : qPrintable(record.error().message));
        QCOMPARE(record->synthesis(), u"answer of s"_s);
        QCOMPARE(record->prompt, u"Which river?"_s);
    }

    void filesAreWritten_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<QStringList>("parts");
        QTest::newRow("text") << u"txt"_s << QStringList{u"answer of s\n"_s};
        QTest::newRow("Markdown") << u"md"_s
                                  << QStringList{u"answer of s"_s, u"answer of a"_s, u"answer of b"_s,
                                                 u"Which river?"_s};
        QTest::newRow("JSON") << u"json"_s << QStringList{u"tributary-run"_s};
        QTest::newRow("bundle") << u"moarun"_s << QStringList{u"tributary-run"_s};
    }

    void filesAreWritten()
    {
        QFETCH(QString, ending);
        QFETCH(QStringList, parts);
        const QString out = path(u"out."_s + ending);
        CliRun run;
        QCOMPARE(run(ask() + QStringList{u"--out"_s, out}), 0);
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (const QString &part : parts)
            QVERIFY2(text.contains(part), qPrintable(text));
    }

    void aPresetTakesTheModelsOfTheProvidersFile()
    {
        CliRun run;
        QCOMPARE(run({u"run"_s, u"simple"_s, u"--providers"_s, path(u"p.json"_s), u"--prompt"_s, u"Q"_s}), 0);
        QVERIFY(run.out().startsWith(u"answer of "_s));
    }

    void modelsAreReplaced()
    {
        CliRun run;
        QCOMPARE(run(ask() + QStringList{u"--model"_s, u"a=p/b"_s, u"--json"_s}), 0);
        QStringList asked;
        for (const ReceivedRequest &request : m_project->server().requests())
            asked.append(CliProject::modelOf(request));
        QCOMPARE(asked.count(u"b"_s), 2);
        QCOMPARE(asked.count(u"a"_s), 0);
    }

    void checkIsQuietAboutAGoodGraph()
    {
        CliRun run;
        QCOMPARE(run({u"check"_s, path(u"g.moagraph"_s), u"--providers"_s, path(u"p.json"_s)}), 0);
        QCOMPARE(run.out(), u"The graph can run.\n"_s);
        CliRun json;
        QCOMPARE(json({u"check"_s, path(u"g.moagraph"_s), u"--providers"_s, path(u"p.json"_s), u"--json"_s}), 0);
        QVERIFY(QJsonDocument::fromJson(json.out().toUtf8()).object().value("ok"_L1).toBool());
        QCOMPARE(m_project->server().requests().size(), 0);
    }

    void planListsCallsAndEstimate()
    {
        const QStringList arguments{u"plan"_s,         path(u"g.moagraph"_s), u"--providers"_s,
                                    path(u"p.json"_s), u"--prompt"_s,         u"Q"_s};
        CliRun run;
        QCOMPARE(run(arguments), 0);
        QVERIFY2(run.out().contains(u"reads a, b"_s), qPrintable(run.out()));
        QVERIFY2(run.out().contains(u"price unknown for 2 model"_s), qPrintable(run.out()));
        CliRun json;
        QCOMPARE(json(arguments + QStringList{u"--json"_s}), 0);
        const QJsonObject plan = QJsonDocument::fromJson(json.out().toUtf8()).object();
        QCOMPARE(plan.value("layers"_L1).toArray().size(), 2);
        QCOMPARE(plan.value("estimate"_L1).toObject().value("calls"_L1).toInt(), 3);
        QCOMPARE(m_project->server().requests().size(), 0);
    }

    void presetsAreListedAndPrinted()
    {
        CliRun list;
        QCOMPARE(list({u"presets"_s}), 0);
        QCOMPARE(list.out().count(u'\n'), 5);
        CliRun one;
        QCOMPARE(one({u"presets"_s, u"moa-lite"_s}), 0);
        QCOMPARE(QJsonDocument::fromJson(one.out().toUtf8()).object().value("name"_L1).toString(), u"MoA-Lite"_s);
    }

    void theDemoNeedsNoConfiguration()
    {
        CliRun run;
        QCOMPARE(run({u"run"_s, u"demo"_s}), 0);
        QVERIFY2(run.out().size() > 500, qPrintable(run.out()));
        QVERIFY2(run.err().contains(u"4 of 4 answers"_s), qPrintable(run.err()));
    }

    void everyCommandHasHelp_data()
    {
        QTest::addColumn<QString>("command");
        for (const QString &command : {u"run"_s, u"batch"_s, u"resume"_s, u"runs"_s, u"export"_s, u"check"_s, u"plan"_s,
                                       u"presets"_s, u"models"_s, u"providers"_s, u"demo-server"_s})
            QTest::newRow(qPrintable(command)) << command;
    }

    void everyCommandHasHelp()
    {
        QFETCH(QString, command);
        CliRun run;
        QCOMPARE(run({command, u"--help"_s}), 0);
        QVERIFY2(run.out().contains(u' ' + command + u" [options]"_s), qPrintable(run.out()));
        QCOMPARE(run.err(), QString());
    }

    void progressIsForScreensOnly()
    {
        m_project->server().setHandler([](const ReceivedRequest &) {
            return ServerScript{{ServerStep::Kind::Send, streamHead()}, {ServerStep::Kind::Hold}};
        });
        CliRun screen(true);
        screen.start(ask());
        QTRY_VERIFY(screen.err().contains(u"Layer 1 of 2"_s));
        screen.interrupt();
        QCOMPARE(screen.waitForEnd(), 130);
        QVERIFY(!screen.out().contains(u'\x1b'));
    }

    void modelsAreThoseOfTheProvidersFile()
    {
        CliRun run;
        QCOMPARE(run({u"models"_s, u"--providers"_s, path(u"p.json"_s), u"--json"_s}), 0);
        const QJsonArray models = QJsonDocument::fromJson(run.out().toUtf8()).object().value("models"_L1).toArray();
        QCOMPARE(models.size(), 3);
        QCOMPARE(models[2].toObject().value("id"_L1).toString(), u"p/s"_s);
        QCOMPARE(models[2].toObject().value("contextTokens"_L1).toInt(), 1000);
        QVERIFY(models[0].toObject().value("inputUsdPerMTok"_L1).isNull());
    }

    void modelsOfAProviderWithoutAListAreAskedFor()
    {
        m_project->server().setHandler([](const ReceivedRequest &request) {
            const bool right = request.path == "/v1/models";
            return ServerScript{{ServerStep::Kind::Send, right ? response(200, "application/json", modelList)
                                                               : response(404, "application/json", "{}")}};
        });
        m_project->writeProviders("[]");
        CliRun run;
        QCOMPARE(run({u"models"_s, u"--providers"_s, path(u"p.json"_s)}), 0);
        QCOMPARE(run.out(), u"p/x  price unknown\np/y  price unknown\n"_s);
    }

    void theDemoIsListedWhileNothingIsConfigured()
    {
        CliRun run;
        QCOMPARE(run({u"models"_s}), 0);
        QCOMPARE(run.out().count(u"demo/demo-"_s), 4);
    }

    void providersAreTestedStepByStep()
    {
        CliRun good;
        QCOMPARE(good({u"providers"_s, u"test"_s, u"demo"_s}), 0);
        QCOMPARE(good.out().count(u"  ok"_s), 4);
        m_project->writeProviders("[]", QUrl(u"http://127.0.0.1:1/v1"_s));
        CliRun bad;
        QCOMPARE(bad({u"providers"_s, u"test"_s, u"--providers"_s, path(u"p.json"_s)}), 2);
        QVERIFY2(bad.out().contains(u"failed"_s), qPrintable(bad.out()));
    }

private:
    [[nodiscard]] QString path(const QString &name) const { return m_project->path(name); }

    [[nodiscard]] QStringList ask() const { return m_project->ask(); }

    std::unique_ptr<CliProject> m_project;
};

QTEST_GUILESS_MAIN(CommandsTest)
#include "tst_commands.moc"
