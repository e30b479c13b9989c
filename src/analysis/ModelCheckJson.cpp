// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/AnalysisWords.h"
#include "analysis/ModelCheck.h"
#include "base/JsonReader.h"

#include <QCoreApplication>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::ModelCheck)
};

QJsonObject voiceToJson(const CheckVoice &voice)
{
    QJsonObject object{
        {u"agent"_s, voice.agent.value}, {u"stance"_s, wireName(voice.stance)}, {u"quote"_s, voice.quote}};
    if (voice.range) {
        object.insert(u"start"_s, voice.range->start);
        object.insert(u"end"_s, voice.range->end());
    }
    return object;
}

QJsonObject pointToJson(const CheckPoint &point)
{
    QJsonArray voices;
    for (const CheckVoice &voice : point.voices)
        voices.append(voiceToJson(voice));
    return {{u"kind"_s, wireName(point.kind)}, {u"point"_s, point.text}, {u"voices"_s, voices}};
}

/// Problems stay in the readers, which share one list.
class CheckReader
{
public:
    explicit CheckReader(const RunRecord &record)
        : m_state(replay(record.events))
    {}

    ModelCheck read(JsonReader &reader) const
    {
        ModelCheck check;
        QString model;
        reader.read("model", model);
        check.model = ModelRef::fromString(model).value_or(ModelRef{});
        if (check.model.isEmpty())
            reader.addProblem("model", Text::tr("expected provider/model"));
        QString at;
        reader.read("at", at);
        check.at = QDateTime::fromString(at, Qt::ISODateWithMs);
        if (!check.at.isValid())
            reader.addProblem("at", Text::tr("expected a date and time"));
        reader.read("costUsd", check.costUsd);
        QStringList agents;
        reader.read("agents", agents);
        for (const QString &agent : std::as_const(agents))
            check.agents.append(checkedAgent(reader, "agents", agent));
        if (agents.isEmpty())
            reader.addProblem("agents", Text::tr("is empty"));
        const QList<JsonReader> points = reader.objects("points");
        for (JsonReader point : points)
            check.points.append(readPoint(point, check.agents));
        return check;
    }

private:
    AgentId checkedAgent(JsonReader &reader, const char *member, const QString &id) const
    {
        if (!m_state.agent({id}).isUsable())
            reader.addProblem(member, Text::tr("\"%1\" has no answer in this run").arg(id));
        return {id};
    }

    CheckPoint readPoint(JsonReader &reader, const QList<AgentId> &agents) const
    {
        CheckPoint point;
        QString kind;
        reader.read("kind", kind);
        const auto known = words::value(words::checkKinds, kind);
        if (!known)
            reader.addProblem("kind", Text::tr("expected one of %1").arg(words::list(words::checkKinds)));
        point.kind = known.value_or(CheckPoint::Kind::Consensus);
        reader.read("point", point.text);
        QList<AgentId> voices;
        const QList<JsonReader> readers = reader.objects("voices");
        for (JsonReader voice : readers) {
            point.voices.append(readVoice(voice));
            voices.append(point.voices.constLast().agent);
        }
        if (voices != agents)
            reader.addProblem("voices", Text::tr("expected one for each agent"));
        return point;
    }

    CheckVoice readVoice(JsonReader &reader) const
    {
        CheckVoice voice;
        QString agent;
        reader.read("agent", agent);
        voice.agent = checkedAgent(reader, "agent", agent);
        QString stance;
        reader.read("stance", stance);
        const auto known = words::value(words::checkStances, stance);
        if (!known)
            reader.addProblem("stance", Text::tr("expected one of %1").arg(words::list(words::checkStances)));
        voice.stance = known.value_or(CheckStance::Silent);
        reader.read("quote", voice.quote);
        if (reader.contains("start"))
            voice.range = readRange(reader, voice.agent);
        return voice;
    }

    TextRange readRange(JsonReader &reader, const AgentId &agent) const
    {
        qint64 start = -1;
        qint64 end = -1;
        reader.read("start", start);
        reader.read("end", end);
        if (start >= 0 && start <= end && end <= m_state.agent(agent).answer.size())
            return {start, end - start};
        reader.addProblem("end", Text::tr("the passage from %1 to %2 lies outside the answer").arg(start).arg(end));
        return {};
    }

    RunState m_state;
};

} // namespace

QJsonObject toJson(const ModelCheck &check)
{
    QJsonArray agents;
    for (const AgentId &agent : check.agents)
        agents.append(agent.value);
    QJsonArray points;
    for (const CheckPoint &point : check.points)
        points.append(pointToJson(point));
    return {{u"model"_s, check.model.toString()},
            {u"at"_s, check.at.toString(Qt::ISODateWithMs)},
            {u"costUsd"_s, check.costUsd ? QJsonValue(*check.costUsd) : QJsonValue()},
            {u"agents"_s, agents},
            {u"points"_s, points}};
}

Result<ModelCheck> modelCheckFromJson(const QJsonObject &object, const RunRecord &record)
{
    JsonReader reader(object);
    ModelCheck check = CheckReader(record).read(reader);
    if (!reader.problems().isEmpty()) {
        const JsonProblem &problem = reader.problems().constFirst();
        return fail(ErrorKind::InvalidInput, problem.path + u": "_s + problem.message);
    }
    return check;
}

} // namespace tributary
