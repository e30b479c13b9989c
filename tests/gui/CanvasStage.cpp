// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "CanvasStage.h"

#include "support/GraphNotation.h"

#include <QApplication>
#include <QMouseEvent>
#include <QTest>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

Provider testProvider()
{
    Provider provider;
    provider.id = {u"test"_s};
    provider.name = u"Test"_s;
    provider.baseUrl = QUrl(u"http://localhost:9/v1"_s);
    for (char letter = 'a'; letter <= 'z'; ++letter)
        provider.models.append({QString(QLatin1Char(letter)), 32'768, 0.0, 0.0});
    return provider;
}

QKeyCombination combinationOf(const QString &keys)
{
    return QKeySequence::fromString(keys, QKeySequence::PortableText)[0];
}

} // namespace

CanvasStage::CanvasStage(const QString &notation, const QSize &size)
    : model({client, clock, random})
    , editor(model, clock)
    , spinner(application.themes)
{
    application.themes.setReducedMotion(true);
    ProviderDirectory providers;
    providers.entries.append({testProvider()});
    model.setProviders(providers);
    client.setDefault(CallScript::parse(u"hang"_s));
    setGraph(notation);
    auto *middle = new QWidget;
    auto *layout = new QVBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0);
    before = new QLineEdit(middle);
    canvas = new GraphCanvas(editor, application.themes, spinner, middle);
    after = new QLineEdit(middle);
    for (QWidget *widget : QList<QWidget *>{before, canvas, after})
        layout->addWidget(widget);
    canvas->setFixedSize(size);
    window.setCentralWidget(middle);
    window.show();
    QApplication::setActiveWindow(&window);
    canvas->setFocus();
    QCoreApplication::sendPostedEvents();
}

void CanvasStage::setGraph(const QString &notation)
{
    model.document().reset(notation::graph(notation));
}

void CanvasStage::setScript(const QString &agent, const QString &script)
{
    client.setScripts({{u"test"_s}, agent}, {CallScript::parse(script)});
}

void CanvasStage::run(Milliseconds span)
{
    model.session().setPrompt(u"Which river is the longest?"_s);
    model.session().run();
    pass(span);
}

void CanvasStage::pass(Milliseconds span)
{
    constexpr Milliseconds frame{250};
    for (Milliseconds done{0}; done < span; done += frame) {
        clock.advance(std::min(frame, span - done));
        QCoreApplication::sendPostedEvents();
    }
}

QString CanvasStage::graph() const
{
    QStringList layers;
    for (const Layer &layer : model.document().graph().layers) {
        QStringList agents;
        for (const Agent &agent : layer.agents)
            agents.append(agent.id.value + (agent.muted ? u"!"_s : QString()));
        layers.append((layer.bypassed ? u"-"_s : QString()) + agents.join(u' '));
    }
    return layers.join(u" | "_s);
}

QString CanvasStage::focus() const
{
    const std::optional<GraphPlace> place = canvas->place();
    if (!place)
        return u"nothing"_s;
    if (place->index == GraphPlace::header)
        return u"header %1"_s.arg(place->layer);
    return canvas->picture().layout.columns.at(place->layer).agents.at(place->index).id.value;
}

QString CanvasStage::selected() const
{
    QStringList ids;
    for (const AgentId &id : canvas->editor().selection().agents())
        ids.append(id.value);
    return ids.join(u' ');
}

void CanvasStage::press(const QString &keys)
{
    const QKeyCombination combination = combinationOf(keys);
    QTest::keyClick(canvas, combination.key(), combination.keyboardModifiers());
}

QPoint CanvasStage::pointAt(const QPointF &scene) const
{
    return canvas->mapFromScene(scene);
}

QPoint CanvasStage::pointOf(const QString &agent) const
{
    const AgentSpot *spot = canvas->picture().layout.find({agent});
    return spot ? pointAt(spot->rect.center()) : QPoint();
}

void CanvasStage::drag(const QPoint &from, const QPoint &to, bool hold)
{
    constexpr int steps = 6;
    QWidget *on = canvas->viewport();
    QTest::mouseMove(on, from);
    QTest::mousePress(on, Qt::LeftButton, {}, from);
    for (int i = 1; i <= steps; ++i) {
        const QPoint at = from + (to - from) * i / steps;
        QMouseEvent move(QEvent::MouseMove, at, on->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(on, &move);
    }
    if (!hold)
        QTest::mouseRelease(on, Qt::LeftButton, {}, to);
}

} // namespace tributary
