// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "support/FakeClock.h"
#include "support/ScriptedClient.h"
#include "viewmodel/ConversationDisplay.h"
#include "viewmodel/RunViewModel.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

/// A window on three proposers and an aggregator that answer after 100 ms.
struct Table
{
    Table()
        : client(clock)
        , random(1)
        , model({client, clock, random})
    {
        client.setDefault(CallScript::parse(u"+100 \"Words\" ok in=10 out=2"_s));
        answer(u"First synthesis"_s);
        model.setProviders(someProviders());
        model.document().reset(threePlusOne());
        session().setPrompt(u"First?"_s);
    }

    RunSession &session() { return model.session(); }

    void answer(const QString &synthesis)
    {
        client.setScripts(ModelRef::fromString(u"together/sigma"_s).value(),
                          {CallScript::parse(u"+100 \"%1\" ok in=10 out=2"_s.arg(synthesis))});
    }

    void run(const QString &prompt)
    {
        session().setPrompt(prompt);
        session().run();
        clock.advance(Milliseconds(60000));
        QVERIFY(!session().isRunning());
    }

    /// The last request, "user: First? | assistant: ... | user: Second?"; the system message left out.
    QString lastAsked()
    {
        QStringList parts;
        const ChatMessages messages = client.requests().last().messages;
        for (const ChatMessage &message : messages) {
            if (message.role != ChatRole::System)
                parts.append((message.role == ChatRole::User ? u"user: "_s : u"assistant: "_s) + message.content);
        }
        return parts.join(u" | "_s);
    }

    FakeClock clock;
    ScriptedClient client;
    QRandomGenerator random;
    RunViewModel model;
};

Attachment file(const QString &name)
{
    return {name, u"text/plain"_s, name, 5, u"Text of "_s + name};
}

} // namespace

class ConversationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aPromptStandsAloneUnlessItContinues()
    {
        Table table;
        table.run(u"First?"_s);
        table.run(u"Second?"_s);
        QVERIFY(!table.lastAsked().contains(u"First"_s));
        QVERIFY(table.session().runs().last().record.conversation.isEmpty());
    }

    void everyAgentIsGivenPromptsAndSynthesesButNoDrafts()
    {
        Table table;
        table.run(u"First?"_s);
        table.session().setContinuing(true);
        const qsizetype before = table.client.requests().size();
        table.run(u"Second?"_s);
        QCOMPARE(table.client.requests().size(), before + 4);
        for (qsizetype i = before; i < table.client.requests().size(); ++i) {
            const ChatMessages messages = table.client.requests()[i].messages;
            const auto first = std::find_if(messages.begin(), messages.end(),
                                            [](const ChatMessage &message) { return message.role == ChatRole::User; });
            QCOMPARE(*first, (ChatMessage{ChatRole::User, u"First?"_s}));
            QCOMPARE(*std::next(first), (ChatMessage{ChatRole::Assistant, u"First synthesis"_s}));
        }
        QCOMPARE(table.session().runs().last().record.conversation, (QList<Turn>{{u"First?"_s, u"First synthesis"_s}}));
    }

    void turnsGrowUntilItIsNew()
    {
        Table table;
        QSignalSpy changed(&table.session(), &RunSession::conversationChanged);
        QVERIFY(table.session().turns().isEmpty());
        table.run(u"First?"_s);
        QCOMPARE(changed.size(), 1);
        QVERIFY(!table.session().isContinuing());
        table.session().setContinuing(true);
        table.answer(u"Second synthesis"_s);
        table.run(u"Second?"_s);
        QVERIFY(table.session().isContinuing());
        QCOMPARE(table.session().turns(),
                 (QList<Turn>{{u"First?"_s, u"First synthesis"_s}, {u"Second?"_s, u"Second synthesis"_s}}));
        table.session().setContinuing(false);
        table.run(u"Third?"_s);
        QCOMPARE(table.session().turns().size(), 1);
        QCOMPARE(table.session().turns().first().prompt, u"Third?"_s);
    }

    /// What failed is no turn; the conversation goes on from the last synthesis.
    void aRunWithoutSynthesisIsPassedOver()
    {
        Table table;
        table.run(u"First?"_s);
        table.session().setContinuing(true);
        table.session().setPrompt(u"Second?"_s);
        table.session().run();
        table.session().stop();
        QVERIFY(!table.session().isRunning());
        QCOMPARE(table.session().turns(), (QList<Turn>{{u"First?"_s, u"First synthesis"_s}}));
    }

    void runningAgainRepeatsWhatWasGiven()
    {
        Table table;
        table.run(u"First?"_s);
        table.session().setContinuing(true);
        table.model.attachments().add(QList<Attachment>{file(u"a.txt"_s)});
        table.run(u"Second?"_s);
        const QString asked = table.lastAsked();
        QVERIFY(asked.contains(u"Text of a.txt"_s));

        table.session().setContinuing(false);
        table.model.attachments().remove(table.model.attachments().displays()[0].id);
        const RunRecord &second = table.session().runs().last().record;
        const QList<Turn> conversation = second.conversation;
        const QList<Attachment> attachments = second.attachments;
        table.session().runAgain();
        table.clock.advance(Milliseconds(60000));
        QCOMPARE(table.session().runs().last().record.conversation, conversation);
        QCOMPARE(table.session().runs().last().record.attachments, attachments);
        table.session().askAgain({{u"s"_s}});
        table.clock.advance(Milliseconds(60000));
        QCOMPARE(table.session().runs().size(), 4);
        QCOMPARE(table.session().runs().last().record.conversation, conversation);
        QVERIFY(table.lastAsked().contains(u"Text of a.txt"_s));
    }

    void aQueuedPromptKeepsItsFilesAndContinuesTheRunBeforeIt()
    {
        Table table;
        table.session().run();
        table.session().setContinuing(true);
        table.model.attachments().add(QList<Attachment>{file(u"a.txt"_s)});
        table.session().setPrompt(u"Second?"_s);
        table.session().run();
        table.model.attachments().remove(table.model.attachments().displays()[0].id);
        table.clock.advance(Milliseconds(60000));
        QTRY_VERIFY(table.session().isRunning());
        table.clock.advance(Milliseconds(60000));
        const RunRecord &record = table.session().runs().last().record;
        QCOMPARE(record.prompt, u"Second?"_s);
        QCOMPARE(record.attachments, QList<Attachment>{file(u"a.txt"_s)});
        QCOMPARE(record.conversation, (QList<Turn>{{u"First?"_s, u"First synthesis"_s}}));
    }

    void stoppingHandsTheFilesBackToo()
    {
        Table table;
        table.session().run();
        table.model.attachments().add(QList<Attachment>{file(u"a.txt"_s)});
        table.session().setPrompt(u"Second?"_s);
        table.session().run();
        table.model.attachments().remove(table.model.attachments().displays()[0].id);
        table.session().stop();
        QCOMPARE(table.session().prompt(), u"Second?"_s);
        QCOMPARE(table.model.attachments().attachments(), QList<Attachment>{file(u"a.txt"_s)});
    }

    void unreadFilesKeepARunFromStarting()
    {
        Table table;
        table.session().setAttachments({}, u"a.pdf is still being read."_s);
        QCOMPARE(table.session().blockedReason(), u"a.pdf is still being read."_s);
        table.session().run();
        QVERIFY(!table.session().isRunning());
    }

    void theEstimateGrowsAndSaysSo()
    {
        Table table;
        EstimatePresenter &estimate = table.model.estimate();
        table.run(u"First?"_s);
        estimate.update();
        const qint64 alone = estimate.current()->tokens;
        QCOMPARE(estimate.lines().size(), 3);

        Attachment attachment = file(u"a.txt"_s);
        attachment.text = QString(40000, u'x');
        table.model.attachments().add(QList<Attachment>{attachment});
        estimate.update();
        QVERIFY(estimate.current()->tokens >= alone + 4 * 10000);
        QCOMPARE(estimate.lines().last(), u"with 1 attachment"_s);

        table.model.attachments().add(QList<Attachment>{file(u"b.txt"_s)});
        table.session().setContinuing(true);
        estimate.update();
        QCOMPARE(estimate.lines().last(), u"with 2 attachments, continues 1 turn"_s);
        QCOMPARE(estimate.shortLines().last(), u"with 2 attachments, continues 1 turn"_s);
        table.run(u"Second?"_s);
        estimate.update();
        QCOMPARE(estimate.lines().last(), u"with 2 attachments, continues 2 turns"_s);
    }

    void theMenuSaysWhatItMeans()
    {
        const ConversationDisplay none = describeConversation({}, true);
        QVERIFY(!none.canContinue && !none.continues);
        QCOMPARE(none.button, u"Conversation: new"_s);
        QCOMPARE(none.continueText, u"Continue: there is no synthesis yet"_s);
        const QList<Turn> turns{{QString(400, u'x'), QString(4000, u'y')}, {QString(400, u'x'), QString(3200, u'y')}};
        const ConversationDisplay two = describeConversation(turns, true);
        QVERIFY(two.canContinue && two.continues);
        QCOMPARE(two.button, u"Conversation: 2 turns"_s);
        QCOMPARE(two.continueText, u"Continue: 2 turns, about 2,000 tokens more for every call"_s);
        QCOMPARE(describeConversation(turns, false).button, u"Conversation: new"_s);
        QCOMPARE(turnsText(1), u"1 turn"_s);
    }
};

QTEST_GUILESS_MAIN(ConversationTest)
#include "tst_conversation.moc"
