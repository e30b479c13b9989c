// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/CommandLine.h"
#include "cli/Interrupt.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>

#include <unistd.h>

int main(int argc, char *argv[])
{
    using namespace tributary;
    // Each token of each answer wakes the network's thread and then this one; without GLib in between a wake-up takes
    // about a third less processor time, and nothing here needs GLib.
    qputenv("QT_NO_GLIB", "1");
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tributary"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TRIBUTARY_VERSION));

    QFile out;
    QFile err;
    // Unbuffered: what a model says is to be seen when it says it.
    if (!out.open(STDOUT_FILENO, QIODevice::WriteOnly | QIODevice::Unbuffered) ||
        !err.open(STDERR_FILENO, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return static_cast<int>(ExitCode::CannotWrite);
    Terminal terminal(out, err, ::isatty(STDERR_FILENO) == 1);
    CommandLine commandLine(terminal);
    const Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::happened, &commandLine, &CommandLine::interrupt);
    QObject::connect(
        &commandLine, &CommandLine::finished, &application,
        [](ExitCode code) { QCoreApplication::exit(static_cast<int>(code)); }, Qt::QueuedConnection);
    QTimer::singleShot(0, &commandLine, [&commandLine] { commandLine.start(QCoreApplication::arguments()); });
    return QCoreApplication::exec();
}
