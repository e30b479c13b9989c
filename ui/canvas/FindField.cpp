// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canvas/FindField.h"

#include "ui/common/Tokens.h"

#include <QKeyEvent>

namespace tributary {

namespace {

constexpr int fieldWidth = 240;

} // namespace

FindField::FindField(QWidget *parent)
    : QLineEdit(parent)
{
    setPlaceholderText(tr("Find agent"));
    setAccessibleName(tr("Find agent"));
    setClearButtonEnabled(true);
    connect(this, &QLineEdit::textEdited, this, [this](const QString &words) { Q_EMIT wanted(words, false); });
    hide();
}

void FindField::open()
{
    clear();
    setGeometry(spacing::Medium, spacing::Medium, fieldWidth, spacing::ControlHeight);
    show();
    raise();
    setFocus(Qt::ShortcutFocusReason);
}

void FindField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return Q_EMIT wanted(text(), true);
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT closed();
    QLineEdit::keyPressEvent(event);
}

void FindField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    // Its own menu takes the focus for a moment.
    if (event->reason() != Qt::PopupFocusReason)
        hide();
}

} // namespace tributary
