// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/RunCommand.h"

#include "cli/GraphArgument.h"
#include "cli/LibraryArgument.h"
#include "engine/Hedging.h"

#include <QRandomGenerator>

namespace tributary {

using namespace Qt::StringLiterals;

QString RunCommand::name() const
{
    return u"run"_s;
}

QString RunCommand::summary() const
{
    return tr("Asks a graph and prints the synthesis.");
}

void RunCommand::describe(QCommandLineParser &parser) const
{
    describeGraphArgument(parser);
    describeRun(parser);
    describeLibrary(parser);
}

Result<RunRequest> RunCommand::prepare(const QCommandLineParser &parser)
{
    const auto arguments = readRunArguments(parser);
    if (!arguments)
        return tl::unexpected(arguments.error());
    m_library = parser.value(u"library"_s);
    const auto graph = readGraphArgument(parser, services());
    if (!graph)
        return tl::unexpected(graph.error());
    if (const auto good = checkGraph(*graph, services(), terminal()); !good)
        return tl::unexpected(good.error());
    if (const auto writable = takeOutput(arguments->output); !writable)
        return tl::unexpected(writable.error());
    RunRequest request = RunRequest::make(*graph, arguments->prompt, *QRandomGenerator::system(), arguments->cache);
    if (arguments->budgetUsd)
        request.policies.budgetUsd = arguments->budgetUsd;
    request.attachments = attachments();
    request.hedgeAfter = hedgeDelays(*graph, answersKnownFor(*graph, parser, services()).histories());
    return request;
}

void RunCommand::start(const QCommandLineParser &parser)
{
    makeServices();
    const auto request = prepare(parser);
    if (!request) {
        endWith(describeError(request.error()).trimmed());
        return;
    }
    carryOut(request->graph, [&request](RunController &controller) { return controller.start(*request); });
}

void RunCommand::keep(RunKeeper &keeper)
{
    // From the event loop, where the requests have been handed to the network first.
    QTimer::singleShot(0, this, [this, &keeper] {
        if (const auto library = services().openLibrary(m_library)) {
            keeper.keepIn(**library, RunOrigin::CommandLine);
        } else {
            tellNotKept(library.error());
            keeper.giveUp();
        }
    });
}

} // namespace tributary
