// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/GraphFile.h"
#include "support/GraphNotation.h"

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// The schema is for people and their tools; nothing of ours runs by it. So this test keeps it in step with the reader
/// and the writer: same members, same defaults, same words, same bounds.
class GraphSchemaTest : public QObject
{
    Q_OBJECT

private:
    QJsonObject m_schema;
    /// What the writer makes of a graph in which every kind of object occurs and every member has its default.
    QJsonObject m_written;

    [[nodiscard]] QJsonObject definition(const QString &kind) const
    {
        return kind == u"graph"_s ? m_schema : m_schema[u"$defs"_s][kind].toObject();
    }

    [[nodiscard]] QJsonObject written(const QString &kind) const
    {
        const QJsonValue layer = m_written[u"layers"_s][0];
        const QJsonValue agent = layer[u"agents"_s][0];
        const QHash<QString, QJsonValue> objects = {
            {u"graph"_s, m_written},
            {u"layer"_s, layer},
            {u"agent"_s, agent},
            {u"sampling"_s, agent[u"sampling"_s]},
            {u"quorum"_s, layer[u"quorum"_s]},
            {u"packing"_s, m_written[u"packing"_s]},
            {u"policy"_s, m_written[u"policy"_s]},
        };
        return objects[kind].toObject();
    }

    /// A graph file in which `kind` has just this member (an agent also its id).
    static QJsonObject fileWith(const QString &kind, const QString &member, const QJsonValue &value)
    {
        QJsonObject object{{member, value}};
        if (kind == u"graph"_s) {
            if (!object.contains(u"format"_s))
                object.insert(u"format"_s, u"tributary-graph"_s);
            return object;
        }
        if (kind == u"packing"_s || kind == u"policy"_s)
            return fileWith(u"graph"_s, kind, object);
        if (kind == u"layer"_s)
            return fileWith(u"graph"_s, u"layers"_s, QJsonArray{object});
        if (kind == u"quorum"_s)
            return fileWith(u"layer"_s, kind, object);
        if (kind == u"sampling"_s)
            return fileWith(u"agent"_s, kind, object);
        if (!object.contains(u"id"_s))
            object.insert(u"id"_s, u"a"_s);
        return fileWith(u"layer"_s, u"agents"_s, QJsonArray{object});
    }

    static QString pathOf(const QString &kind, const QString &member)
    {
        const QHash<QString, QString> prefixes = {
            {u"graph"_s, u""_s},
            {u"layer"_s, u"layers[0]."_s},
            {u"agent"_s, u"layers[0].agents[0]."_s},
            {u"sampling"_s, u"layers[0].agents[0].sampling."_s},
            {u"quorum"_s, u"layers[0].quorum."_s},
            {u"packing"_s, u"packing."_s},
            {u"policy"_s, u"policy."_s},
        };
        return prefixes[kind] + member;
    }

    static void expectRefused(const QString &kind, const QString &member, const QJsonValue &value)
    {
        const GraphReading reading = readGraph(fileWith(kind, member, value));
        const QString what = pathOf(kind, member) + u" = "_s +
                             QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
        QVERIFY2(!reading.graph, qPrintable(what + u" was accepted"_s));
        QCOMPARE(reading.problems.first().path, pathOf(kind, member));
    }

    static void addKinds()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"graph", "layer", "agent", "sampling", "quorum", "packing", "policy"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }

private Q_SLOTS:

    void initTestCase()
    {
        QFile file(QStringLiteral(TRIBUTARY_RESOURCES "/schema/graph.schema.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_schema = parseJsonObject(file.readAll()).value();
        Graph graph;
        graph.layers = {{{Agent{{u"a"_s}, {}, {}, {}, {}, {}, {}, false, Agent().timeout, {}, {}}}, Quorum(), false}};
        m_written = toJson(graph);
    }

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void membersAreThoseOfTheWriter_data() { addKinds(); }

    void membersAreThoseOfTheWriter()
    {
        QFETCH(QString, kind);
        QCOMPARE(definition(kind)[u"properties"_s].toObject().keys(), written(kind).keys());
    }

    void defaultsAreThoseOfTheReader_data() { addKinds(); }

    void defaultsAreThoseOfTheReader()
    {
        QFETCH(QString, kind);
        const QJsonObject properties = definition(kind)[u"properties"_s].toObject();
        const QJsonObject defaults = written(kind);
        for (const QString &member : properties.keys()) {
            const QJsonObject property = properties[member].toObject();
            const bool holdsOthers = member == u"layers"_s || member == u"agents"_s || member == u"quorum"_s;
            if (property.contains(u"default"_s) && !holdsOthers)
                QVERIFY2(property[u"default"_s] == defaults[member], qPrintable(pathOf(kind, member)));
        }
    }

    void everyMemberHasADefaultOrIsRequiredOrAnObject_data() { addKinds(); }

    void everyMemberHasADefaultOrIsRequiredOrAnObject()
    {
        QFETCH(QString, kind);
        const QJsonObject properties = definition(kind)[u"properties"_s].toObject();
        const QJsonArray required = definition(kind)[u"required"_s].toArray();
        for (const QString &member : properties.keys()) {
            const QJsonObject property = properties[member].toObject();
            QVERIFY2(property.contains(u"default"_s) || required.contains(member) || property.contains(u"$ref"_s),
                     qPrintable(pathOf(kind, member)));
        }
    }

    void requiredMembersAreThoseOfTheReader()
    {
        const auto required = [this](const QString &kind) { return definition(kind)[u"required"_s].toArray(); };
        QCOMPARE(required(u"graph"_s), QJsonArray{u"format"_s});
        QCOMPARE(required(u"agent"_s), QJsonArray{u"id"_s});
        for (const char *kind : {"layer", "sampling", "quorum", "packing", "policy"})
            QVERIFY(required(QString::fromLatin1(kind)).isEmpty());
        QCOMPARE(readGraph(QJsonObject()).problems.value(0).path, u"format"_s);
        const QJsonArray agentWithoutId{QJsonObject()};
        QCOMPARE(readGraph(fileWith(u"layer"_s, u"agents"_s, agentWithoutId)).problems.value(0).path,
                 u"layers[0].agents[0].id"_s);
    }

    void boundsAndWordsAreThoseOfTheReader_data() { addKinds(); }

    void boundsAndWordsAreThoseOfTheReader()
    {
        QFETCH(QString, kind);
        const QJsonObject properties = definition(kind)[u"properties"_s].toObject();
        for (const QString &member : properties.keys()) {
            const QJsonObject property = properties[member].toObject();
            if (property.contains(u"minimum"_s))
                expectRefused(kind, member, property[u"minimum"_s].toInt() - 1);
            if (property.contains(u"maximum"_s))
                expectRefused(kind, member, property[u"maximum"_s].toInt() + 1);
            if (property.contains(u"pattern"_s))
                expectRefused(kind, member, u"no slash, blanks"_s);
            if (property.contains(u"enum"_s))
                expectRefused(kind, member, u"no such word"_s);
            for (const QJsonValue word : property[u"enum"_s].toArray())
                QVERIFY2(readGraph(fileWith(kind, member, word)).graph, qPrintable(word.toString()));
        }
    }

    void typesAreThoseOfTheReader_data() { addKinds(); }

    void typesAreThoseOfTheReader()
    {
        QFETCH(QString, kind);
        const QJsonObject properties = definition(kind)[u"properties"_s].toObject();
        for (const QString &member : properties.keys()) {
            const QJsonValue type = properties[member][u"type"_s];
            const QString first = type.isArray() ? type[0].toString() : type.toString();
            // No member of the format may be either true or text, so one of the two is always wrong.
            expectRefused(kind, member, first == u"boolean"_s ? QJsonValue(u"text"_s) : QJsonValue(true));
            if (first == u"integer"_s)
                expectRefused(kind, member, 1.5);
        }
    }

    void nullIsReadWhereTheSchemaHasIt()
    {
        for (const QString &kind : {u"agent"_s, u"sampling"_s, u"policy"_s}) {
            const QJsonObject properties = definition(kind)[u"properties"_s].toObject();
            for (const QString &member : properties.keys()) {
                if (!properties[member][u"type"_s].isArray())
                    continue;
                const GraphReading reading = readGraph(fileWith(kind, member, QJsonValue::Null));
                QVERIFY2(reading.graph, qPrintable(member));
                QVERIFY2(QJsonDocument(toJson(*reading.graph)).toJson().contains('"' + member.toUtf8() + "\": null"),
                         qPrintable(member));
            }
        }
    }
};

QTEST_APPLESS_MAIN(GraphSchemaTest)
#include "tst_schema.moc"
