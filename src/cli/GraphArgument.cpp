// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/GraphArgument.h"

#include "graph/GraphFile.h"
#include "graph/Presets.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::GraphArgument)
};

Result<Graph> demoGraph(Services &services)
{
    if (const auto started = services.startDemo(); !started)
        return tl::unexpected(started.error());
    Graph graph = Services::fillWithDemo(findPreset(u"moa"_s)->graph);
    graph.name = Text::tr("Demo: %1").arg(graph.name);
    return graph;
}

/// A file wins over a preset of the same name: what the person sees in the folder is what is run.
Result<Graph> graphOrPreset(const QString &word, const Services &services)
{
    if (QFileInfo::exists(word))
        return loadGraphFile(word);
    if (const auto preset = findPreset(word))
        return fillModels(*preset, services.models());
    return fail(ErrorKind::InvalidInput,
                Text::tr("There is no file and no preset \"%1\". Presets: demo, %2.").arg(word, [] {
                    QStringList names;
                    for (const Preset &preset : presets())
                        names.append(preset.id);
                    return names.join(", "_L1);
                }()));
}

Result<void> replaceModel(Graph &graph, const QString &option)
{
    const QString id = option.section(u'=', 0, 0);
    const auto model = ModelRef::fromString(option.section(u'=', 1));
    if (id.isEmpty() || !model || model->isEmpty())
        return fail(ErrorKind::InvalidInput,
                    Text::tr("--model %1: expected AGENT=PROVIDER/MODEL, for example a=openai/gpt-4o.").arg(option));
    const auto place = findAgent(graph, {id});
    if (!place)
        return fail(ErrorKind::InvalidInput, Text::tr("--model %1: the graph has no agent \"%2\".").arg(option, id));
    graph.layers[place->layer].agents[place->index].model = *model;
    return {};
}

} // namespace

void describeGraphArgument(QCommandLineParser &parser)
{
    parser.addPositionalArgument(u"graph"_s, Text::tr("A *.moagraph file, a preset, or demo."), u"GRAPH"_s);
    parser.addOption({u"providers"_s, Text::tr("Providers file to use instead of the usual one."), u"FILE"_s});
    parser.addOption({u"model"_s, Text::tr("Gives one agent another model: a=openai/gpt-4o. May be repeated."),
                      u"ID=PROVIDER/MODEL"_s});
}

Result<Graph> readGraphArgument(const QCommandLineParser &parser, Services &services)
{
    const QString word = parser.positionalArguments().value(0);
    if (word.isEmpty())
        return fail(ErrorKind::InvalidInput, Text::tr("Name a graph: a *.moagraph file, a preset, or demo."));
    // The demo needs no configuration, so a broken one must not keep it from running.
    if (word != demoPreset || parser.isSet(u"model"_s)) {
        if (const auto loaded = services.loadProviders(parser.value(u"providers"_s)); !loaded)
            return tl::unexpected(loaded.error());
    }
    auto graph = word == demoPreset ? demoGraph(services) : graphOrPreset(word, services);
    if (!graph)
        return graph;
    for (const QString &option : parser.values(u"model"_s)) {
        if (const auto replaced = replaceModel(*graph, option); !replaced)
            return tl::unexpected(replaced.error());
    }
    if (const auto started = services.startDemoFor(*graph); !started)
        return tl::unexpected(started.error());
    return graph;
}

Result<void> checkGraph(const Graph &graph, const Services &services, Terminal &terminal)
{
    const QList<Issue> issues = validate(graph, services.lookup());
    const QStringList lines = describeIssues(issues);
    if (hasErrors(issues))
        return fail(ErrorKind::InvalidInput, Text::tr("The graph cannot run."), lines.join(u'\n') + u'\n');
    for (const QString &line : lines)
        terminal.tell(line);
    return {};
}

QStringList describeIssues(const QList<Issue> &issues)
{
    QStringList lines;
    for (const Issue &issue : issues) {
        const QString severity = issue.severity == Severity::Error ? Text::tr("error") : Text::tr("warning");
        lines.append(
            u"%1 %2: %3"_s.arg(severity, issue.place.isEmpty() ? Text::tr("graph") : issue.place, issue.message));
    }
    return lines;
}

QString describeError(const Error &error)
{
    return error.detail.contains(u'\n') ? error.message + u'\n' + error.detail : error.message;
}

} // namespace tributary
