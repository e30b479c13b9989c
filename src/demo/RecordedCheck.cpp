// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/RecordedCheck.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// A text between two fences.
struct FencedText
{
    int number = 0;
    /// As in RecordedStance; empty for what is not recorded.
    QString voice;
    QString text;
};

QString voiceOf(const QString &text, const QString &name, const QHash<QString, QStringList> &openings)
{
    if (name == "SYNTHESIS"_L1)
        return u"synthesis"_s;
    for (const auto &[voice, beginnings] : openings.asKeyValueRange()) {
        const bool begins =
            std::ranges::any_of(beginnings, [&text](const QString &beginning) { return text.startsWith(beginning); });
        if (begins)
            return voice;
    }
    return {};
}

QList<FencedText> fencedTexts(const QString &message, const QHash<QString, QStringList> &openings)
{
    static const QRegularExpression fence(u"=== BEGIN REFERENCE (\\d+) \\[(\\w+)\\] ?(\\w*) ===\\n"_s);
    QList<FencedText> texts;
    auto matches = fence.globalMatch(message);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString closing = u"=== END REFERENCE %1 [%2]"_s.arg(match.captured(1), match.captured(2));
        const qsizetype end = message.indexOf(closing, match.capturedEnd());
        if (end < 0)
            continue;
        const QString text = message.sliced(match.capturedEnd(), end - match.capturedEnd()).simplified();
        texts.append({match.captured(1).toInt(), voiceOf(text, match.captured(3), openings), text});
    }
    return texts;
}

QJsonArray voicesOf(const RecordedPoint &point, const QList<FencedText> &texts)
{
    QJsonArray voices;
    for (const FencedText &text : texts) {
        for (const RecordedStance &stance : point.voices) {
            if (stance.voice == text.voice && text.text.contains(stance.quote.simplified()))
                voices.append(QJsonObject{
                    {u"reference"_s, text.number}, {u"stance"_s, stance.stance}, {u"quote"_s, stance.quote}});
        }
    }
    return voices;
}

} // namespace

QList<RecordedPoint> readRecordedCheck(JsonReader &recording)
{
    QList<RecordedPoint> points;
    for (JsonReader &pointReader : recording.objects("check")) {
        RecordedPoint point;
        pointReader.read("kind", point.kind);
        pointReader.read("point", point.point);
        for (JsonReader &voiceReader : pointReader.objects("voices")) {
            RecordedStance stance;
            voiceReader.read("voice", stance.voice);
            voiceReader.read("stance", stance.stance);
            voiceReader.read("quote", stance.quote);
            point.voices.append(stance);
        }
        points.append(point);
    }
    return points;
}

bool asksForCheck(const QString &instruction)
{
    return instruction.contains("{\"points\": [{\"kind\""_L1);
}

QString recordedCheckReply(const QList<RecordedPoint> &points, const QHash<QString, QStringList> &openings,
                           const QString &message)
{
    const QList<FencedText> texts = fencedTexts(message, openings);
    QJsonArray said;
    for (const RecordedPoint &point : points) {
        const QJsonArray voices = voicesOf(point, texts);
        if (!voices.isEmpty() || point.kind == "blind-spot"_L1)
            said.append(QJsonObject{{u"kind"_s, point.kind}, {u"point"_s, point.point}, {u"voices"_s, voices}});
    }
    return QString::fromUtf8(QJsonDocument(QJsonObject{{u"points"_s, said}}).toJson());
}

} // namespace tributary
