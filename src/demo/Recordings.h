// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "demo/RecordedCheck.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

namespace tributary {

/// A question that the demo can answer.
struct DemoQuestion
{
    /// A few words for a menu.
    QString title;
    QString prompt;
    /// "explorer", "analyst" or "presenter".
    QString audience;

    bool operator==(const DemoQuestion &) const = default;
};

/// What a voice says before it has read anybody. Further samples of the same voice begin with another opening and
/// bring the rest in another order, so that two of them are never alike.
struct FirstAnswer
{
    QStringList openings;
    QStringList body;

    [[nodiscard]] int sampleCount() const;
    /// `sample` may be any number.
    [[nodiscard]] QString text(qint64 sample) const;

    bool operator==(const FirstAnswer &) const = default;
};

/// Some sentences and the voices they were taken from; no voices: the writer's own.
struct Segment
{
    QString text;
    QStringList from;
    /// Makes sense only when every voice in `from` was read (a contradiction between two), not just one.
    bool needsAll = false;

    /// A demo that quotes an answer which was never given to it would lie, so such a segment is left out.
    [[nodiscard]] bool mayBeSaid(const QSet<QString> &voicesRead) const;

    bool operator==(const Segment &) const = default;
};

/// Paragraphs, lists and tables, each made of segments.
using Blocks = QList<QList<Segment>>;

/// One question with every answer that was recorded for it, by the id of the voice.
struct Recording
{
    DemoQuestion question;
    QHash<QString, FirstAnswer> first;
    QHash<QString, QString> reasoning;
    QHash<QString, Blocks> informed;
    Blocks synthesis;
    /// A comparison of the answers; empty when none was recorded.
    QList<RecordedPoint> check;

    /// The voices whose answers, first or informed, stand in `text`.
    [[nodiscard]] QSet<QString> voicesIn(const QString &text) const;

    bool operator==(const Recording &) const = default;
};

/// The Markdown of what may be said by someone who has read these voices.
QString compose(const Blocks &blocks, const QSet<QString> &voicesRead);

/// How a voice's answers to this question begin; by these words they are recognised inside a prompt.
QStringList openingsOf(const Recording &recording, const QString &voice);

Result<Recording> readRecording(const QByteArray &json);
/// The built-in recordings, best question first.
Result<QList<Recording>> loadRecordings();

} // namespace tributary
