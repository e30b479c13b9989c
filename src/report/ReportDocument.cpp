// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/ReportDocument.h"

#include "base/Formatting.h"

#include <QCoreApplication>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

using Kind = DocNode::Kind;
using Role = DocNode::Role;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::ReportDocument)
};

/// Levels that a model's headings go down to stand below ours.
constexpr int belowSection = 2;
constexpr int belowAnswer = 3;

QString twoDigits(double value)
{
    return displayLocale().toString(value, 'f', 2);
}

DocNode paragraph(const QString &text, Role role = Role::Plain)
{
    DocNode node(Kind::Paragraph);
    node.role = role;
    node.add(Kind::Text, documentText(text));
    return node;
}

DocNode heading(int level, const QString &text, const QString &id = {})
{
    DocNode node(Kind::Heading);
    node.level = level;
    node.id = id;
    node.add(Kind::Text, documentText(text));
    return node;
}

DocNode section(Role role, const QString &title, const QString &id)
{
    DocNode node(Kind::Section);
    node.role = role;
    node.id = id;
    node.children.push_back(heading(2, title, u"h-"_s + id));
    return node;
}

/// A person's words: not Markdown, lines as they were typed.
void addPlain(const QString &text, DocNode &into)
{
    const QStringList lines = documentText(text.trimmed()).split(u'\n');
    DocNode block(Kind::Paragraph);
    for (const QString &line : lines) {
        if (line.trimmed().isEmpty()) {
            if (!block.children.empty())
                into.children.push_back(std::exchange(block, DocNode(Kind::Paragraph)));
            continue;
        }
        if (!block.children.empty())
            block.add(Kind::Break);
        block.add(Kind::Text, line);
    }
    if (!block.children.empty())
        into.children.push_back(std::move(block));
}

void addContent(std::vector<DocNode> &&blocks, DocNode &into)
{
    into.children.insert(into.children.end(), std::make_move_iterator(blocks.begin()),
                         std::make_move_iterator(blocks.end()));
}

void addRow(DocNode &table, const QStringList &cells, bool isHeader, const QList<int> &numbers = {})
{
    DocNode &row = table.add(Kind::Row);
    row.header = isHeader;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        DocNode &cell = row.add(Kind::Cell);
        cell.header = isHeader;
        cell.alignment = numbers.contains(int(i)) ? MarkdownNode::Alignment::Right : MarkdownNode::Alignment::Unset;
        cell.add(Kind::Text, documentText(cells[i]));
    }
}

DocNode reference(const QString &target, const QString &text)
{
    DocNode node(Kind::Reference);
    node.target = target;
    node.add(Kind::Text, text);
    return node;
}

class DocumentMaker
{
public:
    explicit DocumentMaker(const RunReport &report)
        : m_report(report)
    {}

    DocNode make();

private:
    [[nodiscard]] const ReportAgent &agent(qsizetype index) const { return m_report.agents[index]; }

    void addHead();
    void addQuestion();
    void addConversation();
    void addSynthesis(const ReportSynthesis &synthesis, qsizetype index);
    [[nodiscard]] ReportMark markOf(const ReportSynthesis &synthesis, qsizetype sentence, qsizetype index) const;
    [[nodiscard]] DocNode citationNode(const ReportCitation &citation) const;
    void addSources(const ReportSynthesis &synthesis, qsizetype index);
    void addShares(const ReportSynthesis &synthesis, qsizetype index);
    void addLeftOut(const ReportSynthesis &synthesis, qsizetype index);
    void addContradictions();
    void addAgents();
    void addPrompts();
    void addMethod();
    void addAnswers();
    void addAnswer(qsizetype index, DocNode &into) const;
    [[nodiscard]] QList<ReportMark> passagesOf(qsizetype index) const;

    const RunReport &m_report;
    DocNode m_document;
};

void DocumentMaker::addHead()
{
    m_document.children.push_back(heading(1, m_report.title, u"title"_s));
    m_document.children.push_back(paragraph(reportHead(m_report), Role::Caption));
    if (m_report.outcome != "synthesis"_L1)
        m_document.children.push_back(paragraph(m_report.outcomeSentence, Role::Warning));
    if (m_report.choices.anonymous)
        m_document.children.push_back(paragraph(
            Words::tr("Names of models and providers are left out. %1 stands where one was in a text (%2 times).")
                .arg(u"[name removed]"_s, formatCount(m_report.namesRemoved)),
            Role::Caption));
}

void DocumentMaker::addQuestion()
{
    DocNode part = section(Role::Question, Words::tr("Question"), u"question"_s);
    addPlain(m_report.question, part);
    for (const Attachment &attachment : m_report.attachments)
        part.children.push_back(
            paragraph(Words::tr("Attached: %1 (%2, %3 bytes, SHA-256 %4)")
                          .arg(attachment.name, attachment.mediaType, formatCount(attachment.bytes), attachment.sha256),
                      Role::Caption));
    if (!m_report.conversation.isEmpty())
        part.children.push_back(
            paragraph(Words::tr("It continues a conversation, which stands at the end."), Role::Caption));
    m_document.children.push_back(std::move(part));
}

void DocumentMaker::addConversation()
{
    if (m_report.conversation.isEmpty())
        return;
    DocNode part = section(Role::Plain, Words::tr("The conversation before"), u"conversation"_s);
    for (const Turn &turn : m_report.conversation) {
        part.children.push_back(heading(3, Words::tr("Question")));
        addPlain(turn.prompt, part);
        part.children.push_back(heading(3, Words::tr("Synthesis")));
        addContent(readContent(turn.synthesis, {}, belowAnswer), part);
    }
    m_document.children.push_back(std::move(part));
}

DocNode DocumentMaker::citationNode(const ReportCitation &citation) const
{
    DocNode node(Kind::Citation, citation.label);
    node.id = u"c-"_s + citation.label;
    node.target = (m_report.choices.answers ? u"p-"_s : u"n-"_s) + citation.label;
    node.palette = agent(citation.agent).palette;
    node.marks = {citation.label};
    node.add(Kind::Text, documentText(describeCitation(m_report, citation)));
    node.add(Kind::Text, documentText(u": “%1”"_s.arg(citation.quote)));
    return node;
}

ReportMark DocumentMaker::markOf(const ReportSynthesis &synthesis, qsizetype sentence, qsizetype index) const
{
    const ReportSentence &of = synthesis.sentences[sentence];
    ReportMark mark;
    mark.range = of.range;
    mark.id = u"s%1-%2"_s.arg(index + 1).arg(sentence + 1);
    mark.isSentence = true;
    for (const qsizetype citation : of.citations) {
        const ReportCitation &cited = synthesis.citations[citation];
        mark.marks.append(cited.label);
        if (mark.palette < 0)
            mark.palette = agent(cited.agent).palette;
        mark.after.push_back(citationNode(cited));
    }
    if (of.label == SourceLabel::None && !of.fromPrompt && of.kind != TextSegment::Kind::Heading) {
        mark.unsourced = true;
        DocNode sign(Kind::Raised);
        sign.unsourced = true;
        sign.add(Kind::Text, QString(QChar(unsourcedSign)));
        mark.after.push_back(std::move(sign));
    }
    return mark;
}

void DocumentMaker::addSynthesis(const ReportSynthesis &synthesis, qsizetype index)
{
    const ReportAgent &author = agent(synthesis.agent);
    const QString title =
        m_report.syntheses.size() == 1 ? Words::tr("Synthesis") : Words::tr("Synthesis of %1").arg(author.label);
    DocNode part = section(Role::Synthesis, title, u"synthesis-%1"_s.arg(index + 1));
    QStringList facts{author.model};
    if (!author.references.isEmpty())
        facts.append(Words::tr("from %1").arg(author.references.join(", "_L1)));
    facts.append(describeUnsourced(synthesis));
    facts.removeAll(QString());
    part.children.push_back(paragraph(facts.join(u" · "_s), Role::Caption));
    for (const QString &remark : author.remarks)
        part.children.push_back(paragraph(remark, Role::Warning));
    QList<ReportMark> marks;
    for (qsizetype i = 0; i < synthesis.sentences.size(); ++i)
        marks.append(markOf(synthesis, i, index));
    addContent(readContent(synthesis.text, marks, belowSection), part);
    m_document.children.push_back(std::move(part));
}

void DocumentMaker::addSources(const ReportSynthesis &synthesis, qsizetype index)
{
    if (!synthesis.hasSources)
        return;
    const QString title = m_report.syntheses.size() == 1
                              ? Words::tr("Sources")
                              : Words::tr("Sources of the synthesis of %1").arg(agent(synthesis.agent).label);
    DocNode part = section(Role::Sources, title, u"sources-%1"_s.arg(index + 1));
    part.children.push_back(
        paragraph(Words::tr("Matched by text similarity. %1 marks a sentence that no source was found for.")
                      .arg(QChar(unsourcedSign)),
                  Role::Caption));
    for (const ReportCitation &citation : synthesis.citations) {
        DocNode entry(Kind::Paragraph);
        entry.role = Role::Source;
        entry.id = u"n-"_s + citation.label;
        entry.marks = {citation.label};
        entry.palette = agent(citation.agent).palette;
        entry.children.push_back(reference(u"c-"_s + citation.label, u"[%1]"_s.arg(citation.label)));
        entry.add(Kind::Text, documentText(u' ' + describeCitation(m_report, citation) + u": "_s));
        entry.add(Kind::Emphasis).add(Kind::Text, documentText(u"“%1”"_s.arg(citation.quote)));
        if (m_report.choices.answers) {
            entry.add(Kind::Text, u" "_s);
            entry.children.push_back(reference(u"p-"_s + citation.label, Words::tr("In the answer")));
        }
        part.children.push_back(std::move(entry));
    }
    m_document.children.push_back(std::move(part));
}

void DocumentMaker::addLeftOut(const ReportSynthesis &synthesis, qsizetype index)
{
    DocNode into = section(Role::Plain, Words::tr("Points left out"), u"left-out-%1"_s.arg(index + 1));
    const std::size_t head = into.children.size();
    for (const ReportShare &share : synthesis.shares) {
        if (share.leftOutPoints.isEmpty())
            continue;
        into.children.push_back(heading(3, Words::tr("Of %1").arg(agent(share.agent).label)));
        DocNode list(Kind::List);
        for (const QString &point : share.leftOutPoints)
            list.add(Kind::Item).children.push_back(paragraph(point));
        into.children.push_back(std::move(list));
    }
    if (into.children.size() > head)
        m_document.children.push_back(std::move(into));
}

void DocumentMaker::addShares(const ReportSynthesis &synthesis, qsizetype index)
{
    if (!synthesis.hasSources)
        return;
    DocNode part = section(Role::Plain, Words::tr("Contribution and coverage"), u"contribution-%1"_s.arg(index + 1));
    DocNode table(Kind::Table);
    const QList<int> numbers{1, 2, 3, 4};
    addRow(table,
           {Words::tr("Answer"), Words::tr("Contribution"), Words::tr("Points used"), Words::tr("Partly"),
            Words::tr("Left out")},
           true, numbers);
    for (const ReportShare &share : synthesis.shares)
        addRow(table,
               {agent(share.agent).label, formatPercent(share.contribution), formatCount(share.used),
                formatCount(share.partly), formatCount(share.leftOut)},
               false, numbers);
    addRow(table, {Words::tr("No source found"), formatPercent(synthesis.newShare), {}, {}, {}}, false, numbers);
    if (synthesis.promptShare > 0.0)
        addRow(table, {Words::tr("Repeats the question"), formatPercent(synthesis.promptShare), {}, {}, {}}, false,
               numbers);
    part.children.push_back(std::move(table));
    part.children.push_back(
        paragraph(Words::tr("Contribution is the share of the synthesis's words that is matched with an answer."),
                  Role::Caption));
    m_document.children.push_back(std::move(part));
}

void DocumentMaker::addContradictions()
{
    if (m_report.contradictions.isEmpty())
        return;
    DocNode part = section(Role::Plain, Words::tr("Where answers differ"), u"contradictions"_s);
    part.children.push_back(paragraph(
        Words::tr("Passages that speak of the same thing and differ in a number, a date or a name. Found by text "
                  "similarity: what to look at, not a judgement."),
        Role::Caption));
    for (const auto &[first, second] : m_report.contradictions) {
        DocNode list(Kind::List);
        list.add(Kind::Item).children.push_back(paragraph(first));
        list.add(Kind::Item).children.push_back(paragraph(second));
        part.children.push_back(std::move(list));
    }
    m_document.children.push_back(std::move(part));
}

void DocumentMaker::addAgents()
{
    DocNode part = section(Role::Plain, Words::tr("Models"), u"models"_s);
    DocNode table(Kind::Table);
    const QList<int> numbers{2, 4, 5};
    addRow(table,
           {Words::tr("Agent"), Words::tr("Model"), Words::tr("Layer"), Words::tr("Answer"), Words::tr("Time"),
            Words::tr("Cost"), Words::tr("Tokens")},
           true, numbers);
    for (const ReportAgent &one : m_report.agents) {
        const QString served =
            one.servedModel.isEmpty() ? QString() : Words::tr(", answered by %1").arg(one.servedModel);
        addRow(table,
               {one.label, one.model + served, QString::number(one.layer),
                one.usable ? Words::tr("yes") : Words::tr("none"),
                one.duration < Milliseconds(0) ? QString() : formatDuration(one.duration), reportCost(one),
                reportTokens(one.usage)},
               false, numbers);
    }
    part.children.push_back(std::move(table));
    for (const ReportAgent &one : m_report.agents) {
        if (!one.remarks.isEmpty())
            part.children.push_back(paragraph(one.label + u": "_s + one.remarks.join(u' '), Role::Caption));
    }
    m_document.children.push_back(std::move(part));
}

void DocumentMaker::addPrompts()
{
    if (!m_report.choices.prompts)
        return;
    DocNode part = section(Role::Plain, Words::tr("Parameters and system prompts"), u"parameters"_s);
    for (const ReportAgent &one : m_report.agents) {
        DocNode line(Kind::Paragraph);
        line.add(Kind::Strong).add(Kind::Text, documentText(one.label));
        line.add(Kind::Text, documentText(one.parameters.isEmpty() ? Words::tr(": as the provider has them.")
                                                                   : u": "_s + one.parameters + u'.'));
        part.children.push_back(std::move(line));
        if (!one.systemPrompt.isEmpty())
            addPlain(one.systemPrompt, part.add(Kind::Quote));
    }
    m_document.children.push_back(std::move(part));
}

void DocumentMaker::addMethod()
{
    if (m_report.method.isEmpty())
        return;
    DocNode part = section(Role::Plain, Words::tr("How sources were found"), u"method"_s);
    for (const QString &sentence : m_report.method)
        part.children.push_back(paragraph(sentence));
    m_document.children.push_back(std::move(part));
}

QList<ReportMark> DocumentMaker::passagesOf(qsizetype index) const
{
    QList<ReportMark> passages;
    for (const ReportSynthesis &synthesis : m_report.syntheses) {
        for (const ReportCitation &citation : synthesis.citations) {
            if (citation.agent != index)
                continue;
            ReportMark mark;
            mark.range = citation.range;
            mark.marks = {citation.label};
            mark.id = u"p-"_s + citation.label;
            mark.palette = agent(index).palette;
            DocNode back(Kind::Raised);
            back.children.push_back(reference(u"c-"_s + citation.label, citation.label));
            mark.after.push_back(std::move(back));
            passages.append(std::move(mark));
        }
    }
    return passages;
}

void DocumentMaker::addAnswer(qsizetype index, DocNode &into) const
{
    const ReportAgent &one = agent(index);
    DocNode part(Kind::Section);
    part.role = Role::Answer;
    part.id = u"a-"_s + one.key;
    part.palette = one.palette;
    part.children.push_back(heading(3, one.label, u"h-"_s + part.id));
    QStringList facts{Words::tr("Layer %1").arg(one.layer), one.model,
                      one.duration < Milliseconds(0) ? QString() : formatDuration(one.duration)};
    if (!one.references.isEmpty())
        facts.append(Words::tr("read %1").arg(one.references.join(", "_L1)));
    facts.removeAll(QString());
    part.children.push_back(paragraph(facts.join(u" · "_s), Role::Caption));
    for (const QString &remark : one.remarks)
        part.children.push_back(paragraph(remark, Role::Warning));
    addContent(readContent(one.answer, passagesOf(index), belowAnswer), part);
    into.children.push_back(std::move(part));
}

void DocumentMaker::addAnswers()
{
    if (!m_report.choices.answers)
        return;
    DocNode part = section(Role::Answers, Words::tr("Answers"), u"answers"_s);
    for (qsizetype i = 0; i < m_report.agents.size(); ++i) {
        const bool standsAbove = std::any_of(m_report.syntheses.begin(), m_report.syntheses.end(),
                                             [i](const ReportSynthesis &synthesis) { return synthesis.agent == i; });
        if (!standsAbove)
            addAnswer(i, part);
    }
    m_document.children.push_back(std::move(part));
}

DocNode DocumentMaker::make()
{
    addHead();
    addQuestion();
    if (m_report.syntheses.isEmpty()) {
        DocNode part = section(Role::Synthesis, Words::tr("Synthesis"), u"synthesis-1"_s);
        part.children.push_back(paragraph(Words::tr("There is none. Every answer is kept below."), Role::Warning));
        m_document.children.push_back(std::move(part));
    }
    for (qsizetype i = 0; i < m_report.syntheses.size(); ++i) {
        addSynthesis(m_report.syntheses[i], i);
        addSources(m_report.syntheses[i], i);
        addShares(m_report.syntheses[i], i);
    }
    addContradictions();
    addAgents();
    addPrompts();
    addMethod();
    for (qsizetype i = 0; i < m_report.syntheses.size(); ++i)
        addLeftOut(m_report.syntheses[i], i);
    addConversation();
    addAnswers();
    return std::move(m_document);
}

} // namespace

DocNode makeReportDocument(const RunReport &report)
{
    return DocumentMaker(report).make();
}

QString describeCitation(const RunReport &report, const ReportCitation &citation)
{
    const QString text =
        Words::tr("%1, %2, similarity %3")
            .arg(report.agents[citation.agent].label, citationKind(citation.kind), twoDigits(citation.similarity));
    return citation.path.isEmpty() ? text : Words::tr("%1, going back to %2").arg(text, joinWords(citation.path));
}

QString describeUnsourced(const ReportSynthesis &synthesis)
{
    if (!synthesis.hasSources)
        return {};
    return Words::tr("no source found for %1 of %2 sentences")
        .arg(formatCount(synthesis.withoutSource), formatCount(synthesis.sentences.size()));
}

QString reportDate(const QDateTime &date)
{
    return date.toUTC().toString(u"yyyy-MM-dd HH:mm"_s) + u" UTC"_s;
}

QString reportHead(const RunReport &report)
{
    QStringList parts{reportDate(report.started),        report.graphName,
                      report.outcomeSentence.chopped(1), formatDuration(report.duration),
                      reportTokens(report.usage),        reportCost(report.costUsd, report.unpriced)};
    if (report.outcome != "synthesis"_L1)
        parts.removeAt(2);
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace tributary
