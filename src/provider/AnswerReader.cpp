// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/AnswerReader.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype quotedCharacters = 300;

/// Invalid UTF-8 becomes replacement characters; nullopt when it is not JSON even then.
std::optional<QJsonDocument> parseJson(const QByteArray &bytes)
{
    QJsonParseError problem;
    QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error == QJsonParseError::IllegalUTF8String)
        document = QJsonDocument::fromJson(QString::fromUtf8(bytes).toUtf8(), &problem);
    if (problem.error != QJsonParseError::NoError)
        return std::nullopt;
    return document;
}

} // namespace

std::optional<QJsonObject> errorPayload(const QJsonObject &payload)
{
    const QJsonValue error = payload.value("error"_L1);
    const bool named =
        (error.isObject() && !error.toObject().isEmpty()) || (error.isString() && !error.toString().isEmpty());
    const bool typed = payload.value("object"_L1) == "error"_L1 || payload.value("type"_L1) == "error"_L1;
    const bool detailed = payload.contains("detail"_L1) && !payload.contains("choices"_L1);
    if (named || typed || detailed)
        return payload;
    return std::nullopt;
}

QList<ChatDelta> AnswerReader::read(const StreamFrame &frame)
{
    if (isOver() || frame.kind == StreamFrame::Kind::Comment)
        return {};
    m_anyFrame = true;
    switch (frame.kind) {
    case StreamFrame::Kind::WebPage:
        m_webPage = true;
        break;
    case StreamFrame::Kind::ErrorField:
        readErrorField(frame.data);
        break;
    case StreamFrame::Kind::Json:
        readPayload(frame.data, true);
        break;
    case StreamFrame::Kind::Data:
        if (frame.data.trimmed() == "[DONE]")
            m_done = true;
        else if (!frame.data.trimmed().isEmpty())
            readPayload(frame.data, false);
        break;
    case StreamFrame::Kind::Comment:
        break;
    }
    return std::exchange(m_deltas, {});
}

QList<ChatDelta> AnswerReader::finish()
{
    flush();
    return std::exchange(m_deltas, {});
}

void AnswerReader::readErrorField(const QByteArray &bytes)
{
    m_error = QJsonObject{{u"error"_s, QString::fromUtf8(bytes)}};
    if (const auto document = parseJson(bytes); document && document->isObject())
        m_error = errorPayload(document->object()).value_or(QJsonObject{{u"error"_s, document->object()}});
}

void AnswerReader::readPayload(const QByteArray &bytes, bool whole)
{
    const auto document = parseJson(bytes);
    if (!document) {
        m_malformed = QString::fromUtf8(bytes.first(qMin(bytes.size(), quotedCharacters)));
        return;
    }
    if (document->isObject())
        return readObject(document->object(), whole);
    const QJsonArray list = document->array();
    for (const auto &element : list)
        readObject(element.toObject(), whole);
}

void AnswerReader::add(ChatDelta::Channel channel, const QString &text)
{
    if (text.isEmpty())
        return;
    if (channel == ChatDelta::Channel::Answer)
        m_anyAnswer = m_anyAnswer || !text.trimmed().isEmpty();
    else
        m_anyReasoning = true;
    m_deltas.append({channel, text});
}

void AnswerReader::setServedModel(const QString &model)
{
    if (!model.isEmpty())
        m_servedModel = model;
}

void AnswerReader::setResponseId(const QString &id)
{
    if (!id.isEmpty())
        m_responseId = id;
}

void AnswerReader::setError(const std::optional<QJsonObject> &error)
{
    if (!m_error)
        m_error = error;
}

ChatVerdict AnswerReader::verdict() const
{
    using Kind = ChatVerdict::Kind;
    if (m_error)
        return {Kind::Error, *m_error};
    if (m_webPage)
        return {Kind::WebPage};
    if (m_malformed)
        return {Kind::Malformed, {}, *m_malformed};
    if (!m_anyFrame)
        return {Kind::NoContent};
    return verdictOfEnd();
}

ChatVerdict AnswerReader::verdictWithText(ChatVerdict::Kind kind) const
{
    using Kind = ChatVerdict::Kind;
    if (m_anyAnswer)
        return {kind};
    if (m_toolCall)
        return {Kind::ToolCall};
    return {kind == Kind::CutByLimit ? Kind::EmptyAtLimit : Kind::Empty};
}

} // namespace tributary
