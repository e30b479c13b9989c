// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ReportSamples.h"
#include "report/JsonReport.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tributary;
using namespace tributary::tests;

/// The schema is for people and their tools; this test keeps it in step with the writer.
class ReportSchemaTest : public QObject
{
    Q_OBJECT

private:
    static QJsonObject schema()
    {
        QFile file(QStringLiteral(TRIBUTARY_SCHEMA));
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    }

    static QString problemIn(const QJsonObject &object, const QJsonObject &definition)
    {
        const QJsonObject properties = definition.value("properties"_L1).toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (!properties.contains(member.key()))
                return u"the schema lacks "_s + member.key();
        }
        const QJsonArray required = definition.value("required"_L1).toArray();
        for (const auto &name : required) {
            if (!object.contains(name.toString()))
                return u"the writer leaves out "_s + name.toString();
        }
        return {};
    }

private Q_SLOTS:

    void hasWhatIsWritten()
    {
        const QJsonObject root = schema();
        const QJsonObject definitions = root.value("$defs"_L1).toObject();
        const QJsonObject report = reportToJson(skyReport());
        QCOMPARE(problemIn(report, root), QString());
        const QJsonArray agents = report.value("agents"_L1).toArray();
        for (const auto &agent : agents)
            QCOMPARE(problemIn(agent.toObject(), definitions.value("agent"_L1).toObject()), QString());
        const QJsonObject synthesis = report.value("syntheses"_L1).toArray().at(0).toObject();
        QCOMPARE(problemIn(synthesis, definitions.value("synthesis"_L1).toObject()), QString());
        const QJsonObject sentence = synthesis.value("sentences"_L1).toArray().at(0).toObject();
        QCOMPARE(problemIn(sentence, definitions.value("sentence"_L1).toObject()), QString());
        const QJsonObject source = sentence.value("sources"_L1).toArray().at(0).toObject();
        QCOMPARE(problemIn(source, definitions.value("source"_L1).toObject()), QString());
        QCOMPARE(root.value("properties"_L1).toObject().value("version"_L1).toObject().value("maximum"_L1),
                 reportJsonVersion);
    }
};

QTEST_GUILESS_MAIN(ReportSchemaTest)
#include "tst_schema.moc"
