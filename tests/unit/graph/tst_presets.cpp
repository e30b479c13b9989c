// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/Presets.h"
#include "graph/Validation.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

QList<ModelRef> models(int count)
{
    QList<ModelRef> all;
    for (int i = 0; i < count; ++i)
        all.append({{u"p"_s}, u"m%1"_s.arg(i)});
    return all;
}

/// "m0 m1 | m0": the models, layer by layer.
QString modelsOf(const Graph &graph)
{
    QStringList layers;
    for (const Layer &layer : graph.layers) {
        QStringList names;
        for (const Agent &agent : layer.agents)
            names.append(agent.model.isEmpty() ? u"-"_s : agent.model.model);
        layers.append(names.join(u' '));
    }
    return layers.join(u" | "_s);
}

} // namespace

class PresetsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void fivePresetsInOrder()
    {
        QStringList lines;
        for (const Preset &preset : presets())
            lines.append(u"%1: %2: %3"_s.arg(preset.id, preset.name, preset.line));
        QCOMPARE(lines,
                 QStringList({u"simple: Start simple: two models: Two answers, one synthesis."_s,
                              u"moa: MoA 3+1: Three different models, one aggregator."_s,
                              u"moa-lite: MoA-Lite: Two layers, as in the paper's cheaper setup."_s,
                              u"moa-paper: MoA 6\u00d73 (paper): Three layers as in the paper: two of six proposers, "
                              "then the aggregator."_s,
                              u"self-moa: Self-MoA: One strong model asked several times."_s}));
    }

    void shapes_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("withFourModels");
        QTest::newRow("simple") << u"simple"_s << u"m0 m1 | m0"_s;
        QTest::newRow("moa") << u"moa"_s << u"m0 m1 m2 | m0"_s;
        QTest::newRow("moa-lite") << u"moa-lite"_s << u"m0 m1 m2 m3 m0 m1 | m0"_s;
        QTest::newRow("moa-paper") << u"moa-paper"_s << u"m0 m1 m2 m3 m0 m1 | m0 m1 m2 m3 m0 m1 | m0"_s;
        QTest::newRow("self-moa") << u"self-moa"_s << u"m0 m0 m0 m0 m0 m0 | m0"_s;
    }

    void shapes()
    {
        QFETCH(QString, id);
        const Preset preset = findPreset(id).value();
        const Graph filled = fillModels(preset, models(4));
        QTEST(modelsOf(filled), "withFourModels");
        QVERIFY(validate(filled).isEmpty());
        QVERIFY(fillModels(preset, {}) == preset.graph);
        for (const Layer &layer : preset.graph.layers) {
            for (const Agent &agent : layer.agents)
                QVERIFY(agent.model.isEmpty());
        }
    }

    void chosenModelsStay()
    {
        Preset preset = findPreset(u"moa"_s).value();
        preset.graph.layers[0].agents[1].model = {{u"own"_s}, u"mine"_s};
        QCOMPARE(modelsOf(fillModels(preset, models(1))), u"m0 mine m0 | m0"_s);
    }

    void foundByIdOrName()
    {
        QCOMPARE(findPreset(u"MoA-Lite"_s)->id, u"moa-lite"_s);
        QCOMPARE(findPreset(u"moa 3+1"_s)->id, u"moa"_s);
        QVERIFY(!findPreset(u"moa-"_s));
        QVERIFY(!findPreset(u""_s));
    }

    void thePaperPresetPacksLikeThePaper()
    {
        const Packing packing = findPreset(u"moa-paper"_s)->graph.packing;
        QCOMPARE(packing.role, Packing::Role::System);
        QCOMPARE(packing.order, Packing::Order::Graph);
        QVERIFY(findPreset(u"moa"_s)->graph.packing == Packing());
    }
};

QTEST_APPLESS_MAIN(PresetsTest)
#include "tst_presets.moc"
