// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CliRun.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

struct TestFile
{
    const char *name;
    const char *text;
};

constexpr TestFile files[]{
    {"good.moagraph", R"({"format":"tributary-graph","version":1,"name":"G","layers":[
            {"agents":[{"id":"a","model":"demo/demo-surveyor"}]},{"agents":[{"id":"s","model":"demo/demo-editor"}]}]})"},
    {"empty.moagraph", ""},
    {"newer.moagraph", R"({"format":"tributary-graph","version":99,"layers":[]})"},
    {"other.moagraph", R"({"format":"something","version":1})"},
    {"types.moagraph", R"({"format":"tributary-graph","version":1,"layers":[{"agents":[{"id":7}]}]})"},
    {"noModel.moagraph", R"({"format":"tributary-graph","version":1,"layers":[
            {"agents":[{"id":"a"}]},{"agents":[{"id":"s","model":"demo/demo-editor"}]}]})"},
    {"unknown.moagraph", R"({"format":"tributary-graph","version":1,"layers":[
            {"agents":[{"id":"a","model":"demo/no-such-voice"}]},{"agents":[{"id":"s","model":"demo/demo-editor"}]}]})"},
    {"providers.json", R"({"version":1,"providers":[{"id":"p","name":3,"baseUrl":"http://127.0.0.1:1/v1"}]})"},
};

} // namespace

/// Whatever is wrong with the input: exit code 2, one clear message on standard error, nothing on standard output.
class BadInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        for (const TestFile &file : files)
            write(QString::fromLatin1(file.name), file.text);
        write(u"prompt.bin"_s, QByteArray("a\0b", 3));
        write(u"huge.txt"_s, QByteArray(5000000, 'x'));
    }

    void says_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("message");
        const QString good = path(u"good.moagraph"_s);
        const QStringList asked{u"--prompt"_s, u"Q"_s};
        QTest::newRow("no command") << QStringList{} << u"Usage:"_s;
        QTest::newRow("unknown command") << QStringList{u"dance"_s} << u"dance"_s;
        QTest::newRow("unknown option") << QStringList{u"run"_s, good, u"--sing"_s} << u"sing"_s;
        QTest::newRow("no graph") << QStringList{u"run"_s} + asked << u"Name a graph"_s;
        QTest::newRow("no such file") << QStringList{u"run"_s, u"nowhere.moagraph"_s} + asked << u"nowhere.moagraph"_s;
        QTest::newRow("no prompt") << QStringList{u"run"_s, good} << u"--prompt"_s;
        QTest::newRow("empty prompt") << QStringList{u"run"_s, good, u"--prompt"_s, u" "_s} << u"prompt is empty"_s;
        QTest::newRow("two prompts") << QStringList{u"run"_s, good, u"-"_s} + asked << u"one prompt"_s;
        QTest::newRow("prompt without quotes") << QStringList{u"run"_s, good, u"why"_s} << u"quotes"_s;
        QTest::newRow("no prompt file") << QStringList{u"run"_s, good, u"--prompt-file"_s, u"nowhere.txt"_s}
                                        << u"nowhere.txt"_s;
        QTest::newRow("prompt not text") << QStringList{u"run"_s, good, u"--prompt-file"_s, path(u"prompt.bin"_s)}
                                         << u"not text"_s;
        QTest::newRow("prompt of 5 MB") << QStringList{u"run"_s, good, u"--prompt-file"_s, path(u"huge.txt"_s)}
                                        << u"characters"_s;
        QTest::newRow("budget") << QStringList{u"run"_s, good, u"--budget"_s, u"lots"_s} + asked << u"--budget lots"_s;
        QTest::newRow("negative budget") << QStringList{u"run"_s, good, u"--budget=-1"_s} + asked << u"--budget -1"_s;
        QTest::newRow("out ending") << QStringList{u"run"_s, good, u"--out"_s, u"x.exe"_s} + asked << u".moarun"_s;
        QTest::newRow("out folder") << QStringList{u"run"_s, good, u"--out"_s, u"/nowhere/x.md"_s} + asked
                                    << u"/nowhere/x.md"_s;
        QTest::newRow("model syntax") << QStringList{u"run"_s, good, u"--model"_s, u"a"_s} + asked
                                      << u"AGENT=PROVIDER/MODEL"_s;
        QTest::newRow("model of nobody") << QStringList{u"run"_s, good, u"--model"_s, u"z=demo/x"_s} + asked
                                         << u"no agent \"z\""_s;
        QTest::newRow("empty file") << QStringList{u"run"_s, path(u"empty.moagraph"_s)} + asked << u"not JSON"_s;
        QTest::newRow("newer file") << QStringList{u"run"_s, path(u"newer.moagraph"_s)} + asked << u"newer"_s;
        QTest::newRow("other format") << QStringList{u"run"_s, path(u"other.moagraph"_s)} + asked << u"format"_s;
        QTest::newRow("wrong type") << QStringList{u"run"_s, path(u"types.moagraph"_s)} + asked
                                    << u"layers[0].agents[0].id"_s;
        QTest::newRow("no model") << QStringList{u"run"_s, path(u"noModel.moagraph"_s)} + asked
                                  << u"layers[0].agents[0].model"_s;
        QTest::newRow("unknown model") << QStringList{u"run"_s, path(u"unknown.moagraph"_s)} + asked
                                       << u"no-such-voice"_s;
        QTest::newRow("preset without models") << QStringList{u"run"_s, u"moa"_s} + asked << u"model"_s;
        QTest::newRow("providers wrong type")
            << QStringList{u"run"_s, good, u"--providers"_s, path(u"providers.json"_s)} + asked
            << u"providers[0].name"_s;
        QTest::newRow("providers missing")
            << QStringList{u"run"_s, good, u"--providers"_s, u"/nowhere/p.json"_s} + asked << u"/nowhere/p.json"_s;
        QTest::newRow("check without graph") << QStringList{u"check"_s} << u"Name one graph"_s;
        QTest::newRow("plan without prompt") << QStringList{u"plan"_s, good} << u"--prompt"_s;
        QTest::newRow("no such preset") << QStringList{u"presets"_s, u"dream"_s} << u"dream"_s;
        QTest::newRow("port") << QStringList{u"demo-server"_s, u"--port"_s, u"99999"_s} << u"--port 99999"_s;
        QTest::newRow("providers subcommand") << QStringList{u"providers"_s, u"dance"_s} << u"providers [list"_s;
        QTest::newRow("models of nobody") << QStringList{u"models"_s, u"--provider"_s, u"nobody"_s} << u"nobody"_s;
    }

    void says()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, message);
        CliRun run;
        QCOMPARE(run(arguments), 2);
        QVERIFY2(run.err().contains(message), qPrintable(run.err()));
        QCOMPARE(run.out(), QString());
    }

    void checkReportsEveryProblemOnStandardOutput()
    {
        CliRun run;
        QCOMPARE(run({u"check"_s, path(u"noModel.moagraph"_s)}), 2);
        QVERIFY2(run.out().contains(u"error layers[0].agents[0].model:"_s), qPrintable(run.out()));
        QCOMPARE(run.err(), QString());
    }

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(BadInputTest)
#include "tst_bad_input.moc"
