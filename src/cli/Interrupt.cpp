// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/Interrupt.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace tributary {

namespace {

/// A signal handler may do little more than write a byte, so that is what it does: into a pipe that the event loop
/// watches.
std::array<int, 2> pipeEnds{-1, -1};
volatile std::sig_atomic_t signalsSeen = 0;
volatile std::sig_atomic_t endsAtOnce = 0;

void onSignal(int number)
{
    signalsSeen = signalsSeen + 1;
    if (signalsSeen > 1 || endsAtOnce != 0)
        _exit(128 + number);
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(pipeEnds[1], &byte, 1);
}

} // namespace

EndAtOnce::EndAtOnce()
{
    endsAtOnce = 1;
}

EndAtOnce::~EndAtOnce()
{
    endsAtOnce = 0;
}

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(pipeEnds.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        Q_EMIT happened();
    });
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
    // A closed pipe is found by the failing write and ends the run in order.
    std::signal(SIGPIPE, SIG_IGN);
}

} // namespace tributary
