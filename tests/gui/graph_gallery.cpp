// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Draws layer graphs in their states to PNG files, for looking at: graph_gallery FOLDER [NAME]...

#include "Story.h"
#include "support/GraphNotation.h"
#include "ui/canvas/GraphScene.h"
#include "ui/common/ThemeController.h"
#include "ui/common/TributaryStyle.h"

#include <QApplication>
#include <QDir>
#include <QPainter>

using namespace Qt::StringLiterals;
using namespace tributary;

namespace {

struct Sample
{
    QString name;
    QString graph;
    QString story = {};
    QString lookedAt = {};
    double zoom = 1;
};

const QString moa63 = u"a b c d e f | g h i j k l | s"_s;

const QString running = u"run; a queue; 100 a start; b queue; b start; c queue; c start; d queue; d start; e queue; e "
                        "start; 400 a text Hello; 6100 a done out=541; b cached An_answer; 6200 c fail rate-limited; "
                        "d retry overloaded 8000; e text Half_an_answer; f queue"_s;

QList<Sample> samples()
{
    return {
        {u"idle"_s, moa63, {}},
        {u"running"_s, moa63, running},
        {u"states"_s, u"a b c d e f | g h! i j k l | s"_s,
         running +
             u"; g queue; g start; g stop; i skip quorum; j queue; j start; j text Kept; j done out=3; l queue; l start"_s},
        {u"looked-at"_s, u"a b c d e f | g<a,c,d h i j k l | s"_s, {}, u"g"_s},
        {u"excluded"_s, u"a b c d | e<a,b,c f<a,b,c g<a,b,c | s<e,f"_s, {}},
        {u"bypassed"_s, u"a b c | -d e | f g | s t"_s, {}},
        {u"simple"_s, u"a b c | s"_s, {}},
        {u"many"_s, u"a b c d e f g h i j | s"_s, {}},
        {u"coarse"_s, moa63, running, {}, 0.5}};
}

GraphPicture pictureOf(const RunScene &scene)
{
    GraphPicture picture = describePicture(scene.graph, describeLayers(scene));
    picture.promptLine = u"86 tokens"_s;
    // An agent without a model is in no run.
    RunScene before;
    before.graph = scene.graph;
    before.providers = scene.providers;
    for (const Layer &layer : scene.graph.layers) {
        for (const Agent &agent : layer.agents) {
            const AgentState &state = scene.run.agent(agent.id);
            const AgentDisplay display = describeAgent(agent.model.isEmpty() ? before : scene, agent.id);
            picture.nodes.insert(agent.id,
                                 describeNode(agent, display, &state, referenceCount(picture.links, agent.id)));
        }
    }
    return picture;
}

Graph graphOf(const Sample &sample)
{
    static const QStringList models{u"claude-sonnet-4-5"_s, u"qwen2.5-72b-instruct"_s,   u"llama3.3:70b"_s,
                                    u"gpt-4.1"_s,           u"mixtral-8x22b-instruct"_s, u"gemini-2.5-pro"_s};
    static const QStringList providers{u"anthropic"_s, u"together"_s, u"local"_s};
    Graph graph = notation::graph(sample.graph);
    for (Layer &layer : graph.layers) {
        for (int i = 0; i < layer.agents.size(); ++i)
            layer.agents[i].model = {{providers.at(i % 3)}, models.at(i % 6)};
    }
    graph.layers.last().agents.first().model = {{u"anthropic"_s}, u"claude-opus-4-1"_s};
    return graph;
}

void draw(const Sample &sample, bool dark, const QDir &folder)
{
    ThemeController themes;
    themes.setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
    themes.setReducedMotion(true);
    RunScene scene = sample.story.isEmpty() ? RunScene{} : sceneOf(graphOf(sample), sample.story);
    scene.graph = graphOf(sample);
    scene.providers = someProviders();
    if (sample.name == "states"_L1) {
        scene.graph.layers[1].agents[4].model = {};
        scene.pinned.insert({u"j"_s});
        scene.meters[{u"e"_s}].expectedTokens = 450;
        scene.meters[{u"e"_s}].progress = 0.41;
    }
    GraphScene canvas(themes);
    canvas.setPicture(pictureOf(scene));
    canvas.setLookedAt({sample.lookedAt});
    if (!sample.lookedAt.isEmpty())
        canvas.setAgentMarks({sample.lookedAt}, {true, true, true, false});
    const QRectF frame = canvas.frame();
    QImage image((frame.size() * sample.zoom).toSize(), QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::TextAntialiasing);
    canvas.render(&painter, QRectF(image.rect()), frame);
    painter.end();
    image.save(folder.filePath(u"%1-%2.png"_s.arg(sample.name, dark ? u"dark"_s : u"light"_s)));
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QDir folder(arguments.value(1, u"."_s));
    folder.mkpath(u"."_s);
    const QList<Sample> all = samples();
    for (const Sample &sample : all) {
        if (arguments.size() > 2 && !arguments.contains(sample.name))
            continue;
        draw(sample, false, folder);
        draw(sample, true, folder);
    }
    return 0;
}
