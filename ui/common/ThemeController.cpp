// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/ThemeController.h"

#include <QFontDatabase>

namespace tributary {

ThemeController::ThemeController(QObject *parent)
    : QObject(parent)
{
    m_theme.systemFont = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    m_theme.systemFixedFont = QFontDatabase::systemFont(QFontDatabase::FixedFont);
}

void ThemeController::setMode(ThemeMode mode)
{
    m_mode = mode;
    Theme theme = m_theme;
    theme.dark = mode == ThemeMode::System ? m_systemDark : mode == ThemeMode::Dark;
    apply(theme);
}

void ThemeController::setSystemDark(bool dark)
{
    m_systemDark = dark;
    setMode(m_mode);
}

void ThemeController::setInterfaceScale(double factor)
{
    Theme theme = m_theme;
    theme.interfaceScale = qBound(0.8, factor, 2.0);
    apply(theme);
}

void ThemeController::setReadingScale(double factor)
{
    Theme theme = m_theme;
    theme.readingScale = qBound(0.8, factor, 2.5);
    apply(theme);
}

void ThemeController::setReducedMotion(bool reduced)
{
    Theme theme = m_theme;
    theme.reducedMotion = reduced;
    apply(theme);
}

void ThemeController::apply(const Theme &theme)
{
    if (theme == m_theme)
        return;
    m_theme = theme;
    Q_EMIT changed();
}

} // namespace tributary
