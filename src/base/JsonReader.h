// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Error.h"
#include "base/Result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace tributary {

/// A member that breaks its format: where it stands ("layers[0].agents[1].model") and what is wrong with it.
struct JsonProblem
{
    QString path;
    QString message;

    bool operator==(const JsonProblem &) const = default;
};

/// Reads one JSON object member by member and collects every problem instead of stopping at the first. Unknown members
/// are accepted (a newer minor writer may have added them); a missing or null member leaves the value at its default; a
/// member of the wrong type is a problem and also leaves the default.
class JsonReader
{
public:
    /// The document's root; problems of it and of all readers made from it are collected in one list.
    explicit JsonReader(const QJsonObject &object);

    void read(const char *member, QString &value);
    void read(const char *member, bool &value);
    void read(const char *member, int &value);
    void read(const char *member, qint64 &value);
    void read(const char *member, double &value);
    /// For members that may be null: null gives nullopt, absence keeps the default.
    void read(const char *member, std::optional<double> &value);
    void read(const char *member, std::optional<int> &value);
    void read(const char *member, std::optional<qint64> &value);
    void read(const char *member, std::optional<QString> &value);
    void read(const char *member, QStringList &value);

    [[nodiscard]] bool contains(const char *member) const;
    [[nodiscard]] QJsonValue value(const char *member) const;
    /// A reader of the object in `member`; an empty one when it is absent, null or (a problem) not an object.
    [[nodiscard]] JsonReader object(const char *member);
    /// One reader per element; elements that are not objects are problems and left out.
    [[nodiscard]] QList<JsonReader> objects(const char *member);

    /// Where this object stands in the document; empty for the root.
    [[nodiscard]] QString path() const { return m_path; }

    [[nodiscard]] QString pathOf(const char *member) const;
    void addProblem(const char *member, const QString &message);

    [[nodiscard]] const QList<JsonProblem> &problems() const { return *m_problems; }

private:
    JsonReader(QJsonObject object, QString path, std::shared_ptr<QList<JsonProblem>> problems);
    /// The member when present and not null; `expected` names the wanted type should it be another one.
    std::optional<QJsonValue> typed(const char *member, QJsonValue::Type type, const QString &expected);
    std::optional<qint64> wholeNumber(const char *member);

    QJsonObject m_object;
    QString m_path;
    std::shared_ptr<QList<JsonProblem>> m_problems;
};

/// Parses a document whose root is an object. Errors (InvalidInput) tell line and column; a byte order mark is skipped.
Result<QJsonObject> parseJsonObject(const QByteArray &bytes);

/// "a string", "a number", ... for messages.
QString describeJsonType(const QJsonValue &value);

} // namespace tributary
