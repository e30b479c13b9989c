// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canvas/CanvasAccessible.h"

#include "ui/canvas/FindField.h"
#include "ui/canvas/GraphCanvas.h"
#include "ui/canvas/HoverCard.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QWindow>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

class CanvasInterface;

CanvasInterface *interfaceOf(const GraphCanvas &canvas);

/// A part of the canvas: no object of its own, told by where it stands in the picture.
class PartInterface : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    explicit PartInterface(GraphCanvas &canvas)
        : m_canvas(canvas)
    {}

    [[nodiscard]] bool isValid() const override { return place().has_value(); }

    [[nodiscard]] QObject *object() const override { return nullptr; }

    [[nodiscard]] QWindow *window() const override
    {
        return m_canvas.window() ? m_canvas.window()->windowHandle() : nullptr;
    }

    void setText(QAccessible::Text, const QString &) override {}

    [[nodiscard]] QRect rect() const override { return place() ? m_canvas.screenRect(*place()) : QRect(); }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        state.focused = m_canvas.hasFocus() && place() && m_canvas.place() == place();
        state.invisible = !m_canvas.isVisible();
        const QRect seen(m_canvas.viewport()->mapToGlobal(QPoint()), m_canvas.viewport()->size());
        state.offscreen = !seen.intersects(rect());
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }

    [[nodiscard]] QStringList keyBindingsForAction(const QString &) const override { return {}; }

    [[nodiscard]] QStringList actionNames() const override { return {setFocusAction(), showMenuAction()}; }

    void doAction(const QString &name) override
    {
        if (!place())
            return;
        m_canvas.setFocus(Qt::OtherFocusReason);
        m_canvas.goTo(*place());
        if (name == showMenuAction())
            m_canvas.openMenu(m_canvas.screenRect(*place()).bottomLeft());
    }

protected:
    [[nodiscard]] virtual std::optional<GraphPlace> place() const = 0;

    [[nodiscard]] GraphCanvas &canvas() const { return m_canvas; }

private:
    GraphCanvas &m_canvas;
};

class AgentInterface final : public PartInterface
{
public:
    AgentInterface(GraphCanvas &canvas, const AgentId &agent)
        : PartInterface(canvas)
        , m_agent(agent)
    {}

    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }

    [[nodiscard]] QAccessibleInterface *parent() const override;

    [[nodiscard]] int childCount() const override { return 0; }

    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }

    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }

    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }

    [[nodiscard]] QString text(QAccessible::Text which) const override
    {
        const AgentDisplay &display = canvas().picture().node(m_agent).display;
        if (which == QAccessible::Name)
            return display.accessibleName;
        return which == QAccessible::Description ? display.accessibleDescription : QString();
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = PartInterface::state();
        const AgentDisplay &display = canvas().picture().node(m_agent).display;
        state.selected = canvas().editor().selection().contains(m_agent);
        state.multiSelectable = true;
        state.busy = display.busy;
        state.invalid = display.state == DisplayState::Failed;
        return state;
    }

    [[nodiscard]] QStringList actionNames() const override
    {
        return {setFocusAction(), u"open"_s, u"mute"_s, showMenuAction()};
    }

    [[nodiscard]] QString localizedActionName(const QString &name) const override
    {
        if (name == "open"_L1)
            return GraphCanvas::tr("Open settings");
        return name == "mute"_L1 ? GraphCanvas::tr("Mute") : QAccessibleActionInterface::localizedActionName(name);
    }

    void doAction(const QString &name) override
    {
        PartInterface::doAction(name);
        if (name == "open"_L1)
            canvas().editor().trigger(GraphAction::OpenSettings);
        else if (name == "mute"_L1)
            canvas().editor().trigger(GraphAction::Mute);
    }

protected:
    [[nodiscard]] std::optional<GraphPlace> place() const override
    {
        const AgentSpot *spot = canvas().picture().layout.find(m_agent);
        return spot ? std::optional(GraphPlace{spot->layer, spot->index}) : std::nullopt;
    }

private:
    AgentId m_agent;
};

class LayerInterface final : public PartInterface
{
public:
    LayerInterface(GraphCanvas &canvas, int layer)
        : PartInterface(canvas)
        , m_layer(layer)
    {}

    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::List; }

    [[nodiscard]] QAccessibleInterface *parent() const override;

    [[nodiscard]] int childCount() const override { return static_cast<int>(agents().size()); }

    [[nodiscard]] QAccessibleInterface *child(int index) const override;

    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (QAccessibleInterface *agent = child(i); agent && agent->rect().contains(x, y))
                return agent;
        }
        return nullptr;
    }

    [[nodiscard]] int indexOfChild(const QAccessibleInterface *wanted) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (child(i) == wanted)
                return i;
        }
        return -1;
    }

    [[nodiscard]] QString text(QAccessible::Text which) const override
    {
        return which == QAccessible::Name ? accessibleNameOf(canvas().picture().columns.value(m_layer)) : QString();
    }

    [[nodiscard]] QRect rect() const override
    {
        return place() ? canvas().screenRect(canvas().picture().layout.columns.at(m_layer).rect) : QRect();
    }

protected:
    [[nodiscard]] std::optional<GraphPlace> place() const override
    {
        return m_layer < canvas().picture().layout.columns.size()
                   ? std::optional(GraphPlace{m_layer, GraphPlace::header})
                   : std::nullopt;
    }

private:
    [[nodiscard]] QList<AgentSpot> agents() const { return canvas().picture().layout.columns.value(m_layer).agents; }

    int m_layer;
};

/// The canvas; keeps the interfaces of its parts, so that one thing is always the same one.
class CanvasInterface final : public QAccessibleWidget
{
public:
    explicit CanvasInterface(GraphCanvas &canvas)
        : QAccessibleWidget(&canvas, QAccessible::List)
        , m_canvas(&canvas)
    {}

    ~CanvasInterface() override { clear(); }

    void clear()
    {
        const auto layers = std::exchange(m_layers, {});
        const auto agents = std::exchange(m_agents, {});
        for (const QAccessible::Id id : layers)
            QAccessible::deleteAccessibleInterface(id);
        for (const QAccessible::Id id : agents)
            QAccessible::deleteAccessibleInterface(id);
    }

    /// Drops the parts that are no more.
    void prune()
    {
        const auto isGone = [](const auto &part) {
            QAccessibleInterface *found = QAccessible::accessibleInterface(part.value());
            if (found && found->isValid())
                return false;
            QAccessible::deleteAccessibleInterface(part.value());
            return true;
        };
        m_layers.removeIf(isGone);
        m_agents.removeIf(isGone);
    }

    QAccessibleInterface *layer(int index)
    {
        if (index < 0 || index >= layerCount())
            return nullptr;
        if (!m_layers.contains(index))
            m_layers.insert(index, QAccessible::registerAccessibleInterface(new LayerInterface(*m_canvas, index)));
        return QAccessible::accessibleInterface(m_layers.value(index));
    }

    QAccessibleInterface *agent(const AgentId &id)
    {
        if (!m_canvas->picture().layout.find(id))
            return nullptr;
        if (!m_agents.contains(id))
            m_agents.insert(id, QAccessible::registerAccessibleInterface(new AgentInterface(*m_canvas, id)));
        return QAccessible::accessibleInterface(m_agents.value(id));
    }

    /// The layers, then what has opened over them.
    [[nodiscard]] int childCount() const override { return layerCount() + static_cast<int>(opened().size()); }

    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        if (index < layerCount())
            return const_cast<CanvasInterface *>(this)->layer(index);
        return QAccessible::queryAccessibleInterface(opened().value(index - layerCount()));
    }

    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (QAccessibleInterface *part = child(i); part->rect().contains(x, y)) {
                QAccessibleInterface *inner = part->childAt(x, y);
                return inner ? inner : part;
            }
        }
        return nullptr;
    }

    [[nodiscard]] int indexOfChild(const QAccessibleInterface *wanted) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (child(i) == wanted)
                return i;
        }
        return -1;
    }

    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        const GraphItem &focus = m_canvas->editor().selection().focus();
        auto *self = const_cast<CanvasInterface *>(this);
        if (!m_canvas->hasFocus())
            return nullptr;
        if (focus.isAgent())
            return self->agent(focus.agent);
        return focus.isLayer() ? self->layer(static_cast<int>(focus.layer)) : self;
    }

    [[nodiscard]] QString text(QAccessible::Text which) const override
    {
        return which == QAccessible::Name ? accessibleNameOf(m_canvas->picture()) : QAccessibleWidget::text(which);
    }

private:
    [[nodiscard]] int layerCount() const { return static_cast<int>(m_canvas->picture().layout.columns.size()); }

    [[nodiscard]] QList<QWidget *> opened() const
    {
        QList<QWidget *> widgets{m_canvas->findChild<FindField *>(), m_canvas->findChild<HoverCard *>()};
        widgets.removeIf([](const QWidget *widget) { return !widget || !widget->isVisible(); });
        return widgets;
    }

    GraphCanvas *m_canvas;
    QHash<int, QAccessible::Id> m_layers;
    QHash<AgentId, QAccessible::Id> m_agents;
};

CanvasInterface *interfaceOf(const GraphCanvas &canvas)
{
    return dynamic_cast<CanvasInterface *>(QAccessible::queryAccessibleInterface(const_cast<GraphCanvas *>(&canvas)));
}

QAccessibleInterface *AgentInterface::parent() const
{
    CanvasInterface *whole = interfaceOf(canvas());
    const std::optional<GraphPlace> here = place();
    return whole && here ? whole->layer(here->layer) : nullptr;
}

QAccessibleInterface *LayerInterface::parent() const
{
    return interfaceOf(canvas());
}

QAccessibleInterface *LayerInterface::child(int index) const
{
    CanvasInterface *whole = interfaceOf(canvas());
    const QList<AgentSpot> spots = agents();
    return whole && index >= 0 && index < spots.size() ? whole->agent(spots.at(index).id) : nullptr;
}

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *canvas = qobject_cast<GraphCanvas *>(object);
    return canvas ? new CanvasInterface(*canvas) : nullptr;
}

void tell(QAccessibleInterface *part, QAccessible::Event what)
{
    if (!part)
        return;
    QAccessibleEvent event(part, what);
    QAccessible::updateAccessibility(&event);
}

} // namespace

void installCanvasAccessibility()
{
    // Installing the same one again does nothing.
    QAccessible::installFactory(makeInterface);
}

void canvasTreeChanged(GraphCanvas &canvas)
{
    if (!QAccessible::isActive())
        return;
    if (CanvasInterface *whole = interfaceOf(canvas)) {
        whole->prune();
        tell(whole, QAccessible::ObjectReorder);
    }
}

void canvasAgentChanged(GraphCanvas &canvas, const AgentId &agent)
{
    if (!QAccessible::isActive())
        return;
    if (CanvasInterface *whole = interfaceOf(canvas))
        tell(whole->agent(agent), QAccessible::NameChanged);
}

void canvasFocusChanged(GraphCanvas &canvas)
{
    if (!QAccessible::isActive() || !canvas.hasFocus())
        return;
    if (CanvasInterface *whole = interfaceOf(canvas)) {
        QAccessibleInterface *part = whole->focusChild();
        tell(part ? part : whole, QAccessible::Focus);
    }
}

void removeCanvasAccessibility(GraphCanvas &canvas)
{
    // Its parts ask the canvas for everything, so they go before it.
    if (CanvasInterface *whole = interfaceOf(canvas))
        whole->clear();
}

} // namespace tributary
