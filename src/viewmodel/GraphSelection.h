// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/GraphDocument.h"

namespace tributary {

/// What the keyboard is on: an agent, the header of a layer, or the graph as a whole.
struct GraphItem
{
    AgentId agent = {};
    /// Of a header; -1 for an agent and for the graph.
    qsizetype layer = -1;

    [[nodiscard]] bool isAgent() const { return !agent.isEmpty(); }

    [[nodiscard]] bool isLayer() const { return agent.isEmpty() && layer >= 0; }

    bool operator==(const GraphItem &) const = default;
};

/// The focused item and the selected agents, shared by every view of the graph. No undo steps. Follows the document:
/// when the focused agent is deleted the focus goes to the next one of its layer, to the layer's header when it was
/// the last one.
class GraphSelection : public QObject
{
    Q_OBJECT

public:
    explicit GraphSelection(GraphDocument &document, QObject *parent = nullptr);

    [[nodiscard]] const GraphItem &focus() const { return m_focus; }

    /// In graph order. The focused agent is one of them unless it was toggled off; none while a layer has the focus.
    [[nodiscard]] const QList<AgentId> &agents() const { return m_agents; }

    [[nodiscard]] bool contains(const AgentId &id) const { return m_agents.contains(id); }

    /// The layer that the focus is in; -1: none.
    [[nodiscard]] qsizetype layer() const;

    // Items that are not in the graph are ignored.

    /// Focuses the item and selects it alone.
    void setFocus(const GraphItem &item);

    void focusAgent(const AgentId &id) { setFocus({id, -1}); }

    void focusLayer(qsizetype layer) { setFocus({{}, layer}); }

    /// The graph as a whole.
    void clear() { setFocus({}); }

    /// Selects these; the focus goes to the last of them unless it is on one of them already.
    void select(const QList<AgentId> &agents);
    void selectAll();
    /// Focuses the agent and adds it to the selection, or takes it out.
    void toggle(const AgentId &id);
    /// Focuses the agent and adds it.
    void extendTo(const AgentId &id);

Q_SIGNALS:
    /// Focus or selection.
    void changed();

private:
    void set(const GraphItem &focus, const QList<AgentId> &agents);
    void follow();
    [[nodiscard]] bool exists(const GraphItem &item) const;
    [[nodiscard]] GraphItem nearest() const;

    GraphDocument &m_document;
    GraphItem m_focus;
    QList<AgentId> m_agents;
    /// Where the focused agent stands, for when it is gone.
    AgentPlace m_place;
};

} // namespace tributary
