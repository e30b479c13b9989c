// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CallProbe.h"
#include "support/FakeClock.h"

#include <QRegularExpression>

using namespace tributary;
using namespace Qt::StringLiterals;

class CallTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void streamsAnAnswer()
    {
        ScriptedServer server;
        FakeClock clock;
        ClientFixture fixture(clock, server.baseUrl());
        const auto probe = fixture.ask();
        QTRY_COMPARE(probe->end(), u"answered"_s);
        QCOMPARE(probe->answer, u"Hello"_s);
        QCOMPARE(probe->success()->servedModel, u"served"_s);
        QCOMPARE(probe->success()->usage.inUncached, 16);
        QCOMPARE(probe->ends, 1);
        QCOMPARE(server.requests().size(), 1);
    }
};

QTEST_GUILESS_MAIN(CallTest)
#include "tst_call.moc"
