// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/LibraryArgument.h"

#include "library/LastRuns.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::LibraryArgument)
};

} // namespace

void describeLibrary(QCommandLineParser &parser)
{
    parser.addOption({u"library"_s, Text::tr("Library of runs to use instead of the usual one."), u"FILE"_s});
}

Result<Library *> openLibraryArgument(const QCommandLineParser &parser, WhenMissing whenMissing, Services &services)
{
    const QString named = parser.value(u"library"_s);
    const QString path = named.isEmpty() ? Library::defaultPath() : named;
    if (whenMissing == WhenMissing::Fail && !QFileInfo::exists(path))
        return fail(ErrorKind::InvalidInput,
                    Text::tr("There is no library of runs at %1 yet. tributary-cli run begins one.").arg(path));
    return services.openLibrary(path);
}

Result<QList<RunId>> resolveRuns(const Library &library, const QStringList &words)
{
    QList<RunId> runs;
    for (const QString &word : words) {
        const auto run = library.resolve(word);
        if (!run)
            return tl::unexpected(run.error());
        if (!runs.contains(*run))
            runs.append(*run);
    }
    return runs;
}

AnswerRecords answersKnownFor(const Graph &graph, const QCommandLineParser &parser, Services &services)
{
    AnswerRecords answers;
    if (!graph.policy.hedging)
        return answers;
    // Whoever is to keep a run says what is wrong with the library.
    if (const auto library = openLibraryArgument(parser, WhenMissing::Fail, services)) {
        const QList<RunState> runs = lastRuns(**library);
        for (const RunState &run : runs)
            answers.learn(run);
    }
    return answers;
}

} // namespace tributary
