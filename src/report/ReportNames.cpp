// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/ReportNames.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <array>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::ReportNames)
};

/// The word that model ids of a family begin with or hold, and what else gives the family away.
struct Family
{
    QLatin1StringView word;
    const char *alsoKnownAs; // separated by '|'
};

constexpr std::array families{
    Family{"gpt"_L1, "ChatGPT|GPT|OpenAI|Open AI"},
    Family{"o1"_L1, "ChatGPT|OpenAI|Open AI"},
    Family{"o3"_L1, "ChatGPT|OpenAI|Open AI"},
    Family{"o4"_L1, "ChatGPT|OpenAI|Open AI"},
    Family{"claude"_L1, "Claude|Anthropic"},
    Family{"gemini"_L1, "Gemini|Google DeepMind|Google AI|Bard"},
    Family{"gemma"_L1, "Gemma|Google DeepMind|Google AI"},
    Family{"llama"_L1, "LLaMA|Llama|Meta AI"},
    Family{"qwen"_L1, "Qwen|Tongyi|Alibaba Cloud|Alibaba|\u901a\u4e49\u5343\u95ee|\u901a\u4e49|\u963f\u91cc\u4e91"},
    Family{"qwq"_L1, "QwQ|Qwen|Tongyi|Alibaba Cloud|Alibaba"},
    Family{"mixtral"_L1, "Mixtral|Mistral AI|Mistral"},
    Family{"mistral"_L1, "Mistral AI|Mistral|Mixtral"},
    Family{"deepseek"_L1, "DeepSeek|\u6df1\u5ea6\u6c42\u7d22"},
    Family{"wizardlm"_L1, "WizardLM"},
    Family{"dbrx"_L1, "DBRX|Databricks"},
    Family{"command-r"_L1, "Command R|Cohere"},
    Family{"grok"_L1, "Grok|xAI"},
    Family{"phi-"_L1, "Phi"},
    Family{"yi-"_L1, "01\\.AI"},
    Family{"glm"_L1, "ChatGLM|GLM|Zhipu|\u667a\u8c31"},
    Family{"kimi"_L1, "Kimi|Moonshot"},
    Family{"nemotron"_L1, "Nemotron|NVIDIA"},
};

/// Ids of providers that stand in ordinary sentences.
bool isEverydayWord(const QString &word)
{
    static const QSet<QString> words{u"together"_s,  u"local"_s,     u"demo"_s, u"custom"_s, u"default"_s, u"test"_s,
                                     u"cloud"_s,     u"server"_s,    u"home"_s, u"work"_s,   u"own"_s,     u"my"_s,
                                     u"fireworks"_s, u"replicate"_s, u"groq"_s, u"host"_s,   u"lab"_s};
    return word.size() < 3 || words.contains(word.toLower());
}

/// Collects what has to go, as pieces of a regular expression.
class NameList
{
public:
    void add(const QString &name)
    {
        const QString trimmed = name.trimmed();
        if (trimmed.size() > 1)
            m_literal.insert(trimmed);
    }

    void addModel(const ModelRef &model)
    {
        if (model.isEmpty())
            return;
        add(model.toString());
        addModelId(model.model);
        if (!isEverydayWord(model.provider.value))
            add(model.provider.value);
    }

    void addModelId(const QString &id)
    {
        if (id.isEmpty())
            return;
        add(id);
        const QString last = id.section(u'/', -1).section(u':', 0, 0);
        add(last);
        add(QString(last).replace(u'-', u' '));
        const QString maker = id.contains(u'/') ? id.section(u'/', 0, 0) : QString();
        if (!isEverydayWord(maker))
            add(maker);
        const QString lower = id.toLower();
        for (const Family &family : families) {
            if (lower.contains(family.word))
                m_patterns.unite(toSet(QString::fromUtf8(family.alsoKnownAs)));
        }
    }

    /// Longest first, so that nothing of a longer name is left.
    [[nodiscard]] QString pattern() const
    {
        QStringList all(m_patterns.begin(), m_patterns.end());
        for (const QString &name : m_literal)
            all.append(QRegularExpression::escape(name));
        std::sort(all.begin(), all.end(), [](const QString &a, const QString &b) {
            return a.size() != b.size() ? a.size() > b.size() : a < b;
        });
        return all.join(u'|');
    }

private:
    static QSet<QString> toSet(const QString &patterns)
    {
        const QStringList list = patterns.split(u'|');
        return {list.begin(), list.end()};
    }

    QSet<QString> m_literal;
    QSet<QString> m_patterns;
};

} // namespace

NameFinder::NameFinder(const RunRecord &record)
{
    NameList names;
    const RunState state = replay(record.events);
    for (const Layer &layer : record.graph.layers) {
        for (const Agent &agent : layer.agents) {
            names.add(agent.name);
            names.addModel(agent.model);
            for (const ModelRef &fallback : agent.fallbacks)
                names.addModel(fallback);
        }
    }
    for (const AgentState &agent : state.agents) {
        names.addModel(agent.model);
        names.addModelId(agent.servedModel);
        for (const FailedAttempt &attempt : agent.failedAttempts)
            names.addModel(attempt.model);
    }
    // Not within a longer word: "llamas" are animals. Han signs have no such words. With it goes the version.
    static const QString version =
        u"(?:[-_.:/]?\\d[\\w.:/-]*\\w|\\d)?(?:\\s+v?\\d+(?:\\.\\d+)*\\w*)?(?:[ -](?:opus|sonnet|haiku|turbo|pro|flash|"
        u"ultra|mini|nano|instruct|chat|preview|plus|max)\\b)*"_s;
    const QString pattern = names.pattern();
    m_pattern.setPattern(
        pattern.isEmpty() ? u"(?!)"_s : u"(?<![\\p{Latin}\\p{N}_])(?:%1)(?![\\p{Latin}_])%2"_s.arg(pattern, version));
    m_pattern.setPatternOptions(QRegularExpression::CaseInsensitiveOption |
                                QRegularExpression::UseUnicodePropertiesOption);
    m_pattern.optimize();
}

QList<TextRange> NameFinder::find(const QString &text) const
{
    QList<TextRange> found;
    for (auto matches = m_pattern.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        found.append({match.capturedStart(), match.capturedLength()});
    }
    return found;
}

NamelessText::NamelessText(const QString &text, const NameFinder &names)
    : m_found(names.find(text))
{
    qsizetype at = 0;
    for (const TextRange &name : std::as_const(m_found)) {
        m_text += QStringView(text).sliced(at, name.start - at);
        m_text += removedName();
        at = name.end();
    }
    m_text += QStringView(text).sliced(at);
}

qsizetype NamelessText::movedOffset(qsizetype offset, bool isEnd) const
{
    const qsizetype length = removedName().size();
    qsizetype shift = 0;
    for (const TextRange &name : m_found) {
        if (name.start >= offset)
            break;
        // Within a name: the whole of what stands for it.
        if (offset < name.end())
            return name.start + shift + (isEnd ? length : 0);
        shift += length - name.length;
    }
    return offset + shift;
}

TextRange NamelessText::moved(const TextRange &range) const
{
    const qsizetype start = movedOffset(range.start, false);
    return {start, movedOffset(range.end(), true) - start};
}

QString removedName()
{
    return Words::tr("[name removed]");
}

namespace {

/// Takes the names out of every text of a report.
class Anonymiser
{
public:
    Anonymiser(RunReport &report, const RunRecord &record)
        : m_report(report)
        , m_names(record)
    {}

    void run()
    {
        removeFromQuestion();
        nameModels();
        for (ReportSynthesis &synthesis : m_report.syntheses)
            removeFrom(synthesis);
        for (ReportAgent &agent : m_report.agents)
            scrub(agent.answer);
        for (auto &[first, second] : m_report.contradictions) {
            relabel(first);
            relabel(second);
        }
        m_report.graphName.clear();
    }

private:
    void scrub(QString &text)
    {
        const NamelessText nameless(text, m_names);
        m_report.namesRemoved += nameless.count();
        text = nameless.text();
    }

    void removeFromQuestion()
    {
        scrub(m_report.question);
        // The question's first line again, so its names are counted already.
        m_report.title = NamelessText(m_report.title, m_names).text();
        for (Turn &turn : m_report.conversation) {
            scrub(turn.prompt);
            scrub(turn.synthesis);
        }
        for (Attachment &attachment : m_report.attachments) {
            scrub(attachment.name);
            scrub(attachment.text);
        }
    }

    void nameModels()
    {
        QStringList models;
        for (ReportAgent &agent : m_report.agents) {
            if (!models.contains(agent.model))
                models.append(agent.model);
            agent.model = Words::tr("Model %1").arg(agentLetter(models.indexOf(agent.model)));
            m_labels.insert(agent.label, agent.badge + u' ' + agent.model);
            agent.label = agent.badge + u' ' + agent.model;
            agent.servedModel.clear();
            scrub(agent.systemPrompt);
        }
        for (ReportAgent &agent : m_report.agents) {
            for (QString &reference : agent.references)
                reference = m_labels.value(reference, reference);
            for (QString &remark : agent.remarks)
                relabel(remark);
        }
    }

    /// A text that names agents by their old labels.
    void relabel(QString &text)
    {
        for (auto label = m_labels.cbegin(); label != m_labels.cend(); ++label)
            text.replace(label.key(), label.value());
        text = NamelessText(text, m_names).text();
    }

    void removeFrom(ReportSynthesis &synthesis)
    {
        const NamelessText text(synthesis.text, m_names);
        synthesis.text = text.text();
        for (ReportSentence &sentence : synthesis.sentences)
            sentence.range = text.moved(sentence.range);
        for (ReportCitation &citation : synthesis.citations) {
            // The answers still are as they came.
            citation.range = NamelessText(m_report.agents[citation.agent].answer, m_names).moved(citation.range);
            citation.quote = NamelessText(citation.quote, m_names).text();
            for (QString &step : citation.path)
                relabel(step);
        }
        for (ReportShare &share : synthesis.shares) {
            for (QString &point : share.leftOutPoints)
                point = NamelessText(point, m_names).text();
        }
    }

    RunReport &m_report;
    NameFinder m_names;
    QHash<QString, QString> m_labels;
};

} // namespace

void removeNames(RunReport &report, const RunRecord &record)
{
    Anonymiser(report, record).run();
}

} // namespace tributary
