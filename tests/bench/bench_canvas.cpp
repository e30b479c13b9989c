// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The layer graph editor with 50 agents in 8 layers, in a real window: how long it takes to draw it, to follow a drag,
// to undo, and for how long the event loop is ever blocked while all agents stream 100 tokens a second. Times are the
// window thread's processor time, but for the stall. Prints a table, and JSON with --json FILE.

#include "BenchTable.h"
#include "provider/ModelClient.h"
#include "ui/canvas/GraphCanvas.h"
#include "ui/common/Spinner.h"
#include "ui/common/ThemeController.h"
#include "ui/common/TributaryStyle.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QMouseEvent>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

constexpr int layers = 8;
constexpr int agentsInLayer = 7;
constexpr int repetitions = 40;
constexpr int feedIntervalMs = 10;
constexpr int heartbeatMs = 2;
constexpr int streamMs = 8'000;
/// Until the window is on the screen.
constexpr int exposeMs = 300;

/// 7 x 7 proposers and an aggregator.
Graph largeGraph()
{
    Graph graph;
    for (int layer = 0; layer < layers; ++layer) {
        Layer column;
        const int count = layer + 1 == layers ? 1 : agentsInLayer;
        for (int i = 0; i < count; ++i) {
            Agent agent;
            agent.id = {u"a%1x%2"_s.arg(layer).arg(i)};
            agent.model = {{u"bench"_s}, u"model-%1"_s.arg(i)};
            column.agents.append(agent);
        }
        graph.layers.append(column);
    }
    return graph;
}

/// Nobody is asked here: events are recorded as if somebody had been.
class NobodyToAsk final : public ModelClient
{
public:
    std::unique_ptr<ModelCall> ask(const ChatRequest &, const CallLimits &) override { return nullptr; }

    [[nodiscard]] std::optional<ModelEndpoint> endpointOf(const ModelRef &) const override { return std::nullopt; }
};

double threadCpuMs()
{
    timespec now = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

class Benchmark : public QObject
{
public:
    Benchmark();
    void measure(QList<BenchRow> &rows);

private:
    double timed(const std::function<void()> &work);
    void frame();
    void letPass(int milliseconds);
    void measureDrawing(QList<BenchRow> &rows);
    void measureDrag(QList<BenchRow> &rows);
    void measureUndo(QList<BenchRow> &rows);
    void measureStreaming(QList<BenchRow> &rows);
    void move(const QPoint &to, QEvent::Type type);

    ThemeController m_theme;
    SystemClock m_clock;
    NobodyToAsk m_client;
    QRandomGenerator m_random{1};
    RunViewModel m_model{{m_client, m_clock, m_random}};
    GraphEditor m_editor{m_model, m_clock};
    Spinner m_spinner{m_theme};
    GraphCanvas m_canvas{m_editor, m_theme, m_spinner};
};

Benchmark::Benchmark()
{
    QApplication::setStyle(new TributaryStyle(m_theme));
    QApplication::setFont(m_theme.theme().font(TypeRole::Body));
    m_theme.setReducedMotion(true);
    m_model.document().reset(largeGraph());
    m_canvas.resize(1048, 770);
    m_canvas.show();
    letPass(exposeMs);
    m_canvas.setZoom(0.7);
    frame();
}

double Benchmark::timed(const std::function<void()> &work)
{
    const double before = threadCpuMs();
    work();
    return threadCpuMs() - before;
}

void Benchmark::frame()
{
    // What changed, as one frame.
    QCoreApplication::sendPostedEvents();
}

void Benchmark::letPass(int milliseconds)
{
    // Not quit(), which would close the window.
    QTimer::singleShot(milliseconds, qApp, [] { QCoreApplication::exit(); });
    QApplication::exec();
}

void Benchmark::measureDrawing(QList<BenchRow> &rows)
{
    QList<double> all;
    QList<double> coarse;
    for (int i = 0; i < repetitions; ++i)
        all.append(timed([this] { m_canvas.viewport()->repaint(); }));
    m_canvas.fit();
    for (int i = 0; i < repetitions; ++i)
        coarse.append(timed([this] { m_canvas.viewport()->repaint(); }));
    rows.append({u"canvas: draw all in sight at 70 %"_s, median(all), u"ms"_s, {}, {}});
    rows.append({u"canvas: draw 50 agents, all in sight"_s, median(coarse), u"ms"_s, {}, {}});
}

void Benchmark::move(const QPoint &to, QEvent::Type type)
{
    const bool held = type != QEvent::MouseButtonRelease;
    const Qt::MouseButton button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, to, m_canvas.viewport()->mapToGlobal(to), button, held ? Qt::LeftButton : Qt::NoButton, {});
    QCoreApplication::sendEvent(m_canvas.viewport(), &event);
}

void Benchmark::measureDrag(QList<BenchRow> &rows)
{
    const GraphLayout &layout = m_canvas.picture().layout;
    const QPoint from = m_canvas.mapFromScene(layout.columns.at(0).agents.at(0).rect.center());
    const QPoint to = m_canvas.mapFromScene(layout.columns.at(5).agents.at(3).rect.center());
    QList<double> frames;
    move(from, QEvent::MouseButtonPress);
    for (int i = 1; i <= repetitions; ++i) {
        frames.append(timed([&] {
            move(from + (to - from) * i / repetitions, QEvent::MouseMove);
            frame();
        }));
    }
    const double drop = timed([&] {
        move(to, QEvent::MouseButtonRelease);
        frame();
    });
    rows.append({u"canvas: a frame of a drag, median"_s, median(frames), u"ms"_s, {}, {}});
    rows.append({u"canvas: a frame of a drag, longest"_s, *std::ranges::max_element(frames), u"ms"_s, {}, 16.0});
    rows.append({u"canvas: drop, with the edit"_s, drop, u"ms"_s, {}, {}});
}

void Benchmark::measureUndo(QList<BenchRow> &rows)
{
    QUndoStack &steps = m_model.document().undoStack();
    QList<double> times;
    for (int i = 0; i < repetitions; ++i) {
        times.append(timed([&] {
            if (steps.canUndo())
                steps.undo();
            else
                steps.redo();
            frame();
        }));
    }
    rows.append({u"canvas: undo or redo a move"_s, median(times), u"ms"_s, {}, {}});
}

void Benchmark::measureStreaming(QList<BenchRow> &rows)
{
    const Graph graph = m_model.document().graph();
    RunPresenter &presenter = m_model.presenter();
    RunStart start;
    start.graph = graph;
    start.plan = compile(graph).value_or(Plan());
    presenter.begin(start);
    presenter.record({Milliseconds(0), {}, -1, event::RunStarted{{u"bench"_s}, graph.name, 50}});
    QList<AgentId> agents;
    for (const PlannedLayer &layer : std::as_const(start.plan.layers)) {
        for (const PlannedCall &call : layer.calls) {
            agents.append(call.agent.id);
            presenter.record({Milliseconds(0), call.agent.id, layer.layer, event::CallQueued{call.agent.model}});
            presenter.record({Milliseconds(0), call.agent.id, layer.layer, event::CallStarted{call.agent.model}});
        }
    }
    QElapsedTimer since;
    QElapsedTimer beat;
    double longest = 0;
    double busiest = 0;
    double cpu = threadCpuMs();
    QTimer heart;
    QTimer feed;
    connect(&heart, &QTimer::timeout, this, [&] {
        longest = std::max(longest, double(beat.nsecsElapsed()) / 1e6);
        beat.restart();
        busiest = std::max(busiest, threadCpuMs() - cpu);
        cpu = threadCpuMs();
    });
    connect(&feed, &QTimer::timeout, this, [&] {
        for (const AgentId &agent : std::as_const(agents))
            presenter.record({Milliseconds(since.elapsed()), agent, 0, event::Text{TextChannel::Answer, u"word "_s}});
    });
    m_theme.setReducedMotion(false);
    m_spinner.setActive(true);
    since.start();
    beat.start();
    heart.start(heartbeatMs);
    feed.start(feedIntervalMs);
    const double before = threadCpuMs();
    letPass(streamMs);
    rows.append(
        {u"canvas: 50 agents stream, share of one core"_s, 100 * (threadCpuMs() - before) / streamMs, u"%"_s, {}, {}});
    rows.append({u"canvas: 50 agents stream, longest work at once"_s, busiest, u"ms"_s, {}, 16.0});
    rows.append({u"canvas: 50 agents stream, longest stall"_s, longest, u"ms"_s, {}, 16.0});
}

void Benchmark::measure(QList<BenchRow> &rows)
{
    measureDrawing(rows);
    measureDrag(rows);
    measureUndo(rows);
    measureStreaming(rows);
    QApplication::setStyle(u"Fusion"_s);
}

} // namespace

int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    QList<BenchRow> rows;
    Benchmark benchmark;
    benchmark.measure(rows);
    std::printf("%s", qPrintable(toTable(rows)));
    const QStringList arguments = QCoreApplication::arguments();
    if (const qsizetype json = arguments.indexOf(u"--json"_s); json > 0 && json + 1 < arguments.size()) {
        QFile file(arguments.at(json + 1));
        if (!file.open(QIODevice::WriteOnly) || file.write(toJson(rows)) < 0)
            return 1;
    }
    return 0;
}
