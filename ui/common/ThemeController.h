// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Theme.h"

#include <QObject>

namespace tributary {

enum class ThemeMode { System, Light, Dark };

/// Says which theme is current and tells when it changes. Built once, handed to whoever paints; holds no widget.
class ThemeController : public QObject
{
    Q_OBJECT

public:
    explicit ThemeController(QObject *parent = nullptr);

    const Theme &theme() const { return m_theme; }

    ThemeMode mode() const { return m_mode; }

    void setMode(ThemeMode mode);
    /// What the desktop prefers; counts only in ThemeMode::System.
    void setSystemDark(bool dark);
    /// 0.8 to 2; others are clamped.
    void setInterfaceScale(double factor);
    /// 0.8 to 2.5; others are clamped.
    void setReadingScale(double factor);
    void setReducedMotion(bool reduced);

Q_SIGNALS:
    void changed();

private:
    void apply(const Theme &theme);

    Theme m_theme;
    ThemeMode m_mode = ThemeMode::System;
    bool m_systemDark = false;
};

} // namespace tributary
