// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/AgentTexts.h"

#include "base/Formatting.h"
#include "graph/AgentLabel.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

/// What a message says: plain, or in parts of which the text counts.
QString contentOf(const QJsonValue &content)
{
    if (!content.isArray())
        return content.toString();
    QStringList parts;
    const QJsonArray array = content.toArray();
    for (const auto &part : array)
        parts.append(part.toObject().value("text"_L1).toString());
    return parts.join(u'\n');
}

QString messagesOf(const QJsonObject &body)
{
    QStringList texts;
    const QString system = contentOf(body.value("system"_L1));
    if (!system.isEmpty())
        texts.append(u"[system]\n"_s + system);
    const QJsonArray messages = body.value("messages"_L1).toArray();
    for (const auto &message : messages) {
        const QJsonObject object = message.toObject();
        texts.append(u"[%1]\n%2"_s.arg(object.value("role"_L1).toString(), contentOf(object.value("content"_L1))));
    }
    return texts.join(u"\n\n"_s);
}

QString labelIn(const Graph &graph, const AgentId &id)
{
    const std::optional<AgentPlace> place = findAgent(graph, id);
    if (!place)
        return id.value;
    const bool aggregator = place->layer + 1 == graph.layers.size();
    return agentLabel(graph.layers.at(place->layer).agents.at(place->index), place->index, aggregator);
}

} // namespace

std::optional<RunRecord> shownRecordOf(const RunViewModel &model)
{
    const RunSession &session = model.session();
    if (model.shownRecord())
        return model.shownRecord()->record;
    if (session.isRunning())
        return session.currentRecord();
    if (!session.runs().isEmpty())
        return session.runs().constLast().record;
    return std::nullopt;
}

QString promptSentTo(const RunRecord &record, const AgentId &agent)
{
    const auto last = std::find_if(record.requests.crbegin(), record.requests.crend(),
                                   [&](const SentRequest &request) { return request.agent == agent; });
    if (last == record.requests.crend())
        return {};
    const QJsonDocument body = QJsonDocument::fromJson(last->body);
    const QString messages = messagesOf(body.object());
    return messages.isEmpty() ? QString::fromUtf8(body.toJson()) : messages;
}

QString referencesReceivedBy(const RunRecord &record, const AgentId &agent)
{
    const RunState state = replay(record.events);
    QStringList texts;
    const QList<AgentId> references = state.agent(agent).references;
    for (const AgentId &id : references)
        texts.append(u"[%1]\n%2"_s.arg(labelIn(record.graph, id), state.agent(id).answer));
    return texts.join(u"\n\n"_s);
}

QString logOf(const RunRecord &record, const AgentId &agent)
{
    QStringList lines;
    for (const RunEvent &event : record.events) {
        if (event.agent == agent && eventName(event) != "text"_L1)
            lines.append(u"%1  %2"_s.arg(formatDuration(event.time), toTraceLine(event)));
    }
    return lines.join(u'\n');
}

} // namespace tributary
