// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/MarkdownReport.h"

#include "base/Formatting.h"
#include "report/MarkdownPart.h"
#include "report/ReportDocument.h"

#include <QCoreApplication>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::MarkdownReport)
};

constexpr int belowSection = 2;
constexpr int belowAnswer = 3;

class MarkdownWriter
{
public:
    explicit MarkdownWriter(const RunReport &report)
        : m_report(report)
    {}

    QString write();

private:
    [[nodiscard]] const ReportAgent &agent(qsizetype index) const { return m_report.agents[index]; }

    void line(const QString &text) { m_text += text + u"\n\n"_s; }

    void heading(int level, const QString &text) { line(QString(level, u'#') + u' ' + escapedMarkdown(text)); }

    void row(const QStringList &cells);
    void plain(const QString &text);
    void writeHead();
    void writeQuestion();
    void writeSynthesis(const ReportSynthesis &synthesis);
    void writeShares(const ReportSynthesis &synthesis);
    void writeLeftOut(const ReportSynthesis &synthesis);
    void writeContradictions();
    void writeAgents();
    void writePrompts();
    void writeConversation();
    void writeAnswers();
    void writeFootnotes();

    const RunReport &m_report;
    QString m_text;
};

void MarkdownWriter::row(const QStringList &cells)
{
    QStringList escaped;
    for (const QString &cell : cells)
        escaped.append(escapedMarkdown(cell));
    m_text += u"| "_s + escaped.join(u" | "_s) + u" |\n"_s;
}

/// A person's words, lines as they were typed.
void MarkdownWriter::plain(const QString &text)
{
    const QStringList lines = text.trimmed().split(u'\n');
    for (const QString &one : lines)
        m_text += one.trimmed().isEmpty() ? u">\n"_s : u"> "_s + escapedMarkdown(one) + u"  \n"_s;
    m_text += u'\n';
}

void MarkdownWriter::writeHead()
{
    heading(1, m_report.title);
    line(escapedMarkdown(reportHead(m_report)));
    if (m_report.outcome != "synthesis"_L1)
        line(u"**%1**"_s.arg(escapedMarkdown(m_report.outcomeSentence)));
    if (m_report.choices.anonymous)
        line(Words::tr("Names of models and providers are left out."));
}

void MarkdownWriter::writeQuestion()
{
    heading(2, Words::tr("Question"));
    plain(m_report.question);
    for (const Attachment &attachment : m_report.attachments)
        line(Words::tr("Attached: %1 (%2, %3 bytes, SHA-256 %4)")
                 .arg(escapedMarkdown(attachment.name), escapedMarkdown(attachment.mediaType),
                      formatCount(attachment.bytes), escapedMarkdown(attachment.sha256)));
}

void MarkdownWriter::writeSynthesis(const ReportSynthesis &synthesis)
{
    const ReportAgent &author = agent(synthesis.agent);
    heading(2,
            m_report.syntheses.size() == 1 ? Words::tr("Synthesis") : Words::tr("Synthesis of %1").arg(author.label));
    QStringList facts{author.model,
                      author.references.isEmpty() ? QString()
                                                  : Words::tr("from %1").arg(author.references.join(", "_L1)),
                      describeUnsourced(synthesis)};
    facts.removeAll(QString());
    line(u"*%1*"_s.arg(escapedMarkdown(facts.join(u" · "_s))));
    for (const QString &remark : author.remarks)
        line(u"*%1*"_s.arg(escapedMarkdown(remark)));
    QList<MarkdownInsertion> insertions;
    for (const ReportSentence &sentence : synthesis.sentences) {
        QString marks;
        for (const qsizetype citation : sentence.citations)
            marks += u"[^%1]"_s.arg(synthesis.citations[citation].label);
        if (sentence.label == SourceLabel::None && !sentence.fromPrompt && sentence.kind != TextSegment::Kind::Heading)
            marks += u" [%1]"_s.arg(QChar(unsourcedSign));
        if (!marks.isEmpty())
            insertions.append({.range = sentence.range,
                               .text = marks,
                               .inRow = sentence.kind == TextSegment::Kind::TableRow,
                               .ownLine = sentence.kind == TextSegment::Kind::Code});
    }
    line(asMarkdownPart(synthesis.text, insertions, belowSection).trimmed());
    writeShares(synthesis);
}

void MarkdownWriter::writeShares(const ReportSynthesis &synthesis)
{
    if (!synthesis.hasSources)
        return;
    heading(2, Words::tr("Contribution and coverage"));
    row({Words::tr("Answer"), Words::tr("Contribution"), Words::tr("Points used"), Words::tr("Partly"),
         Words::tr("Left out")});
    m_text += "| --- | ---: | ---: | ---: | ---: |\n"_L1;
    for (const ReportShare &share : synthesis.shares)
        row({agent(share.agent).label, formatPercent(share.contribution), formatCount(share.used),
             formatCount(share.partly), formatCount(share.leftOut)});
    row({Words::tr("No source found"), formatPercent(synthesis.newShare), {}, {}, {}});
    if (synthesis.promptShare > 0.0)
        row({Words::tr("Repeats the question"), formatPercent(synthesis.promptShare), {}, {}, {}});
    m_text += u'\n';
}

void MarkdownWriter::writeLeftOut(const ReportSynthesis &synthesis)
{
    for (const ReportShare &share : synthesis.shares) {
        if (share.leftOutPoints.isEmpty())
            continue;
        heading(2, Words::tr("Left out of %1").arg(agent(share.agent).label));
        for (const QString &point : share.leftOutPoints)
            m_text += u"- "_s + escapedMarkdown(point) + u'\n';
        m_text += u'\n';
    }
}

void MarkdownWriter::writeContradictions()
{
    if (m_report.contradictions.isEmpty())
        return;
    heading(2, Words::tr("Where answers differ"));
    for (const auto &[first, second] : m_report.contradictions)
        line(u"- %1\n- %2"_s.arg(escapedMarkdown(first), escapedMarkdown(second)));
}

void MarkdownWriter::writeAgents()
{
    heading(2, Words::tr("Models"));
    row({Words::tr("Agent"), Words::tr("Model"), Words::tr("Layer"), Words::tr("Answer"), Words::tr("Time"),
         Words::tr("Cost"), Words::tr("Tokens")});
    m_text += "| --- | --- | ---: | --- | ---: | ---: | --- |\n"_L1;
    for (const ReportAgent &one : m_report.agents)
        row({one.label,
             one.servedModel.isEmpty() ? one.model : Words::tr("%1, answered by %2").arg(one.model, one.servedModel),
             QString::number(one.layer), one.usable ? Words::tr("yes") : Words::tr("none"),
             one.duration < Milliseconds(0) ? QString() : formatDuration(one.duration), reportCost(one),
             reportTokens(one.usage)});
    m_text += u'\n';
    for (const ReportAgent &one : m_report.agents) {
        if (!one.remarks.isEmpty())
            line(escapedMarkdown(one.label + u": "_s + one.remarks.join(u' ')));
    }
}

void MarkdownWriter::writePrompts()
{
    if (!m_report.choices.prompts)
        return;
    heading(2, Words::tr("Parameters and system prompts"));
    for (const ReportAgent &one : m_report.agents) {
        line(u"**%1**: %2"_s.arg(
            escapedMarkdown(one.label),
            escapedMarkdown(one.parameters.isEmpty() ? Words::tr("as the provider has them") : one.parameters)));
        if (!one.systemPrompt.isEmpty())
            plain(one.systemPrompt);
    }
}

void MarkdownWriter::writeConversation()
{
    if (m_report.conversation.isEmpty())
        return;
    heading(2, Words::tr("The conversation before"));
    for (const Turn &turn : m_report.conversation) {
        heading(3, Words::tr("Question"));
        plain(turn.prompt);
        heading(3, Words::tr("Synthesis"));
        line(asMarkdownPart(turn.synthesis, {}, belowAnswer).trimmed());
    }
}

void MarkdownWriter::writeAnswers()
{
    if (!m_report.choices.answers)
        return;
    heading(2, Words::tr("Answers"));
    for (qsizetype i = 0; i < m_report.agents.size(); ++i) {
        const bool standsAbove = std::any_of(m_report.syntheses.begin(), m_report.syntheses.end(),
                                             [i](const ReportSynthesis &synthesis) { return synthesis.agent == i; });
        if (standsAbove)
            continue;
        const ReportAgent &one = agent(i);
        heading(3, Words::tr("%1, layer %2").arg(one.label, QString::number(one.layer)));
        for (const QString &remark : one.remarks)
            line(u"*%1*"_s.arg(escapedMarkdown(remark)));
        line(asMarkdownPart(one.answer, {}, belowAnswer).trimmed());
    }
}

void MarkdownWriter::writeFootnotes()
{
    for (const ReportSynthesis &synthesis : m_report.syntheses) {
        for (const ReportCitation &citation : synthesis.citations)
            line(u"[^%1]: %2: “%3”"_s.arg(citation.label, escapedMarkdown(describeCitation(m_report, citation)),
                                          escapedMarkdown(citation.quote)));
    }
}

QString MarkdownWriter::write()
{
    writeHead();
    writeQuestion();
    if (m_report.syntheses.isEmpty()) {
        heading(2, Words::tr("Synthesis"));
        line(Words::tr("*There is none. Every answer is kept below.*"));
    }
    for (const ReportSynthesis &synthesis : m_report.syntheses)
        writeSynthesis(synthesis);
    writeContradictions();
    writeAgents();
    writePrompts();
    if (!m_report.method.isEmpty()) {
        heading(2, Words::tr("How sources were found"));
        for (const QString &sentence : m_report.method)
            line(escapedMarkdown(sentence));
    }
    for (const ReportSynthesis &synthesis : m_report.syntheses)
        writeLeftOut(synthesis);
    writeConversation();
    writeAnswers();
    writeFootnotes();
    return m_text;
}

} // namespace

QByteArray toMarkdown(const RunReport &report)
{
    return MarkdownWriter(report).write().trimmed().toUtf8() + '\n';
}

} // namespace tributary
