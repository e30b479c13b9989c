// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/Interrupt.h"

#include <QTest>

#include <csignal>
#include <memory>
#include <sys/wait.h>
#include <unistd.h>

using namespace tributary;

namespace {

constexpr int survived = 7;

/// The exit status of a process that catches interrupts as tributary-cli does and is interrupted.
int statusAfter(int interrupts, bool waitsForInput)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const Interrupt interrupt;
        const auto waiting = waitsForInput ? std::make_unique<EndAtOnce>() : nullptr;
        for (int i = 0; i < interrupts; ++i)
            ::raise(SIGINT);
        ::_exit(survived);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

class InterruptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void theFirstIsHandledInOrder() { QCOMPARE(statusAfter(1, false), survived); }

    void theSecondEndsTheProcess() { QCOMPARE(statusAfter(2, false), 130); }

    /// No event loop runs then, so nobody would notice.
    void theFirstEndsAProcessThatWaitsForInput() { QCOMPARE(statusAfter(1, true), 130); }
};

QTEST_GUILESS_MAIN(InterruptTest)
#include "tst_interrupt.moc"
