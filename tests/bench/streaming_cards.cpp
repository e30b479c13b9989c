// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Many answers growing at once in a real window: how much processor time they take, whether that stays flat as they
// grow, and for how long the event loop is ever blocked. Prints a table, and JSON with --json.

#include "ui/common/MarkdownView.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QGridLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <array>
#include <cstdio>
#include <ctime>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

constexpr int charactersPerToken = 4;
constexpr int feedIntervalMs = 10;
constexpr int heartbeatMs = 5;

struct Options
{
    int views = 8;
    int tokensPerSecond = 400;
    int tokens = 20000; // of each view
    QString content;
};

struct Result
{
    double seconds = 0;
    double cpuSeconds = 0; // of the GUI thread
    double longestStallMs = 0;
    double longestBusyMs = 0; // processor time between two heartbeats: the stall on a machine with nothing else to do
    double residentMb = 0;
    std::array<double, 5> cpuOfFifth = {};
};

double threadCpuSeconds()
{
    timespec now = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

double residentMb()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

QString mixedSection(int number)
{
    return u"## Section %1: what the references say\n\n"
           "The first answer holds that *heat* moves **slowly** through `glass`, and "
           "[measures](https://example.com/%1) "
           "it at 0.8 W/mK. The second agrees with the number but not with the reason it gives, which matters for "
           "anyone who has to choose a window. A third one adds that thickness counts twice.\n\n"
           "- The frame takes %1 percent of the loss\n- Air gaps work best below 16 mm\n"
           "  - Argon adds a little\n  - Krypton adds more, at a price\n- Coatings **halve** the rest\n\n"
           "1. Measure the opening\n2. Order the pane\n3. Wait for a dry day\n\n"
           "```python\ndef loss(area, u, dt):\n    # watts through one pane\n    return area * u * dt\n\n"
           "print(loss(1.5, 1.1, %1))\n```\n\n"
           "| Pane | U value | Price |\n|:-----|--------:|------:|\n| single | 5.8 | 30 |\n| double | 1.1 | 90 |\n"
           "| triple | 0.6 | 150 |\n\n> Quoted: the cheapest watt is the one that is never lost.\n\n"_s.arg(number);
}

QString contentOf(const QString &kind, qsizetype characters)
{
    QString text;
    if (kind == "code"_L1)
        text = u"```python\n"_s;
    for (int number = 1; text.size() < characters; ++number) {
        if (kind == "mixed"_L1)
            text += mixedSection(number);
        else if (kind == "code"_L1)
            text += u"    total += weight[%1] * value[%1]  # one of many lines\n"_s.arg(number);
        else if (kind == "list"_L1)
            text += u"- item %1 of one **long** list with `some` markup in it\n"_s.arg(number);
        else
            text += u"One paragraph without an end, word %1 and on; "_s.arg(number);
    }
    return text.first(characters);
}

class Benchmark : public QObject
{
public:
    explicit Benchmark(const Options &options);
    void start();
    Result result;

private:
    void feed();
    void beat();
    void end();

    Options m_options;
    RenderScheduler m_scheduler;
    QWidget m_window;
    std::vector<MarkdownView *> m_views;
    QString m_text;
    qsizetype m_fed = 0;
    QElapsedTimer m_clock;
    QTimer m_feed;
    QTimer m_heart;
    double m_cpuAtStart = 0;
    double m_cpuAtFifth = 0;
    std::size_t m_fifth = 0;
    qint64 m_lastBeat = 0; // ns
    double m_cpuAtBeat = 0;
};

Benchmark::Benchmark(const Options &options)
    : m_options(options)
    , m_text(contentOf(options.content, qsizetype(options.tokens) * charactersPerToken))
{
    auto *grid = new QGridLayout(&m_window);
    for (int i = 0; i < options.views; ++i) {
        m_views.push_back(new MarkdownView(m_scheduler));
        grid->addWidget(m_views.back(), i / 4, i % 4);
    }
    m_window.resize(1580, 900);
    m_feed.setTimerType(Qt::PreciseTimer);
    m_heart.setTimerType(Qt::PreciseTimer);
    connect(&m_feed, &QTimer::timeout, this, &Benchmark::feed);
    connect(&m_heart, &QTimer::timeout, this, &Benchmark::beat);
}

void Benchmark::start()
{
    m_window.show();
    // The first paint of a window belongs to its start, not to streaming.
    QTimer::singleShot(500, this, [this] {
        m_clock.start();
        m_cpuAtStart = m_cpuAtFifth = threadCpuSeconds();
        m_feed.start(feedIntervalMs);
        m_heart.start(heartbeatMs);
    });
}

void Benchmark::feed()
{
    const qint64 due = m_clock.elapsed() * m_options.tokensPerSecond / 1000 * charactersPerToken;
    const qsizetype until = std::min<qsizetype>(due, m_text.size());
    for (MarkdownView *view : m_views) {
        for (qsizetype at = m_fed; at < until; at += charactersPerToken)
            view->appendMarkdown(QStringView(m_text).mid(at, std::min<qsizetype>(charactersPerToken, until - at)));
    }
    m_fed = until;
    if (m_fed * 5 >= m_text.size() * qsizetype(m_fifth + 1) && m_fifth < 5) {
        const double now = threadCpuSeconds();
        result.cpuOfFifth[m_fifth++] = now - m_cpuAtFifth;
        m_cpuAtFifth = now;
    }
    if (m_fed < m_text.size())
        return;
    m_feed.stop();
    for (MarkdownView *view : m_views)
        view->finish();
    QTimer::singleShot(1500, this, &Benchmark::end); // what is drawn last counts too
}

void Benchmark::beat()
{
    const qint64 now = m_clock.nsecsElapsed();
    const double cpu = threadCpuSeconds();
    if (m_lastBeat != 0) {
        result.longestStallMs = std::max(result.longestStallMs, double(now - m_lastBeat) / 1e6);
        result.longestBusyMs = std::max(result.longestBusyMs, (cpu - m_cpuAtBeat) * 1e3);
    }
    m_lastBeat = now;
    m_cpuAtBeat = cpu;
}

void Benchmark::end()
{
    result.seconds = double(m_clock.elapsed()) / 1000;
    result.cpuSeconds = threadCpuSeconds() - m_cpuAtStart;
    result.residentMb = residentMb();
    for (const MarkdownView *view : m_views)
        Q_ASSERT(view->isUpToDate());
    QCoreApplication::quit();
}

void printTable(const Options &options, const Result &result)
{
    const double perFifth = double(options.tokens) * options.views / 5;
    const auto microseconds = [&](std::size_t fifth) { return result.cpuOfFifth[fifth] / perFifth * 1e6; };
    std::printf("%-34s %d x %d tokens/s to %d tokens, %s\n", "streaming cards", options.views, options.tokensPerSecond,
                options.tokens, qPrintable(options.content));
    std::printf("%-34s %8.1f %%\n", "GUI thread, share of one core", 100 * result.cpuSeconds / result.seconds);
    std::printf("%-34s %8.1f ms (heartbeat %d ms)\n", "longest gap of the heartbeat", result.longestStallMs,
                heartbeatMs);
    std::printf("%-34s %8.1f ms\n", "longest work between two of them", result.longestBusyMs);
    std::printf("%-34s %8.2f us\n", "per token, first fifth", microseconds(0));
    std::printf("%-34s %8.2f us\n", "per token, last fifth", microseconds(4));
    std::printf("%-34s %8.2f\n", "last to first", result.cpuOfFifth[4] / result.cpuOfFifth[0]);
    std::printf("%-34s %8.1f MB\n", "resident memory", result.residentMb);
}

void printJson(const Options &options, const Result &result)
{
    const QJsonObject object{{u"benchmark"_s, u"streaming_cards"_s},
                             {u"content"_s, options.content},
                             {u"views"_s, options.views},
                             {u"tokensPerSecond"_s, options.tokensPerSecond},
                             {u"tokens"_s, options.tokens},
                             {u"cpuShare"_s, result.cpuSeconds / result.seconds},
                             {u"longestStallMs"_s, result.longestStallMs},
                             {u"longestBusyMs"_s, result.longestBusyMs},
                             {u"cpuLastToFirstFifth"_s, result.cpuOfFifth[4] / result.cpuOfFifth[0]},
                             {u"cpuSeconds"_s, result.cpuSeconds},
                             {u"residentMb"_s, result.residentMb}};
    std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
}

} // namespace

int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption views(u"views"_s, u"Answers side by side."_s, u"n"_s, u"8"_s);
    const QCommandLineOption rate(u"rate"_s, u"Tokens a second of each."_s, u"n"_s, u"400"_s);
    const QCommandLineOption tokens(u"tokens"_s, u"Tokens of each."_s, u"n"_s, u"20000"_s);
    const QCommandLineOption content(u"content"_s, u"mixed, code, list or paragraph."_s, u"kind"_s, u"mixed"_s);
    const QCommandLineOption json(u"json"_s, u"Print JSON as well."_s);
    parser.addOptions({views, rate, tokens, content, json});
    parser.process(application);
    const Options options{parser.value(views).toInt(), parser.value(rate).toInt(), parser.value(tokens).toInt(),
                          parser.value(content)};
    Benchmark benchmark(options);
    benchmark.start();
    const int status = QApplication::exec();
    printTable(options, benchmark.result);
    if (parser.isSet(json))
        printJson(options, benchmark.result);
    return status;
}
