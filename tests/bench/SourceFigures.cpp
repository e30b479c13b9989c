// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "SourceFigures.h"

#include "SourceMethods.h"

#include <algorithm>

namespace tributary {

namespace {

constexpr double falseAllowed = 0.05;
constexpr double sameWords = 0.5;

/// What a method says of all sentences.
struct Scores
{
    std::vector<double> without;
    std::array<std::vector<double>, inflectedLevel + 1> with;
    std::array<int, inflectedLevel + 1> right{};
};

void ask(SourceMethod &method, const SourceCase &about, SourceMethod &grams, Scores &scores)
{
    for (const SourceProbe &probe : about.probes) {
        if (probe.source >= about.references.size())
            continue;
        if (probe.source < 0 && std::ranges::max(grams.scores(probe.text)) >= sameWords)
            continue;
        const std::vector<double> found = method.scores(probe.text);
        const double best = std::ranges::max(found);
        if (probe.source < 0) {
            scores.without.push_back(best);
            continue;
        }
        const auto level = static_cast<std::size_t>(probe.level);
        scores.with[level].push_back(best);
        scores.right[level] += best > 0 && found[static_cast<std::size_t>(probe.source)] >= best ? 1 : 0;
    }
}

Scores askAll(SourceMethod &method, const QList<SourceCase> &cases, int references)
{
    const auto methods = allSourceMethods();
    SourceMethod &grams = *methods.back();
    Scores scores;
    for (const SourceCase &about : cases) {
        const SourceCase part{about.references.first(std::min<qsizetype>(references, about.references.size())),
                              about.probes};
        method.setReferences(part.references);
        grams.setReferences(part.references);
        ask(method, part, grams, scores);
    }
    return scores;
}

double shareReaching(const std::vector<double> &scores, double threshold)
{
    const auto reaching = std::ranges::count_if(scores, [=](double score) { return score >= threshold; });
    return scores.empty() ? 0 : static_cast<double>(reaching) / static_cast<double>(scores.size());
}

/// Just above what all but 5 % reach.
double thresholdFor(std::vector<double> scores)
{
    if (scores.empty())
        return 0;
    std::ranges::sort(scores, std::ranges::greater());
    const auto at = static_cast<std::size_t>(falseAllowed * static_cast<double>(scores.size()));
    return scores[at] + 1e-9;
}

SourceFigures figuresOf(const QString &method, const Scores &scores, std::optional<double> threshold)
{
    SourceFigures figures;
    figures.method = method;
    figures.threshold = threshold.value_or(thresholdFor(scores.without));
    figures.falseShare = shareReaching(scores.without, figures.threshold);
    for (std::size_t level = 0; level < scores.with.size(); ++level) {
        figures.probes[level] = static_cast<int>(scores.with[level].size());
        figures.recall[level] = shareReaching(scores.with[level], figures.threshold);
        figures.rightSource[level] =
            static_cast<double>(scores.right[level]) / std::max(1.0, static_cast<double>(figures.probes[level]));
    }
    return figures;
}

} // namespace

QList<SourceFigures> compareMethods(const QList<SourceCase> &cases, int references)
{
    QList<SourceFigures> all;
    for (const auto &method : allSourceMethods())
        all.append(figuresOf(method->name(), askAll(*method, cases, references), {}));
    return all;
}

SourceFigures measureProduct(const QList<SourceCase> &cases, int references, std::optional<double> threshold)
{
    const auto methods = allSourceMethods();
    return figuresOf(methods.front()->name(), askAll(*methods.front(), cases, references), threshold);
}

} // namespace tributary
