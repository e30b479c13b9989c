// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures how well sources are found, and how fast. Usage: bench_sources TEMPLATES [--answers FILE] [--json FILE],
// with the folder of the template files and, if at hand, a file of recorded answers (see SourceCases.h). Everything is
// made from a fixed seed, so figures repeat to the digit; times do not.
#include "BenchTable.h"
#include "SourceCases.h"
#include "SourceFigures.h"
#include "analysis/Sources.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <array>
#include <cstdio>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

constexpr int topics = 60;
constexpr std::array<int, 7> referenceCounts = {1, 2, 3, 5, 6, 10, 20};
constexpr int usualReferences = 6;

constexpr std::array<const char *, inflectedLevel + 1> levelNames = {"0 verbatim", "1 light",    "2 medium",
                                                                     "3 heavy",    "two joined", "2 inflected"};

void addLevels(QList<BenchRow> &rows, const QString &name, const SourceFigures &figures)
{
    for (std::size_t level = 0; level < levelNames.size(); ++level) {
        if (figures.probes[level] == 0)
            continue;
        const QString of = name + QLatin1StringView(levelNames[level]);
        rows.append({of + u", recall"_s, figures.recall[level], u"share"_s, {}, {}});
        rows.append({of + u", right source"_s, figures.rightSource[level], u"share"_s, {}, {}});
    }
}

void print(const QString &name, const SourceFigures &figures)
{
    std::printf("%-42s %6.3f %6.3f ", qPrintable(name), figures.threshold, figures.falseShare);
    for (std::size_t level = 0; level < levelNames.size(); ++level) {
        if (figures.probes[level] > 0)
            std::printf("  %.3f %.3f", figures.recall[level], figures.rightSource[level]);
        else
            std::printf("  %5s %5s", "-", "-");
    }
    std::printf("\n");
}

void printHead(const QString &title)
{
    std::printf("\n%-42s %6s %6s ", qPrintable(title), "from", "false");
    for (const char *level : levelNames)
        std::printf("  %-11s", level);
    std::printf("\n");
}

void addFigures(QList<BenchRow> &rows, const QString &name, const SourceFigures &figures)
{
    print(name, figures);
    rows.append({name + u": threshold"_s, figures.threshold, u"score"_s, {}, {}});
    rows.append({name + u": false sources"_s, figures.falseShare, u"share"_s, {}, {}});
    addLevels(rows, name + u": "_s, figures);
}

/// Methods at 5 % false sources; then the product at its own threshold by the number of references.
void addQuality(QList<BenchRow> &rows, const QString &set, const QList<SourceCase> &cases)
{
    const auto all = static_cast<int>(cases.first().references.size());
    const int usual = std::min(all, usualReferences);
    printHead(u"%1, %2 references: recall, right source"_s.arg(set).arg(usual));
    for (const SourceFigures &figures : compareMethods(cases, usual))
        addFigures(rows, u"%1, %2: %3"_s.arg(set).arg(usual).arg(figures.method), figures);
    printHead(u"%1, by number of references"_s.arg(set));
    for (const int references : referenceCounts) {
        if (references > all)
            break;
        addFigures(rows, u"%1, %2: at 5 % false"_s.arg(set).arg(references), measureProduct(cases, references, {}));
        addFigures(rows, u"%1, %2: as built"_s.arg(set).arg(references),
                   measureProduct(cases, references, sourceThreshold(references)));
    }
}

/// References and a text of so many sentences each; half of the text's are the references', lightly reworded.
SourceQuestion questionOf(const QString &templates, int references, int sentences)
{
    SourceQuestion question;
    const QList<SourceCase> cases = constructedCases(templates, sentences / 8, references + 1);
    for (int i = 0; i < references; ++i) {
        QStringList parts;
        for (const SourceCase &topic : cases)
            parts.append(topic.references[i]);
        QString text = parts.join(u"\n\n"_s);
        const QList<TextSegment> segments = segmentMarkdown(text);
        if (segments.size() > sentences)
            text.truncate(segments[sentences].range.start);
        question.references.append({AgentId{u"r%1"_s.arg(i)}, text});
    }
    for (int i = 0; i < sentences; ++i) {
        const QList<SourceProbe> &probes = cases[i % cases.size()].probes;
        question.text += probes[(i / cases.size() * 5 + (i % 2 ? 1 : 3)) % probes.size()].text + u"\n\n"_s;
    }
    return question;
}

double milliseconds(const SourceQuestion &question)
{
    QList<double> times;
    for (int i = 0; i < 9; ++i) {
        QElapsedTimer timer;
        timer.start();
        if (attributeSources(question)->sentences.isEmpty())
            qFatal("nothing was attributed");
        times.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return median(times);
}

void addTimes(QList<BenchRow> &rows, const QString &templates)
{
    struct Size
    {
        int references;
        int sentences;
    };

    std::optional<double> first;
    for (const Size size : {Size{6, 60}, Size{6, 120}, Size{6, 300}, Size{12, 300}, Size{20, 300}, Size{6, 3000}}) {
        const double time = milliseconds(questionOf(templates, size.references, size.sentences));
        const QString what = u"time, %1 references of %2 sentences"_s.arg(size.references).arg(size.sentences);
        rows.append({what, time, u"ms"_s, {}, first ? std::nullopt : std::optional(50.0)});
        if (first)
            rows.append({what + u" to the first"_s, time, u"ms"_s, first, {}});
        else
            first = time;
    }
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addPositionalArgument(u"templates"_s, u"folder of the template files"_s);
    parser.addOption({u"answers"_s, u"recorded answers"_s, u"FILE"_s});
    parser.addOption({u"json"_s, u"where the figures go"_s, u"FILE"_s});
    parser.process(application);
    if (parser.positionalArguments().size() != 1)
        parser.showHelp(2);
    const QDir templates(parser.positionalArguments().constFirst());
    QList<BenchRow> rows;
    for (const QString &language : {u"en"_s, u"de"_s, u"zh"_s, u"ar"_s}) {
        const QList<SourceCase> cases =
            constructedCases(templates.filePath(language + u".txt"_s), topics, referenceCounts.back());
        addQuality(rows, language, cases);
    }
    if (parser.isSet(u"answers"_s)) {
        const QList<SourceCase> cases = recordedCases(parser.value(u"answers"_s), templates.filePath(u"en.txt"_s));
        addQuality(rows, u"recorded"_s, cases);
    }
    QList<BenchRow> times;
    addTimes(times, templates.filePath(u"en.txt"_s));
    std::printf("\n%s", qPrintable(toTable(times)));
    rows += times;
    if (parser.isSet(u"json"_s))
        write(parser.value(u"json"_s), toJson(rows));
    return 0;
}
