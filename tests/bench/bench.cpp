// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures the programs on a paced server: the command line against a minimal C client (time over the critical path of
// the calls, gap between layers, processor time per streamed call, a batch of prompts), the window against a bare one
// and against its own bars. Usage: bench FOLDER-OF-PROGRAMS [--json FILE]
#include "BenchTable.h"
#include "Child.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

constexpr int repetitions = 5;
constexpr int batchWidth = 16;

struct Workload
{
    QString model;
    int width = 0;
    int layers = 0;

    [[nodiscard]] int calls() const { return width * layers + 1; }
};

/// What a person's programs keep starts empty in every measurement: an answer from the cache would measure nothing.
class FreshHome
{
public:
    FreshHome()
    {
        qputenv("XDG_DATA_HOME", m_folder.filePath(u"data"_s).toLocal8Bit());
        qputenv("XDG_CACHE_HOME", m_folder.filePath(u"cache"_s).toLocal8Bit());
        qputenv("XDG_STATE_HOME", m_folder.filePath(u"state"_s).toLocal8Bit());
    }

    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

/// The files that make the command line run a workload.
class Project
{
public:
    Project(const Workload &work, int port)
        : m_graph(m_folder.filePath(u"bench.moagraph"_s))
        , m_providers(m_folder.filePath(u"tributary/providers.json"_s))
    {
        QDir(m_folder.path()).mkdir(u"tributary"_s);
        QStringList layers;
        for (int layer = 0; layer <= work.layers; ++layer) {
            QStringList agents;
            for (int i = 0; i < (layer < work.layers ? work.width : 1); ++i)
                agents.append(uR"({"id":"a%1-%2","model":"bench/%3"})"_s.arg(layer).arg(i).arg(work.model));
            layers.append(uR"({"agents":[%1]})"_s.arg(agents.join(u',')));
        }
        write(m_graph,
              uR"({"format":"tributary-graph","version":1,"name":"bench","layers":[%1]})"_s.arg(layers.join(u',')));
        write(m_providers, uR"({"version":1,"providers":[{"id":"bench","name":"Bench","dialect":"chat-completions",
            "baseUrl":"http://127.0.0.1:%1/v1","key":"none","parallel":256}]})"_s.arg(port));
    }

    [[nodiscard]] QString graph() const { return m_graph; }

    /// What $XDG_CONFIG_HOME must be for the window to find the providers file.
    [[nodiscard]] QString configHome() const { return m_folder.path(); }

    [[nodiscard]] QStringList command(const QString &program) const
    {
        return {
            program, u"run"_s, m_graph, u"--providers"_s, m_providers, u"--prompt"_s, u"Which river is the longest?"_s};
    }

    /// So many prompts, `batchWidth` at a time.
    [[nodiscard]] QStringList batchCommand(const QString &program, int prompts, const FreshHome &home) const
    {
        QString lines;
        for (int i = 0; i < prompts; ++i)
            lines += uR"({"prompt":"Which river is the longest, apart from the first %1?"})"_s.arg(i) + u'\n';
        write(home.file(u"prompts.jsonl"_s), lines);
        return {program,
                u"batch"_s,
                m_graph,
                u"--providers"_s,
                m_providers,
                u"--prompts"_s,
                home.file(u"prompts.jsonl"_s),
                u"--out"_s,
                home.file(u"out.jsonl"_s),
                u"--width"_s,
                QString::number(batchWidth)};
    }

private:
    static void write(const QString &path, const QString &text)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
            qFatal("cannot write %s", qPrintable(path));
    }

    QTemporaryDir m_folder;
    QString m_graph;
    QString m_providers;
};

struct LayerTimes
{
    double criticalPathMs = 0;
    QList<double> gapsMs;
};

/// From what the server saw: the longest call of each layer, and from its last answer to the next layer's first
/// request.
LayerTimes timesOf(const QList<ServedCall> &calls, const Workload &work)
{
    LayerTimes times;
    qint64 lastEnd = 0;
    for (int layer = 0; layer <= work.layers; ++layer) {
        const qsizetype first = layer * work.width;
        const QList<ServedCall> own = calls.mid(first, layer < work.layers ? work.width : 1);
        if (own.isEmpty())
            break;
        qint64 longest = 0;
        qint64 end = 0;
        for (const ServedCall &call : own) {
            longest = std::max(longest, call.ended - call.arrived);
            end = std::max(end, call.ended);
        }
        times.criticalPathMs += double(longest) / 1000.0;
        if (layer > 0)
            times.gapsMs.append(double(own.first().arrived - lastEnd) / 1000.0);
        lastEnd = end;
    }
    return times;
}

struct Measured
{
    double overCriticalPath = 0;
    double gapMs = 0;
    double cpuMsPerCall = 0;
};

Measured measure(PacedServer &server, const Workload &work, const QStringList &command)
{
    QList<double> ratios;
    QList<double> gaps;
    QList<double> cpu;
    for (int i = 0; i < repetitions; ++i) {
        const FreshHome home;
        const ChildCost cost = runChild(command);
        const QList<ServedCall> calls = server.takeCalls(work.calls());
        if (cost.exitCode != 0 || calls.size() != work.calls())
            qFatal("%s ended with %d after %d calls", qPrintable(command.first()), cost.exitCode, int(calls.size()));
        const LayerTimes times = timesOf(calls, work);
        ratios.append(double(cost.wall.count()) / 1000.0 / times.criticalPathMs);
        gaps.append(times.gapsMs);
        cpu.append(double(cost.cpu.count()) / 1000.0 / work.calls());
    }
    return {median(ratios), median(gaps), median(cpu)};
}

/// The programs, by name.
class Programs
{
public:
    explicit Programs(QString folder)
        : m_folder(std::move(folder))
    {}

    [[nodiscard]] QString operator()(QLatin1StringView name) const { return m_folder + u'/' + name; }

    [[nodiscard]] bool has(QLatin1StringView name) const { return QFile::exists((*this)(name)); }

private:
    QString m_folder;
};

QList<BenchRow> engineRows(PacedServer &server, const Programs &programs)
{
    const QString cli = programs("tributary-cli"_L1);
    const auto client = [&](const Workload &work) {
        return QStringList{programs("bench_minimal_client"_L1), QString::number(server.port()), work.model,
                           QString::number(work.width), QString::number(work.layers)};
    };
    const Workload layered{u"first=200,gap=10,tokens=100"_s, 6, 3};
    const Project layeredProject(layered, server.port());
    const Measured ours = measure(server, layered, layeredProject.command(cli));
    const Measured theirs = measure(server, layered, client(layered));
    const Workload wide{u"first=100,gap=10,tokens=300"_s, 6, 1};
    const Project wideProject(wide, server.port());
    const Measured ourCalls = measure(server, wide, wideProject.command(cli));
    const Measured theirCalls = measure(server, wide, client(wide));
    return {
        {u"wall over critical path, 3 x 6 + 1, start included"_s, ours.overCriticalPath, u""_s, {}, 1.01},
        {u"  the C client"_s, theirs.overCriticalPath, u""_s, {}, {}},
        {u"gap between layers, median"_s, ours.gapMs, u"ms"_s, {}, 3.0},
        {u"  the C client"_s, theirs.gapMs, u"ms"_s, {}, {}},
        {u"processor time per call of 300 tokens, 6 + 1 at 100/s"_s, ourCalls.cpuMsPerCall, u"ms"_s,
         theirCalls.cpuMsPerCall, 3.0},
    };
}

/// A hundred prompts, wall time against the C client; then the memory of few prompts and of many.
QList<BenchRow> batchRows(const Programs &programs)
{
    constexpr int prompts = 100;
    constexpr int manyPrompts = 5000;
    const PacedServer server(programs("bench_paced_server"_L1), PacedServer::Telling::Nothing);
    const auto batch = [&](const Project &project, int count) {
        const FreshHome home;
        const ChildCost cost = runChild(project.batchCommand(programs("tributary-cli"_L1), count, home));
        if (cost.exitCode != 0)
            qFatal("the batch ended with %d", cost.exitCode);
        return cost;
    };
    const Workload work{u"first=200,gap=10,tokens=100"_s, 6, 1};
    const ChildCost ours = batch(Project(work, server.port()), prompts);
    const ChildCost theirs = runChild({programs("bench_minimal_client"_L1), QString::number(server.port()), work.model,
                                       QString::number(work.width), QString::number(work.layers),
                                       QString::number(prompts), QString::number(batchWidth)});
    const Project quick({u"first=1,gap=0,tokens=20"_s, 6, 1}, server.port());
    const double few = batch(quick, prompts).peakMegabytes;
    const double many = batch(quick, manyPrompts).peakMegabytes;
    const auto seconds = [](std::chrono::microseconds time) { return double(time.count()) / 1e6; };
    return {
        {u"batch of 100 x (6 + 1), 16 at a time: wall time"_s, seconds(ours.wall), u"s"_s, seconds(theirs.wall), 1.1},
        {u"  its processor time"_s, seconds(ours.cpu), u"s"_s, seconds(theirs.cpu), {}},
        {u"  peak memory of a batch of 5,000, against 100"_s, many, u"MB"_s, few, {}},
    };
}

QList<BenchRow> windowRows(PacedServer &server, const Programs &programs)
{
    const auto startMs = [](const QStringList &command) {
        QList<double> times;
        const FreshHome home;
        for (int i = 0; i < 2 * repetitions; ++i)
            times.append(double(runChild(command).wall.count()) / 1000.0);
        return median(times);
    };
    const double ours = startMs({programs("bench_window"_L1), u"start"_s});
    const double bare = startMs({programs("bench_bare_window"_L1)});

    const Workload work{u"first=200,gap=10,tokens=300"_s, 3, 1};
    const Project project(work, server.port());
    qputenv("XDG_CONFIG_HOME", project.configHome().toLocal8Bit());
    QList<double> seconds;
    QList<double> megabytes;
    for (int i = 0; i < 3; ++i) {
        const FreshHome home;
        const ChildCost cost = runChild({programs("bench_window"_L1), u"run"_s, project.graph()});
        if (cost.exitCode != 0)
            qFatal("the window ended with %d", cost.exitCode);
        seconds.append(double(cost.cpu.count()) / 1e6);
        megabytes.append(cost.peakMegabytes);
        server.takeCalls(work.calls());
    }
    return {
        {u"start to first painted window, against a bare one"_s, ours, u"ms"_s, bare, 1.5},
        {u"window: processor time of a 3 + 1 run at 100/s"_s, median(seconds), u"s"_s, {}, 1.0},
        {u"window: peak memory in that run"_s, median(megabytes), u"MB"_s, {}, 150.0},
    };
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const Programs programs(arguments.value(1));
    PacedServer server(programs("bench_paced_server"_L1));
    QList<BenchRow> rows = engineRows(server, programs);
    rows += batchRows(programs);
    if (programs.has("bench_window"_L1))
        rows += windowRows(server, programs);
    std::fputs(qPrintable(toTable(rows)), stdout);
    const qsizetype json = arguments.indexOf(u"--json"_s);
    if (json < 0)
        return 0;
    QFile file(arguments.value(json + 1));
    return file.open(QIODevice::WriteOnly) && file.write(toJson(rows)) >= 0 ? 0 : 1;
}
