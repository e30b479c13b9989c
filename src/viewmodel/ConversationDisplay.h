// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Turn.h"

#include <QList>
#include <QString>

namespace tributary {

/// Whether the next prompt stands alone or continues, as the composer's menu says it (ux.md, section 3.2).
struct ConversationDisplay
{
    bool continues = false;
    bool canContinue = false;
    /// "Conversation: new", "Conversation: 3 turns".
    QString button;
    /// "New", and what it means.
    QString newText;
    /// "Continue: 3 turns, about 1,200 tokens more for every call"; or why that is not possible.
    QString continueText;
    QString toolTip;

    bool operator==(const ConversationDisplay &) const = default;
};

/// `turns`: those that there are to continue.
ConversationDisplay describeConversation(const QList<Turn> &turns, bool continues);

/// "1 turn", "3 turns".
QString turnsText(qsizetype turns);

} // namespace tributary
