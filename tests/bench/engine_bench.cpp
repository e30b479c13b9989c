// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures the command line against a minimal C client on the same paced server: time over the critical path of the
// calls, the gap between layers, processor time per streamed call. Usage: engine_bench FOLDER-OF-PROGRAMS [--json FILE]
#include "BenchTable.h"
#include "Child.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

constexpr int repetitions = 5;

struct Workload
{
    QString model;
    int width = 0;
    int layers = 0;

    [[nodiscard]] int calls() const { return width * layers + 1; }
};

/// The files that make the command line run a workload.
class Project
{
public:
    Project(const Workload &work, int port)
        : m_graph(m_folder.filePath(u"bench.moagraph"_s))
        , m_providers(m_folder.filePath(u"providers.json"_s))
    {
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

    [[nodiscard]] QStringList command(const QString &program) const
    {
        return {
            program, u"run"_s, m_graph, u"--providers"_s, m_providers, u"--prompt"_s, u"Which river is the longest?"_s};
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

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QString folder = QCoreApplication::arguments().value(1) + u'/';
    const QString cli = folder + "tributary-cli"_L1;
    const QString client = folder + "bench_minimal_client"_L1;
    PacedServer server(folder + "bench_paced_server"_L1);
    const auto clientCommand = [&](const Workload &work) {
        return QStringList{client, QString::number(server.port()), work.model, QString::number(work.width),
                           QString::number(work.layers)};
    };

    QList<BenchRow> rows;
    const Workload layered{u"first=200,gap=10,tokens=100"_s, 6, 3};
    const Project layeredProject(layered, server.port());
    const Measured ours = measure(server, layered, layeredProject.command(cli));
    const Measured theirs = measure(server, layered, clientCommand(layered));
    rows.append({u"wall over critical path, 3 x 6 + 1, start included"_s, ours.overCriticalPath, u""_s, {}, 1.01});
    rows.append({u"  the C client"_s, theirs.overCriticalPath, u""_s, {}, {}});
    rows.append({u"gap between layers, median"_s, ours.gapMs, u"ms"_s, {}, 3.0});
    rows.append({u"  the C client"_s, theirs.gapMs, u"ms"_s, {}, {}});

    const Workload wide{u"first=100,gap=10,tokens=300"_s, 6, 1};
    const Project wideProject(wide, server.port());
    const Measured ourCalls = measure(server, wide, wideProject.command(cli));
    const Measured theirCalls = measure(server, wide, clientCommand(wide));
    rows.append({u"processor time per call of 300 tokens, 6 + 1 at 100 tokens/s"_s, ourCalls.cpuMsPerCall, u"ms"_s,
                 theirCalls.cpuMsPerCall, 3.0});

    std::fputs(qPrintable(toTable(rows)), stdout);
    const qsizetype json = QCoreApplication::arguments().indexOf(u"--json"_s);
    if (json > 0) {
        QFile file(QCoreApplication::arguments().value(json + 1));
        if (!file.open(QIODevice::WriteOnly) || file.write(toJson(rows)) < 0)
            return 1;
    }
    return 0;
}
