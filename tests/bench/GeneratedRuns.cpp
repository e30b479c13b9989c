// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GeneratedRuns.h"

#include "library/Library.h"

#include <QEventLoop>

#include <cmath>
#include <deque>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int vocabularySize = 30'000;
/// How many characters a model sends at a time.
constexpr qsizetype deltaLength = 24;
/// Runs that may wait for the disk: bounds the memory of whoever generates.
constexpr size_t runsAtOnce = 64;
const QDateTime firstStart(QDate(2024, 1, 1), QTime(8, 0), Qt::UTC);

QStringList madeUpWords()
{
    static constexpr QLatin1StringView onsets[] = {"b"_L1,  "d"_L1, "f"_L1, "g"_L1,  "k"_L1,  "l"_L1,  "m"_L1, "n"_L1,
                                                   "p"_L1,  "r"_L1, "s"_L1, "t"_L1,  "th"_L1, "v"_L1,  "w"_L1, "st"_L1,
                                                   "tr"_L1, "c"_L1, "h"_L1, "pr"_L1, "sh"_L1, "ch"_L1, ""_L1,  "gr"_L1};
    static constexpr QLatin1StringView rimes[] = {"e"_L1,  "a"_L1,  "o"_L1,  "in"_L1,  "er"_L1,  "an"_L1,
                                                  "en"_L1, "al"_L1, "or"_L1, "ous"_L1, "ent"_L1, "ing"_L1};
    constexpr int syllables = int(std::size(onsets) * std::size(rimes));
    QStringList words;
    for (int i = 0; i < vocabularySize; ++i) {
        QString word;
        // Frequent words are short, as they are everywhere.
        for (int rest = i + 1; rest > 0; rest /= syllables)
            word += onsets[rest % std::size(onsets)] + rimes[(rest / std::size(onsets)) % std::size(rimes)];
        words.append(word);
    }
    return words;
}

std::vector<double> zipf()
{
    std::vector<double> weights(vocabularySize);
    for (int i = 0; i < vocabularySize; ++i)
        weights[size_t(i)] = 1.0 / (i + 2.0);
    return weights;
}

Agent agentOf(const QString &id, int model)
{
    Agent agent;
    agent.id = {id};
    agent.model = {{u"provider"_s}, u"model-%1"_s.arg(model)};
    return agent;
}

void appendAnswer(QList<RunEvent> &events, const Agent &agent, int layer, Milliseconds start, const QString &text)
{
    Milliseconds time = start;
    const auto add = [&](RunEventBody body) { events.append({time, agent.id, layer, std::move(body)}); };
    add(event::CallQueued{agent.model});
    add(event::CallStarted{agent.model, 1});
    time += Milliseconds(350);
    add(event::FirstToken{});
    for (qsizetype i = 0; i < text.size(); i += deltaLength) {
        add(event::Text{TextChannel::Answer, text.mid(i, deltaLength)});
        time += Milliseconds(10 + i % 7);
    }
    event::CallFinished finished;
    finished.textLength = text.size();
    finished.usage.outVisible = text.size() / 4;
    finished.costUsd = double(text.size()) * 1e-6;
    add(finished);
}

} // namespace

GeneratedRuns::GeneratedRuns(QString path)
    : m_path(std::move(path))
    , m_vocabulary(madeUpWords())
{
    const std::vector<double> weights = zipf();
    m_frequency = std::discrete_distribution<int>(weights.begin(), weights.end());
}

QString GeneratedRuns::rareWord()
{
    return u"xylographically"_s;
}

QString GeneratedRuns::commonWord()
{
    return madeUpWords().constFirst();
}

QString GeneratedRuns::secondWord()
{
    return madeUpWords().at(1);
}

int GeneratedRuns::keep(int runs)
{
    auto library = Library::open(m_path);
    if (!library)
        return 1;
    std::deque<std::unique_ptr<RunWriter>> writers;
    const auto finishFirst = [&] {
        QEventLoop loop;
        QObject::connect(writers.front().get(), &RunWriter::kept, &loop, &QEventLoop::quit);
        if (!writers.front()->isKept())
            loop.exec();
        writers.pop_front();
    };
    for (int i = 0; i < runs; ++i) {
        const RunRecord record = run(i);
        writers.push_back((*library)->begin(record, RunOrigin::CommandLine));
        for (const RunEvent &event : record.events)
            writers.back()->append(event);
        writers.back()->finish();
        if (writers.size() == runsAtOnce)
            finishFirst();
    }
    while (!writers.empty())
        finishFirst();
    return 0;
}

RunRecord GeneratedRuns::run(int number)
{
    RunRecord record = head(number);
    record.events = events(record, number);
    return record;
}

RunRecord GeneratedRuns::head(int number)
{
    constexpr int graphs = 12;
    constexpr int models = 20;
    RunRecord record;
    record.id = {u"run-%1"_s.arg(number, 8, 10, QChar(u'0'))};
    record.started = firstStart.addSecs(600LL * number);
    record.prompt = text(20);
    record.graph.name = u"Graph %1"_s.arg(number % graphs);
    record.graph.layers.resize(2);
    for (int i = 0; i < 3; ++i)
        record.graph.layers[0].agents.append(agentOf(QString(QChar(u'a' + i)), (number + i * 7) % models));
    record.graph.layers[1].agents.append(agentOf(u"s"_s, number % models));
    return record;
}

QList<RunEvent> GeneratedRuns::events(const RunRecord &head, int number)
{
    constexpr int runsPerRareWord = 10'000;
    QList<RunEvent> events;
    events.append({Milliseconds(0), {}, -1, event::RunStarted{head.id, head.graph.name, 4}});
    for (int layer = 0; layer < 2; ++layer) {
        for (const Agent &agent : head.graph.layers[layer].agents) {
            QString answer = text(150 + int(m_random() % 200));
            if (layer == 1 && number % runsPerRareWord == runsPerRareWord / 100)
                answer += u' ' + rareWord();
            appendAnswer(events, agent, layer, Milliseconds(layer * 9000), answer);
        }
        events.append({events.constLast().time, {}, layer, event::LayerFinished{3, 3}});
    }
    const Milliseconds end = events.constLast().time;
    events.append({end, {}, -1, event::RunFinished{RunOutcome::Synthesis, 0.01, 0, {}, end}});
    return events;
}

QString GeneratedRuns::text(int words)
{
    QString text;
    for (int i = 0; i < words; ++i) {
        text += m_vocabulary[m_frequency(m_random)];
        text += i % 12 == 11 ? u". "_s : u" "_s;
    }
    return text;
}

} // namespace tributary
