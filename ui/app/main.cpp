// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/Application.h"
#include "ui/app/Options.h"

#include <QApplication>
#include <QIcon>

#include <cstdio>
#include <cstring>

using namespace Qt::StringLiterals;
using namespace tributary;

namespace {

constexpr int BadUsage = 2;
constexpr auto ApplicationId = "io.github.tributary_moa.Tributary"_L1;

bool has(int argc, char **argv, const char *word)
{
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], word) == 0)
            return true;
    }
    return false;
}

void describeProgram()
{
    QCoreApplication::setApplicationName(u"tributary"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(TRIBUTARY_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Tributary"_s);
    QGuiApplication::setDesktopFileName(ApplicationId);
}

int refuse(const Error &error)
{
    std::fprintf(stderr, "tributary: %s\n", qUtf8Printable(error.message));
    return BadUsage;
}

QIcon applicationIcon()
{
    QIcon drawn;
    for (const int size : {32, 48, 128})
        drawn.addFile(u":/app/%1-%2.png"_s.arg(ApplicationId).arg(size));
    return QIcon::fromTheme(ApplicationId, drawn);
}

/// What is answered on a terminal must not need a display.
int answerOnTerminal(int argc, char **argv)
{
    const QCoreApplication terminal(argc, argv);
    if (has(argc, argv, "--version"))
        std::printf("tributary %s\n", TRIBUTARY_VERSION);
    else
        std::printf("%s", qUtf8Printable(usage()));
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    describeProgram();
    if (has(argc, argv, "--help") || has(argc, argv, "--version"))
        return answerOnTerminal(argc, argv);
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const Result<Options> options = parseOptions(arguments);
    if (!options)
        return refuse(options.error());
    if (const Result<void> possible = checkOptions(*options); !possible)
        return refuse(possible.error());

    QApplication gui(argc, argv);
    QApplication::setWindowIcon(applicationIcon());
    Application application(*options);
    application.show();
    return QApplication::exec();
}
