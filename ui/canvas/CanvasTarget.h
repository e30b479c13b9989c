// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/GraphPicture.h"

namespace tributary {

/// What lies under the pointer.
struct CanvasTarget
{
    enum class Kind { Nothing, Prompt, Agent, AgentMenu, OutPort, Column, Header, HeaderMenu, Rail, Gap };

    Kind kind = Kind::Nothing;
    AgentId agent = {};
    /// Of a column, header or rail (the layer that reads from it); of a gap, the layer that would stand there.
    int layer = -1;

    [[nodiscard]] bool isAgent() const
    {
        return kind == Kind::Agent || kind == Kind::AgentMenu || kind == Kind::OutPort;
    }

    [[nodiscard]] bool isHeader() const { return kind == Kind::Header || kind == Kind::HeaderMenu; }

    [[nodiscard]] bool isBetweenLayers() const { return kind == Kind::Gap || kind == Kind::Rail; }

    bool operator==(const CanvasTarget &) const = default;
};

/// `at` in coordinates of the picture, which is shown with this zoom: what is drawn small is hit as easily.
CanvasTarget targetAt(const GraphPicture &picture, const QPointF &at, double zoom = 1);

} // namespace tributary
