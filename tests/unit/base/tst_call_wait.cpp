// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/CallWait.h"

#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class CallWaitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void saysWhatItWaitsFor_data()
    {
        using Cause = CallWait::Cause;
        QTest::addColumn<CallWait>("wait");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("place") << CallWait{Cause::Place, u"Together"_s, 8, 8, {}}
                               << u"Waits for a free place at Together (8 of 8 busy)."_s;
        QTest::newRow("rate limit") << CallWait{Cause::RateLimit, u"Together"_s, 0, 0, 11'200ms}
                                    << u"Waits for the rate limit of Together, 12 s."_s;
        QTest::newRow("rate limit, over")
            << CallWait{Cause::RateLimit, u"Together"_s, 0, 0, {}} << u"Waits for the rate limit of Together."_s;
        QTest::newRow("busy") << CallWait{Cause::Busy, u"Groq"_s, 0, 0, 3s} << u"Groq is busy; goes on in 3 s."_s;
        QTest::newRow("busy, another tries")
            << CallWait{Cause::Busy, u"Groq"_s, 0, 0, {}} << u"Groq was busy; waits until another call gets through."_s;
        QTest::newRow("key") << CallWait{Cause::Key, u"Groq"_s, 0, 0, {}}
                             << u"Waits for the key of Groq; unlock the keyring if it asks."_s;
    }

    void saysWhatItWaitsFor()
    {
        QFETCH(CallWait, wait);
        QTEST(describe(wait), "sentence");
    }
};

QTEST_GUILESS_MAIN(CallWaitTest)
#include "tst_call_wait.moc"
