// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/ConversationDisplay.h"

#include <QMenu>

class QAction;

namespace tributary {

/// New or Continue, with what each means and adds.
class ConversationMenu : public QMenu
{
    Q_OBJECT

public:
    explicit ConversationMenu(QWidget *parent = nullptr);

    void setDisplay(const ConversationDisplay &display);

Q_SIGNALS:
    void chosen(bool continues);

private:
    QAction *m_new;
    QAction *m_continue;
};

} // namespace tributary
