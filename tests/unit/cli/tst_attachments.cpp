// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CliProject.h"
#include "CliRun.h"
#include "support/TinyPdf.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

QJsonObject object(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

} // namespace

class CliAttachmentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void everyAgentIsGivenTheFiles()
    {
        CliProject project;
        project.write(u"notes.md"_s, "The code word is heron.");
        project.write(u"report.pdf"_s, tests::tinyPdf({"Page about otters"}));
        CliRun run;
        QCOMPARE(run({u"run"_s, project.graph(), u"--providers"_s, project.providers(), u"--prompt"_s, u"Which?"_s,
                      u"--attach"_s, project.path(u"notes.md"_s), u"--attach"_s, project.path(u"report.pdf"_s),
                      u"--json"_s}),
                 0);
        for (const QString &model : {u"a"_s, u"b"_s, u"s"_s}) {
            QCOMPARE(project.asked(model, "code word is heron"), 1);
            QCOMPARE(project.asked(model, "Page about otters"), 1);
        }
        const QJsonArray attachments = object(run.out()).value("attachments"_L1).toArray();
        QCOMPARE(attachments.size(), 2);
        QCOMPARE(attachments[0].toObject().value("name"_L1), u"notes.md"_s);
        QCOMPARE(attachments[1].toObject().value("mediaType"_L1), u"application/pdf"_s);
    }

    void aBadFileCostsNothing_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("message");
        QTest::newRow("binary") << u"x.bin"_s << QByteArray("\0\1\2", 3) << u"x.bin is not text"_s;
        QTest::newRow("locked") << u"x.pdf"_s << tests::tinyPdf({"x"}, true) << u"x.pdf is protected"_s;
        QTest::newRow("empty") << u"x.txt"_s << QByteArray() << u"x.txt is empty"_s;
        QTest::newRow("too long") << u"x.txt"_s << QByteArray(2100000, 'x') << u"x.txt has 2,100,000 characters"_s;
        QTest::newRow("missing") << QString() << QByteArray() << u"does not exist"_s;
    }

    void aBadFileCostsNothing()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, message);
        CliProject project;
        project.write(u"good.txt"_s, "good");
        if (!name.isEmpty())
            project.write(name, bytes);
        const QString bad = project.path(name.isEmpty() ? u"none"_s : name);
        project.write(u"prompts.jsonl"_s, "\"Which?\"\n");
        const QStringList files{
            u"--providers"_s, project.providers(), u"--attach"_s, project.path(u"good.txt"_s), u"--attach"_s, bad};
        const QList<QStringList> commands{
            {u"run"_s, project.graph(), u"--prompt"_s, u"Which?"_s},
            {u"plan"_s, project.graph(), u"--prompt"_s, u"Which?"_s},
            {u"batch"_s, project.graph(), u"--prompts"_s, project.path(u"prompts.jsonl"_s), u"--out"_s,
             project.path(u"out.jsonl"_s)},
        };
        for (const QStringList &command : commands) {
            CliRun run;
            QCOMPARE(run(command + files), 2);
            QVERIFY2(run.err().contains(message), qPrintable(run.err()));
            QCOMPARE(run.err().count(u'\n'), 1);
            QCOMPARE(run.out(), QString());
        }
        QCOMPARE(project.server().requests().size(), 0);
        QVERIFY(!QFile::exists(project.path(u"out.jsonl"_s)));
    }

    void theFilesAreTooLongTogether()
    {
        CliProject project;
        project.write(u"x.txt"_s, QByteArray(1500000, 'x'));
        CliRun run;
        const QString file = project.path(u"x.txt"_s);
        QCOMPARE(run({u"run"_s, u"demo"_s, u"--attach"_s, file, u"--attach"_s, file}), 2);
        QCOMPARE(run.err(), u"The attachments have 3,000,000 characters together; at most 2,000,000 are sent. Attach "
                            "fewer files.\n"_s);
    }

    void thePlanCountsThem()
    {
        CliProject project;
        project.write(u"x.txt"_s, QByteArray(4000, 'x'));
        const QStringList plan{u"plan"_s,     project.graph(), u"--providers"_s, project.providers(),
                               u"--prompt"_s, u"Which?"_s,     u"--json"_s};
        CliRun without;
        QCOMPARE(without(plan), 0);
        CliRun with;
        QCOMPARE(with(plan + QStringList{u"--attach"_s, project.path(u"x.txt"_s)}), 0);
        const auto tokens = [](const CliRun &run) {
            return object(run.out()).value("estimate"_L1).toObject().value("tokens"_L1).toInt();
        };
        const int more = tokens(with) - tokens(without);
        QVERIFY2(more > 3 * 1000 && more < 3 * 1200, qPrintable(QString::number(more)));
        QVERIFY(!object(without.out()).contains("attachments"_L1));
        const QJsonObject attachment = object(with.out()).value("attachments"_L1).toArray()[0].toObject();
        QCOMPARE(attachment.value("tokens"_L1).toInt(), 1000);
    }

    void aBatchGivesThemWithEveryPrompt()
    {
        CliProject project;
        project.write(u"x.txt"_s, "The code word is heron.");
        project.write(u"prompts.jsonl"_s, "\"One?\"\n\"Two?\"\n");
        CliRun run;
        QCOMPARE(run({u"batch"_s, project.graph(), u"--providers"_s, project.providers(), u"--prompts"_s,
                      project.path(u"prompts.jsonl"_s), u"--out"_s, project.path(u"out.jsonl"_s), u"--attach"_s,
                      project.path(u"x.txt"_s)}),
                 0);
        QCOMPARE(project.asked(u"a"_s, "heron"), 2);
        QCOMPARE(project.asked(u"s"_s, "heron"), 2);
    }

    void whatIsUnusualIsTold()
    {
        CliProject project;
        project.write(u"x.txt"_s, "Gr\xfc\xdf"
                                  "e");
        CliRun run;
        QCOMPARE(run({u"plan"_s, u"demo"_s, u"--attach"_s, project.path(u"x.txt"_s)}), 0);
        QCOMPARE(run.err(), u"x.txt: It is not Unicode and was read as Western European (Windows-1252).\n"_s);
        QVERIFY(run.out().contains(u"Attached: x.txt, about 2 tokens for every call\n"_s));
    }

    void aModelWithTooLittleRoomSaysSo()
    {
        CliProject project;
        project.write(u"x.txt"_s, QByteArray(8000, 'x'));
        CliRun run;
        QCOMPARE(run({u"run"_s, project.graph(), u"--providers"_s, project.providers(), u"--prompt"_s, u"Which?"_s,
                      u"--attach"_s, project.path(u"x.txt"_s)}),
                 3);
        QVERIFY2(run.err().contains(u"With the attachments the prompt is too long for"_s), qPrintable(run.err()));
        QCOMPARE(project.asked(u"s"_s), 0);
    }

    void interruptWhileReading()
    {
        CliProject project;
        project.write(u"x.pdf"_s, tests::tinyPdf(QList<QByteArray>(1000, "A page")));
        CliRun run;
        run.start({u"run"_s, u"demo"_s, u"--attach"_s, project.path(u"x.pdf"_s)});
        run.interrupt();
        QCOMPARE(run.waitForEnd(), 130);
        QCOMPARE(run.out(), QString());
    }
};

QTEST_GUILESS_MAIN(CliAttachmentsTest)
#include "tst_attachments.moc"
