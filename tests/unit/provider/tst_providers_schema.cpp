// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Json.h"
#include "provider/ProvidersFile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// The JSON Schema that others write files by says what the reader does.
class ProvidersSchemaTest : public QObject
{
    Q_OBJECT

    QJsonObject m_schema;

    [[nodiscard]] QJsonObject kind(const QString &kind) const { return m_schema["$defs"_L1][kind].toObject(); }

    [[nodiscard]] QJsonObject property(const QString &kind, const QString &member) const
    {
        return this->kind(kind)["properties"_L1][member].toObject();
    }

    /// A whole file in which one provider or model is `object`.
    static QByteArray fileWith(const QString &kind, const QJsonObject &object)
    {
        QJsonObject provider{{u"id"_s, u"p"_s}, {u"baseUrl"_s, u"https://host/v1"_s}};
        if (kind == u"model"_s)
            provider.insert(u"models"_s, QJsonArray{object});
        else
            provider = object;
        return QJsonDocument(QJsonObject{{u"version"_s, 1}, {u"providers"_s, QJsonArray{provider}}}).toJson();
    }

    static QJsonObject smallest(const QString &kind)
    {
        if (kind == u"model"_s)
            return {{u"id"_s, u"m"_s}};
        return {{u"id"_s, u"p"_s}, {u"baseUrl"_s, u"https://host/v1"_s}};
    }

    /// The path of the first problem when the member has this value; empty when it is accepted.
    static QString problem(const QString &kind, const QString &member, const QJsonValue &value)
    {
        QJsonObject object = smallest(kind);
        if (value.isUndefined())
            object.remove(member);
        else
            object.insert(member, value);
        const ProvidersReading reading = readProviders(fileWith(kind, object));
        return reading.problems.isEmpty() ? QString() : reading.problems.first().path;
    }

    static QString pathOf(const QString &kind, const QString &member)
    {
        return (kind == u"model"_s ? u"providers[0].models[0]."_s : u"providers[0]."_s) + member;
    }

    void addMembers()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("member");
        for (const auto &kind : {u"provider"_s, u"model"_s}) {
            for (const QString &member : this->kind(kind)["properties"_L1].toObject().keys())
                QTest::addRow("%s.%s", qPrintable(kind), qPrintable(member)) << kind << member;
        }
    }

private Q_SLOTS:

    void initTestCase()
    {
        QFile file(QStringLiteral(TRIBUTARY_RESOURCES "/schema/providers.schema.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_schema = parseJsonObject(file.readAll()).value();
    }

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void membersAreThoseOfTheWriter()
    {
        Provider whole;
        whole.id = {u"p"_s};
        whole.baseUrl = QUrl(u"http://host/v1"_s);
        whole.allowInsecure = true;
        whole.requestsPerMinute = 60;
        whole.tokensPerMinute = 10'000;
        whole.retries = 5;
        whole.timeoutMs = 300'000;
        whole.enabled = false;
        whole.models = {{u"m"_s, 1000, 1.0, 2.0}};
        whole.rules = {{{DialectKind::Gemini},
                        {u"h"_s},
                        u"m"_s,
                        {u"on"_s},
                        {ModelParameter::Seed},
                        {ModelParameter::Stop},
                        {ModelParameter::TopP},
                        u"n"_s,
                        u"n"_s,
                        u"k"_s,
                        ReasoningStyle::Level,
                        1.0,
                        1,
                        true}};
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"providers.json"_s);
        QVERIFY(saveProvidersFile({whole}, path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject written = parseJsonObject(file.readAll()).value();
        const QJsonObject provider = written["providers"_L1][0].toObject();
        QCOMPARE(m_schema["properties"_L1].toObject().keys(), written.keys());
        QCOMPARE(kind(u"provider"_s)["properties"_L1].toObject().keys(), provider.keys());
        QCOMPARE(kind(u"model"_s)["properties"_L1].toObject().keys(), provider["models"_L1][0].toObject().keys());
        QCOMPARE(kind(u"rule"_s)["properties"_L1].toObject().keys(), provider["rules"_L1][0].toObject().keys());
        QCOMPARE(loadProvidersFile(path).value_or(QList<Provider>()).value(0).rules, whole.rules);
    }

    void theVersionIsRequired()
    {
        QCOMPARE(m_schema["required"_L1].toArray(), QJsonArray{u"version"_s});
        QCOMPARE(readProviders(json("{'providers':[]}")).problems.value(0).path, u"version"_s);
    }

    void requiredMembersAreThoseOfTheReader_data() { addMembers(); }

    void requiredMembersAreThoseOfTheReader()
    {
        QFETCH(QString, kind);
        QFETCH(QString, member);
        const bool required = this->kind(kind)["required"_L1].toArray().contains(member);
        QCOMPARE(problem(kind, member, QJsonValue::Undefined), required ? pathOf(kind, member) : QString());
        QVERIFY(required || property(kind, member).contains("default"_L1));
    }

    void typesAreThoseOfTheReader_data() { addMembers(); }

    void typesAreThoseOfTheReader()
    {
        QFETCH(QString, kind);
        QFETCH(QString, member);
        for (const QJsonValue &wrong :
             {QJsonValue(QJsonObject()), QJsonValue(1.5), QJsonValue(true), QJsonValue(u"?"_s)}) {
            const QJsonValue type = property(kind, member)["type"_L1];
            const bool isText = type == "string"_L1 && !property(kind, member).contains("pattern"_L1);
            const bool isPlain = member == "id"_L1 || isText;
            const bool fits = (wrong.isString() && isPlain) || (wrong.isBool() && type == "boolean"_L1) ||
                              (wrong.isDouble() && type.toArray().contains(u"number"_s));
            QCOMPARE(problem(kind, member, wrong).isEmpty(), fits);
        }
    }

    void boundsAndWordsAreThoseOfTheReader_data() { addMembers(); }

    void boundsAndWordsAreThoseOfTheReader()
    {
        QFETCH(QString, kind);
        QFETCH(QString, member);
        const QJsonObject schema = property(kind, member);
        const QString path = pathOf(kind, member);
        if (schema.contains("minimum"_L1)) {
            QCOMPARE(problem(kind, member, schema["minimum"_L1]), QString());
            QCOMPARE(problem(kind, member, schema["minimum"_L1].toInt() - 1), path);
        }
        if (schema.contains("maximum"_L1)) {
            QCOMPARE(problem(kind, member, schema["maximum"_L1]), QString());
            QCOMPARE(problem(kind, member, schema["maximum"_L1].toInt() + 1), path);
        }
        for (const QJsonValue word : schema["enum"_L1].toArray())
            QCOMPARE(problem(kind, member, word), QString());
        if (schema.contains("pattern"_L1)) {
            const QRegularExpression pattern(schema["pattern"_L1].toString());
            for (const auto &text : {u"keyring"_s, u"env:A_KEY"_s, u"env:a-key"_s, u"env:"_s, u"env:A=B"_s, u"sk-123"_s,
                                     u"https://host"_s, u"ftp://host"_s, u"a/b"_s, u""_s})
                QCOMPARE(problem(kind, member, text).isEmpty(), pattern.match(text).hasMatch());
        }
    }

    void wordsOfRulesAreThoseOfTheReader()
    {
        const QJsonObject members = kind(u"rule"_s)["properties"_L1].toObject();
        for (auto it = members.begin(); it != members.end(); ++it) {
            const QJsonObject member = it.value().toObject();
            const bool list = member["type"_L1] == "array"_L1;
            const QJsonArray words = (list ? member["items"_L1].toObject() : member)["enum"_L1].toArray();
            for (const QJsonValue word : words) {
                const QJsonObject rule{{it.key(), list ? QJsonValue(QJsonArray{word}) : word}};
                QCOMPARE(problem(u"provider"_s, u"rules"_s, QJsonArray{rule}), QString());
            }
            const QJsonObject wrong{{it.key(), QJsonObject()}};
            QCOMPARE(problem(u"provider"_s, u"rules"_s, QJsonArray{wrong}), u"providers[0].rules[0]."_s + it.key());
        }
    }

    void parallelHasItsUpperBound() { QVERIFY(property(u"provider"_s, u"parallel"_s).contains("maximum"_L1)); }
};

QTEST_GUILESS_MAIN(ProvidersSchemaTest)
#include "tst_providers_schema.moc"
