// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/CacheKey.h"

#include <QSet>
#include <QTest>

#include <functional>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

CacheQuestion plain()
{
    CacheQuestion question;
    question.endpoint = {u"https://api.example.org/v1"_s, u"chat-completions"_s};
    question.request.model = {{u"here"_s}, u"some/model"_s};
    question.request.messages = {{ChatRole::User, u"Why is the sky blue?"_s}};
    return question;
}

CacheQuestion full()
{
    CacheQuestion question = plain();
    question.request.temperature = 0.7;
    question.request.topP = 1.0;
    question.request.maxTokens = 2048;
    question.request.seed = -5;
    question.request.stop = {u"END"_s, u"\n"_s};
    question.request.reasoningEffort = u"high"_s;
    question.request.messages.prepend({ChatRole::System, u"Sei kurz."_s});
    question.request.messages.append({ChatRole::Assistant, u"Streuung \u2013 an Luft."_s});
    question.sample = 2;
    return question;
}

using Edit = std::function<void(CacheQuestion &)>;

} // namespace

Q_DECLARE_METATYPE(CacheQuestion)

/// Keys are on people's disks: whoever changes the bytes makes every kept answer useless.
class CacheKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void theBytesAreAsDocumented()
    {
        QCOMPARE(canonicalBytes(full()), QByteArray("tributary-answer=1:1\n"
                                                    "address=26:https://api.example.org/v1\n"
                                                    "dialect=16:chat-completions\n"
                                                    "model=10:some/model\n"
                                                    "temperature=3:0.7\n"
                                                    "topP=1:1\n"
                                                    "maxTokens=4:2048\n"
                                                    "seed=2:-5\n"
                                                    "reasoning=4:high\n"
                                                    "stop=3:END\n"
                                                    "stop=1:\n\n"
                                                    "system=9:Sei kurz.\n"
                                                    "user=20:Why is the sky blue?\n"
                                                    "assistant=21:Streuung \xe2\x80\x93 an Luft.\n"
                                                    "sample=1:2\n"));
    }

    void digestsNeverChange_data()
    {
        QTest::addColumn<CacheQuestion>("question");
        QTest::addColumn<QByteArray>("digest");
        // Computed with another program from the documented bytes.
        QTest::newRow("plain") << plain()
                               << QByteArray("dc9fefa1b77c2a9c7362396de2d420d835ae3c68c2cbe6ad3e6729183ae7c0cf");
        QTest::newRow("full") << full()
                              << QByteArray("1eb162149d2d618a7d59adb88c3fd1a5c99fc8aea6388388c271d76d642ce4c7");
    }

    void digestsNeverChange()
    {
        QFETCH(CacheQuestion, question);
        QFETCH(QByteArray, digest);
        QCOMPARE(cacheKey(question).digest.toHex(), digest);
    }

    void whateverDecidesTheAnswerChangesTheKey()
    {
        const QList<Edit> edits{
            [](CacheQuestion &) {},
            [](CacheQuestion &q) { q.endpoint.address += u"/"_s; },
            [](CacheQuestion &q) { q.endpoint.dialect = u"ollama"_s; },
            [](CacheQuestion &q) { q.request.model.model = u"other"_s; },
            [](CacheQuestion &q) { q.request.temperature = 0.8; },
            [](CacheQuestion &q) { q.request.temperature.reset(); },
            [](CacheQuestion &q) { q.request.topP = 0.9; },
            [](CacheQuestion &q) { q.request.maxTokens = 1; },
            [](CacheQuestion &q) { q.request.seed.reset(); },
            [](CacheQuestion &q) { q.request.stop = {u"END\n"_s}; },
            [](CacheQuestion &q) { q.request.reasoningEffort = u"low"_s; },
            [](CacheQuestion &q) { q.request.messages[0].role = ChatRole::User; },
            [](CacheQuestion &q) { q.request.messages[1].content += u" "_s; },
            [](CacheQuestion &q) { q.request.messages.removeLast(); },
            [](CacheQuestion &q) { q.sample = 3; },
        };
        QSet<QByteArray> digests;
        for (const Edit &edit : edits) {
            CacheQuestion question = full();
            edit(question);
            digests.insert(cacheKey(question).digest);
        }
        QCOMPARE(digests.size(), edits.size());
    }

    void theProvidersNameDoesNotMatter()
    {
        CacheQuestion renamed = full();
        renamed.request.model.provider = {u"there"_s};
        QCOMPARE(cacheKey(renamed), cacheKey(full()));
    }

    /// Lengths keep what one field holds from looking like another field.
    void textCannotPretendToBeAField()
    {
        CacheQuestion one = plain();
        one.request.messages = {{ChatRole::User, u"a\nuser=1:b"_s}};
        CacheQuestion two = plain();
        two.request.messages = {{ChatRole::User, u"a"_s}, {ChatRole::User, u"b"_s}};
        QVERIFY(cacheKey(one) != cacheKey(two));
    }
};

QTEST_GUILESS_MAIN(CacheKeyTest)
#include "tst_cache_key.moc"
