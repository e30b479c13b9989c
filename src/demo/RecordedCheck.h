// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/JsonReader.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace tributary {

/// What one voice says of a point of a recorded comparison.
struct RecordedStance
{
    /// The voice's id; "synthesis" for what was written from the answers.
    QString voice;
    /// "agrees" or "contradicts".
    QString stance;
    /// Words of its answer.
    QString quote;

    bool operator==(const RecordedStance &) const = default;
};

/// A point of a recorded comparison of the answers to one question.
struct RecordedPoint
{
    QString kind;
    QString point;
    QList<RecordedStance> voices;

    bool operator==(const RecordedPoint &) const = default;
};

QList<RecordedPoint> readRecordedCheck(JsonReader &recording);

/// Whether a system message asks for a comparison as JSON.
bool asksForCheck(const QString &instruction);

/// The comparison as it may be said of the texts that stand between the fences of `message`: a demo that quotes an
/// answer which was never given to it would lie, so points without their texts are left out. `openings`: by voice, how
/// its answers begin.
QString recordedCheckReply(const QList<RecordedPoint> &points, const QHash<QString, QStringList> &openings,
                           const QString &message);

} // namespace tributary
