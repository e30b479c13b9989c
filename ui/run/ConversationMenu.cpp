// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/ConversationMenu.h"

#include <QActionGroup>

namespace tributary {

ConversationMenu::ConversationMenu(QWidget *parent)
    : QMenu(parent)
    , m_new(addAction(QString()))
    , m_continue(addAction(QString()))
{
    auto *choice = new QActionGroup(this);
    for (QAction *action : {m_new, m_continue}) {
        action->setCheckable(true);
        choice->addAction(action);
        connect(action, &QAction::triggered, this, [this] { Q_EMIT chosen(m_continue->isChecked()); });
    }
    setDisplay(describeConversation({}, false));
}

void ConversationMenu::setDisplay(const ConversationDisplay &display)
{
    setTitle(display.button);
    m_new->setText(display.newText);
    m_new->setChecked(!display.continues);
    m_continue->setText(display.continueText);
    m_continue->setEnabled(display.canContinue);
    m_continue->setChecked(display.continues);
}

} // namespace tributary
