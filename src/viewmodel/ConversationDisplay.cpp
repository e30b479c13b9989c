// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/ConversationDisplay.h"

#include "base/Formatting.h"
#include "graph/PromptContext.h"

#include <QCoreApplication>

namespace tributary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::ConversationDisplay)
};

} // namespace

QString turnsText(qsizetype turns)
{
    return turns == 1 ? Words::tr("1 turn") : Words::tr("%1 turns").arg(formatCount(turns));
}

ConversationDisplay describeConversation(const QList<Turn> &turns, bool continues)
{
    ConversationDisplay display;
    display.canContinue = !turns.isEmpty();
    display.continues = continues && display.canContinue;
    display.newText = Words::tr("New: the prompt stands alone");
    const QString tokens = formatAbout(contextTokens({{}, turns}));
    display.continueText =
        display.canContinue
            ? Words::tr("Continue: %1, about %2 tokens more for every call").arg(turnsText(turns.size()), tokens)
            : Words::tr("Continue: there is no synthesis yet");
    display.button =
        display.continues ? Words::tr("Conversation: %1").arg(turnsText(turns.size())) : Words::tr("Conversation: new");
    display.toolTip =
        display.continues
            ? Words::tr("Every agent is given the earlier prompts and syntheses, not the drafts of others")
            : Words::tr("The next prompt stands alone: no agent is told of earlier ones");
    return display;
}

} // namespace tributary
