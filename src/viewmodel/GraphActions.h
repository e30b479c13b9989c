// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace tributary {

/// Everything that can be done to the graph and to what is selected in it. Menus, keys, canvas and Outline offer the
/// same ones; see GraphEditor.
enum class GraphAction {
    AddAgent,
    AddLayer,
    Cut,
    Copy,
    Paste,
    SelectAll,
    Duplicate,
    Rename,
    Delete,
    OpenSettings,
    ChangeModel,
    ChooseReferences,
    Mute,
    Pin,
    MoveUp,
    MoveDown,
    MoveToPreviousLayer,
    MoveToNextLayer,
    MoveToNewLayer,
    BypassLayer,
    UseFirstModels,
    SplitLayer,
    MergeLayers,
    RunToHere,
    TryAgain,
    RunChanged,
    ShuffleReferences,
    ShowNames,
};

/// An action as it is for the present selection.
struct GraphActionState
{
    /// For a menu: "Delete", "Delete layer", "Duplicate layer".
    QString text;
    bool enabled = true;
    /// Why it is not enabled, one sentence.
    QString reason = {};
    bool checkable = false;
    bool checked = false;

    bool operator==(const GraphActionState &) const = default;
};

/// What does not depend on the selection.
struct GraphActionLook
{
    GraphAction action;
    /// Lucide name; may be empty.
    QString icon;
    /// Portable text of the keys that do it while canvas or Outline has the focus.
    QStringList keys;
};

/// In the order of the enumeration.
QList<GraphActionLook> graphActionLooks();

} // namespace tributary
