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
bool callOnFocus(const char *slot)
{
    QWidget *widget = QApplication::focusWidget();
    return widget && widget->metaObject()->indexOfMethod(QByteArray(slot) + "()") >= 0 &&
           QMetaObject::invokeMethod(widget, slot);
}

} // namespace

void offerEditCommands(Actions &actions, QObject *context, std::function<void(ActionId)> other)
{
    const auto offer = [&](ActionId id, const char *slot) {
        actions.offer(id, context, [id, slot, other] {
            if (!callOnFocus(slot))
                other(id);
        });
    };
    offer(ActionId::Undo, "undo");
    offer(ActionId::Redo, "redo");
    offer(ActionId::Cut, "cut");
    offer(ActionId::Copy, "copy");
    offer(ActionId::Paste, "paste");
    offer(ActionId::SelectAll, "selectAll");
}

} // namespace tributary
