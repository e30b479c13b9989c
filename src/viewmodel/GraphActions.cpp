// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/GraphActions.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace tributary {

QList<GraphActionLook> graphActionLooks()
{
    using enum GraphAction;
    // Cut, copy, paste and select all have the window's keys, which look for the focused view; so has Ctrl+Shift+Enter.
    return {
        {AddAgent, u"plus"_s, {u"A"_s, u"Space"_s}},
        {AddLayer, u"layers"_s, {u"L"_s}},
        {Cut, {}, {}},
        {Copy, u"copy"_s, {}},
        {Paste, {}, {}},
        {SelectAll, {}, {}},
        {Duplicate, {}, {u"D"_s, u"Ctrl+D"_s}},
        {Rename, u"pencil"_s, {u"F2"_s}},
        {Delete, u"trash-2"_s, {u"Del"_s, u"Backspace"_s}},
        {OpenSettings, u"sliders-horizontal"_s, {u"Return"_s, u"Enter"_s}},
        {ChangeModel, {}, {}},
        {ChooseReferences, u"link"_s, {u"X"_s}},
        {Mute, u"ban"_s, {u"M"_s}},
        {Pin, u"pin"_s, {u"P"_s}},
        {MoveUp, {}, {u"Shift+Up"_s}},
        {MoveDown, {}, {u"Shift+Down"_s}},
        {MoveToPreviousLayer, u"arrow-left"_s, {u"Shift+Left"_s}},
        {MoveToNextLayer, u"arrow-right"_s, {u"Shift+Right"_s}},
        {MoveToNewLayer, {}, {}},
        {BypassLayer, u"skip-forward"_s, {u"Shift+M"_s}},
        {UseFirstModels, {}, {}},
        {SplitLayer, {}, {}},
        {MergeLayers, u"combine"_s, {}},
        {RunToHere, u"play"_s, {u"R"_s}},
        {TryAgain, u"rotate-ccw"_s, {}},
        {RunChanged, u"refresh-cw"_s, {}},
        {ShuffleReferences, {}, {}},
        {ShowNames, {}, {}},
    };
}

} // namespace tributary
