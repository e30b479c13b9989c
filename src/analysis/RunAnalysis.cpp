// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/RunAnalysis.h"

#include "analysis/ReadAnswers.h"
#include "analysis/Tracing.h"
#include "text/Words.h"

#include <QSet>

#include <algorithm>

namespace tributary {

namespace {

/// The time that the parts take, as shares of the whole.
constexpr double readersUntil = 0.7;
constexpr double agreementUntil = 0.85;
constexpr double factsUntil = 0.9;

class RunReading
{
public:
    RunReading(const RunRecord &record, const AnalysisProgress &progress)
        : m_record(record)
        , m_state(replay(record.events))
        , m_progress(progress)
    {}

    std::optional<RunAnalysis> read();

private:
    [[nodiscard]] QList<AgentId> usableAgents(qsizetype layer) const;
    [[nodiscard]] QList<SourceReference> answersOf(const QList<AgentId> &agents) const;
    [[nodiscard]] QList<QString> decoysFor(const AgentId &agent, qsizetype layer) const;
    bool addReader(const AgentId &agent, qsizetype layer, const AnalysisProgress &progress);
    bool readReaders();
    void addTraces();
    void addAdditions();
    bool addAgreement();
    bool addFacts();

    const RunRecord &m_record;
    RunState m_state;
    const AnalysisProgress &m_progress;
    /// Whose answers went into an agent's, however far.
    QHash<AgentId, QSet<AgentId>> m_ancestors;
    RunAnalysis m_analysis;
};

QList<AgentId> RunReading::usableAgents(qsizetype layer) const
{
    QList<AgentId> agents;
    for (const Agent &agent : m_record.graph.layers[layer].agents) {
        if (m_state.agent(agent.id).isUsable())
            agents.append(agent.id);
    }
    return agents;
}

QList<SourceReference> RunReading::answersOf(const QList<AgentId> &agents) const
{
    QList<SourceReference> answers;
    for (const AgentId &agent : agents)
        answers.append({agent, m_state.agent(agent).answer});
    return answers;
}

/// What earlier agents wrote on the same question without the author's knowing, not even through others.
QList<QString> RunReading::decoysFor(const AgentId &agent, qsizetype layer) const
{
    QList<QString> decoys;
    for (qsizetype earlier = 0; earlier < layer; ++earlier) {
        const QList<AgentId> usable = usableAgents(earlier);
        for (const AgentId &other : usable) {
            // Whoever read the author's own sources says the same without having been read.
            if (!m_ancestors[agent].contains(other) && !m_ancestors[other].intersects(m_ancestors[agent]))
                decoys.append(m_state.agent(other).answer);
        }
    }
    return decoys;
}

bool RunReading::addReader(const AgentId &agent, qsizetype layer, const AnalysisProgress &progress)
{
    constexpr double sourcesUntil = 0.5;
    const QList<SourceReference> read = answersReadBy(m_record, m_state, agent);
    for (const SourceReference &reference : read)
        m_ancestors[agent].unite(QSet<AgentId>(m_ancestors[reference.agent]) << reference.agent);
    if (read.isEmpty())
        return true;
    const SourceQuestion question{m_state.agent(agent).answer, read, m_record.prompt, decoysFor(agent, layer)};
    std::optional<SourceReport> sources = attributeSources(question, progressPart(progress, 0, sourcesUntil));
    if (!sources)
        return false;
    std::optional<QList<AnswerCoverage>> coverage =
        findCoverage(question, *sources, progressPart(progress, sourcesUntil, 1));
    if (!coverage)
        return false;
    m_analysis.readers.append({agent, std::move(*sources), std::move(*coverage)});
    return true;
}

bool RunReading::readReaders()
{
    qsizetype all = 0;
    for (qsizetype layer = 0; layer < m_record.graph.layers.size(); ++layer)
        all += usableAgents(layer).size();
    qsizetype done = 0;
    for (qsizetype layer = 0; layer < m_record.graph.layers.size(); ++layer) {
        const QList<AgentId> agents = usableAgents(layer);
        for (const AgentId &agent : agents) {
            const double step = readersUntil / static_cast<double>(all);
            const double from = step * static_cast<double>(done++);
            if (!addReader(agent, layer, progressPart(m_progress, from, from + step)))
                return false;
        }
    }
    return goesOn(m_progress, readersUntil);
}

void RunReading::addTraces()
{
    if (m_record.graph.layers.isEmpty())
        return;
    SourceTracer tracer(m_analysis.readers);
    const QList<AgentId> aggregators = usableAgents(m_record.graph.layers.size() - 1);
    for (const AgentId &aggregator : aggregators) {
        if (tracer.reachesFurther(aggregator))
            m_analysis.traces.insert(aggregator, tracer.trace(aggregator));
    }
}

void RunReading::addAdditions()
{
    for (qsizetype layer = 1; layer < m_record.graph.layers.size(); ++layer) {
        LayerAddition addition;
        addition.layer = static_cast<int>(layer);
        double words = 0;
        double fresh = 0;
        const QList<AgentId> agents = usableAgents(layer);
        for (const AgentId &agent : agents) {
            const ReaderAnalysis *reader = m_analysis.reader(agent);
            if (!reader)
                continue;
            const auto own = static_cast<double>(countMarkdownWords(m_state.agent(agent).answer.toUtf8()));
            words += own;
            fresh += own * reader->sources.newShare;
            QList<TextRange> &passages = addition.passages[agent];
            for (const SentenceSources &sentence : reader->sources.sentences) {
                if (sentence.lacksSource())
                    passages.append(sentence.range);
            }
        }
        addition.newShare = words > 0 ? fresh / words : 0;
        if (!addition.passages.isEmpty())
            m_analysis.additions.append(addition);
    }
}

bool RunReading::addAgreement()
{
    const qsizetype proposing = m_record.graph.layers.size() - 1;
    for (qsizetype layer = 0; layer < proposing; ++layer) {
        const double step = (agreementUntil - readersUntil) / static_cast<double>(proposing);
        const double from = readersUntil + step * static_cast<double>(layer);
        const QList<AgentId> agents = usableAgents(layer);
        if (agents.isEmpty())
            continue;
        const std::optional<AgreementMatrix> matrix =
            measureAgreement(answersOf(agents), progressPart(m_progress, from, from + step));
        if (!matrix)
            return false;
        m_analysis.agreement.insert(static_cast<int>(layer), *matrix);
    }
    return true;
}

bool RunReading::addFacts()
{
    if (m_record.graph.layers.isEmpty())
        return true;
    const QList<AgentId> aggregators = usableAgents(m_record.graph.layers.size() - 1);
    if (aggregators.isEmpty())
        return true;
    const QList<SourceReference> answers = answersReadBy(m_record, m_state, aggregators.constFirst());
    std::optional<QList<AnswerFact>> facts =
        factsOfOneAnswer(answers, progressPart(m_progress, agreementUntil, factsUntil));
    if (!facts)
        return false;
    m_analysis.factsOfOne = std::move(*facts);
    std::optional<QList<Contradiction>> contradictions =
        findContradictions(answers, progressPart(m_progress, factsUntil, 1));
    if (!contradictions)
        return false;
    m_analysis.contradictions = std::move(*contradictions);
    return true;
}

std::optional<RunAnalysis> RunReading::read()
{
    if (!readReaders())
        return std::nullopt;
    addTraces();
    addAdditions();
    if (!addAgreement() || !addFacts() || !goesOn(m_progress, 1))
        return std::nullopt;
    return m_analysis;
}

} // namespace

const ReaderAnalysis *RunAnalysis::reader(const AgentId &agent) const
{
    const auto found = std::ranges::find(readers, agent, &ReaderAnalysis::agent);
    return found == readers.end() ? nullptr : &*found;
}

std::optional<RunAnalysis> analyseRun(const RunRecord &record, const AnalysisProgress &progress)
{
    return RunReading(record, progress).read();
}

} // namespace tributary
