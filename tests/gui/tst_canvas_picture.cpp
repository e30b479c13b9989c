// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is drawn: live states, edges of who is looked at, exported pictures, small copies.

#include "CanvasStage.h"
#include "support/GraphNotation.h"
#include "ui/canvas/GraphItems.h"
#include "ui/canvas/GraphThumbnail.h"
#include "ui/canvas/PictureFile.h"

#include <QBuffer>
#include <QGraphicsScene>
#include <QPixmap>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

QImage imageOfAgent(const CanvasStage &stage, const QString &agent)
{
    const AgentSpot *spot = stage.canvas->picture().layout.find({agent});
    return stage.canvas->grab(stage.canvas->mapFromScene(spot->rect).boundingRect().adjusted(-8, -8, 8, 8)).toImage();
}

QImage greyscale(const QImage &image)
{
    return image.convertToFormat(QImage::Format_Grayscale8);
}

/// The state that an agent of the canvas shows.
QString stateOf(const CanvasStage &stage, const QString &agent)
{
    return stage.canvas->picture().node({agent}).stateLine;
}

} // namespace

class TestCanvasPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { failOnWarnings(); }

    void showsStatesLive();
    void everyStateIsAnotherPictureInGreyscale();
    void repaintsOnlyWhatChanged();
    void newAgentsStandInTheirPlaceAtOnce();
    void describesNodes_data();
    void describesNodes();
    void fadesOtherEdges();
    void writesSvg();
    void writesPng();
    void refusesOtherFiles();
    void thumbnailsShowTheShape();
};

void TestCanvasPicture::showsStatesLive()
{
    CanvasStage stage(u"a b c! | s"_s);
    stage.setScript(u"a"_s, u"+100 \"Hello\" +3000 ok in=1 out=541"_s);
    stage.setScript(u"b"_s, u"+500 retry overloaded 60000 ok in=1 out=1"_s);
    QCOMPARE(stateOf(stage, u"a"_s), QString());
    stage.run(Milliseconds(1000));
    QCOMPARE(stateOf(stage, u"a"_s), u"Streaming"_s);
    QVERIFY2(stateOf(stage, u"b"_s).startsWith(u"Retry 1 of 3"_s), qPrintable(stateOf(stage, u"b"_s)));
    QCOMPARE(stateOf(stage, u"c"_s), u"Muted"_s);
    QCOMPARE(stateOf(stage, u"s"_s), u"Waiting for 2"_s);
    stage.pass(Milliseconds(5000));
    QCOMPARE(stateOf(stage, u"a"_s), u"Done 3.1 s · 541 tok"_s);
    QCOMPARE(stateOf(stage, u"s"_s), u"Waiting for 1"_s);
}

void TestCanvasPicture::everyStateIsAnotherPictureInGreyscale()
{
    // The same agent in each of the twelve states: only icon, word, frame and ground may tell them apart.
    struct Shown
    {
        DisplayState state;
        Tone tone;
        QString icon;
        QString text;
    };

    const QList<Shown> states{{DisplayState::NotSetUp, Tone::Warning, u"circle-dashed"_s, u"Choose a model"_s},
                              {DisplayState::Queued, Tone::Neutral, u"clock"_s, u"Queued"_s},
                              {DisplayState::Waiting, Tone::Neutral, u"hourglass"_s, u"Waiting for 2"_s},
                              {DisplayState::Streaming, Tone::Active, u"loader-circle"_s, u"Streaming 41 %"_s},
                              {DisplayState::Done, Tone::Success, u"circle-check"_s, u"Done 6.1 s"_s},
                              {DisplayState::Cached, Tone::Cached, u"database"_s, u"From cache"_s},
                              {DisplayState::Pinned, Tone::Cached, u"pin"_s, u"Pinned answer"_s},
                              {DisplayState::Retrying, Tone::Warning, u"refresh-cw"_s, u"Retry 2 of 3 in 8 s"_s},
                              {DisplayState::Failed, Tone::Error, u"circle-x"_s, u"Failed: rate limit"_s},
                              {DisplayState::Stopped, Tone::Neutral, u"square"_s, u"Stopped"_s},
                              {DisplayState::Skipped, Tone::Neutral, u"skip-forward"_s, u"Skipped"_s},
                              {DisplayState::Muted, Tone::Neutral, u"ban"_s, u"Muted"_s}};
    CanvasStage stage(u"a b | s"_s);
    QList<QImage> pictures;
    for (const Shown &shown : states) {
        GraphNode node = stage.canvas->picture().node({u"a"_s});
        node.display.state = shown.state;
        node.display.tone = shown.tone;
        node.display.icon = shown.icon;
        node.stateLine = shown.text;
        if (shown.state == DisplayState::Streaming)
            node.display.progress = 0.41;
        stage.canvas->graphScene().setNode(node);
        const QImage picture = greyscale(imageOfAgent(stage, u"a"_s));
        for (const QImage &other : std::as_const(pictures))
            QVERIFY(picture != other);
        pictures.append(picture);
    }
}

void TestCanvasPicture::repaintsOnlyWhatChanged()
{
    CanvasStage stage(u"a b c | s"_s);
    stage.canvas->grab();
    QList<QRectF> changed;
    QObject::connect(&stage.canvas->graphScene(), &QGraphicsScene::changed, stage.canvas,
                     [&changed](const QList<QRectF> &region) { changed += region; });
    changed.clear();
    GraphNode node = stage.canvas->picture().node({u"b"_s});
    node.stateLine = u"Streaming"_s;
    node.display.icon = u"loader-circle"_s;
    stage.canvas->graphScene().setNode(node);
    stage.canvas->graphScene().setNode(node);
    QTRY_VERIFY(!changed.isEmpty());
    const QRectF here = stage.canvas->picture().layout.find({u"b"_s})->rect.adjusted(-12, -12, 12, 12);
    for (const QRectF &part : std::as_const(changed))
        QVERIFY(here.contains(part));
}

/// Also while the others are still moving: what is painted outside an item's bounds is never wiped away.
void TestCanvasPicture::newAgentsStandInTheirPlaceAtOnce()
{
    CanvasStage stage(u"a b | s"_s);
    stage.application.themes.setReducedMotion(false);
    stage.model.document().addAgents({{{u"test"_s}, u"c"_s}}, {0, 2});
    const QRectF spot = stage.canvas->picture().layout.columns.first().agents.last().rect;
    const auto items = stage.canvas->graphScene().items();
    const auto standsThere = [&spot](const QGraphicsItem *item) {
        return dynamic_cast<const AgentItem *>(item) && item->sceneBoundingRect().contains(spot);
    };
    QCOMPARE(std::ranges::count_if(items, standsThere), 1);
}

void TestCanvasPicture::describesNodes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("maxTokens");
    QTest::addColumn<double>("temperature");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("detail");
    QTest::newRow("usual") << QString() << 2048 << 0.7 << u"a"_s << u"Test · local · t 0.7 · 2k"_s;
    QTest::newRow("named") << u"Critic"_s << 500 << 1.0 << u"Critic"_s << u"a · Test · local · t 1 · 500"_s;
    QTest::newRow("half thousands") << QString() << 1536 << 0.25 << u"a"_s << u"Test · local · t 0.25 · 1.5k"_s;
}

void TestCanvasPicture::describesNodes()
{
    QFETCH(QString, name);
    QFETCH(int, maxTokens);
    QFETCH(double, temperature);
    CanvasStage stage(u"a b | s"_s);
    const AgentId id{u"a"_s};
    stage.model.document().setName(id, name);
    stage.model.document().setMaxTokens(id, maxTokens);
    stage.model.document().setTemperature(id, temperature);
    QTEST(stage.canvas->picture().node(id).title, "title");
    QTEST(stage.canvas->picture().node(id).detail, "detail");
    QCOMPARE(stage.canvas->picture().node({u"s"_s}).detail, u"Aggregator · 2 references"_s);
}

void TestCanvasPicture::fadesOtherEdges()
{
    CanvasStage stage(u"a b | d e | s"_s);
    const QColor rail = stage.application.themes.theme().colour(Colour::Border);
    const QRect gap = stage.canvas->mapFromScene(stage.canvas->picture().routes.rails.first().rect).boundingRect();
    QVERIFY(pixelsOf(stage.canvas->grab(gap).toImage(), rail) > 1000);
    stage.press(u"Down"_s);
    QCOMPARE(pixelsOf(stage.canvas->grab(gap).toImage(), rail), 0);
    stage.press(u"PgUp"_s);
    QVERIFY(pixelsOf(stage.canvas->grab(gap).toImage(), rail) > 1000);
}

void TestCanvasPicture::writesSvg()
{
    CanvasStage stage(u"a b | d e | s"_s);
    stage.run(Milliseconds(500));
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QVERIFY(writeSvg(buffer, stage.canvas->picture(), stage.application.themes));
    const QString text = QString::fromUtf8(buffer.data());
    QVERIFY(text.contains(u"Layer graph, 3 layers, 5 agents"_s));
    QVERIFY(text.contains(u">Aggregator · 2 references<"_s));
    // Icons are shapes too.
    QVERIFY(!text.contains(u"<image"_s));
    QSvgRenderer renderer(buffer.data());
    QVERIFY(renderer.isValid());
    QCOMPARE(renderer.viewBoxF().size(), stage.canvas->graphScene().frame().size());
}

void TestCanvasPicture::writesPng()
{
    const CanvasStage stage(u"a b | s"_s);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"graph.png"_s);
    QVERIFY(savePicture(path, stage.canvas->picture(), stage.application.themes).has_value());
    const QImage image(path);
    QCOMPARE(image.size(), (stage.canvas->graphScene().frame().size() * 2).toSize());
    QVERIFY(pixelsOf(image, stage.application.themes.theme().proposer(0).line) > 500);
}

void TestCanvasPicture::refusesOtherFiles()
{
    const CanvasStage stage(u"a b | s"_s);
    const QTemporaryDir folder;
    const Result<void> other =
        savePicture(folder.filePath(u"graph.bmp"_s), stage.canvas->picture(), stage.application.themes);
    QVERIFY(!other);
    QCOMPARE(other.error().kind, ErrorKind::InvalidInput);
    const Result<void> nowhere =
        savePicture(folder.filePath(u"no/such/graph.svg"_s), stage.canvas->picture(), stage.application.themes);
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().kind, ErrorKind::Io);
}

void TestCanvasPicture::thumbnailsShowTheShape()
{
    const ThemedApplication application;
    const Theme &theme = application.themes.theme();
    const QImage three = graphThumbnail(theme, {96, 40}, notation::graph(u"a b c | s"_s)).toImage();
    const QImage six = graphThumbnail(theme, {96, 40}, notation::graph(u"a b c d e f | g h i j k l | s"_s)).toImage();
    QCOMPARE(three.size(), QSize(96, 40));
    QVERIFY(pixelsOf(three, theme.proposer(1).line) > 20);
    QCOMPARE(pixelsOf(three, theme.proposer(4).line), 0);
    QVERIFY(pixelsOf(six, theme.proposer(4).line) > 5);
}

QTEST_MAIN(TestCanvasPicture)
#include "tst_canvas_picture.moc"
