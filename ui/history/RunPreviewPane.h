// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QStackedWidget;
class QToolButton;
class QUrl;

namespace tributary {

class ElidedLabel;
class HistoryViewModel;
class MessageStack;
class RenderScheduler;
class RunPanes;
class RunPreview;
class ThemeController;

/// The chosen run: what it was, what can be done with it, star, tags and note, and its answers.
class RunPreviewPane : public QWidget
{
    Q_OBJECT

public:
    RunPreviewPane(HistoryViewModel &history, RunPreview &preview, const ThemeController &theme,
                   RenderScheduler &scheduler, QWidget *parent = nullptr);

    /// Stands where the run would be: why there is none.
    void setPlaceholder(const QString &text);

    /// In reading order, for the keyboard.
    [[nodiscard]] QList<QWidget *> parts() const;

Q_SIGNALS:
    void openRequested();
    void runAgainRequested();
    void useGraphRequested();
    void resumeRequested();
    void exportRequested();
    void restoreRequested();
    void deleteRequested();
    void linkActivated(const QUrl &url);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildHeader();
    QWidget *buildFields();
    QPushButton *addButton(QWidget *parent, const QString &text, const QString &toolTip);
    void load();
    void loadFields();
    void loadMessages();
    void keepTags();
    void keepNote();
    void fillMore(QMenu &menu);

    HistoryViewModel &m_history;
    RunPreview &m_preview;
    const ThemeController &m_theme;
    QStackedWidget *m_pages;
    QLabel *m_placeholder;
    ElidedLabel *m_title = nullptr;
    ElidedLabel *m_figures = nullptr;
    QToolButton *m_star = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_runAgain = nullptr;
    QPushButton *m_useGraph = nullptr;
    QPushButton *m_resume = nullptr;
    QPushButton *m_restore = nullptr;
    QToolButton *m_more = nullptr;
    QLineEdit *m_tags = nullptr;
    QLineEdit *m_note = nullptr;
    MessageStack *m_messages;
    RunPanes *m_reader;
};

} // namespace tributary
