// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/RunComparison.h"

#include <QWidget>

class QComboBox;
class QPushButton;
class QTableWidget;

namespace tributary {

class DiffView;
class ThemeController;

/// Two runs side by side: what they were, and one of their texts in full with what differs marked.
class ComparePage : public QWidget
{
    Q_OBJECT

public:
    explicit ComparePage(const ThemeController &theme, QWidget *parent = nullptr);

    void show(const RunComparison &comparison);

    [[nodiscard]] DiffView &diff() const { return *m_diff; }

    /// In reading order, for the keyboard.
    [[nodiscard]] QList<QWidget *> parts() const;

Q_SIGNALS:
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *buildHeader();
    void buildFacts();
    void fillFacts();
    void fillTexts();
    void showText(int index);

    const ThemeController &m_theme;
    RunComparison m_comparison;
    QPushButton *m_back = nullptr;
    QComboBox *m_text = nullptr;
    QTableWidget *m_facts;
    DiffView *m_diff;
};

} // namespace tributary
