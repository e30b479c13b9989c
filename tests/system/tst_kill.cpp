// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Kills tributary-cli at random moments of a run and looks at what is left: the library opens, every answer that had
// come is there, and resuming makes the missing calls and no others. Usage: tst_system_kill [--kills N] [--seed N]
#include "library/Library.h"
#include "support/ScriptedServer.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <memory>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

constexpr auto graphText = R"({"format":"tributary-graph","version":1,"name":"Kill","layers":[
    {"agents":[{"id":"a","model":"p/a"},{"id":"b","model":"p/b"},{"id":"c","model":"p/c"}]},
    {"agents":[{"id":"d","model":"p/d"},{"id":"e","model":"p/e"}]},{"agents":[{"id":"s","model":"p/s"}]}]})";
const QStringList agents{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"s"_s};

constexpr Milliseconds tokenGap{10};
/// What a killed program may lose of streamed text.
constexpr Milliseconds textDelay{250};
/// How long this process or the library's thread may be kept waiting for the processor.
constexpr Milliseconds slack{250};

int kills = 8;
quint32 seed = 0;

/// Between 20 and 60 words of its own for each agent.
int tokensOf(const QString &agent)
{
    return 20 + int(agents.indexOf(agent)) * 8;
}

QByteArray wordOf(const QString &agent, int i)
{
    return agent.toUtf8() + QByteArray::number(i) + ' ';
}

QString answerOf(const QString &agent)
{
    QByteArray answer;
    for (int i = 0; i < tokensOf(agent); ++i)
        answer += wordOf(agent, i);
    return QString::fromUtf8(answer);
}

QString modelOf(const ReceivedRequest &request)
{
    return QJsonDocument::fromJson(request.body).object().value("model"_L1).toString();
}

/// What the program had said, and when it was heard.
struct Heard
{
    QStringList finished;
    bool runFinished = false;
    /// By agent: how many characters of its text had been heard at which time.
    QHash<QString, QList<std::pair<qint64, qsizetype>>> texts;

    void take(const QByteArray &line, qint64 at)
    {
        const QJsonObject event = QJsonDocument::fromJson(line).object();
        const QString name = event.value("event"_L1).toString();
        const QString agent = event.value("agent"_L1).toString();
        if (name == "call-finished"_L1)
            finished.append(agent);
        else if (name == "run-finished"_L1)
            runFinished = true;
        else if (name == "text"_L1)
            texts[agent].append({at, lengthOf(agent, at) + event.value("delta"_L1).toString().size()});
    }

    /// Of the agent's text, at this time or before.
    [[nodiscard]] qsizetype lengthOf(const QString &agent, qint64 at) const
    {
        qsizetype length = 0;
        for (const auto &[time, characters] : texts.value(agent)) {
            if (time <= at)
                length = characters;
        }
        return length;
    }
};

/// Sums for the closing line.
struct Tally
{
    int beforeTheRun = 0;
    int afterTheRun = 0;
    int finishedBefore = 0;
    int finishedKept = 0;
    int callsExpected = 0;
    int callsMade = 0;
    qint64 oldestTextLost = 0;
};

} // namespace

class KillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase();
    void anyMoment_data();
    void anyMoment();
    void cleanupTestCase();

private:
    /// Runs tributary-cli until it ends or the time is over, then kills it.
    Heard runAndKill(const QString &prompt, std::optional<Milliseconds> after);
    /// The ids of the agents that resuming asked.
    QStringList resume(const RunId &run);
    void checkText(const Heard &heard, const RunState &state);

    [[nodiscard]] QStringList common() const
    {
        return {u"--providers"_s, m_folder.filePath(u"p.json"_s), u"--library"_s, m_library, u"--no-cache"_s,
                u"--events"_s};
    }

    void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    QTemporaryDir m_folder;
    QString m_library;
    ScriptedServer m_server;
    QTimer m_pace;
    QElapsedTimer m_clock;
    qint64 m_killedAt = 0;
    Milliseconds m_wholeRun{0};
    Tally m_tally;
};

void KillTest::initTestCase()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_library = m_folder.filePath(u"library.sqlite"_s);
    m_server.setHandler([](const ReceivedRequest &request) {
        const QString model = modelOf(request);
        ServerScript script{{ServerStep::Kind::Send, streamHead()}};
        for (int i = 0; i < tokensOf(model); ++i)
            script += {{ServerStep::Kind::Hold}, {ServerStep::Kind::Send, deltaEvent(wordOf(model, i))}};
        return script + ServerScript{{ServerStep::Kind::Send, endEvents()}, {ServerStep::Kind::Close}};
    });
    connect(&m_pace, &QTimer::timeout, &m_server, [this] { m_server.release(); });
    m_pace.setTimerType(Qt::PreciseTimer);
    m_pace.start(tokenGap);
    write(u"g.moagraph"_s, graphText);
    write(u"p.json"_s, uR"({"version":1,"providers":[{"id":"p","name":"P","dialect":"chat-completions",
        "baseUrl":"%1","key":"none"}]})"_s.arg(m_server.baseUrl().toString())
                           .toUtf8());
    m_clock.start();
    const Heard heard = runAndKill(u"How long does it take?"_s, std::nullopt);
    QVERIFY(heard.runFinished);
    m_wholeRun = Milliseconds(m_clock.elapsed());
}

Heard KillTest::runAndKill(const QString &prompt, std::optional<Milliseconds> after)
{
    Heard heard;
    QProcess process;
    QByteArray unread;
    connect(&process, &QProcess::readyReadStandardOutput, &process, [&] {
        unread += process.readAllStandardOutput();
        for (qsizetype end = unread.indexOf('\n'); end >= 0; end = unread.indexOf('\n')) {
            heard.take(unread.left(end), m_clock.elapsed());
            unread.remove(0, end + 1);
        }
    });
    QTimer kill;
    kill.setSingleShot(true);
    kill.setTimerType(Qt::PreciseTimer);
    connect(&kill, &QTimer::timeout, &process, [&] {
        m_killedAt = m_clock.elapsed();
        process.kill();
    });
    process.start(QStringLiteral(TRIBUTARY_CLI),
                  QStringList{u"run"_s, m_folder.filePath(u"g.moagraph"_s), u"--prompt"_s, prompt} + common());
    if (after)
        kill.start(*after);
    if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60000))
        qFatal("tributary-cli does not end");
    return heard;
}

QStringList KillTest::resume(const RunId &run)
{
    const qsizetype before = m_server.requests().size();
    QProcess process;
    process.start(QStringLiteral(TRIBUTARY_CLI), QStringList{u"resume"_s, run.value} + common());
    if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60000))
        qFatal("resuming does not end");
    if (process.exitCode() != 0)
        qWarning("%s", process.readAllStandardError().constData());
    QStringList asked;
    for (const ReceivedRequest &request : m_server.requests().sliced(before))
        asked.append(modelOf(request));
    asked.sort();
    return asked;
}

void KillTest::checkText(const Heard &heard, const RunState &state)
{
    for (const QString &agent : agents) {
        if (heard.finished.contains(agent))
            continue;
        const QString kept = state.agent({agent}).answer;
        QVERIFY2(answerOf(agent).startsWith(kept), qPrintable(kept));
        const qint64 sureBefore = m_killedAt - (textDelay + slack).count();
        const qsizetype sure = heard.lengthOf(agent, sureBefore);
        QVERIFY2(kept.size() >= sure,
                 qPrintable(u"%1 of %2 characters of %3 are kept"_s.arg(kept.size()).arg(sure).arg(agent)));
        for (const auto &[time, characters] : heard.texts.value(agent)) {
            if (characters > kept.size()) {
                m_tally.oldestTextLost = std::max(m_tally.oldestTextLost, m_killedAt - time);
                break;
            }
        }
    }
}

void KillTest::anyMoment_data()
{
    QTest::addColumn<int>("afterMs");
    QRandomGenerator random(seed);
    for (int i = 0; i < kills; ++i)
        QTest::addRow("%d", i) << random.bounded(int(m_wholeRun.count()) + 1);
}

void KillTest::anyMoment()
{
    QFETCH(int, afterMs);
    const QString prompt = u"Question %1?"_s.arg(QLatin1StringView(QTest::currentDataTag()));
    const Heard heard = runAndKill(prompt, Milliseconds(afterMs));

    auto library = Library::open(m_library);
    QVERIFY2(library, library ? "" : qPrintable(library.error().message));
    const auto runs = (*library)->summaries((*library)->find({})->first(1)).value();
    if (runs.first().prompt != prompt) {
        // Before the library was open; then nothing had come either.
        QVERIFY2(heard.finished.isEmpty(), "an answer had come, and the run is not in the library");
        ++m_tally.beforeTheRun;
        return;
    }
    const RunId run = runs.first().id;
    const RunState state = replay((*library)->load(run)->events);
    QStringList missing;
    for (const QString &agent : agents) {
        const bool kept = state.agent({agent}).status == AgentStatus::Done;
        if (kept)
            QCOMPARE(state.agent({agent}).answer, answerOf(agent));
        else
            missing.append(agent);
        m_tally.finishedKept += int(kept && heard.finished.contains(agent));
        QVERIFY2(kept || !heard.finished.contains(agent), qPrintable(u"the answer of %1 is lost"_s.arg(agent)));
    }
    m_tally.finishedBefore += int(heard.finished.size());
    checkText(heard, state);
    const KeptState expectedState = state.outcome ? KeptState::Finished : KeptState::Interrupted;
    QCOMPARE(runs.first().state, expectedState);
    m_tally.afterTheRun += int(expectedState == KeptState::Finished);
    library->reset();

    const QStringList asked = resume(run);
    m_tally.callsExpected += int(missing.size());
    m_tally.callsMade += int(asked.size());
    QCOMPARE(asked, missing);
    library = Library::open(m_library);
    QCOMPARE((*library)->load(run)->synthesis(), answerOf(u"s"_s));
    QCOMPARE((*library)->summary(run)->state, KeptState::Finished);
}

void KillTest::cleanupTestCase()
{
    std::printf("%d kills (seed %u), %d before the run was begun, %d after its end\n"
                "finished answers before the kill: %d, after it: %d\n"
                "calls that were missing: %d, calls that resuming made: %d\n"
                "oldest text that was lost: %lld ms\n",
                kills, seed, m_tally.beforeTheRun, m_tally.afterTheRun, m_tally.finishedBefore, m_tally.finishedKept,
                m_tally.callsExpected, m_tally.callsMade, static_cast<long long>(m_tally.oldestTextLost));
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    seed = QRandomGenerator::global()->generate();
    const auto take = [&arguments](const QString &option) -> std::optional<quint32> {
        const qsizetype at = arguments.indexOf(option);
        if (at < 0 || at + 1 >= arguments.size())
            return std::nullopt;
        const quint32 value = arguments[at + 1].toUInt();
        arguments.remove(at, 2);
        return value;
    };
    kills = int(take(u"--kills"_s).value_or(quint32(kills)));
    seed = take(u"--seed"_s).value_or(seed);
    KillTest test;
    return QTest::qExec(&test, arguments);
}

#include "tst_kill.moc"
