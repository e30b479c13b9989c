// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/RunRecord.h"

namespace tributary {

/// A run in the making: agents are added layer by layer, each with its answer.
class AnalysedRun
{
public:
    AnalysedRun()
    {
        m_record.id = {QStringLiteral("r")};
        m_record.nonce = QStringLiteral("n0nce");
        m_record.started = QDateTime(QDate(2030, 1, 2), QTime(3, 4, 5), Qt::UTC);
        m_record.events = {{Milliseconds(0), {}, -1, event::RunStarted{m_record.id, {}, 1}}};
    }

    AnalysedRun &layer()
    {
        m_record.graph.layers.append(Layer());
        return *this;
    }

    AnalysedRun &asked(const QString &prompt)
    {
        m_record.prompt = prompt;
        return *this;
    }

    /// `read`: ids, one letter each.
    AnalysedRun &answer(const QString &id, const QString &text, const QString &read = {})
    {
        add(id, event::CallQueued{model(), ids(read)});
        add(id, event::CallStarted{model(), 1});
        add(id, event::Text{TextChannel::Answer, text});
        add(id, event::CallFinished{text.size(), {}, {}, {}, false, {}});
        return *this;
    }

    AnalysedRun &cached(const QString &id, const QString &text, const QString &read = {})
    {
        event::CallCached cached{model(), text, {}};
        cached.references = ids(read);
        add(id, cached);
        return *this;
    }

    AnalysedRun &failed(const QString &id, const QString &partialText)
    {
        add(id, event::CallQueued{model()});
        add(id, event::CallStarted{model(), 1});
        add(id, event::Text{TextChannel::Answer, partialText});
        add(id, event::CallFailed{ErrorKind::Server, QStringLiteral("Broken."), {}, {}});
        return *this;
    }

    AnalysedRun &skipped(const QString &id, SkipReason reason)
    {
        add(id, event::CallSkipped{reason});
        Layer &layer = m_record.graph.layers.last();
        layer.agents.last().muted = reason == SkipReason::Muted;
        layer.bypassed = reason == SkipReason::Bypassed;
        return *this;
    }

    [[nodiscard]] RunRecord record() const
    {
        RunRecord record = m_record;
        event::RunFinished end;
        end.outcome = RunOutcome::Synthesis;
        record.events.append({Milliseconds(0), {}, -1, end});
        return record;
    }

private:
    static ModelRef model() { return {{QStringLiteral("p")}, QStringLiteral("m")}; }

    static QList<AgentId> ids(const QString &letters)
    {
        QList<AgentId> all;
        for (const QChar letter : letters)
            all.append({letter});
        return all;
    }

    void add(const QString &id, const RunEventBody &body)
    {
        Layer &layer = m_record.graph.layers.last();
        if (layer.agents.isEmpty() || layer.agents.constLast().id.value != id) {
            Agent agent;
            agent.id = {id};
            agent.model = model();
            layer.agents.append(agent);
        }
        m_record.events.append({Milliseconds(0), {id}, int(m_record.graph.layers.size()) - 1, body});
    }

    RunRecord m_record;
};

} // namespace tributary
