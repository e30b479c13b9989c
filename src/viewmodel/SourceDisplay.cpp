// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/SourceDisplay.h"

#include "base/Formatting.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

class SourceText
{
    Q_DECLARE_TR_FUNCTIONS(tributary::SourceText)

public:
    static QString label(const SentenceSources &sentence, const QStringList &strong, const QStringList &weak)
    {
        if (sentence.fromPrompt)
            return tr("Repeats the prompt.");
        const QString names = QLocale().createSeparatedList(strong);
        switch (sentence.label) {
        case SourceLabel::Verbatim:
            return tr("Verbatim from %1.").arg(names);
        case SourceLabel::Reworded:
            return tr("Reworded from %1.").arg(names);
        case SourceLabel::Shared:
            return tr("Shared by %1.").arg(names);
        case SourceLabel::None:
            break;
        }
        if (!sentence.lacksSource())
            return tr("A heading.");
        const QString none = tr("No source found in the references.");
        return weak.isEmpty() ? none : none + u' ' + tr("Weak match: %1.").arg(QLocale().createSeparatedList(weak));
    }

    static QString traced(const QStringList &names)
    {
        return names.isEmpty() ? tr("No source found in layer 1.")
                               : tr("Goes back to %1 in layer 1.").arg(QLocale().createSeparatedList(names));
    }

    static QString withoutSource(qsizetype count)
    {
        if (count == 0)
            return {};
        return count == 1 ? tr("1 sentence without source")
                          : tr("%n sentences without source", nullptr, static_cast<int>(count));
    }

    static QString leftOut(const QList<AnswerCoverage> &coverage, const RunScene &scene)
    {
        QStringList parts;
        for (const AnswerCoverage &answer : coverage) {
            const int count = static_cast<int>(answer.count(PointUse::LeftOut));
            if (count == 0)
                continue;
            const QString letter = scene.letterOf(answer.agent);
            // The first one says what is counted.
            const QString first =
                count == 1 ? tr("1 point from %1").arg(letter) : tr("%n points from %1", nullptr, count).arg(letter);
            parts.append(parts.isEmpty() ? first : tr("%1 from %2", "2 from B").arg(QString::number(count), letter));
        }
        return parts.isEmpty() ? QString() : tr("Left out: %1").arg(parts.join(u", "_s));
    }

    static QString method(const SourceReport &report)
    {
        QStringList text{
            tr("Sources are found by comparing wording. A match shows similarity, not proof of influence."),
            tr("A sentence gets a source when a passage of an answer shares enough of its rarer words. "
               "What is said in other words can be missed, and what several models know anyway can match "
               "by chance.")};
        if (report.noise)
            text.append(tr("Attribution noise about %1: so many of its sentences would also match an answer that it "
                           "did not read.")
                            .arg(formatPercent(*report.noise)));
        if (report.weakLanguage)
            text.append(tr("In this language, matches are less sure."));
        return text.join(u"\n\n"_s);
    }

    static QString share(const ContributionShare &share) { return tr("%1 %2 %").arg(share.title).arg(share.percent); }

    static QString prompt() { return tr("Prompt"); }

    static QString fresh() { return tr("New"); }

    static QString position(int sentence, qsizetype count)
    {
        return tr("Sentence %1 of %2.").arg(QString::number(sentence + 1), QString::number(count));
    }

    static QString footnote(const QString &letter, const QString &model, const QString &words)
    {
        return tr("%1, %2: \"%3\"", "letter, model, words of the answer").arg(letter, model, words);
    }
};

bool holds(const TextRange &range, qsizetype offset)
{
    return offset >= range.start && offset < range.end();
}

SourceMark markOf(const RunScene &scene, const AgentId &agent, const TextRange &range)
{
    SourceMark mark;
    mark.agent = agent;
    const AgentDisplay display = describeAgent(scene, agent);
    mark.letter = display.letter;
    mark.paletteIndex = display.paletteIndex;
    mark.range = range;
    return mark;
}

QStringList lettersOf(const QList<SourceMark> &marks, bool strong)
{
    QStringList letters;
    for (const SourceMark &mark : marks) {
        if (mark.strong == strong && !letters.contains(mark.letter))
            letters.append(mark.letter);
    }
    return letters;
}

SourcedSentence describeSentence(const SentenceSources &sentence, const RunScene &scene)
{
    SourcedSentence display;
    display.kind = sentence.kind;
    display.range = sentence.range;
    display.lacksSource = sentence.lacksSource();
    for (qsizetype i = 0; i < sentence.sources.size(); ++i) {
        const SourcePassage &source = sentence.sources.at(i);
        SourceMark mark = markOf(scene, source.agent, source.range);
        mark.words = source.inReference;
        mark.strong = i < sentence.strongCount;
        display.marks.append(mark);
    }
    display.text = SourceText::label(sentence, lettersOf(display.marks, true), lettersOf(display.marks, false));
    return display;
}

SourcedSentence describeTraced(const SentenceSources &sentence, const QList<TracedSource> &traces,
                               const RunScene &scene)
{
    SourcedSentence display = describeSentence(sentence, scene);
    display.marks.clear();
    for (const TracedSource &trace : traces) {
        SourceMark mark = markOf(scene, trace.path.last(), trace.range);
        mark.strong = sentence.strongCount > 0;
        display.marks.append(mark);
    }
    if (!sentence.fromPrompt && (sentence.lacksSource() || !traces.isEmpty()))
        display.text = SourceText::traced(lettersOf(display.marks, true));
    return display;
}

/// Each gets its whole percent, then those that lost most by that get one more until there are 100.
void roundToHundred(QList<ContributionShare> &shares)
{
    int sum = 0;
    for (ContributionShare &share : shares) {
        share.percent = static_cast<int>(std::floor(share.share * 100 + 1e-9));
        sum += share.percent;
    }
    std::vector<qsizetype> order(static_cast<std::size_t>(shares.size()));
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, std::greater<>(),
                             [&shares](qsizetype i) { return shares.at(i).share * 100 - shares.at(i).percent; });
    for (const qsizetype i : order) {
        if (sum++ >= 100)
            return;
        ++shares[i].percent;
    }
}

QList<ContributionShare> describeShares(const SourceReport &report, const QList<AgentId> &references,
                                        const RunScene &scene)
{
    QList<ContributionShare> shares;
    for (const AgentId &agent : references) {
        const SourceMark mark = markOf(scene, agent, {});
        shares.append({.kind = ContributionShare::Kind::Agent,
                       .agent = agent,
                       .title = mark.letter,
                       .paletteIndex = mark.paletteIndex,
                       .share = report.contribution.value(agent)});
    }
    if (report.promptShare > 0)
        shares.append({.kind = ContributionShare::Kind::Prompt,
                       .agent = {},
                       .title = SourceText::prompt(),
                       .share = report.promptShare});
    shares.append(
        {.kind = ContributionShare::Kind::New, .agent = {}, .title = SourceText::fresh(), .share = report.newShare});
    const double whole = std::accumulate(shares.cbegin(), shares.cend(), 0.0,
                                         [](double sum, const ContributionShare &share) { return sum + share.share; });
    // A synthesis without words is nobody's.
    if (whole <= 0)
        return {};
    roundToHundred(shares);
    return shares;
}

QList<AgentId> referencesOf(const ReaderAnalysis &reader)
{
    QList<AgentId> agents;
    for (const AnswerCoverage &answer : reader.coverage)
        agents.append(answer.agent);
    return agents;
}

QList<AgentId> firstLayer(const RunScene &scene)
{
    QList<AgentId> agents;
    if (!scene.graph.layers.isEmpty()) {
        for (const Agent &agent : scene.graph.layers.first().agents)
            agents.append(agent.id);
    }
    return agents;
}

} // namespace

QList<SourceMark> SourcedSentence::strongMarks() const
{
    QList<SourceMark> strong;
    std::ranges::copy_if(marks, std::back_inserter(strong), &SourceMark::strong);
    return strong;
}

int SourcesDisplay::sentenceAt(qsizetype offset) const
{
    const auto found = std::ranges::find_if(
        sentences, [offset](const SourcedSentence &sentence) { return holds(sentence.range, offset); });
    return found == sentences.end() ? -1 : static_cast<int>(found - sentences.begin());
}

QList<int> SourcesDisplay::sentencesFrom(const AgentId &agent, qsizetype offset) const
{
    QList<int> found;
    for (int i = 0; i < sentences.size(); ++i) {
        const bool uses = std::ranges::any_of(sentences.at(i).marks, [&](const SourceMark &mark) {
            return mark.agent == agent && mark.strong && holds(mark.range, offset);
        });
        if (uses)
            found.append(i);
    }
    return found;
}

const ContributionShare *SourcesDisplay::shareOf(const AgentId &agent) const
{
    const auto found = std::ranges::find_if(shares, [&agent](const ContributionShare &share) {
        return share.kind == ContributionShare::Kind::Agent && share.agent == agent;
    });
    return found == shares.end() ? nullptr : &*found;
}

QString SourcesDisplay::sentenceText(int sentence) const
{
    if (sentence < 0 || sentence >= sentences.size())
        return {};
    return SourceText::position(sentence, sentences.size()) + u' ' + sentences.at(sentence).text;
}

std::optional<SourcesDisplay> describeSources(const RunAnalysis &analysis, const RunScene &scene,
                                              const AgentId &aggregator, bool traced)
{
    const ReaderAnalysis *reader = analysis.reader(aggregator);
    if (reader == nullptr)
        return std::nullopt;
    const SourceReport &report = reader->sources;
    SourcesDisplay display;
    display.aggregator = aggregator;
    const QList<QList<TracedSource>> traces = analysis.traces.value(aggregator);
    display.canTrace = !traces.isEmpty();
    display.isTraced = traced && display.canTrace;
    const QList<AgentId> direct = referencesOf(*reader);
    display.references = display.isTraced ? firstLayer(scene) : direct;
    for (qsizetype i = 0; i < report.sentences.size(); ++i) {
        const SentenceSources &sentence = report.sentences.at(i);
        display.sentences.append(display.isTraced ? describeTraced(sentence, traces.value(i), scene)
                                                  : describeSentence(sentence, scene));
    }
    display.shares = describeShares(report, direct, scene);
    QStringList shares;
    for (const ContributionShare &share : std::as_const(display.shares))
        shares.append(SourceText::share(share));
    display.sharesText = shares.join(u", "_s);
    display.withoutSource = report.withoutSource();
    display.withoutSourceText = SourceText::withoutSource(display.withoutSource);
    display.leftOutText = SourceText::leftOut(reader->coverage, scene);
    display.methodText = SourceText::method(report);
    display.weakLanguage = report.weakLanguage;
    return display;
}

QString excerptOf(const QString &text, const TextRange &range, qsizetype longest)
{
    const QString whole = text.mid(range.start, range.length).simplified();
    if (whole.size() <= longest)
        return whole;
    const qsizetype space = whole.lastIndexOf(u' ', longest);
    return whole.left(space > longest / 2 ? space : longest) + u'…';
}

QString withFootnotes(const QString &synthesis, const SourcesDisplay &sources, const RunScene &scene,
                      const std::function<QString(const AgentId &)> &answerOf)
{
    constexpr qsizetype longestNote = 240;
    QString text;
    QString notes;
    qsizetype copied = 0;
    QHash<QString, int> counts;
    for (const SourcedSentence &sentence : sources.sentences) {
        // A mark inside a block of code or a row of a table would change what it says.
        if (sentence.kind == TextSegment::Kind::Code || sentence.kind == TextSegment::Kind::TableRow)
            continue;
        text += QStringView(synthesis).mid(copied, sentence.range.end() - copied);
        copied = sentence.range.end();
        const QList<SourceMark> marks = sentence.strongMarks();
        for (const SourceMark &mark : marks) {
            const QString name = mark.letter + QString::number(++counts[mark.letter]);
            const Agent *agent = scene.findAgent(mark.agent);
            const QString words = excerptOf(answerOf(mark.agent), mark.range, longestNote);
            text += u"[^%1]"_s.arg(name);
            notes += u"[^%1]: %2\n"_s.arg(
                name, SourceText::footnote(mark.letter, agent ? agent->model.model : QString(), words));
        }
    }
    text += QStringView(synthesis).mid(copied);
    return notes.isEmpty() ? text : text.trimmed() + u"\n\n"_s + notes;
}

} // namespace tributary
