// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTimer>

namespace tributary {

class ThemeController;

/// The one clock of all turning icons of a view. Stands still with reduced motion and while nothing is busy.
class Spinner : public QObject
{
    Q_OBJECT

public:
    explicit Spinner(const ThemeController &theme, QObject *parent = nullptr);

    void setActive(bool active);

    [[nodiscard]] int degrees() const { return m_degrees; }

Q_SIGNALS:
    void turned();

private:
    void update();
    void turn();

    const ThemeController &m_theme;
    QTimer m_timer;
    bool m_active = false;
    int m_degrees = 0;
};

} // namespace tributary
