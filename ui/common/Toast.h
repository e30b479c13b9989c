// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>

namespace tributary {

class ThemeController;

/// A short word at the bottom of a window about something that was done; goes by itself. Never for errors.
class Toast : public QFrame
{
    Q_OBJECT

public:
    /// Shows `text` over `host`; `undo` may be empty. Deletes itself.
    Toast(const ThemeController &themes, const QString &text, std::function<void()> undo, QWidget *host);

    /// A button that does something about it and closes the toast.
    void offer(const QString &text, std::function<void()> act);

    static constexpr int LifetimeMs = 6000;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void hold();
    void release();

    const ThemeController &m_themes;
    QTimer m_life;
};

} // namespace tributary
