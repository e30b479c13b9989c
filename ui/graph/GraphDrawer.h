// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/GraphEditor.h"

#include <QWidget>

class QPlainTextEdit;
class QStackedWidget;
class QUrl;

namespace tributary {

class ElidedLabel;
class MarkdownView;
class RenderScheduler;
class SegmentedControl;
class ThemeController;

/// Below the graph: what the focused agent answered, what it was sent, what it read, and how its calls went.
class GraphDrawer : public QWidget
{
    Q_OBJECT

public:
    static constexpr int fixedHeight = 220;

    GraphDrawer(GraphEditor &editor, const ThemeController &theme, RenderScheduler &scheduler,
                QWidget *parent = nullptr);

Q_SIGNALS:
    void closeRequested();
    void linkActivated(const QUrl &url);

protected:
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    enum Tab { AnswerTab, PromptTab, ReferencesTab, LogTab };

    void connectRun();
    void showTab();
    void showAnswer();
    [[nodiscard]] AgentId agent() const;

    GraphEditor &m_editor;
    const ThemeController &m_theme;
    SegmentedControl *m_tabs;
    ElidedLabel *m_title;
    QStackedWidget *m_pages;
    MarkdownView *m_answer;
    QPlainTextEdit *m_text;
};

} // namespace tributary
