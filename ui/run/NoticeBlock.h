// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/Action.h"
#include "viewmodel/RunDisplay.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace tributary {

class TextStyle;

/// One sentence about an answer with what can be done about it: an icon, the text, buttons, and details that unfold.
class NoticeBlock : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeBlock(const RunContext &context, QWidget *parent = nullptr);

    /// Empty text hides the block. `detail` unfolds under Action::Kind::Details.
    void setNotice(Tone tone, const QString &text, const QList<Action> &actions, const QString &detail);

Q_SIGNALS:
    /// Any action but Details, which the block does itself.
    void actionRequested(const tributary::Action &action);

private:
    void rebuildButtons(const QList<Action> &actions);
    void updateIcon();
    void toggleDetail();

    RunContext m_context;
    Tone m_tone = Tone::Error;
    QList<Action> m_actions;
    QLabel *m_icon;
    QLabel *m_text;
    QWidget *m_buttons;
    QPlainTextEdit *m_detail;
};

} // namespace tributary
