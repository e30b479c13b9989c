// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "support/FakeClock.h"
#include "support/ScriptedClient.h"
#include "viewmodel/SessionSaver.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

const AgentId b{u"b"_s};

SessionState fullState()
{
    SessionState state;
    state.view = u"history"_s;
    state.prompt = u"Half a thou\n\u00e9\U0001F600"_s;
    state.graph = threePlusOne();
    state.graphFile = u"/home/me/my.moagraph"_s;
    state.graphModified = true;
    state.run = {u"run-1"_s};
    state.knownInterruption = {u"run-0"_s};
    PriorAnswer pin{ModelRef::fromString(u"together/beta"_s).value(),
                    u"Kept"_s,
                    QDateTime(QDate(2026, 11, 12), QTime(14, 2), Qt::UTC),
                    true,
                    u"thought"_s,
                    u"beta-2"_s};
    pin.cutByLimit = true;
    state.pinned.insert(b, pin);
    return state;
}

/// A window's model with a saver on a file.
struct Window
{
    explicit Window(const QString &path)
        : client(clock)
        , random(1)
        , model({client, clock, random})
        , saver(path, clock, model)
    {
        client.setDefault(CallScript::parse(u"+100 \"Some words\" ok in=10 out=2"_s));
        model.setProviders(someProviders());
        model.document().reset(threePlusOne());
    }

    void pass(Milliseconds span) { clock.advance(span); }

    FakeClock clock;
    ScriptedClient client;
    QRandomGenerator random;
    RunViewModel model;
    SessionSaver saver;
};

} // namespace

/// What a window showed comes back, however the program ended.
class SessionSaverTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void statesMakeTheRoundTrip();
    void damageCostsItsOwnPart_data();
    void damageCostsItsOwnPart();
    void aDamagedFileIsSetAside();
    void writesWhenTypingRests();
    void writesWhileTypingGoesOn();
    void nothingIsWrittenBeforeTheStart();
    void aRunIsKnownFromItsFirstEvent();
    void remembersWhatIsOnScreen();
    void whatCannotBeWrittenIsTold();

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(u"state/session.json"_s); }

    QTemporaryDir m_folder;
};

void SessionSaverTest::statesMakeTheRoundTrip()
{
    QVERIFY(sessionStateFromJson(toJson(fullState())) == fullState());
    QVERIFY(sessionStateFromJson(toJson(SessionState())) == SessionState());
}

void SessionSaverTest::damageCostsItsOwnPart_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("graph") << u"graph"_s << QJsonValue(QJsonObject{{u"format"_s, 7}});
    QTest::newRow("graph is a word") << u"graph"_s << QJsonValue(u"x"_s);
    QTest::newRow("pins are a word") << u"pinned"_s << QJsonValue(u"x"_s);
    QTest::newRow("pins of nobody") << u"pinned"_s << QJsonValue(QJsonArray{QJsonObject(), 3});
    QTest::newRow("view is a number") << u"view"_s << QJsonValue(4);
}

void SessionSaverTest::damageCostsItsOwnPart()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    QJsonObject json = toJson(fullState());
    json.insert(member, value);
    const SessionState state = sessionStateFromJson(json);
    QCOMPARE(state.prompt, fullState().prompt);
    QCOMPARE(state.run, fullState().run);
    QVERIFY(state != fullState());
    json.insert(u"version"_s, 99);
    QVERIFY(sessionStateFromJson(json) == SessionState());
}

void SessionSaverTest::aDamagedFileIsSetAside()
{
    const QString file = m_folder.filePath(u"damaged.json"_s);
    QFile damaged(file);
    QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write("{\"prompt\": \"Ha") > 0);
    damaged.close();
    Window window(file);
    QVERIFY(window.saver.read() == SessionState());
    QVERIFY(QFile::exists(file + u".damaged"_s));
    QVERIFY(!QFile::exists(file));
}

void SessionSaverTest::writesWhenTypingRests()
{
    Window window(path());
    window.saver.start({});
    window.model.session().setPrompt(u"Why"_s);
    window.pass(Milliseconds(1'900));
    QVERIFY(window.saver.read().prompt.isEmpty());
    window.pass(Milliseconds(200));
    QCOMPARE(window.saver.read().prompt, u"Why"_s);
    QVERIFY(!QFileInfo(m_folder.filePath(u"state"_s)).permissions().testAnyFlags(QFile::ReadGroup | QFile::ReadOther));
}

void SessionSaverTest::writesWhileTypingGoesOn()
{
    const QString file = m_folder.filePath(u"typing.json"_s);
    Window window(file);
    window.saver.start({});
    for (int second = 0; second < 11; ++second) {
        window.model.session().setPrompt(QString(second + 1, u'x'));
        window.pass(Milliseconds(1'000));
    }
    QVERIFY(window.saver.read().prompt.size() >= 10);
}

void SessionSaverTest::nothingIsWrittenBeforeTheStart()
{
    const QString file = m_folder.filePath(u"early.json"_s);
    Window window(file);
    window.model.session().setPrompt(u"half restored"_s);
    window.pass(Milliseconds(60'000));
    QVERIFY(window.saver.save());
    QVERIFY(!QFile::exists(file));
}

void SessionSaverTest::aRunIsKnownFromItsFirstEvent()
{
    const QString file = m_folder.filePath(u"run.json"_s);
    Window window(file);
    window.saver.start({});
    window.model.session().setPrompt(u"Why?"_s);
    window.model.session().run();
    QCOMPARE(window.saver.read().run, window.model.session().currentRecord().id);
    QVERIFY(!window.saver.read().run.isEmpty());
}

void SessionSaverTest::remembersWhatIsOnScreen()
{
    const QString file = m_folder.filePath(u"screen.json"_s);
    Window window(file);
    window.saver.start({});
    window.model.session().setPrompt(u"Why?"_s);
    window.model.session().run();
    window.pass(Milliseconds(60'000));
    window.model.session().pin(b);
    window.model.document().setMuted({b}, true);
    RunRecord other = window.model.session().runs().first().record;
    const RunId own = other.id;
    other.id = {u"other"_s};
    window.model.showRecord({other, {}, true});
    window.saver.setView(u"history"_s);
    QVERIFY(window.saver.save());
    SessionState state = window.saver.read();
    QCOMPARE(state.run, other.id);
    QCOMPARE(state.view, u"history"_s);
    QVERIFY(state.graphModified);
    QVERIFY(state.graph == window.model.document().graph());
    QCOMPARE(state.pinned.value(b).answer, u"Some words"_s);
    window.model.closeRecord();
    QVERIFY(window.saver.save());
    QCOMPARE(window.saver.read().run, own);

    Window next(file);
    next.model.document().restore(*state.graph, state.graphFile, state.graphModified);
    QVERIFY(next.model.document().isModified());
}

void SessionSaverTest::whatCannotBeWrittenIsTold()
{
    QFile notAFolder(m_folder.filePath(u"file"_s));
    QVERIFY(notAFolder.open(QIODevice::WriteOnly));
    Window window(m_folder.filePath(u"file/session.json"_s));
    QSignalSpy problem(&window.saver, &SessionSaver::problemChanged);
    window.saver.start({});
    window.model.session().setPrompt(u"Why"_s);
    window.pass(Milliseconds(3'000));
    QCOMPARE(problem.count(), 1);
    const auto told = problem.first().first().value<std::optional<Error>>();
    QVERIFY(told && told->kind == ErrorKind::Io);
}

QTEST_GUILESS_MAIN(SessionSaverTest)
#include "tst_session_saver.moc"
