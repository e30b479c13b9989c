// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ErrorBody.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestMessage = 300;

QString shortened(const QString &text)
{
    const QString simple = text.simplified();
    return simple.size() > longestMessage ? simple.first(longestMessage) + u'…' : simple;
}

/// Without scripts, styles and the head. Each search goes on where the one before ended: a page must not be able to
/// keep us busy.
QString withoutInvisible(const QString &html)
{
    static const QRegularExpression opening(u"<(script|style|head)\\b"_s, QRegularExpression::CaseInsensitiveOption);
    QString text;
    qsizetype from = 0;
    for (auto match = opening.match(html); match.hasMatch(); match = opening.match(html, from)) {
        text += QStringView(html).sliced(from, match.capturedStart() - from);
        const QString closing = u"</"_s + match.captured(1) + u'>';
        const qsizetype end = html.indexOf(closing, match.capturedEnd(), Qt::CaseInsensitive);
        if (end < 0)
            return text;
        from = end + closing.size();
    }
    return text + html.sliced(from);
}

QString withoutTags(const QString &html)
{
    static const QRegularExpression tag(u"<[^<>]*>"_s);
    return withoutInvisible(html).replace(tag, u" "_s);
}

/// FastAPI: "text" or [{"loc":["body","seed"],"msg":"...","type":"extra_forbidden"}].
QString detailText(const QJsonValue &detail)
{
    if (detail.isString())
        return detail.toString();
    QStringList messages;
    const QJsonArray list = detail.toArray();
    for (const auto &entry : list) {
        const QJsonArray place = entry.toObject().value("loc"_L1).toArray();
        const QString name = place.isEmpty() ? QString() : place.last().toString() + u": "_s;
        messages.append(name + entry.toObject().value("msg"_L1).toString());
    }
    return messages.join(u"; "_s);
}

void addCode(QStringList &codes, const QJsonValue &value)
{
    const QString code = value.isDouble() ? QString::number(value.toInteger()) : value.toString();
    if (!code.isEmpty())
        codes.append(code.toLower());
}

void addCodes(ErrorBody &body, const QJsonObject &object)
{
    for (const auto member : {"code"_L1, "type"_L1, "status"_L1, "error_type"_L1})
        addCode(body.codes, object.value(member));
    const QJsonObject metadata = object.value("metadata"_L1).toObject();
    addCode(body.codes, metadata.value("error_type"_L1));
    if (metadata.contains("reasons"_L1) || metadata.contains("flagged_input"_L1) || metadata.contains("patterns"_L1))
        body.codes.append(u"content_policy_violation"_s);
    addCode(body.codes, object.value("innererror"_L1).toObject().value("code"_L1));
    const QJsonArray details = object.value("details"_L1).toArray();
    for (const auto &detail : details) {
        addCode(body.codes, detail.toObject().value("reason"_L1));
        const QJsonArray violations = detail.toObject().value("violations"_L1).toArray();
        for (const auto &violation : violations)
            addCode(body.codes, violation.toObject().value("quotaId"_L1));
    }
}

/// The parameter that a message refuses; servers without a member for it say it in one of these ways.
QString parameterInWords(const QString &message)
{
    constexpr auto anyCase = QRegularExpression::CaseInsensitiveOption;
    static const QList<QRegularExpression> refusals{
        QRegularExpression(
            uR"((?:unsupported|unrecognized|unknown|unexpected)[\w ]*(?:parameter|value|argument|field|name)[\w ]*:? *['"`]?([a-z_]{2,})['"`]?)"_s,
            anyCase),
        QRegularExpression(uR"(\band [`'"]?([a-z_]+)[`'"]? cannot both)"_s, anyCase),
        QRegularExpression(
            uR"(^[`'"]?([a-z_.]+)[`'"]?(?:: extra inputs| is deprecated| is not supported| may only be set))"_s,
            anyCase),
        QRegularExpression(uR"(does not support (think)ing)"_s, anyCase),
        QRegularExpression(uR"((system) (?:role|prompt|message)s? (?:is |are )?not supported)"_s, anyCase),
    };
    for (const QRegularExpression &refusal : refusals) {
        if (const auto match = refusal.match(message); match.hasMatch())
            return match.captured(1);
    }
    return message.contains("developer instruction is not enabled"_L1, Qt::CaseInsensitive) ? u"system"_s : QString();
}

/// The parameter named by the body, by FastAPI's place, or by the message.
QString blamedParameter(const QJsonObject &error, const QJsonValue &detail, const QString &message)
{
    if (const QString parameter = error.value("param"_L1).toString(); !parameter.isEmpty())
        return parameter;
    const QJsonObject first = detail.toArray().first().toObject();
    if (first.value("type"_L1).toString().contains("extra"_L1))
        return first.value("loc"_L1).toArray().last().toString();
    return parameterInWords(message);
}

/// Gateways wrap the JSON of the server behind them in a string.
std::optional<QJsonObject> nestedObject(const QString &text)
{
    const qsizetype start = text.indexOf(u'{');
    if (start < 0)
        return std::nullopt;
    const auto document = QJsonDocument::fromJson(text.sliced(start).toUtf8());
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

ErrorBody readObject(const QJsonObject &object, bool lookInside)
{
    const QJsonValue member = object.value("error"_L1);
    const QJsonObject error = member.isObject() ? member.toObject() : object;
    ErrorBody body;
    body.object = object;
    addCodes(body, object);
    if (member.isObject())
        addCodes(body, error);
    QString message = error.value("message"_L1).toString();
    if (message.isEmpty())
        message = member.toString();
    if (message.isEmpty())
        message = detailText(object.value("detail"_L1));
    if (const auto nested = lookInside ? nestedObject(message) : std::nullopt) {
        ErrorBody inner = readObject(*nested, false);
        inner.codes = body.codes + inner.codes;
        if (!inner.message.isEmpty())
            return inner;
    }
    body.message = shortened(message);
    body.parameter = blamedParameter(error, object.value("detail"_L1), body.message);
    return body;
}

} // namespace

ErrorBody readErrorObject(const QJsonObject &object)
{
    return readObject(object, true);
}

ErrorBody readErrorBody(const QByteArray &bytes)
{
    const QByteArray trimmed = bytes.trimmed();
    const QJsonDocument document = QJsonDocument::fromJson(trimmed);
    if (document.isObject())
        return readErrorObject(document.object());
    if (document.isArray() && document.array().first().isObject())
        return readErrorObject(document.array().first().toObject());
    ErrorBody body;
    body.isWebPage = trimmed.startsWith('<');
    const QString text = QString::fromUtf8(trimmed);
    body.message = shortened(body.isWebPage ? withoutTags(text) : text);
    return body;
}

} // namespace tributary
