// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures the library with few and with very many runs: opening, listing, searching, and what it takes in memory and
// on disk. Usage: bench_library [--json FILE] [--folder FOLDER] [RUNS...]; 1000 and 100000 runs when none are named. A
// library that is in the folder already is measured as it is.
#include "BenchTable.h"
#include "GeneratedRuns.h"
#include "library/Library.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

constexpr int repetitions = 9;
constexpr qsizetype pageRows = 50;

template <typename T>
T need(Result<T> result)
{
    if (!result)
        qFatal("%s %s", qPrintable(result.error().message), qPrintable(result.error().detail));
    return std::move(*result);
}

/// Median time in milliseconds.
template <typename Work>
double timeOf(Work work)
{
    QList<double> times;
    for (int i = 0; i < repetitions; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        times.append(double(timer.nsecsElapsed()) / 1e6);
    }
    return median(times);
}

double residentMegabytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ').first().toDouble() / 1024.0;
    }
    return 0;
}

/// Collects the rows of one library; runs in a process of its own, so that its memory is what the library takes.
class Measurement
{
public:
    explicit Measurement(QString path)
        : m_path(std::move(path))
    {}

    QList<BenchRow> run()
    {
        const double before = residentMegabytes();
        add(u"open"_s, timeOf([this] { need(Library::open(m_path)); }), u"ms"_s, 100.0);
        m_library = need(Library::open(m_path));
        m_all = need(m_library->find({}));
        const QString size = u" of %1 runs"_s.arg(m_all.size());
        add(u"open, find all, first page"_s, timeOf([this] { openAndShow(); }), u"ms"_s, 100.0);
        add(u"page in the middle"_s, timeOf([this] { showPage(m_all.size() / 2); }), u"ms"_s, 100.0);
        search(u"search, rare word"_s, GeneratedRuns::rareWord());
        search(u"search, common word"_s, GeneratedRuns::commonWord());
        search(u"search, one letter"_s, GeneratedRuns::commonWord().left(1));
        search(u"search, two common words"_s, GeneratedRuns::commonWord() + u' ' + GeneratedRuns::secondWord());
        search(u"search, phrase of common words"_s,
               u'"' + GeneratedRuns::commonWord() + u' ' + GeneratedRuns::secondWord() + u'"');
        RunFilter expensive;
        expensive.costUsd = {0.002, 0.004};
        add(u"filter by cost"_s, timeOf([&] { need(m_library->find(expensive)); }), u"ms"_s, 100.0);
        add(u"facets"_s, timeOf([this] { need(m_library->facets()); }), u"ms"_s, 100.0);
        add(u"keep a run, from opening to closing"_s, timeOf([this] { keepOne(); }), u"ms"_s, {});
        const RunId middle = need(m_library->summaries({m_all[m_all.size() / 2]})).constFirst().id;
        add(u"load a run"_s, timeOf([&] { need(m_library->load(middle)); }), u"ms"_s, {});
        add(u"memory taken by all of this"_s, residentMegabytes() - before, u"MB"_s, {});
        add(u"file"_s, double(m_library->sizeOnDisk()) / 1e6, u"MB"_s, {});
        add(u"file, per run"_s, double(m_library->sizeOnDisk()) / 1e3 / double(m_all.size()), u"kB"_s, {});
        for (BenchRow &row : m_rows)
            row.what += size;
        return m_rows;
    }

private:
    void openAndShow()
    {
        const auto library = need(Library::open(m_path));
        const QList<RunKey> keys = need(library->find({}));
        need(library->summaries(keys.first(std::min(keys.size(), pageRows))));
    }

    /// What a command line adds to its run.
    void keepOne()
    {
        const RunRecord run = GeneratedRuns(m_path).run(int(m_all.size()) + m_kept++);
        const auto library = need(Library::open(m_path));
        const auto writer = library->begin(run, RunOrigin::CommandLine);
        for (const RunEvent &event : run.events)
            writer->append(event);
        writer->finish();
    }

    void showPage(qsizetype from) { need(m_library->summaries(m_all.mid(from, pageRows))); }

    void search(const QString &what, const QString &text)
    {
        RunFilter filter;
        filter.text = text;
        qsizetype found = 0;
        const double time = timeOf([&] {
            const QList<RunKey> keys = need(m_library->find(filter));
            found = keys.size();
            need(m_library->summaries(keys.first(std::min(found, pageRows))));
        });
        add(u"%1 (%2 found)"_s.arg(what).arg(found), time, u"ms"_s, 100.0);
    }

    void add(const QString &what, double value, const QString &unit, std::optional<double> bar)
    {
        m_rows.append({what, value, unit, {}, bar});
    }

    QString m_path;
    std::unique_ptr<Library> m_library;
    QList<RunKey> m_all;
    int m_kept = 0;
    QList<BenchRow> m_rows;
};

QList<BenchRow> rowsFromJson(const QByteArray &json)
{
    QList<BenchRow> rows;
    const QJsonArray array = QJsonDocument::fromJson(json).array();
    for (const auto &value : array) {
        const QJsonObject row = value.toObject();
        rows.append({row[u"what"].toString(),
                     row[u"value"].toDouble(),
                     row[u"unit"].toString(),
                     {},
                     row.contains(u"bar") ? std::optional(row[u"bar"].toDouble()) : std::nullopt});
    }
    return rows;
}

QByteArray runSelf(const QStringList &arguments)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), arguments);
    if (!child.waitForFinished(-1) || child.exitCode() != 0)
        qFatal("%s failed", qPrintable(arguments.join(u' ')));
    return child.readAllStandardOutput();
}

QList<BenchRow> measure(const QString &folder, int runs)
{
    const QString path = QDir(folder).filePath(u"runs-%1.sqlite"_s.arg(runs));
    if (!QFile::exists(path)) {
        QElapsedTimer timer;
        timer.start();
        runSelf({u"--generate"_s, path, QString::number(runs)});
        std::fprintf(stderr, "%d runs kept in %.1f s\n", runs, double(timer.elapsed()) / 1000.0);
    }
    return rowsFromJson(runSelf({u"--measure"_s, path}));
}

/// What follows `name`; it and its value are taken out.
QString takeOption(QStringList &arguments, const QString &name)
{
    const qsizetype at = arguments.indexOf(name);
    if (at < 0)
        return {};
    arguments.removeAt(at);
    return at < arguments.size() ? arguments.takeAt(at) : QString();
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments().mid(1);
    if (const QString path = takeOption(arguments, u"--generate"_s); !path.isEmpty())
        return GeneratedRuns(path).keep(arguments.value(0).toInt());
    if (const QString path = takeOption(arguments, u"--measure"_s); !path.isEmpty())
        return std::fputs(toJson(Measurement(path).run()).constData(), stdout) < 0 ? 1 : 0;

    const QTemporaryDir own;
    const QString json = takeOption(arguments, u"--json"_s);
    QString folder = takeOption(arguments, u"--folder"_s);
    if (folder.isEmpty())
        folder = own.path();
    if (arguments.isEmpty())
        arguments = {u"1000"_s, u"100000"_s};
    QList<BenchRow> rows;
    for (const QString &runs : std::as_const(arguments))
        rows += measure(folder, runs.toInt());
    std::fputs(qPrintable(toTable(rows)), stdout);
    if (json.isEmpty())
        return 0;
    QFile file(json);
    return file.open(QIODevice::WriteOnly) && file.write(toJson(rows)) >= 0 ? 0 : 1;
}
