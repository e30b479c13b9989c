// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/AccessibilityDump.h"

#include <QAccessible>
#include <QJsonArray>
#include <QMetaEnum>
#include <QWidget>

#include <array>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

QString roleName(QAccessible::Role role)
{
    const char *name = QMetaEnum::fromType<QAccessible::Role>().valueToKey(role);
    return name ? QString::fromLatin1(name) : QString::number(role);
}

QJsonArray states(const QAccessible::State &state)
{
    struct Flag
    {
        bool on;
        QLatin1StringView word;
    };

    const std::array flags{Flag{state.disabled != 0, "disabled"_L1},
                           Flag{state.selected != 0, "selected"_L1},
                           Flag{state.focusable != 0, "focusable"_L1},
                           Flag{state.focused != 0, "focused"_L1},
                           Flag{state.checkable != 0, "checkable"_L1},
                           Flag{state.checked != 0, "checked"_L1},
                           Flag{state.invisible != 0, "invisible"_L1},
                           Flag{state.offscreen != 0, "offscreen"_L1},
                           Flag{state.readOnly != 0, "readOnly"_L1},
                           Flag{state.editable != 0, "editable"_L1},
                           Flag{state.expandable != 0, "expandable"_L1},
                           Flag{state.expanded != 0, "expanded"_L1},
                           Flag{state.busy != 0, "busy"_L1},
                           Flag{state.invalid != 0, "invalid"_L1},
                           Flag{state.hasPopup != 0, "hasPopup"_L1},
                           Flag{state.selectable != 0, "selectable"_L1},
                           Flag{state.multiLine != 0, "multiLine"_L1}};
    QJsonArray words;
    for (const Flag &flag : flags) {
        if (flag.on)
            words << QString(flag.word);
    }
    return words;
}

QJsonObject describe(QAccessibleInterface &item)
{
    const QRect rect = item.rect();
    QJsonObject json{{u"role"_s, roleName(item.role())},
                     {u"name"_s, item.text(QAccessible::Name)},
                     {u"description"_s, item.text(QAccessible::Description)},
                     {u"states"_s, states(item.state())},
                     {u"rect"_s, QJsonArray{rect.x(), rect.y(), rect.width(), rect.height()}}};
    if (QAccessibleActionInterface *actions = item.actionInterface())
        json.insert(u"actions"_s, QJsonArray::fromStringList(actions->actionNames()));
    QJsonArray children;
    for (int i = 0; i < item.childCount(); ++i) {
        QAccessibleInterface *child = item.child(i);
        if (child && !child->state().invisible)
            children << describe(*child);
    }
    json.insert(u"children"_s, children);
    return json;
}

} // namespace

QJsonObject accessibilityDump(QWidget &window)
{
    QAccessibleInterface *root = QAccessible::queryAccessibleInterface(&window);
    return root ? describe(*root) : QJsonObject();
}

} // namespace tributary
