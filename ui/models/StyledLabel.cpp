// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/StyledLabel.h"

#include "ui/common/ThemeController.h"

namespace tributary {

StyledLabel::StyledLabel(const ThemeController &themes, TypeRole role, Colour colour, const QString &text,
                         QWidget *parent)
    : QLabel(text, parent)
    , m_themes(themes)
    , m_role(role)
    , m_colour(colour)
{
    setTextFormat(Qt::PlainText); // servers' words end up here
    apply();
    connect(&themes, &ThemeController::changed, this, &StyledLabel::apply);
}

void StyledLabel::setColour(Colour colour)
{
    m_colour = colour;
    apply();
}

void StyledLabel::apply()
{
    setFont(m_themes.theme().font(m_role));
    QPalette colours = m_themes.theme().palette();
    // Which role a label takes depends on what it lies on.
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text})
        colours.setColor(role, m_themes.theme().colour(m_colour));
    setPalette(colours);
}

} // namespace tributary
