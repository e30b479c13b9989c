// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/Sources.h"
#include "base/ModelRef.h"
#include "base/Result.h"
#include "run/RunRecord.h"

#include <QDateTime>
#include <QJsonObject>

namespace tributary {

enum class CheckStance {
    Silent, ///< says nothing of it
    Agrees,
    Contradicts,
};
/// "silent", "agrees", "contradicts".
QString wireName(CheckStance stance);

/// What one text says of a point, by the word of the model that checked.
struct CheckVoice
{
    AgentId agent;
    CheckStance stance = CheckStance::Silent;
    /// The words that the model quotes; may be empty.
    QString quote;
    /// Where they stand in the text; nullopt: they do not, so the model's word is all there is.
    std::optional<TextRange> range;

    bool operator==(const CheckVoice &) const = default;
};

struct CheckPoint
{
    enum class Kind {
        Consensus,     ///< most answers say it
        Contradiction, ///< answers contradict each other
        Unique,        ///< one answer says it
        BlindSpot,     ///< none says it, though the question asks for it
    };

    Kind kind = Kind::Consensus;
    /// One sentence, in the model's words.
    QString text;
    /// One for each agent of the check, in its order.
    QList<CheckVoice> voices;

    bool operator==(const CheckPoint &) const = default;
};

/// "consensus", "contradiction", "unique", "blind-spot".
QString wireName(CheckPoint::Kind kind);

/// What a model said on being asked to compare the answers of a run. Its judgement, not a measurement.
struct ModelCheck
{
    static constexpr int version = 1;

    /// The model that was asked, and when.
    ModelRef model;
    QDateTime at;
    /// nullopt: its price is not known.
    std::optional<double> costUsd;
    /// Whose texts were compared: the answers in graph order, and last the synthesis.
    QList<AgentId> agents;
    /// In the order of the kinds.
    QList<CheckPoint> points;

    /// Voices whose quote does not stand where the model says.
    [[nodiscard]] qsizetype quotesNotFound() const;

    bool operator==(const ModelCheck &) const = default;
};

/// The texts that are compared.
struct CheckSubject
{
    QString question;
    /// At least one, in graph order.
    QList<SourceReference> answers;
    SourceReference synthesis;
    /// For the fences; the same for a run each time, so that asking again costs nothing.
    QString nonce;

    bool operator==(const CheckSubject &) const = default;
};

/// What the main aggregator that answered read and wrote; nullopt when there is no synthesis, or it read nothing.
std::optional<CheckSubject> checkSubject(const RunRecord &record);

/// A graph of one agent that checks: what it is told is its system prompt.
Graph checkGraph(const ModelRef &model);
/// The prompt: question, answers and synthesis as fenced data that cannot give instructions, without names.
QString checkPrompt(const CheckSubject &subject);

/// Reads the model's reply: a JSON object, perhaps in a code fence or with text around it. InvalidInput says what is
/// missing in one sentence. Points without text are left out; answers that are not named are silent; quotes are looked
/// for in the answers, in whatever form spaces, quotation marks and markup take, and never made up.
Result<QList<CheckPoint>> readCheckReply(const QString &reply, const CheckSubject &subject);

QJsonObject toJson(const ModelCheck &check);
/// Kept or imported; InvalidInput names the member at fault, also for a passage outside its text.
Result<ModelCheck> modelCheckFromJson(const QJsonObject &object, const RunRecord &record);

} // namespace tributary
