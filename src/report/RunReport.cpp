// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/RunReport.h"

#include "base/Formatting.h"
#include "graph/AgentLabel.h"
#include "report/ReportNames.h"
#include "report/ReportRemarks.h"
#include "text/Markdown.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::RunReport)
};

constexpr qsizetype longestTitle = 120;
constexpr qsizetype longestQuote = 400;

/// A row of a table is none when it stands alone: its cells, one after the other.
QString asProse(const QString &piece)
{
    if (!piece.trimmed().startsWith(u'|'))
        return piece;
    static const QRegularExpression edge(u"(?<!\\\\)\\|"_s);
    const QStringList parts = piece.split(edge);
    QStringList cells;
    for (const QString &cell : parts) {
        if (!cell.trimmed().isEmpty())
            cells.append(cell.trimmed());
    }
    return cells.join(u" · "_s);
}

/// What a reader sees of a piece of Markdown, on one line.
QString readable(const QString &markdown, const TextRange &range)
{
    const QString piece = asProse(markdown.mid(range.start, range.length));
    QString text = visibleText(parseMarkdown(piece.left(4 * longestQuote).toUtf8())).simplified();
    if (text.isEmpty())
        text = piece.left(longestQuote).simplified();
    // Signs that turn the direction would turn the report's own words behind the quote, too.
    text.removeIf([](QChar c) { return (c >= u'\u202a' && c <= u'\u202e') || (c >= u'\u2066' && c <= u'\u2069'); });
    if (text.size() > longestQuote) {
        text.truncate(longestQuote - 1);
        if (text.back().isHighSurrogate())
            text.chop(1);
        text += u'…';
    }
    return text;
}

QString titleOf(const QString &prompt)
{
    QString line = prompt.trimmed().section(u'\n', 0, 0).simplified();
    if (line.size() > longestTitle)
        line = line.left(longestTitle - 1).trimmed() + u'…';
    return line.isEmpty() ? Words::tr("Run without a question") : line;
}

/// Builds a report from the parts that a record and an analysis have.
class ReportMaker
{
public:
    ReportMaker(const RunRecord &record, const RunAnalysis *analysis)
        : m_record(record)
        , m_state(replay(record.events))
        , m_analysis(analysis)
    {}

    RunReport make(const ReportChoices &choices);

private:
    void addAgents();
    [[nodiscard]] ReportAgent agentOf(const Agent &agent, qsizetype layer, qsizetype index) const;
    void addSyntheses();
    [[nodiscard]] ReportSynthesis synthesisOf(qsizetype agent);
    void addSentences(const ReaderAnalysis &reader, ReportSynthesis &synthesis);
    void cite(const ReaderAnalysis &reader, qsizetype sentence, ReportSynthesis &synthesis);
    [[nodiscard]] QStringList pathOf(const AgentId &reader, qsizetype sentence, const AgentId &source) const;
    void addShares(const ReaderAnalysis &reader, ReportSynthesis &synthesis) const;
    void addContradictions();
    [[nodiscard]] QString labelOf(const AgentId &id) const;

    const RunRecord &m_record;
    RunState m_state;
    const RunAnalysis *m_analysis;
    RunReport m_report;
    QList<AgentId> m_ids;
    /// Citations so far, by letter.
    QHash<QString, int> m_numbers;
};

QString ReportMaker::labelOf(const AgentId &id) const
{
    const qsizetype index = m_ids.indexOf(id);
    return index < 0 ? id.value : m_report.agents[index].label;
}

ReportAgent ReportMaker::agentOf(const Agent &agent, qsizetype layer, qsizetype index) const
{
    const AgentState &state = m_state.agent(agent.id);
    const bool isAggregator = layer + 1 == m_record.graph.layers.size();
    ReportAgent made;
    made.isAggregator = isAggregator;
    made.layer = int(layer) + 1;
    made.badge = agentBadge(index, isAggregator);
    made.key = u"%1%2"_s.arg(QString::number(made.layer), isAggregator ? u"S%1"_s.arg(index + 1) : agentLetter(index));
    made.label = agentLabel(agent, index, isAggregator);
    made.palette = isAggregator ? -1 : int(index);
    made.model = (state.model.isEmpty() ? agent.model : state.model).toString();
    made.servedModel = state.servedModel == state.model.model ? QString() : state.servedModel;
    made.systemPrompt = agent.systemPrompt;
    made.parameters = describeParameters(agent);
    made.usable = state.isUsable();
    made.answer = state.answer;
    if (state.firstStartedAt >= Milliseconds(0) && state.settledAt >= state.firstStartedAt)
        made.duration = state.settledAt - state.firstStartedAt;
    made.usage = state.usage;
    made.costUsd = state.costUsd;
    made.fromCache = state.status == AgentStatus::Cached;
    return made;
}

void ReportMaker::addAgents()
{
    const QList<Layer> &layers = m_record.graph.layers;
    for (qsizetype layer = 0; layer < layers.size(); ++layer) {
        const QList<Agent> &agents = layers[layer].agents;
        for (qsizetype i = 0; i < agents.size(); ++i) {
            m_report.agents.append(agentOf(agents[i], layer, i));
            m_ids.append(agents[i].id);
        }
    }
    for (qsizetype i = 0; i < m_ids.size(); ++i) {
        const AgentState &state = m_state.agent(m_ids[i]);
        for (const AgentId &reference : state.references)
            m_report.agents[i].references.append(labelOf(reference));
        m_report.agents[i].remarks = describeRemarks(
            state, [this](const AgentId &id) { return labelOf(id); }, m_report.choices.anonymous);
    }
}

void ReportMaker::addSyntheses()
{
    for (qsizetype i = 0; i < m_report.agents.size(); ++i) {
        if (m_report.agents[i].isAggregator && m_report.agents[i].usable)
            m_report.syntheses.append(synthesisOf(i));
    }
}

ReportSynthesis ReportMaker::synthesisOf(qsizetype agent)
{
    ReportSynthesis synthesis;
    synthesis.agent = agent;
    synthesis.text = m_report.agents[agent].answer;
    const ReaderAnalysis *reader = m_analysis ? m_analysis->reader(m_ids[agent]) : nullptr;
    if (!reader)
        return synthesis;
    synthesis.hasSources = true;
    synthesis.newShare = reader->sources.newShare;
    synthesis.promptShare = reader->sources.promptShare;
    synthesis.withoutSource = reader->sources.withoutSource();
    synthesis.threshold = reader->sources.threshold;
    synthesis.noise = reader->sources.noise;
    synthesis.weakLanguage = reader->sources.weakLanguage;
    addSentences(*reader, synthesis);
    addShares(*reader, synthesis);
    return synthesis;
}

void ReportMaker::addSentences(const ReaderAnalysis &reader, ReportSynthesis &synthesis)
{
    const QList<SentenceSources> &sentences = reader.sources.sentences;
    for (qsizetype i = 0; i < sentences.size(); ++i) {
        ReportSentence sentence;
        sentence.kind = sentences[i].kind;
        sentence.range = sentences[i].range;
        sentence.label = sentences[i].label;
        sentence.fromPrompt = sentences[i].fromPrompt;
        synthesis.sentences.append(sentence);
        cite(reader, i, synthesis);
    }
}

void ReportMaker::cite(const ReaderAnalysis &reader, qsizetype sentence, ReportSynthesis &synthesis)
{
    const SentenceSources &from = reader.sources.sentences[sentence];
    const qsizetype strong = std::min(from.strongCount, from.sources.size());
    for (const SourcePassage &passage : from.sources.first(strong)) {
        const qsizetype agent = m_ids.indexOf(passage.agent);
        if (agent < 0)
            continue;
        ReportCitation citation;
        const QString letter = m_report.agents[agent].badge;
        citation.label = letter + QString::number(++m_numbers[letter]);
        citation.agent = agent;
        citation.range = passage.range;
        citation.quote = readable(m_report.agents[agent].answer, passage.range);
        citation.kind = from.label;
        citation.similarity = passage.score;
        citation.path = pathOf(reader.agent, sentence, passage.agent);
        synthesis.sentences[sentence].citations.append(synthesis.citations.size());
        synthesis.citations.append(citation);
    }
}

QStringList ReportMaker::pathOf(const AgentId &reader, qsizetype sentence, const AgentId &source) const
{
    QStringList labels;
    const QList<TracedSource> traces = m_analysis->traces.value(reader).value(sentence);
    const auto found = std::find_if(traces.begin(), traces.end(), [&source](const TracedSource &trace) {
        return trace.path.size() > 1 && trace.path.first() == source;
    });
    if (found == traces.end())
        return labels;
    for (const AgentId &step : found->path.sliced(1))
        labels.append(Words::tr("%1 of layer 1", "agent at the end of a trace").arg(labelOf(step)));
    return labels;
}

void ReportMaker::addShares(const ReaderAnalysis &reader, ReportSynthesis &synthesis) const
{
    for (const AnswerCoverage &coverage : reader.coverage) {
        const qsizetype agent = m_ids.indexOf(coverage.agent);
        if (agent < 0)
            continue;
        ReportShare share;
        share.agent = agent;
        share.contribution = reader.sources.contribution.value(coverage.agent);
        share.used = coverage.count(PointUse::Used);
        share.partly = coverage.count(PointUse::Partly);
        share.leftOut = coverage.count(PointUse::LeftOut);
        for (const AnswerPoint &point : coverage.points) {
            if (point.use == PointUse::LeftOut)
                share.leftOutPoints.append(readable(m_report.agents[agent].answer, point.range));
        }
        synthesis.shares.append(share);
    }
}

void ReportMaker::addContradictions()
{
    if (!m_analysis)
        return;
    const auto side = [this](const AnswerFact &fact, const TextRange &sentence) {
        const qsizetype agent = m_ids.indexOf(fact.agent);
        return agent < 0
                   ? QString()
                   : u"%1: %2"_s.arg(m_report.agents[agent].label, readable(m_report.agents[agent].answer, sentence));
    };
    for (const Contradiction &contradiction : m_analysis->contradictions)
        m_report.contradictions.append({side(contradiction.first, contradiction.firstSentence),
                                        side(contradiction.second, contradiction.secondSentence)});
}

RunReport ReportMaker::make(const ReportChoices &choices)
{
    m_report.choices = choices;
    m_report.title = titleOf(m_record.prompt);
    m_report.question = m_record.prompt;
    m_report.attachments = m_record.attachments;
    m_report.conversation = m_record.conversation;
    m_report.run = m_record.id;
    m_report.started = m_record.started;
    m_report.graphName = m_record.graph.name;
    m_report.outcome = m_state.outcome ? wireName(*m_state.outcome) : u"interrupted"_s;
    m_report.outcomeSentence = describeOutcome(m_state);
    m_report.duration = m_state.now;
    m_report.usage = m_state.usage;
    m_report.costUsd = m_state.costUsd;
    m_report.unpriced = m_state.unpriced;
    addAgents();
    addSyntheses();
    addContradictions();
    m_report.method = describeMethod(m_report);
    if (choices.anonymous)
        removeNames(m_report, m_record);
    return m_report;
}

} // namespace

RunReport makeRunReport(const RunRecord &record, const std::optional<RunAnalysis> &analysis,
                        const ReportChoices &choices)
{
    return ReportMaker(record, analysis ? &*analysis : nullptr).make(choices);
}

} // namespace tributary
