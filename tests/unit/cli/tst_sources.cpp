// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CliProject.h"
#include "CliRun.h"
#include "base/Formatting.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const QString bridge = u"The old bridge was rebuilt in 1932 after the great flood."_s;
const QString harbour = u"Most ships reach the northern harbour through a narrow channel."_s;
const QString unrelated = u"Astronomers measured the orbit of a distant comet last winter."_s;

QJsonObject documentOf(const CliRun &cli)
{
    return QJsonDocument::fromJson(cli.out().toUtf8()).object();
}

} // namespace

class CliSourcesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void bareTextsAsJson()
    {
        const CliProject project;
        // Characters beyond the first plane count two, line ends count as they are.
        const QString synthesis = u"\U0001F600 "_s + bridge + u"\r\n\r\n"_s + unrelated;
        project.write(u"s.txt"_s, synthesis.toUtf8());
        project.write(u"a.txt"_s, (harbour + u' ' + bridge).toUtf8());
        CliRun cli;
        QCOMPARE(cli({u"sources"_s, u"--synthesis"_s, project.path(u"s.txt"_s), u"--reference"_s,
                      u"a="_s + project.path(u"a.txt"_s), u"--json"_s}),
                 0);
        const QJsonObject found = documentOf(cli);
        const QJsonArray sentences = found[u"sentences"_s].toArray();
        QCOMPARE(sentences.size(), 2);
        const QJsonObject first = sentences[0].toObject();
        QCOMPARE(first[u"label"_s].toString(), u"verbatim"_s);
        QCOMPARE(first[u"end"_s].toInt(), 3 + bridge.size());
        const QJsonObject source = first[u"sources"_s].toArray()[0].toObject();
        QCOMPARE(source, (QJsonObject{{u"agent"_s, u"a"_s},
                                      {u"start"_s, harbour.size() + 1},
                                      {u"end"_s, harbour.size() + 1 + bridge.size()},
                                      {u"score"_s, 1.0}}));
        const QJsonObject second = sentences[1].toObject();
        QCOMPARE(second[u"label"_s].toString(), u"none"_s);
        QCOMPARE(second[u"start"_s].toInt(), synthesis.size() - unrelated.size());
        QCOMPARE(second[u"sources"_s].toArray().size(), 0);
        const QJsonObject contribution = found[u"contribution"_s].toObject();
        QCOMPARE(contribution.keys(), (QStringList{u"a"_s, u"new"_s}));
        QCOMPARE(contribution[u"a"_s].toDouble() + contribution[u"new"_s].toDouble(), 1.0);
        QCOMPARE(found[u"leftOut"_s].toArray(),
                 QJsonArray({QJsonObject{{u"agent"_s, u"a"_s}, {u"start"_s, 0}, {u"end"_s, harbour.size()}}}));
    }

    void bareTextsToRead()
    {
        const CliProject project;
        project.write(u"s.txt"_s, (bridge + u' ' + unrelated + u"\x1B[31m"_s).toUtf8());
        project.write(u"a.txt"_s, (bridge + u' ' + harbour).toUtf8());
        CliRun cli;
        QCOMPARE(cli({u"sources"_s, u"--synthesis"_s, project.path(u"s.txt"_s), u"--reference"_s,
                      u"a="_s + project.path(u"a.txt"_s)}),
                 0);
        QVERIFY(cli.out().startsWith(bridge + u"\n    [a %1, verbatim]\n"_s.arg(formatPercent(1))));
        QVERIFY(cli.out().contains(u"[no source found]"_s));
        QVERIFY(cli.out().contains(u"Left out from a:\n  "_s + harbour));
        QVERIFY(!cli.out().contains(u'\x1B'));
        QVERIFY(cli.err().contains(u"Matched by text similarity"_s));
    }

    void thePromptIsNobodys()
    {
        const CliProject project;
        project.write(u"s.txt"_s, bridge.toUtf8());
        CliRun cli;
        QCOMPARE(cli({u"sources"_s, u"--synthesis"_s, project.path(u"s.txt"_s), u"--reference"_s,
                      u"a="_s + project.path(u"s.txt"_s), u"--prompt-file"_s, project.path(u"s.txt"_s), u"--json"_s}),
                 0);
        QCOMPARE(documentOf(cli)[u"contribution"_s].toObject(),
                 (QJsonObject{{u"a"_s, 0.0}, {u"new"_s, 0.0}, {u"prompt"_s, 1.0}}));
    }

    void encodings()
    {
        const CliProject project;
        project.write(u"s.txt"_s, QByteArray("\xEF\xBB\xBF") + bridge.toUtf8());
        project.write(u"a.txt"_s, QByteArray("\xFF\xFE") +
                                      QByteArray(reinterpret_cast<const char *>(bridge.utf16()), bridge.size() * 2));
        CliRun cli;
        QCOMPARE(cli({u"sources"_s, u"--synthesis"_s, project.path(u"s.txt"_s), u"--reference"_s,
                      u"a="_s + project.path(u"a.txt"_s), u"--json"_s}),
                 0);
        const QJsonObject sentence = documentOf(cli)[u"sentences"_s].toArray()[0].toObject();
        QCOMPARE(sentence[u"start"_s].toInt(), 0);
        QCOMPARE(sentence[u"label"_s].toString(), u"verbatim"_s);
    }

    void badUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const QStringList &arguments, const QString &message) {
            QTest::newRow(name) << arguments << message;
        };
        row("nothing", {}, u"Name one synthesis"_s);
        row("two runs", {u"a"_s, u"b"_s}, u"Name one synthesis"_s);
        row("two ways", {u"a"_s, u"--bundle"_s, u"good.txt"_s}, u"Name one synthesis"_s);
        row("no reference", {u"--synthesis"_s, u"good.txt"_s}, u"--reference ID=FILE"_s);
        row("reference of a run", {u"--bundle"_s, u"good.txt"_s, u"--reference"_s, u"a=good.txt"_s},
            u"has its references"_s);
        row("no name", {u"--synthesis"_s, u"good.txt"_s, u"--reference"_s, u"=good.txt"_s}, u"lacks a name"_s);
        row("no file", {u"--synthesis"_s, u"good.txt"_s, u"--reference"_s, u"a="_s}, u"lacks a name or a file"_s);
        row("reserved", {u"--synthesis"_s, u"good.txt"_s, u"--reference"_s, u"new=good.txt"_s}, u"\"new\""_s);
        row("twice",
            {u"--synthesis"_s, u"good.txt"_s, u"--reference"_s, u"a=good.txt"_s, u"--reference"_s, u"a=good.txt"_s},
            u"Two references"_s);
        row("missing", {u"--synthesis"_s, u"none.txt"_s, u"--reference"_s, u"a=good.txt"_s}, u"none.txt"_s);
        row("missing prompt",
            {u"--synthesis"_s, u"good.txt"_s, u"--reference"_s, u"a=good.txt"_s, u"--prompt-file"_s, u"none.txt"_s},
            u"none.txt"_s);
        row("Latin-1", {u"--synthesis"_s, u"good.txt"_s, u"--reference"_s, u"a=latin.txt"_s},
            u"latin.txt is not UTF-8"_s);
        row("a folder", {u"--synthesis"_s, u"."_s, u"--reference"_s, u"a=good.txt"_s}, u"Cannot read"_s);
        row("no bundle", {u"--bundle"_s, u"good.txt"_s}, u"cannot be opened as a saved run"_s);
        row("no library", {u"3f9c"_s, u"--library"_s, u"none.sqlite"_s}, u"no library"_s);
    }

    void badUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, message);
        const CliProject project;
        project.write(u"good.txt"_s, bridge.toUtf8());
        project.write(u"latin.txt"_s, "caf\xE9");
        for (QString &argument : arguments) {
            static const QRegularExpression file(u"(^|=)([a-z]+\\.(txt|sqlite)|\\.)$"_s);
            const auto match = file.match(argument);
            if (match.hasMatch())
                argument.replace(match.capturedStart(2), match.capturedLength(2), project.path(match.captured(2)));
        }
        CliRun cli;
        QCOMPARE(cli(QStringList{u"sources"_s} + arguments), 2);
        QVERIFY2(cli.err().contains(message), qPrintable(cli.err()));
        QCOMPARE(cli.out(), QString());
    }

    void aRunOfTheLibraryAndItsBundle()
    {
        CliProject project;
        CliRun asked;
        QCOMPARE(asked(project.ask() +
                       QStringList{u"--library"_s, project.library(), u"--out"_s, project.path(u"r.moarun"_s)}),
                 0);
        const QJsonObject record = QJsonDocument::fromJson(project.read(u"r.moarun"_s)).object();
        CliRun kept;
        QCOMPARE(kept({u"sources"_s, record[u"id"_s].toString(), u"--library"_s, project.library(), u"--json"_s}), 0);
        QCOMPARE(documentOf(kept)[u"contribution"_s].toObject().keys(), (QStringList{u"a"_s, u"b"_s, u"new"_s}));
        CliRun bundle;
        QCOMPARE(bundle({u"sources"_s, u"--bundle"_s, project.path(u"r.moarun"_s), u"--json"_s}), 0);
        QCOMPARE(documentOf(bundle), documentOf(kept));
    }

    void aRunWithoutSynthesis()
    {
        CliProject project;
        project.failing = {u"s"_s};
        CliRun asked;
        QCOMPARE(asked(project.ask() +
                       QStringList{u"--library"_s, project.library(), u"--out"_s, project.path(u"r.moarun"_s)}),
                 3);
        CliRun cli;
        QCOMPARE(cli({u"sources"_s, u"--bundle"_s, project.path(u"r.moarun"_s)}), 3);
        QVERIFY(cli.err().contains(u"has no synthesis"_s));
    }

    void interrupting()
    {
        const CliProject project;
        project.write(u"s.txt"_s, (bridge + u' ' + harbour + u"\n\n"_s).repeated(4000).toUtf8());
        CliRun cli;
        cli.start({u"sources"_s, u"--synthesis"_s, project.path(u"s.txt"_s), u"--reference"_s,
                   u"a="_s + project.path(u"s.txt"_s)});
        cli.interrupt();
        QCOMPARE(cli.waitForEnd(), 130);
        QCOMPARE(cli.out(), QString());
    }

    void aClosedOutput()
    {
        const CliProject project;
        project.write(u"s.txt"_s, bridge.toUtf8());
        CliRun cli;
        cli.closeOutputAfter(0);
        QCOMPARE(cli({u"sources"_s, u"--synthesis"_s, project.path(u"s.txt"_s), u"--reference"_s,
                      u"a="_s + project.path(u"s.txt"_s)}),
                 1);
    }
};

QTEST_GUILESS_MAIN(CliSourcesTest)
#include "tst_sources.moc"
