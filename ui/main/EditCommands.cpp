// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/EditCommands.h"

#include "ui/main/Actions.h"

#include <QApplication>
#include <QMetaObject>
#include <QWidget>

namespace tributary {

namespace {

/// Line edits and both kinds of text edits name these slots alike; what has no such slot is left alone.
void callOnFocus(const char *slot)
{
    QWidget *widget = QApplication::focusWidget();
    if (widget && widget->metaObject()->indexOfMethod(QByteArray(slot) + "()") >= 0)
        QMetaObject::invokeMethod(widget, slot);
}

} // namespace

void offerEditCommands(Actions &actions, QObject *context)
{
    const auto offer = [&](ActionId id, const char *slot) {
        actions.offer(id, context, [slot] { callOnFocus(slot); });
    };
    offer(ActionId::Undo, "undo");
    offer(ActionId::Redo, "redo");
    offer(ActionId::Cut, "cut");
    offer(ActionId::Copy, "copy");
    offer(ActionId::Paste, "paste");
    offer(ActionId::SelectAll, "selectAll");
}

} // namespace tributary
