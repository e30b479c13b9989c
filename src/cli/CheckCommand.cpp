// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/CheckCommand.h"

#include "cli/GraphArgument.h"
#include "graph/GraphFile.h"

#include <QFile>
#include <QJsonArray>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

QJsonObject toJson(const Issue &issue)
{
    return {{u"severity"_s, issue.severity == Severity::Error ? u"error"_s : u"warning"_s},
            {u"code"_s, issue.code},
            {u"place"_s, issue.place},
            {u"agent"_s, issue.agent.value},
            {u"message"_s, issue.message}};
}

/// Why the graph could not be read, as issues too: whoever reads the JSON finds everything in one list.
QList<Issue> issuesOf(const Error &error)
{
    QList<Issue> issues;
    for (const QString &line : error.detail.split(u'\n', Qt::SkipEmptyParts)) {
        const QString place = line.section(u": "_s, 0, 0);
        const QString message = line.section(u": "_s, 1);
        issues.append({Severity::Error,
                       u"format"_s,
                       message.isEmpty() ? QString() : place,
                       {},
                       message.isEmpty() ? line : message});
    }
    if (issues.isEmpty())
        issues.append({Severity::Error, wireName(error.kind), {}, {}, error.message});
    return issues;
}

} // namespace

QString CheckCommand::name() const
{
    return u"check"_s;
}

QString CheckCommand::summary() const
{
    return tr("Says whether a graph can run, and every reason why not.");
}

void CheckCommand::describe(QCommandLineParser &parser) const
{
    describeGraphArgument(parser);
    parser.addOption({u"json"_s, tr("Prints the issues as JSON.")});
}

void CheckCommand::start(const QCommandLineParser &parser)
{
    if (parser.positionalArguments().size() != 1) {
        endWith(tr("Name one graph: a *.moagraph file, a preset, or demo."));
        return;
    }
    Services services;
    const auto graph = readGraphArgument(parser, services);
    const QList<Issue> issues = graph ? validate(*graph, services.lookup()) : issuesOf(graph.error());
    const bool ok = !hasErrors(issues);
    if (parser.isSet(u"json"_s)) {
        QJsonArray array;
        for (const Issue &issue : issues)
            array.append(toJson(issue));
        terminal().writeDocument({{u"ok"_s, ok}, {u"issues"_s, array}});
    } else {
        for (const QString &line : describeIssues(issues))
            terminal().writeLine(line);
        if (ok)
            terminal().writeLine(tr("The graph can run."));
    }
    end(ok ? ExitCode::Success : ExitCode::BadInput);
}

} // namespace tributary
