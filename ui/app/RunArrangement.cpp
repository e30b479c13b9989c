// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/RunArrangement.h"

#include "ui/common/JsonFile.h"

#include <QJsonObject>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {
const QString Key = u"runView"_s;
}

RunViewLayout arrangementFrom(const JsonFile &state)
{
    const QJsonObject json = state.value(Key).toObject();
    RunViewLayout layout;
    layout.cardsShare = json[u"cards"_s].toDouble(layout.cardsShare);
    layout.composerShare = json[u"composer"_s].toDouble(layout.composerShare);
    if (json[u"stripCollapsed"_s].isBool())
        layout.stripCollapsed = json[u"stripCollapsed"_s].toBool();
    layout.columns = json[u"columns"_s].toInt();
    layout.synced = json[u"synced"_s].toBool(layout.synced);
    layout.panelOpen = json[u"panelOpen"_s].toBool();
    layout.mode = comparisonModeFrom(json[u"mode"_s].toString()).value_or(layout.mode);
    return layout;
}

void keepArrangement(const RunViewLayout &layout, JsonFile &state)
{
    QJsonObject json{{u"cards"_s, layout.cardsShare},    {u"composer"_s, layout.composerShare},
                     {u"columns"_s, layout.columns},     {u"synced"_s, layout.synced},
                     {u"panelOpen"_s, layout.panelOpen}, {u"mode"_s, wireName(layout.mode)}};
    if (layout.stripCollapsed)
        json.insert(u"stripCollapsed"_s, *layout.stripCollapsed);
    state.setValue(Key, json);
}

} // namespace tributary
