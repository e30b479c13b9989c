// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/CallDetails.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace tributary {

class ElidedLabel;
class ThemeController;

/// All that is known of one call: who was asked, who answered, tokens, money, every attempt, what was sent.
class CallPanel : public QWidget
{
    Q_OBJECT

public:
    static constexpr int fixedWidth = 320;
    static constexpr int drawerHeight = 200;

    explicit CallPanel(const ThemeController &theme, QWidget *parent = nullptr);

    void show(const CallDetails &details);
    using QWidget::show;

Q_SIGNALS:
    void closeRequested();
    void promptRequested();
    void curlRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *buildContent();
    [[nodiscard]] QLabel *makeLabel(const QString &text, bool quiet);

    const ThemeController &m_theme;
    CallDetails m_details;
    ElidedLabel *m_title;
    QFormLayout *m_facts = nullptr;
    QVBoxLayout *m_parts = nullptr;
    QLabel *m_partsTitle = nullptr;
    QPushButton *m_prompt;
    QPushButton *m_curl;
};

} // namespace tributary
