// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/AnalysisWords.h"
#include "analysis/ModelCheck.h"
#include "analysis/QuotedPassage.h"
#include "base/JsonReader.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::ModelCheck)
};

/// More is not what was asked for, and nobody reads it.
constexpr qsizetype mostPoints = 60;
constexpr qsizetype longestPoint = 2000;

/// Where the bracket at `start` is closed; -1 when it never is.
qsizetype closingBrace(const QString &text, qsizetype start)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = start; i < text.size(); ++i) {
        const QChar c = text[i];
        if (inString) {
            if (c == u'\\')
                ++i;
            else if (c == u'"')
                inString = false;
        } else if (c == u'"') {
            inString = true;
        } else if (c == u'{') {
            ++depth;
        } else if (c == u'}' && --depth == 0) {
            return i;
        }
    }
    return -1;
}

/// The object itself or one of its members.
std::optional<QJsonObject> withPoints(const QJsonObject &object)
{
    if (object.contains(u"points"_s))
        return object;
    for (const auto &member : object) {
        if (member.toObject().contains(u"points"_s))
            return member.toObject();
    }
    return std::nullopt;
}

/// The first object in the reply that has points. Models put fences, thoughts and good wishes around it.
std::optional<QJsonObject> findObject(const QString &reply)
{
    // Each walks to its end, so only a few that are no objects are tried.
    constexpr int mostTries = 64;
    qsizetype from = reply.indexOf(u'{');
    for (int tries = 0; from >= 0 && tries < mostTries; ++tries) {
        const qsizetype end = closingBrace(reply, from);
        const QJsonDocument document =
            end < 0 ? QJsonDocument() : QJsonDocument::fromJson(reply.sliced(from, end - from + 1).toUtf8());
        if (const auto found = withPoints(document.object()))
            return found;
        from = reply.indexOf(u'{', document.isObject() ? end + 1 : from + 1);
    }
    return std::nullopt;
}

class ReplyReader
{
public:
    explicit ReplyReader(const CheckSubject &subject)
        : m_texts(subject.answers)
    {
        m_texts.append(subject.synthesis);
    }

    /// nullopt for what says nothing.
    std::optional<CheckPoint> readPoint(const QJsonObject &object)
    {
        CheckPoint point;
        point.text = object.value(u"point"_s).toString().simplified().left(longestPoint);
        const auto kind =
            words::value(words::checkKinds, object.value(u"kind"_s).toString().trimmed().toLower().replace(u'_', u'-'));
        if (point.text.isEmpty() || !kind)
            return std::nullopt;
        point.kind = *kind;
        for (const SourceReference &text : std::as_const(m_texts))
            point.voices.append({text.agent, CheckStance::Silent, {}, std::nullopt});
        const QJsonArray voices = object.value(u"voices"_s).toArray();
        for (const auto &voice : voices)
            readVoice(voice.toObject(), point);
        return point;
    }

private:
    /// "1", 1 or 1.0; 0 when it is none.
    static qsizetype numberOf(const QJsonValue &value)
    {
        return value.isString() ? value.toString().trimmed().toLongLong() : value.toInteger(0);
    }

    void readVoice(const QJsonObject &object, CheckPoint &point)
    {
        const qsizetype number = numberOf(object.value(u"reference"_s));
        const auto stance = words::value(words::checkStances, object.value(u"stance"_s).toString().trimmed().toLower());
        if (number < 1 || number > m_texts.size() || !stance)
            return;
        CheckVoice &voice = point.voices[number - 1];
        voice.stance = *stance;
        voice.quote = object.value(u"quote"_s).toString().trimmed();
        voice.range = findQuotedPassage(m_texts[number - 1].text, voice.quote);
    }

    QList<SourceReference> m_texts;
};

tl::unexpected<Error> unreadable(const QString &what)
{
    return fail(ErrorKind::InvalidInput, Text::tr("The model's reply cannot be used: %1").arg(what));
}

} // namespace

Result<QList<CheckPoint>> readCheckReply(const QString &reply, const CheckSubject &subject)
{
    if (reply.trimmed().isEmpty())
        return unreadable(Text::tr("it is empty."));
    const std::optional<QJsonObject> object = findObject(reply);
    if (!object)
        return unreadable(Text::tr("it has no complete JSON object with \"points\"."));
    const QJsonValue points = object->value(u"points"_s);
    if (!points.isArray())
        return unreadable(Text::tr("\"points\" is %1 and no list.").arg(describeJsonType(points)));
    const QJsonArray array = points.toArray();
    ReplyReader reader(subject);
    QList<CheckPoint> read;
    for (qsizetype i = 0; i < array.size() && read.size() < mostPoints; ++i) {
        if (const std::optional<CheckPoint> point = reader.readPoint(array[i].toObject()))
            read.append(*point);
    }
    if (read.isEmpty() && !array.isEmpty())
        return unreadable(Text::tr("none of its %1 points has a \"point\" and a known \"kind\".").arg(array.size()));
    if (read.isEmpty())
        return unreadable(Text::tr("its list of points is empty."));
    std::ranges::stable_sort(read, {}, [](const CheckPoint &point) { return static_cast<int>(point.kind); });
    return read;
}

} // namespace tributary
