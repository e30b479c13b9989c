// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/AnalysisWords.h"
#include "analysis/RunAnalysis.h"
#include "base/JsonReader.h"

#include <QCoreApplication>

#include <cmath>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::RunAnalysis)
};

/// Reads what toJson() wrote. Values that do not fit the run are problems of the root's reader, which the caller asks
/// for; a problem leaves the default.
class AnalysisReader
{
public:
    AnalysisReader(const QJsonObject &object, const RunRecord &record)
        : m_root(object)
        , m_layers(int(record.graph.layers.size()))
    {
        const RunState state = replay(record.events);
        for (const Layer &layer : record.graph.layers) {
            for (const Agent &agent : layer.agents)
                m_lengths.insert(agent.id, state.agent(agent.id).isUsable() ? state.agent(agent.id).answer.size() : -1);
        }
    }

    [[nodiscard]] RunAnalysis read()
    {
        RunAnalysis analysis;
        for (JsonReader &reader : objects(m_root, "readers"))
            analysis.readers.append(readReader(reader));
        for (JsonReader &reader : objects(m_root, "traces"))
            readTraces(reader, analysis);
        for (JsonReader &reader : objects(m_root, "additions"))
            analysis.additions.append(readAddition(reader));
        for (JsonReader &reader : objects(m_root, "agreement"))
            readAgreement(reader, analysis);
        for (JsonReader &reader : objects(m_root, "factsOfOne"))
            analysis.factsOfOne.append(readFact(reader));
        for (JsonReader &reader : objects(m_root, "contradictions"))
            analysis.contradictions.append(readContradiction(reader));
        return analysis;
    }

    [[nodiscard]] const QList<JsonProblem> &problems() const { return m_root.problems(); }

private:
    static std::vector<JsonReader> objects(JsonReader &reader, const char *member)
    {
        const QList<JsonReader> list = reader.objects(member);
        return {list.begin(), list.end()};
    }

    [[nodiscard]] qsizetype lengthOf(const AgentId &agent) const { return m_lengths.value(agent, -1); }

    /// An agent of the run with a usable answer.
    AgentId readAgent(JsonReader &reader) const
    {
        AgentId agent;
        reader.read("agent", agent.value);
        if (lengthOf(agent) < 0)
            reader.addProblem("agent", Text::tr("\"%1\" has no answer in this run").arg(agent.value));
        return agent;
    }

    TextRange readRange(JsonReader &reader, const AgentId &agent) const
    {
        qint64 start = -1;
        qint64 end = -1;
        reader.read("start", start);
        reader.read("end", end);
        return checked(reader, "end", start, end, agent);
    }

    TextRange checked(JsonReader &reader, const char *member, qint64 start, qint64 end, const AgentId &agent) const
    {
        if (start >= 0 && start <= end && end <= lengthOf(agent))
            return {start, end - start};
        reader.addProblem(member, Text::tr("the passage from %1 to %2 lies outside the answer").arg(start).arg(end));
        return {};
    }

    QList<TextRange> readRanges(JsonReader &reader, const char *member, const AgentId &agent) const
    {
        QList<TextRange> ranges;
        const QJsonArray array = readArray(reader, member);
        if (array.size() % 2 != 0)
            reader.addProblem(member, Text::tr("expected pairs of start and end"));
        for (qsizetype i = 0; i + 1 < array.size(); i += 2)
            ranges.append(checked(reader, member, array[i].toInteger(-1), array[i + 1].toInteger(-1), agent));
        return ranges;
    }

    static QJsonArray readArray(JsonReader &reader, const char *member)
    {
        const QJsonValue value = reader.value(member);
        if (!value.isArray())
            reader.addProblem(member, Text::tr("expected a list"));
        return value.toArray();
    }

    QList<AgentId> readIds(JsonReader &reader, const char *member) const
    {
        QStringList names;
        reader.read(member, names);
        QList<AgentId> ids;
        for (const QString &name : std::as_const(names)) {
            ids.append({name});
            if (lengthOf(ids.constLast()) < 0)
                reader.addProblem(member, Text::tr("\"%1\" has no answer in this run").arg(name));
        }
        return ids;
    }

    /// A share or a similarity.
    static double readShare(JsonReader &reader, const char *member)
    {
        double share = 0;
        reader.read(member, share);
        checkShare(reader, member, share);
        return share;
    }

    static void checkShare(JsonReader &reader, const char *member, double share)
    {
        // Sums of shares go a little astray.
        constexpr double slack = 1e-6;
        if (!std::isfinite(share) || share < -slack || share > 1 + slack)
            reader.addProblem(member, Text::tr("expected a number from 0 to 1"));
    }

    template <typename E, std::size_t N>
    static E readWord(JsonReader &reader, const char *member, const words::Table<E, N> &table)
    {
        QString word;
        reader.read(member, word);
        const std::optional<E> value = words::value(table, word);
        if (!value)
            reader.addProblem(member, Text::tr("expected one of %1").arg(words::list(table)));
        return value.value_or(table.front().first);
    }

    /// Layers are written as a person counts them.
    [[nodiscard]] int readLayer(JsonReader &reader) const
    {
        int layer = 0;
        reader.read("layer", layer);
        if (layer < 1 || layer > m_layers)
            reader.addProblem("layer", Text::tr("there is no such layer"));
        return layer - 1;
    }

    SourcePassage readPassage(JsonReader &reader, const AgentId &author) const
    {
        SourcePassage passage;
        passage.agent = readAgent(reader);
        passage.range = readRange(reader, passage.agent);
        passage.score = readShare(reader, "score");
        passage.inSentence = readRanges(reader, "inSentence", author);
        passage.inReference = readRanges(reader, "inReference", passage.agent);
        return passage;
    }

    SentenceSources readSentence(JsonReader &reader, const AgentId &author) const
    {
        SentenceSources sentence;
        sentence.kind = readWord(reader, "kind", words::segmentKinds);
        sentence.range = readRange(reader, author);
        sentence.label = readWord(reader, "label", words::sourceLabels);
        reader.read("fromPrompt", sentence.fromPrompt);
        for (JsonReader &source : objects(reader, "sources"))
            sentence.sources.append(readPassage(source, author));
        qint64 strong = 0;
        reader.read("strong", strong);
        if (strong < 0 || strong > sentence.sources.size())
            reader.addProblem("strong", Text::tr("there are only %1 sources").arg(sentence.sources.size()));
        sentence.strongCount = strong;
        return sentence;
    }

    void readContribution(JsonReader &reader, SourceReport &report) const
    {
        const QJsonObject shares = reader.value("contribution").toObject();
        for (auto share = shares.begin(); share != shares.end(); ++share) {
            const AgentId agent{share.key()};
            if (lengthOf(agent) < 0)
                reader.addProblem("contribution", Text::tr("\"%1\" has no answer in this run").arg(agent.value));
            report.contribution.insert(agent, share.value().toDouble(-1));
            checkShare(reader, "contribution", report.contribution.value(agent));
        }
    }

    SourceReport readReport(JsonReader &reader, const AgentId &author) const
    {
        SourceReport report;
        for (JsonReader &sentence : objects(reader, "sentences"))
            report.sentences.append(readSentence(sentence, author));
        readContribution(reader, report);
        report.newShare = readShare(reader, "newShare");
        report.promptShare = readShare(reader, "promptShare");
        report.threshold = readShare(reader, "threshold");
        reader.read("noise", report.noise);
        checkShare(reader, "noise", report.noise.value_or(0));
        reader.read("weakLanguage", report.weakLanguage);
        return report;
    }

    AnswerPoint readPoint(JsonReader &reader, const AgentId &agent, qsizetype sentences) const
    {
        AnswerPoint point;
        point.kind = readWord(reader, "kind", words::segmentKinds);
        point.range = readRange(reader, agent);
        point.use = readWord(reader, "use", words::pointUses);
        point.score = readShare(reader, "score");
        reader.read("onlyHere", point.onlyHere);
        qint64 sentence = -1;
        reader.read("sentence", sentence);
        if (sentence < -1 || sentence >= sentences)
            reader.addProblem("sentence", Text::tr("there are only %1 sentences").arg(sentences));
        point.sentence = sentence;
        return point;
    }

    AnswerCoverage readCoverage(JsonReader &reader, qsizetype sentences) const
    {
        AnswerCoverage coverage;
        coverage.agent = readAgent(reader);
        for (JsonReader &point : objects(reader, "points"))
            coverage.points.append(readPoint(point, coverage.agent, sentences));
        return coverage;
    }

    ReaderAnalysis readReader(JsonReader &reader) const
    {
        ReaderAnalysis analysis;
        analysis.agent = readAgent(reader);
        JsonReader sources = reader.object("sources");
        analysis.sources = readReport(sources, analysis.agent);
        for (JsonReader &coverage : objects(reader, "coverage"))
            analysis.coverage.append(readCoverage(coverage, analysis.sources.sentences.size()));
        return analysis;
    }

    TracedSource readTraced(JsonReader &reader) const
    {
        TracedSource source;
        source.path = readIds(reader, "path");
        if (source.path.isEmpty())
            reader.addProblem("path", Text::tr("is empty"));
        else
            source.range = readRange(reader, source.path.constLast());
        source.score = readShare(reader, "score");
        return source;
    }

    void readTraces(JsonReader &reader, RunAnalysis &analysis) const
    {
        const AgentId agent = readAgent(reader);
        QList<QList<TracedSource>> sentences;
        const QJsonArray array = readArray(reader, "sentences");
        for (const auto &sentence : array) {
            // A list of lists: the reader knows lists in objects only.
            JsonReader holder(QJsonObject{{u"sources"_s, sentence}});
            QList<TracedSource> sources;
            for (JsonReader &source : objects(holder, "sources"))
                sources.append(readTraced(source));
            for (const JsonProblem &problem : holder.problems())
                reader.addProblem("sentences", problem.message);
            sentences.append(sources);
        }
        const ReaderAnalysis *read = analysis.reader(agent);
        if (!read || read->sources.sentences.size() != sentences.size())
            reader.addProblem("sentences", Text::tr("expected one list for each sentence"));
        analysis.traces.insert(agent, sentences);
    }

    LayerAddition readAddition(JsonReader &reader) const
    {
        LayerAddition addition;
        addition.layer = readLayer(reader);
        addition.newShare = readShare(reader, "newShare");
        for (JsonReader &passages : objects(reader, "passages")) {
            const AgentId agent = readAgent(passages);
            addition.passages.insert(agent, readRanges(passages, "ranges", agent));
        }
        return addition;
    }

    void readAgreement(JsonReader &reader, RunAnalysis &analysis) const
    {
        AgreementMatrix matrix;
        matrix.agents = readIds(reader, "agents");
        const QJsonArray values = readArray(reader, "values");
        for (const auto &value : values) {
            matrix.values.append(value.toDouble(-1));
            checkShare(reader, "values", matrix.values.constLast());
        }
        if (matrix.values.size() != matrix.agents.size() * matrix.agents.size())
            reader.addProblem("values", Text::tr("expected one number for each pair of agents"));
        analysis.agreement.insert(readLayer(reader), matrix);
    }

    AnswerFact readFact(JsonReader &reader) const
    {
        AnswerFact found;
        found.agent = readAgent(reader);
        found.fact.kind = readWord(reader, "kind", words::factKinds);
        found.fact.range = readRange(reader, found.agent);
        reader.read("value", found.fact.value);
        return found;
    }

    Contradiction readContradiction(JsonReader &reader) const
    {
        Contradiction contradiction;
        JsonReader first = reader.object("first");
        JsonReader second = reader.object("second");
        contradiction.first = readFact(first);
        contradiction.second = readFact(second);
        JsonReader firstSentence = reader.object("firstSentence");
        JsonReader secondSentence = reader.object("secondSentence");
        contradiction.firstSentence = readRange(firstSentence, contradiction.first.agent);
        contradiction.secondSentence = readRange(secondSentence, contradiction.second.agent);
        return contradiction;
    }

    JsonReader m_root;
    int m_layers;
    /// Of the usable answers.
    QHash<AgentId, qsizetype> m_lengths;
};

} // namespace

Result<RunAnalysis> runAnalysisFromJson(const QJsonObject &object, const RunRecord &record)
{
    AnalysisReader reader(object, record);
    RunAnalysis analysis = reader.read();
    if (!reader.problems().isEmpty()) {
        const JsonProblem &problem = reader.problems().constFirst();
        return fail(ErrorKind::InvalidInput, problem.path + u": "_s + problem.message);
    }
    return analysis;
}

} // namespace tributary
