// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A program that keeps runs, for tests that need a second one or one that dies.
// Usage: library_writing_child LIBRARY stream RUN    events for ever, one in five milliseconds; says which went in
//        library_writing_child LIBRARY add PREFIX N   N finished runs, one after the other, then ends
//        library_writing_child LIBRARY open           says "open" or "read-only" or the error's name; ends
#include "SampleRuns.h"
#include "base/Error.h"
#include "library/Library.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

using namespace tributary;
using namespace tributary::tests;
using namespace Qt::StringLiterals;

namespace {

void say(const QString &line)
{
    std::fprintf(stdout, "%s\n", qPrintable(line));
    std::fflush(stdout);
}

int stream(QCoreApplication &application, Library &library, const QString &id)
{
    const auto writer = library.begin(sampleHead(id), RunOrigin::CommandLine);
    int appended = 0;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        writer->append(streamedEvent(id, appended));
        say(QString::number(++appended));
    });
    timer.start(5);
    return application.exec();
}

int add(Library &library, const QString &prefix, int count)
{
    for (int i = 0; i < count; ++i) {
        const auto added = library.add(sampleRun(u"%1%2"_s.arg(prefix).arg(i)), RunOrigin::Batch);
        if (!added) {
            say(added.error().message + added.error().detail);
            return 1;
        }
    }
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto library = Library::open(arguments.value(1));
    const QString mode = arguments.value(2);
    if (mode == "open"_L1)
        say(!library ? wireName(library.error().kind) : (*library)->isReadOnly() ? u"read-only"_s : u"open"_s);
    if (!library)
        return 1;
    if (mode == "stream"_L1)
        return stream(application, **library, arguments.value(3));
    return mode == "add"_L1 ? add(**library, arguments.value(3), arguments.value(4).toInt()) : 0;
}
