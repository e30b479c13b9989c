// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/DiffChoices.h"

#include "base/Formatting.h"
#include "graph/AgentLabel.h"
#include "library/Library.h"
#include "text/Words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

constexpr qsizetype earlierShown = 40;
constexpr qsizetype titleCharacters = 60;

struct DiffWords
{
    Q_DECLARE_TR_FUNCTIONS(DiffWords)
};

QString modelOf(const Agent &agent, const AgentState &state)
{
    return state.servedModel.isEmpty() ? agent.model.model : state.servedModel;
}

DiffChoice choiceOf(const Graph &graph, int layer, qsizetype index, const AgentState &state)
{
    const Agent &agent = graph.layers[layer].agents[index];
    const bool last = layer == graph.layers.size() - 1;
    QString name = last ? DiffWords::tr("Synthesis") : agentLetter(index);
    if (!last && graph.layers.size() > 2)
        name = DiffWords::tr("Layer %1, %2").arg(QString::number(layer + 1), name);
    return {u"%1 · %2"_s.arg(name, modelOf(agent, state)), state.answer, agent.id, layer, last};
}

QString shortTitle(const RunSummary &summary)
{
    const QDateTime started = summary.started.toLocalTime();
    QString prompt = summary.prompt.simplified();
    if (prompt.size() > titleCharacters)
        prompt = prompt.left(titleCharacters).trimmed() + u'…';
    return u"%1 %2 · %3"_s.arg(formatDay(started.date()), started.toString(u"HH:mm"_s), prompt);
}

QList<DiffChoice> earlierIn(const Library &library, const RunRecord &shown)
{
    const Result<QList<RunKey>> keys = library.find({});
    RunFilter sameWords;
    QString phrase = shown.prompt.left(titleCharacters);
    sameWords.text = u'"' + phrase.remove(u'"') + u'"';
    const Result<QList<RunKey>> same = library.find(sameWords);
    QList<RunKey> wanted = same ? same->first(std::min(same->size(), earlierShown)) : QList<RunKey>();
    for (const RunKey key : keys ? keys->first(std::min(keys->size(), earlierShown)) : QList<RunKey>()) {
        if (!wanted.contains(key))
            wanted += key;
    }
    QList<RunSummary> summaries = library.summaries(wanted).value_or(QList<RunSummary>());
    summaries.removeIf(
        [&](const RunSummary &summary) { return summary.id == shown.id || summary.synthesis.isEmpty(); });
    const QString beginning = shown.prompt.left(RunSummary::shownCharacters);
    std::ranges::stable_sort(summaries, std::greater<>(),
                             [&](const RunSummary &summary) { return summary.prompt == beginning; });
    QList<DiffChoice> choices;
    for (const RunSummary &summary : std::as_const(summaries)) {
        DiffChoice &choice = choices.emplace_back(DiffChoice{shortTitle(summary)});
        choice.isSynthesis = true;
        choice.run = summary.id;
    }
    return choices;
}

} // namespace

QList<DiffChoice> diffChoices(const RunRecord &record, const RunAnalysis *analysis)
{
    QList<DiffChoice> choices;
    const RunState state = replay(record.events);
    for (int layer = 0; layer < record.graph.layers.size(); ++layer) {
        const QList<Agent> &agents = record.graph.layers[layer].agents;
        for (qsizetype i = 0; i < agents.size(); ++i) {
            const AgentState &agent = state.agent(agents[i].id);
            if (!agent.answer.isEmpty())
                choices += choiceOf(record.graph, layer, i, agent);
        }
    }
    for (const LayerAddition &addition : analysis ? analysis->additions : QList<LayerAddition>()) {
        DiffChoice choice{DiffWords::tr("All that layer %1 read: what did it add?").arg(addition.layer + 1)};
        choice.additionsOf = addition.layer;
        choices += choice;
    }
    return choices;
}

EarlierSyntheses earlierSyntheses(const std::function<Library *()> &library)
{
    return {.list = [library](const RunRecord &shown) -> QList<DiffChoice> {
                const Library *open = library();
                return open ? earlierIn(*open, shown) : QList<DiffChoice>();
            },
            .load = [library](const RunId &run) -> QString {
                const Library *open = library();
                const Result<RunRecord> record = open ? open->load(run) : Result<RunRecord>(RunRecord());
                return record ? record->synthesis() : QString();
            }};
}

TextDiff additionDiff(const QString &text, const QList<TextRange> &added)
{
    TextDiff diff;
    qsizetype at = 0;
    qint64 addedWords = 0;
    const auto add = [&](DiffPart::Kind kind, qsizetype end) {
        if (end <= at)
            return;
        const TextRange range{at, end - at};
        diff.parts += DiffPart{kind, kind == DiffPart::Kind::Same ? range : TextRange{at, 0}, range};
        at = end;
    };
    for (const TextRange &passage : added) {
        add(DiffPart::Kind::Same, std::max(at, passage.start));
        if (passage.end() <= at)
            continue;
        addedWords += countWords(QStringView(text).sliced(at, std::min(passage.end(), text.size()) - at));
        add(DiffPart::Kind::Added, std::min(passage.end(), text.size()));
        diff.changes += DiffChange{diff.parts.size() - 1, 1};
    }
    add(DiffPart::Kind::Same, text.size());
    const qint64 words = countWords(text);
    diff.similarity = words > 0 ? 1.0 - double(addedWords) / double(words) : 1.0;
    return diff;
}

} // namespace tributary
