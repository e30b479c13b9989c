// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/JsonReader.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cmath>
#include <limits>
#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::JsonReader)
};

QString describeJsonType(QJsonValue::Type type)
{
    switch (type) {
    case QJsonValue::Null:
        return Text::tr("null");
    case QJsonValue::Bool:
        return Text::tr("true or false");
    case QJsonValue::Double:
        return Text::tr("a number");
    case QJsonValue::String:
        return Text::tr("a string");
    case QJsonValue::Array:
        return Text::tr("a list");
    case QJsonValue::Object:
        return Text::tr("an object");
    case QJsonValue::Undefined:
        return Text::tr("nothing");
    }
    Q_UNREACHABLE();
}

} // namespace

JsonReader::JsonReader(const QJsonObject &object)
    : JsonReader(object, {}, std::make_shared<QList<JsonProblem>>())
{}

JsonReader::JsonReader(QJsonObject object, QString path, std::shared_ptr<QList<JsonProblem>> problems)
    : m_object(std::move(object))
    , m_path(std::move(path))
    , m_problems(std::move(problems))
{}

QString JsonReader::pathOf(const char *member) const
{
    const QString name = QString::fromLatin1(member);
    return m_path.isEmpty() ? name : m_path + u'.' + name;
}

void JsonReader::addProblem(const char *member, const QString &message)
{
    m_problems->append({pathOf(member), message});
}

QJsonValue JsonReader::value(const char *member) const
{
    return m_object.value(QLatin1StringView(member));
}

bool JsonReader::contains(const char *member) const
{
    return m_object.contains(QLatin1StringView(member));
}

std::optional<QJsonValue> JsonReader::typed(const char *member, QJsonValue::Type type, const QString &expected)
{
    const QJsonValue found = value(member);
    if (found.isUndefined() || found.isNull())
        return std::nullopt;
    if (found.type() == type)
        return found;
    addProblem(member, Text::tr("expected %1, found %2").arg(expected, describeJsonType(found.type())));
    return std::nullopt;
}

std::optional<qint64> JsonReader::wholeNumber(const char *member)
{
    const auto found = typed(member, QJsonValue::Double, Text::tr("a whole number"));
    if (!found)
        return std::nullopt;
    const double number = found->toDouble();
    if (number != std::floor(number) || std::abs(number) > 9.0e15) {
        addProblem(member, Text::tr("expected a whole number, found %1").arg(number));
        return std::nullopt;
    }
    return found->toInteger();
}

void JsonReader::read(const char *member, QString &value)
{
    if (const auto found = typed(member, QJsonValue::String, Text::tr("a string")))
        value = found->toString();
}

void JsonReader::read(const char *member, bool &value)
{
    if (const auto found = typed(member, QJsonValue::Bool, Text::tr("true or false")))
        value = found->toBool();
}

void JsonReader::read(const char *member, int &value)
{
    std::optional<int> number = value;
    read(member, number);
    value = number.value_or(value);
}

void JsonReader::read(const char *member, qint64 &value)
{
    if (const auto found = wholeNumber(member))
        value = *found;
}

void JsonReader::read(const char *member, double &value)
{
    if (const auto found = typed(member, QJsonValue::Double, Text::tr("a number")))
        value = found->toDouble();
}

void JsonReader::read(const char *member, std::optional<double> &value)
{
    if (contains(member))
        value.reset();
    if (const auto found = typed(member, QJsonValue::Double, Text::tr("a number")))
        value = found->toDouble();
}

void JsonReader::read(const char *member, std::optional<int> &value)
{
    if (contains(member))
        value.reset();
    const auto found = wholeNumber(member);
    if (!found)
        return;
    if (*found < std::numeric_limits<int>::min() || *found > std::numeric_limits<int>::max())
        addProblem(member, Text::tr("%1 is out of range").arg(*found));
    else
        value = int(*found);
}

void JsonReader::read(const char *member, std::optional<qint64> &value)
{
    if (contains(member))
        value.reset();
    if (const auto found = wholeNumber(member))
        value = *found;
}

void JsonReader::read(const char *member, std::optional<QString> &value)
{
    if (contains(member))
        value.reset();
    if (const auto found = typed(member, QJsonValue::String, Text::tr("a string")))
        value = found->toString();
}

void JsonReader::read(const char *member, QStringList &value)
{
    const auto found = typed(member, QJsonValue::Array, Text::tr("a list of strings"));
    if (!found)
        return;
    QStringList strings;
    const QJsonArray array = found->toArray();
    for (const auto &element : array) {
        if (!element.isString()) {
            addProblem(member,
                       Text::tr("expected a list of strings, found %1 in it").arg(describeJsonType(element.type())));
            return;
        }
        strings.append(element.toString());
    }
    value = strings;
}

JsonReader JsonReader::object(const char *member)
{
    const auto found = typed(member, QJsonValue::Object, Text::tr("an object"));
    return JsonReader(found ? found->toObject() : QJsonObject(), pathOf(member), m_problems);
}

QList<JsonReader> JsonReader::objects(const char *member)
{
    QList<JsonReader> readers;
    const auto found = typed(member, QJsonValue::Array, Text::tr("a list"));
    if (!found)
        return readers;
    const QJsonArray array = found->toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString path = pathOf(member) + u"[%1]"_s.arg(i);
        if (array[i].isObject())
            readers.append(JsonReader(array[i].toObject(), path, m_problems));
        else
            m_problems->append({path, Text::tr("expected an object, found %1").arg(describeJsonType(array[i].type()))});
    }
    return readers;
}

Result<QJsonObject> parseJsonObject(const QByteArray &bytes)
{
    const QByteArray text = bytes.startsWith("\xef\xbb\xbf") ? bytes.mid(3) : bytes;
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (problem.error != QJsonParseError::NoError) {
        const QByteArray before = text.left(problem.offset);
        const qsizetype line = before.count('\n') + 1;
        const qsizetype column = before.size() - before.lastIndexOf('\n');
        return fail(
            ErrorKind::InvalidInput,
            Text::tr("This is not JSON: %1 at line %2, column %3.").arg(problem.errorString()).arg(line).arg(column));
    }
    if (!document.isObject())
        return fail(ErrorKind::InvalidInput, Text::tr("Expected a JSON object, found a list."));
    return document.object();
}

QString describeJsonType(const QJsonValue &value)
{
    return describeJsonType(value.type());
}

} // namespace tributary
