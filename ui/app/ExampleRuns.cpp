// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/ExampleRuns.h"

#include "base/Tokens.h"
#include "cli/Services.h"
#include "demo/DemoVoice.h"
#include "demo/Recordings.h"
#include "graph/Presets.h"
#include "library/Library.h"

#include <QSet>

#include <array>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

enum class Ending { Synthesis, OneFailed, AllFailed, Stopped, Interrupted };

struct Example
{
    qsizetype question = 0;
    qint64 minutesAgo = 0;
    Ending ending = Ending::Synthesis;
    /// Which of its answers a voice gives.
    qint64 sample = 0;
    RunOrigin origin = RunOrigin::Window;
    bool starred = false;
    QString tag = {};
};

constexpr qint64 Day = 24 * 60;

QList<Example> examples()
{
    return {
        {4, 34 * Day, Ending::Synthesis, 1, RunOrigin::Window, false, u"house"_s},
        {5, 21 * Day, Ending::Stopped},
        {2, 20 * Day + 90, Ending::Synthesis, 0, RunOrigin::CommandLine},
        {3, 9 * Day, Ending::AllFailed},
        {1, 6 * Day + 200, Ending::Synthesis, 1, RunOrigin::Imported, false, u"teaching"_s},
        {0, 6 * Day + 30, Ending::Synthesis, 2},
        {5, 3 * Day, Ending::Synthesis, 0, RunOrigin::Lab},
        {4, 2 * Day + 60, Ending::OneFailed, 0, RunOrigin::Window, false, u"house"_s},
        {2, Day + 240, Ending::Synthesis, 0, RunOrigin::Window, true, u"workshop"_s},
        {3, Day + 30, Ending::Interrupted},
        {1, 180, Ending::OneFailed},
        {0, 55, Ending::Synthesis, 1},
        {0, 12, Ending::Synthesis, 0, RunOrigin::Window, true, u"teaching"_s},
    };
}

/// One run of the recordings, event by event.
class ExampleRun
{
public:
    ExampleRun(const Example &example, const Recording &recording, const Graph &graph)
        : m_example(example)
        , m_recording(recording)
    {
        m_record.graph = graph;
        m_record.prompt = recording.question.prompt;
        m_record.nonce = u"example"_s;
    }

    RunRecord tell(const RunId &id, const QDateTime &started)
    {
        m_record.id = id;
        m_record.started = started;
        add({}, -1, event::RunStarted{id, m_record.graph.name, calls()});
        tellProposers();
        tellSynthesis();
        if (m_example.ending != Ending::Interrupted)
            add({}, -1, end());
        return m_record;
    }

private:
    [[nodiscard]] const QList<Agent> &proposers() const { return m_record.graph.layers.constFirst().agents; }

    [[nodiscard]] qsizetype calls() const { return proposers().size() + 1; }

    [[nodiscard]] bool fails(qsizetype proposer) const
    {
        return m_example.ending == Ending::AllFailed || (m_example.ending == Ending::OneFailed && proposer == 1);
    }

    [[nodiscard]] bool hasSynthesis() const
    {
        return m_example.ending == Ending::Synthesis || m_example.ending == Ending::OneFailed;
    }

    void add(const AgentId &agent, int layer, const RunEventBody &body)
    {
        m_record.events.append({m_now, agent, layer, body});
    }

    void tellProposers()
    {
        for (const Agent &agent : proposers()) {
            add(agent.id, 0, event::CallQueued{agent.model});
            add(agent.id, 0, event::CallStarted{agent.model});
        }
        int usable = 0;
        for (qsizetype i = 0; i < proposers().size(); ++i) {
            const Agent &agent = proposers().at(i);
            m_now += Milliseconds(1700 + 400 * i);
            if (fails(i)) {
                add(agent.id, 0,
                    event::CallFailed{ErrorKind::RateLimited, u"The provider limits requests."_s, {}, 0.0});
                continue;
            }
            const QString voice = agent.model.model;
            m_read.insert(voice);
            // Cut short where the run was.
            const bool cut = m_example.ending == Ending::Interrupted && i == 2;
            tellAnswer(agent, 0, m_recording.first.value(voice).text(m_example.sample), cut);
            usable += cut ? 0 : 1;
        }
        if (m_example.ending != Ending::Interrupted)
            add({}, 0, event::LayerFinished{usable, static_cast<int>(proposers().size())});
    }

    void tellSynthesis()
    {
        const Agent &agent = m_record.graph.layers.constLast().agents.constFirst();
        const int layer = static_cast<int>(m_record.graph.layers.size()) - 1;
        if (m_example.ending == Ending::Interrupted)
            return;
        if (m_example.ending == Ending::AllFailed)
            return add(agent.id, layer, event::CallSkipped{SkipReason::NoReferences});
        QList<AgentId> references;
        for (qsizetype i = 0; i < proposers().size(); ++i) {
            if (!fails(i))
                references.append(proposers().at(i).id);
        }
        add(agent.id, layer, event::CallQueued{agent.model, references});
        add(agent.id, layer, event::CallStarted{agent.model});
        if (!hasSynthesis())
            return add(agent.id, layer, event::CallStopped{});
        m_now += Milliseconds(6200);
        tellAnswer(agent, layer, compose(m_recording.synthesis, m_read), false);
        add({}, layer, event::LayerFinished{1, 1});
    }

    void tellAnswer(const Agent &agent, int layer, const QString &text, bool cut)
    {
        add(agent.id, layer, event::FirstToken{});
        add(agent.id, layer, event::Text{TextChannel::Answer, cut ? text.left(text.size() / 2) : text});
        if (cut)
            return;
        event::CallFinished finished;
        finished.textLength = text.size();
        finished.usage.inUncached = estimateTokens(m_record.prompt) + 160;
        finished.usage.outVisible = estimateTokens(text);
        finished.costUsd = 0.0;
        finished.servedModel = agent.model.model;
        finished.timings = {Milliseconds(420), Milliseconds(1700)};
        m_usage = m_usage + finished.usage;
        add(agent.id, layer, finished);
    }

    [[nodiscard]] event::RunFinished end() const
    {
        event::RunFinished finished;
        finished.outcome = hasSynthesis()                          ? RunOutcome::Synthesis
                           : m_example.ending == Ending::AllFailed ? RunOutcome::NoSynthesis
                                                                   : RunOutcome::Stopped;
        finished.usage = m_usage;
        finished.duration = m_now;
        return finished;
    }

    const Example &m_example;
    const Recording &m_recording;
    RunRecord m_record;
    Milliseconds m_now{0};
    QSet<QString> m_read;
    Usage m_usage;
};

Result<void> keep(Library &library, const Example &example, const RunRecord &record)
{
    if (example.ending == Ending::Interrupted) {
        RunRecord head = record;
        head.events.clear();
        const std::unique_ptr<RunWriter> writer = library.begin(head, example.origin);
        for (const RunEvent &event : record.events)
            writer->append(event);
        return {};
    }
    if (const Result<RunKey> added = library.add(record, example.origin); !added)
        return tl::unexpected<Error>(added.error());
    if (!example.tag.isEmpty())
        if (const Result<void> tagged = library.setTags({record.id}, {example.tag}); !tagged)
            return tagged;
    return example.starred ? library.setStarred({record.id}, true) : Result<void>();
}

} // namespace

Result<void> keepExampleRuns(Library &library, const QDateTime &now)
{
    const Result<QList<Recording>> recordings = loadRecordings();
    if (!recordings)
        return tl::unexpected<Error>(recordings.error());
    const Graph graph = Services::fillWithDemo(findPreset(u"moa"_s)->graph);
    const QList<Example> all = examples();
    for (qsizetype i = 0; i < all.size(); ++i) {
        const Example &example = all.at(i);
        const Recording &recording = recordings->at(example.question % recordings->size());
        const RunRecord record = ExampleRun(example, recording, graph)
                                     .tell(RunId{u"example-%1"_s.arg(i + 1)}, now.addSecs(-60 * example.minutesAgo));
        if (const Result<void> kept = keep(library, example, record); !kept)
            return kept;
    }
    return {};
}

} // namespace tributary
