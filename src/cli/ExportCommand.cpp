// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/ExportCommand.h"

#include "cli/GraphArgument.h"
#include "cli/LibraryArgument.h"
#include "cli/OutFile.h"
#include "cli/RunFiles.h"

namespace tributary {

using namespace Qt::StringLiterals;

QString ExportCommand::name() const
{
    return u"export"_s;
}

QString ExportCommand::summary() const
{
    return tr("Writes a run that was kept to a file.");
}

void ExportCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(u"run-id"_s, tr("A run's id, or enough of its beginning."), u"RUN-ID"_s);
    parser.addOption({u"out"_s, tr("The file: %1. May be repeated.").arg(outFileEndings()), u"FILE"_s});
    describeLibrary(parser);
}

void ExportCommand::start(const QCommandLineParser &parser)
{
    if (parser.positionalArguments().size() != 1) {
        endWith(tr("Name one run. tributary-cli runs list shows them."));
        return;
    }
    Services services;
    const auto library = openLibraryArgument(parser, WhenMissing::Fail, services);
    const auto runs = library ? resolveRuns(**library, parser.positionalArguments()) : tl::unexpected(library.error());
    const auto done =
        runs ? exportTo(**library, *runs, parser.values(u"out"_s), terminal()) : tl::unexpected(runs.error());
    if (!done)
        endWith(describeError(done.error()),
                done.error().kind == ErrorKind::Io ? ExitCode::CannotWrite : ExitCode::BadInput);
    else
        end(ExitCode::Success);
}

} // namespace tributary
