// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/TextStyle.h"

#include "ui/common/ThemeController.h"

#include <QWidget>

namespace tributary {

TextStyle::TextStyle(QWidget *widget, const ThemeController &theme, TypeRole role, Colour colour)
    : QObject(widget)
    , m_widget(widget)
    , m_theme(theme)
    , m_role(role)
    , m_colour(colour)
{
    connect(&theme, &ThemeController::changed, this, &TextStyle::apply);
    apply();
}

void TextStyle::setColour(Colour colour)
{
    if (m_colour == colour)
        return;
    m_colour = colour;
    apply();
}

void TextStyle::apply()
{
    m_widget->setFont(m_theme.theme().font(m_role));
    QPalette palette = m_widget->palette();
    const QColor ink = m_theme.theme().colour(m_colour);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(role, ink);
    m_widget->setPalette(palette);
}

} // namespace tributary
