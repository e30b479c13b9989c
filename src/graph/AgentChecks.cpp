// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/AgentChecks.h"

#include "graph/AgentId.h"
#include "graph/Limits.h"

#include <QCoreApplication>

namespace tributary {

using namespace Qt::StringLiterals;

QString AgentSite::place(const QString &member) const
{
    const QString path = u"layers[%1].agents[%2]"_s.arg(layer).arg(index);
    return member.isEmpty() ? path : path + u'.' + member;
}

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::AgentChecks)
};

class AgentChecks
{
public:
    AgentChecks(const AgentSite &site, const ModelLookup &lookup, QList<Issue> &issues)
        : m_site(site)
        , m_agent(site.agent)
        , m_lookup(lookup)
        , m_issues(issues)
    {}

    void all();

private:
    void checkId();
    void checkModel();
    void checkFallbacks();
    void checkSampling();
    void checkTimes();
    void checkReferences();
    void checkReference(qsizetype position, QSet<AgentId> &seen);
    void checkWhatIsRead();

    void add(Severity severity, const char *code, const QString &member, const QString &message);

    void error(const char *code, const QString &member, const QString &message)
    {
        add(Severity::Error, code, member, message);
    }

    void warn(const char *code, const QString &member, const QString &message)
    {
        add(Severity::Warning, code, member, message);
    }

    const AgentSite &m_site;
    const Agent &m_agent;
    const ModelLookup &m_lookup;
    QList<Issue> &m_issues;
};

void AgentChecks::add(Severity severity, const char *code, const QString &member, const QString &message)
{
    m_issues.append({severity, QString::fromLatin1(code), m_site.place(member), m_agent.id, message});
}

void AgentChecks::all()
{
    checkId();
    if (m_site.asked) {
        checkModel();
        checkFallbacks();
        checkSampling();
        checkTimes();
    }
    checkReferences();
    if (m_site.asked)
        checkWhatIsRead();
}

void AgentChecks::checkId()
{
    if (m_agent.id.isEmpty())
        error("empty-id", u"id"_s, Text::tr("%1 has no id: give it one.").arg(m_site.label()));
    else if (!isValidAgentId(m_agent.id))
        error("bad-id", u"id"_s,
              Text::tr(R"(The id "%1" does not fit: use 1 to %2 letters, digits, "-", "_" or ".".)")
                  .arg(m_agent.id.value)
                  .arg(maxAgentIdLength));
}

void AgentChecks::checkModel()
{
    if (m_agent.model.isEmpty())
        error("model-not-chosen", u"model"_s, Text::tr("%1 has no model: choose one.").arg(m_site.label()));
    else if (m_lookup && !m_lookup(m_agent.model))
        error("model-unknown", u"model"_s,
              Text::tr("No provider offers %1: choose another model for %2 or add the provider.")
                  .arg(m_agent.model.toString(), m_site.label()));
}

void AgentChecks::checkFallbacks()
{
    QSet<ModelRef> seen;
    for (qsizetype i = 0; i < m_agent.fallbacks.size(); ++i) {
        const ModelRef &fallback = m_agent.fallbacks[i];
        const QString place = u"fallbacks[%1]"_s.arg(i);
        if (fallback.isEmpty())
            error("fallback-not-chosen", place,
                  Text::tr("%1 has a fallback without a model: choose one or remove it.").arg(m_site.label()));
        else if (fallback == m_agent.model)
            warn("fallback-is-model", place,
                 Text::tr("%1 falls back to the model that failed: choose another one.").arg(m_site.label()));
        else if (seen.contains(fallback))
            warn("duplicate-fallback", place,
                 Text::tr("%1 has the fallback %2 twice: remove one.").arg(m_site.label(), fallback.toString()));
        else if (m_lookup && !m_lookup(fallback))
            warn("fallback-unknown", place,
                 Text::tr("No provider offers %1, the fallback of %2: it will be passed over.")
                     .arg(fallback.toString(), m_site.label()));
        seen.insert(fallback);
    }
}

void AgentChecks::checkSampling()
{
    const Sampling &sampling = m_agent.sampling;
    // Written as "not inside" so that NaN is outside.
    if (sampling.temperature && !(*sampling.temperature >= 0 && *sampling.temperature <= 2))
        error("temperature-out-of-range", u"sampling.temperature"_s,
              Text::tr("%1 has temperature %2: choose 0 to 2.").arg(m_site.label()).arg(*sampling.temperature));
    if (sampling.topP && !(*sampling.topP > 0 && *sampling.topP <= 1))
        error("top-p-out-of-range", u"sampling.topP"_s,
              Text::tr("%1 has top-p %2: choose more than 0, at most 1.").arg(m_site.label()).arg(*sampling.topP));
    if (sampling.maxTokens && *sampling.maxTokens < 1)
        error("max-tokens-out-of-range", u"sampling.maxTokens"_s,
              Text::tr("%1 may write %2 tokens: allow at least 1.").arg(m_site.label()).arg(*sampling.maxTokens));
    if (sampling.seed && (*sampling.seed < -limits::largestSeed || *sampling.seed > limits::largestSeed))
        error("seed-out-of-range", u"sampling.seed"_s,
              Text::tr("%1 has a seed beyond what JSON carries exactly: choose a smaller one.").arg(m_site.label()));
    for (qsizetype i = 0; i < sampling.stop.size(); ++i) {
        if (sampling.stop[i].isEmpty())
            error("empty-stop", u"sampling.stop[%1]"_s.arg(i),
                  Text::tr("%1 has an empty stop text: remove it.").arg(m_site.label()));
    }
}

void AgentChecks::checkTimes()
{
    const auto fits = [](Milliseconds time) { return time.count() > 0 && time <= limits::longestTime; };
    if (!fits(m_agent.timeout))
        error("timeout-out-of-range", u"timeoutMs"_s,
              Text::tr("%1 has a timeout of %2 ms: choose 1 ms to 7 days.")
                  .arg(m_site.label())
                  .arg(m_agent.timeout.count()));
    if (!m_agent.deadline)
        return;
    if (!fits(*m_agent.deadline))
        error("deadline-out-of-range", u"deadlineMs"_s,
              Text::tr("%1 has a deadline of %2 ms: choose 1 ms to 7 days.")
                  .arg(m_site.label())
                  .arg(m_agent.deadline->count()));
    else if (*m_agent.deadline < m_agent.timeout)
        warn(
            "deadline-below-timeout", u"deadlineMs"_s,
            Text::tr("The deadline of %1 is shorter than its timeout: the timeout never applies.").arg(m_site.label()));
}

void AgentChecks::checkReferences()
{
    if (!m_agent.references)
        return;
    if (m_site.layer == 0) {
        if (!m_agent.references->isEmpty())
            error("references-in-first-layer", u"references"_s,
                  Text::tr("%1 names references, but no layer stands before it: remove them.").arg(m_site.label()));
        return;
    }
    QSet<AgentId> seen;
    for (qsizetype i = 0; i < m_agent.references->size(); ++i)
        checkReference(i, seen);
}

void AgentChecks::checkReference(qsizetype position, QSet<AgentId> &seen)
{
    const AgentId &id = m_agent.references->at(position);
    const QString place = u"references[%1]"_s.arg(position);
    if (seen.contains(id))
        warn("duplicate-reference", place,
             Text::tr("%1 names the reference \"%2\" twice: remove one.").arg(m_site.label(), id.value));
    else if (id == m_agent.id)
        error("reference-to-self", place,
              Text::tr("%1 cannot read its own answer: remove the reference.").arg(m_site.label()));
    else if (!m_site.before.contains(id))
        error("reference-not-in-layer-before", place,
              Text::tr("%1 reads \"%2\", which is no agent of the layer before: choose another reference.")
                  .arg(m_site.label(), id.value));
    seen.insert(id);
}

void AgentChecks::checkWhatIsRead()
{
    if (!m_site.hasSources || !m_agent.references)
        return;
    const QList<AgentId> &references = *m_agent.references;
    if (references.isEmpty()) {
        warn("no-references", u"references"_s,
             Text::tr("%1 reads no answers although a layer stands before it: choose its references.")
                 .arg(m_site.label()));
        return;
    }
    const auto muted = [this](const AgentId &id) {
        return m_site.before.contains(id) && !m_site.askedBefore.contains(id);
    };
    if (!m_site.beforeBypassed && std::all_of(references.begin(), references.end(), muted))
        warn("references-muted", u"references"_s,
             Text::tr("%1 reads nothing, because all its references are muted: choose others or unmute one.")
                 .arg(m_site.label()));
}

} // namespace

QString AgentSite::label() const
{
    if (!aggregator)
        return Text::tr("Agent %1 of layer %2").arg(agentLetter(index)).arg(layer + 1);
    return index == 0 ? Text::tr("The aggregator") : Text::tr("Aggregator %1").arg(index + 1);
}

void checkAgent(const AgentSite &site, const ModelLookup &lookup, QList<Issue> &issues)
{
    AgentChecks(site, lookup, issues).all();
}

} // namespace tributary
