// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Graph.h"

#include <functional>

class QMenu;
class QObject;

namespace tributary {

class ThemeController;

/// A graph to start from, as a row of the menu shows it.
struct PresetRow
{
    QString id;
    QString name;
    QString line;
    Graph graph;
};

struct PresetMenuContent
{
    QList<PresetRow> rows;
};

/// Empties the menu and gives it a row for each graph: a small picture, the name, one line, and how many calls it
/// makes. `chosen` gets the row's id.
void fillPresetMenu(QMenu &menu, const PresetMenuContent &content, const ThemeController &theme,
                    const std::function<void(const QString &id)> &chosen);

} // namespace tributary
