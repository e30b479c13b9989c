// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/CallDetails.h"

#include "base/Formatting.h"
#include "provider/Dialect.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CallDetails)
};

QString tokensIn(const Usage &usage)
{
    const QString all = formatCount(usage.input());
    if (usage.cacheRead == 0 && usage.cacheWrite == 0)
        return all;
    return Words::tr("%1 (%2 from the provider's cache, %3 written to it)")
        .arg(all, formatCount(usage.cacheRead), formatCount(usage.cacheWrite));
}

QString tokensOut(const Usage &usage)
{
    const QString all = formatCount(usage.output());
    return usage.outReasoning == 0 ? all
                                   : Words::tr("%1 (%2 of them reasoning)").arg(all, formatCount(usage.outReasoning));
}

QString moneyOf(const AgentState &state)
{
    if (state.costUsd)
        return formatMoney(*state.costUsd);
    return isSettled(state.status) ? Words::tr("price unknown") : QString();
}

void addUsage(QList<CallFact> &facts, const AgentState &state)
{
    if (state.usage.input() == 0 && state.usage.output() == 0)
        return;
    facts.append({Words::tr("Tokens in"), tokensIn(state.usage)});
    facts.append({Words::tr("Tokens out"), tokensOut(state.usage)});
    if (state.usage.estimated)
        facts.append({Words::tr("Counted by"), Words::tr("an estimate; the provider told no usage")});
    if (state.status == AgentStatus::Cached)
        facts.append({Words::tr("Cost"), Words::tr("nothing, taken from an earlier answer")});
}

/// Single quotes hold everything but themselves.
QString quotedForShell(QString text)
{
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

QString variableFor(const Provider &provider)
{
    if (provider.key.kind == KeySource::Kind::Environment)
        return provider.key.variable;
    const QString id = provider.id.value.toUpper();
    QString name;
    for (const QChar c : id)
        name.append(c.unicode() < 128 && c.isLetterOrNumber() ? c : u'_');
    return name + u"_API_KEY"_s;
}

QStringList headersFor(const SentRequest &request, const ProviderDirectory &providers)
{
    const ProviderDirectory::Entry *entry = providers.find(request.model.provider);
    QStringList headers{u"-H 'Content-Type: application/json'"_s};
    if (!entry)
        return headers;
    // The dialect knows its header fields; what is asked does not matter for them.
    ChatRequest empty;
    empty.model = request.model;
    const HttpRequest http = writeRequest(empty, entry->provider, {}).http;
    for (const auto &[name, value] : http.fields)
        headers.append(u"-H "_s + quotedForShell(u"%1: %2"_s.arg(QLatin1StringView(name), QLatin1StringView(value))));
    if (entry->provider.key.kind != KeySource::Kind::None) {
        const QString bearer = http.keyField == "Authorization" ? u"Bearer "_s : QString();
        headers.append(
            u"-H \"%1: %2$%3\""_s.arg(QLatin1StringView(http.keyField), bearer, variableFor(entry->provider)));
    }
    return headers;
}

} // namespace

CallDetails describeCall(const RunScene &scene, const TimelineRow &row, const QList<SentRequest> &sent)
{
    const AgentId &id = row.display.id;
    const AgentState &state = scene.run.agent(id);
    CallDetails details;
    details.title = u"%1 · %2"_s.arg(row.display.letter, row.display.modelName);
    const ModelRef asked = state.model.isEmpty() ? row.display.model : state.model;
    details.facts.append({Words::tr("State"), row.display.stateText});
    details.facts.append({Words::tr("Model asked"), asked.model});
    details.facts.append({Words::tr("Model that answered"), state.servedModel});
    details.facts.append({Words::tr("Provider"), row.display.providerName});
    details.facts.append({Words::tr("Request id"), state.requestId});
    details.facts.append({Words::tr("Figures"), row.times.start < Milliseconds(0) ? QString() : row.figures});
    addUsage(details.facts, state);
    if (state.status != AgentStatus::Cached)
        details.facts.append({Words::tr("Cost"), moneyOf(state)});
    details.facts.removeIf([](const CallFact &fact) { return fact.value.isEmpty(); });
    for (const CallSpan &span : row.times.spans)
        details.parts.append(describeSpan(span));
    for (const SentRequest &request : sent) {
        if (request.agent == id)
            details.requests.append(request);
    }
    return details;
}

QString readableBody(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    return document.isNull() ? QString::fromUtf8(body)
                             : QString::fromUtf8(document.toJson(QJsonDocument::Indented)).trimmed();
}

QString curlCommand(const SentRequest &request, const ProviderDirectory &providers)
{
    QStringList parts{u"curl -sS -N "_s + quotedForShell(request.address)};
    parts += headersFor(request, providers);
    parts.append(u"--data-binary "_s + quotedForShell(QString::fromUtf8(request.body)));
    return parts.join(u" \\\n  "_s);
}

} // namespace tributary
