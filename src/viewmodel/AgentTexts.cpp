// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/AgentTexts.h"

#include "base/Formatting.h"
#include "graph/AgentLabel.h"
#include "viewmodel/FailureWords.h"

#include <QCoreApplication>
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

/// What an event says of its agent, for a person; empty for text, which is not told by the piece.
class EventWords
{
    Q_DECLARE_TR_FUNCTIONS(AgentTexts)

public:
    explicit EventWords(int layer)
        : m_layer(layer)
    {}

    QString operator()(const event::CallQueued &queued) const
    {
        const QString what = tr("Queued: %1").arg(queued.model.toString());
        const QString left = queued.dropped.isEmpty() && queued.shortened.isEmpty()
                                 ? QString()
                                 : tr("%1 references left out, %2 shortened")
                                       .arg(formatCount(queued.dropped.size()), formatCount(queued.shortened.size()));
        return joined({what, left});
    }

    QString operator()(const event::CallWaiting &) const { return tr("Waits for its turn"); }

    QString operator()(const event::CallStarted &started) const
    {
        return joined(QStringList{tr("Asked %1, attempt %2").arg(started.model.toString()).arg(started.attempt)} +
                      started.notices);
    }

    QString operator()(const event::FirstToken &) const { return tr("First token"); }

    QString operator()(const event::CallRetrying &retrying) const
    {
        return joined({tr("Attempt failed: %1").arg(failureWord(retrying.kind)), retrying.message,
                       tr("next one in %1").arg(formatDuration(retrying.wait)), retrying.fallback.toString()});
    }

    QString operator()(const event::CallFinished &finished) const
    {
        return joined({tr("Done"), tr("%1 characters").arg(formatCount(finished.textLength)),
                       tr("%1 tokens out").arg(formatCount(finished.usage.output())),
                       finished.costUsd ? formatMoney(*finished.costUsd) : QString(),
                       finished.cutByLimit ? tr("cut at the token limit") : QString(), finished.servedModel});
    }

    QString operator()(const event::CallFailed &failed) const
    {
        return joined({tr("Failed: %1").arg(failureWord(failed.kind)), failed.message});
    }

    QString operator()(const event::CallCached &cached) const
    {
        return cached.pinned ? tr("Pinned answer taken") : tr("Answered from the cache");
    }

    QString operator()(const event::CallSkipped &skipped) const { return skipSentence(skipped.reason, m_layer); }

    QString operator()(const event::CallStopped &stopped) const
    {
        return stopped.reason == event::CallStopped::Reason::Person ? tr("Stopped by you")
                                                                    : tr("Stopped: the others were enough");
    }

    QString operator()(const event::CallHedged &) const { return tr("Asked a second time: it takes long"); }

    QString operator()(const event::HedgeTaken &) const { return tr("The second call's answer is taken"); }

    QString operator()(const event::HedgeDropped &) const { return tr("The second call is dropped"); }

    /// Of the run, or text.
    template <typename Other>
    QString operator()(const Other &) const
    {
        return {};
    }

private:
    static QString joined(QStringList parts)
    {
        parts.removeAll(QString());
        return parts.join(u" · "_s);
    }

    int m_layer;
};

QString labelIn(const Graph &graph, const AgentId &id)
{
    const std::optional<AgentPlace> place = findAgent(graph, id);
    if (!place)
        return id.value;
    const bool aggregator = place->layer + 1 == graph.layers.size();
    return agentLabel(graph.layers.at(place->layer).agents.at(place->index), place->index, aggregator);
}

} // namespace

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

QString referencesReceivedBy(const RunScene &run, const AgentId &agent)
{
    QStringList texts;
    const QList<AgentId> references = run.run.agent(agent).references;
    for (const AgentId &id : references)
        texts.append(u"[%1]\n%2"_s.arg(labelIn(run.graph, id), run.run.agent(id).answer));
    return texts.join(u"\n\n"_s);
}

QString logOf(const RunRecord &record, const AgentId &agent)
{
    QStringList lines;
    for (const RunEvent &event : record.events) {
        const QString words = event.agent == agent ? std::visit(EventWords(event.layer), event.body) : QString();
        if (!words.isEmpty())
            lines.append(u"%1  %2"_s.arg(formatDuration(event.time), words));
    }
    return lines.join(u'\n');
}

} // namespace tributary
