// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "viewmodel/MessageList.h"
#include "viewmodel/RunMessages.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// The message bar: what is said about a run and its surroundings, and that it goes with its cause.
class MessagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void ofARun_data();
    void ofARun();
    void retryNamesEveryFailedAgent();
    void ofALayerBetween();
    void ofTheBudget();
    void ofTheSetup_data();
    void ofTheSetup();
    void mutesOnlyProposers();
    void urgentFirst();
    void oneProblemIsSaidOnce();
    void goesWithItsCause();
    void closedMessagesStayAway();
    void sameMessagesAreNoNews();
};

namespace {

/// "text [action] [action]", a line each.
QString print(const QList<Message> &messages)
{
    QStringList lines;
    for (const Message &message : messages) {
        QString line = message.text;
        for (const Action &action : message.actions)
            line += u" ["_s + action.text + u']';
        lines.append(line);
    }
    return lines.join(u'\n');
}

Message message(const QString &id, Tone tone = Tone::Active)
{
    return {id, tone, id};
}

QString ids(const MessageList &list)
{
    QStringList ids;
    for (const Message &message : list.messages())
        ids.append(message.id);
    return ids.join(u' ');
}

} // namespace

void MessagesTest::ofARun_data()
{
    QTest::addColumn<QString>("story");
    QTest::addColumn<QString>("expected");
    const QString oneFailed = u"run; a start; a text x; a done; c cached x; b start; b fail rate-limited"_s;
    QTest::newRow("no run") << QString() << QString();
    QTest::newRow("all well") << u"run; a start; a text x; a done"_s << QString();
    QTest::newRow("one failed, running") << oneFailed
                                         << u"B failed: rate limit. The run goes on with the others. [Details]"_s;
    QTest::newRow("one failed, finished")
        << oneFailed + u"; s cached x; end synthesis"_s
        << u"B failed: rate limit. The synthesis used A and C. [Try B again and redo synthesis] [Details]"_s;
    QTest::newRow("two failed")
        << u"run; a cached x; b start; b fail server; c start; c fail empty; s cached x; end synthesis"_s
        << u"B and C failed. The synthesis used A. [Try them again and redo synthesis] [Details]"_s;
    QTest::newRow("its key") << u"run; a cached x; c cached x; b start; b fail key-refused; s cached x; end synthesis"_s
                             << u"B failed: key refused. The synthesis used A and C. [Edit key] [Details]"_s;
    QTest::newRow("all failed is said in the synthesis pane")
        << u"run; a start; a fail server; b start; b fail server; c start; c fail server; end no-synthesis"_s
        << QString();
    QTest::newRow("aggregator failed is said in the synthesis pane")
        << u"run; a cached x; b cached x; c cached x; s start; s fail server; end no-synthesis"_s << QString();
    QTest::newRow("quorum")
        << u"run; a cached x; b start; b fail server; c start; c fail server; missed 1 2"_s
        << u"Only 1 of 3 answers arrived. Continue with A alone? [Continue] [Try failed again] [Stop run]"_s;
    QTest::newRow("quorum of two")
        << u"run; a cached x; b start; b fail server; c cached x; missed 2 3"_s
        << u"Only 2 of 3 answers arrived. Continue with A and C? [Continue] [Try failed again] [Stop run]"_s;
    QTest::newRow("stopped after a failure")
        << oneFailed + u"; end stopped"_s
        << u"B failed: rate limit. Answers that arrived are kept. [Try B again and redo synthesis] [Details]"_s;
}

void MessagesTest::ofARun()
{
    QFETCH(QString, story);
    QFETCH(QString, expected);
    QCOMPARE(print(runMessages(sceneOf(threePlusOne(), story))), expected);
}

void MessagesTest::retryNamesEveryFailedAgent()
{
    const QString story =
        u"run; a cached x; b start; b fail server; c start; c fail empty; s cached x; end synthesis"_s;
    const Message message = runMessages(sceneOf(threePlusOne(), story)).first();
    QCOMPARE(message.actions.first().agents, (QList<AgentId>{{u"b"_s}, {u"c"_s}}));
}

void MessagesTest::ofALayerBetween()
{
    const QString story = u"run; a cached x; b start; b fail server; c cached x; d start; d fail empty; e cached x"_s;
    QCOMPARE(print(runMessages(sceneOf(threeTwoOne(), story))),
             u"B in layer 1 failed: server error. The next layer reads the others. [Details]\n"
             "A in layer 2 failed: empty answer. The run goes on with the others. [Details]"_s);
}

void MessagesTest::ofTheBudget()
{
    Graph graph = threePlusOne();
    graph.policy.budgetUsd = 0.05;
    const QString story = u"run; a start; a text x; a done usd=0.05; s skip budget; end budget"_s;
    QCOMPARE(print(runMessages(sceneOf(graph, story))),
             u"Budget reached: $0.050 of $0.050 for this run. Finished answers are kept. [Run without a budget]"_s);
}

void MessagesTest::ofTheSetup_data()
{
    QTest::addColumn<QStringList>("models");
    QTest::addColumn<bool>("online");
    QTest::addColumn<QString>("expected");
    const QString together = u"together/alpha"_s;
    const QString anthropic = u"anthropic/opus"_s;
    const QString demo = u"demo/demo-voice"_s;
    QTest::newRow("all well") << QStringList{together, together, together} << true << QString();
    QTest::newRow("demo") << QStringList{demo, demo, demo} << true
                          << u"Demo: recorded answers, no network, no cost. [Connect a provider]"_s;
    QTest::newRow("offline") << QStringList{together, together, together} << false
                             << u"You are offline. Local models and the demo still work."_s;
    QTest::newRow("no key") << QStringList{together, anthropic, together} << true
                            << u"Anthropic has no key. Agent B cannot run. [Add key] [Mute B]"_s;
    QTest::newRow("models out of reach") << QStringList{QString(), together, together} << true
                                         << u"Anthropic has no key, so its models cannot be used yet. [Add key]"_s;
    QTest::newRow("no key for two") << QStringList{anthropic, together, anthropic} << true
                                    << u"Anthropic has no key. Agents A and C cannot run. [Add key] [Mute A and C]"_s;
}

void MessagesTest::ofTheSetup()
{
    QFETCH(QStringList, models);
    QFETCH(bool, online);
    QFETCH(QString, expected);
    Graph graph = threePlusOne();
    for (int i = 0; i < models.size(); ++i)
        graph.layers[0].agents[i].model = ModelRef::fromString(models[i]).value();
    QCOMPARE(print(setupMessages(graph, {someProviders(), online})), expected);
}

void MessagesTest::mutesOnlyProposers()
{
    Graph graph = threePlusOne();
    graph.layers[1].agents[0].model = ModelRef::fromString(u"anthropic/opus"_s).value();
    QCOMPARE(print(setupMessages(graph, {someProviders(), true})),
             u"Anthropic has no key. Agent Σ cannot run. [Add key]"_s);
    graph.layers[0].agents[0].model = graph.layers[1].agents[0].model;
    graph.layers[0].agents[0].muted = true;
    graph.layers[1].agents[0].model = graph.layers[0].agents[1].model;
    QCOMPARE(print(setupMessages(graph, {someProviders(), true})), QString());
}

void MessagesTest::urgentFirst()
{
    MessageList list;
    list.set(u"setup"_s, {message(u"info"_s), message(u"error"_s, Tone::Error)});
    list.set(u"run"_s, {message(u"warning"_s, Tone::Warning)});
    QCOMPARE(ids(list), u"error warning info"_s);
}

void MessagesTest::oneProblemIsSaidOnce()
{
    MessageList list;
    list.set(u"setup"_s, {message(u"x"_s), message(u"x"_s)});
    list.set(u"run"_s, {message(u"x"_s), message(u"y"_s)});
    QCOMPARE(ids(list), u"x y"_s);
}

void MessagesTest::goesWithItsCause()
{
    MessageList list;
    list.set(u"setup"_s, {message(u"x"_s)});
    list.set(u"run"_s, {message(u"y"_s)});
    list.set(u"setup"_s, {});
    QCOMPARE(ids(list), u"y"_s);
}

void MessagesTest::closedMessagesStayAway()
{
    MessageList list;
    list.set(u"setup"_s, {message(u"x"_s)});
    list.dismiss(u"x"_s);
    list.set(u"setup"_s, {message(u"x"_s), message(u"y"_s)});
    QCOMPARE(ids(list), u"y"_s);
    list.set(u"setup"_s, {});
    list.set(u"setup"_s, {message(u"x"_s)});
    QCOMPARE(ids(list), u"x"_s);
}

void MessagesTest::sameMessagesAreNoNews()
{
    MessageList list;
    QSignalSpy changed(&list, &MessageList::changed);
    list.set(u"setup"_s, {message(u"x"_s)});
    list.set(u"setup"_s, {message(u"x"_s)});
    list.dismiss(u"other"_s);
    QCOMPARE(changed.count(), 1);
}

QTEST_GUILESS_MAIN(MessagesTest)
#include "tst_messages.moc"
