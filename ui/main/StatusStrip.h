// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;

namespace tributary {

class ThemeController;

/// The line at the bottom: on the left what is going on, on the right what it has cost so far.
class StatusStrip : public QWidget
{
    Q_OBJECT

public:
    explicit StatusStrip(const ThemeController &themes, QWidget *parent = nullptr);

    void setTexts(const QString &left, const QString &right);

    /// What speaks to assistive technology; not visible by itself.
    QWidget &voice() const { return *m_voice; }

    static constexpr int Height = 24;

Q_SIGNALS:
    /// A part was clicked, or Enter was pressed on it.
    void pressed(bool right);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *addLabel(Qt::Alignment alignment);
    void applyTheme();

    const ThemeController &m_themes;
    QLabel *m_left;
    QLabel *m_right;
    QWidget *m_voice;
};

} // namespace tributary
