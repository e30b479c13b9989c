// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/AttachmentTray.h"
#include "viewmodel/ConversationDisplay.h"

#include <QElapsedTimer>
#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace tributary {

class AttachmentChips;
class ConversationMenu;
class EstimateBlock;
class PromptEdit;

/// Where a prompt is written and a run is started: the prompt, the estimate, and one filled button that is Run, or Stop
/// while a run goes on.
class Composer : public QWidget
{
    Q_OBJECT

public:
    static constexpr int wideHeight = 148;
    static constexpr int compactHeight = 104;

    explicit Composer(const RunContext &context, QWidget *parent = nullptr);

    void setCompact(bool compact);
    /// `blocked`: why no run can start now; empty when one can. Both at once, as a button that is disabled in between
    /// loses the focus.
    void setState(bool running, const QString &blocked);
    /// The questions that the demo can answer; empty hides their menu.
    void setDemoQuestions(const QStringList &questions);
    void setAttachments(const QList<AttachmentDisplay> &attachments);
    void setConversation(const ConversationDisplay &conversation);

    [[nodiscard]] QString prompt() const;
    /// Does not emit promptChanged.
    void setPrompt(const QString &prompt);

    [[nodiscard]] PromptEdit *editor() const { return m_prompt; }

    /// False when nothing can be run.
    bool focusRun();

    [[nodiscard]] EstimateBlock *estimate() const { return m_estimate; }

    /// Height that shows the whole prompt up to 8 lines, and at least the usual one.
    [[nodiscard]] int wantedHeight() const;

Q_SIGNALS:
    void promptChanged();
    void runRequested();
    void stopRequested();
    void agentsRequested();
    void attachRequested();
    /// Files were pasted or dropped here.
    void filesGiven(const QStringList &paths);
    void attachmentRemoved(int id);
    void conversationChosen(bool continues);
    void demoQuestionChosen(const QString &question);
    void wantedHeightChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildPromptSide(QWidget *side);
    void buildButtons();
    void buildRunSide(QWidget *side);
    void connectPrompt();
    void fillMenus();
    void showTooLong(qsizetype length);
    void pressRun();
    void updateButton();
    void updateHeight();

    RunContext m_context;
    QStringList m_questions;
    QString m_blocked;
    bool m_compact = false;
    bool m_running = false;
    QElapsedTimer m_runPressed;
    int m_wantedHeight = 0;
    PromptEdit *m_prompt;
    QLabel *m_notice;
    AttachmentChips *m_attachments;
    QWidget *m_buttons;
    QPushButton *m_attach;
    QToolButton *m_conversation;
    ConversationMenu *m_conversationMenu;
    ConversationMenu *m_moreConversation;
    QToolButton *m_demo;
    QPushButton *m_agents;
    QLabel *m_hint;
    QToolButton *m_more;
    QWidget *m_runSide;
    EstimateBlock *m_estimate;
    QPushButton *m_run;
};

} // namespace tributary
