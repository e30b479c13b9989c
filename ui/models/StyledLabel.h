// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Tokens.h"

#include <QLabel>

namespace tributary {

class ThemeController;

/// Plain text in the font and colour of the theme, now and after each change of it.
class StyledLabel : public QLabel
{
    Q_OBJECT

public:
    StyledLabel(const ThemeController &themes, TypeRole role, Colour colour, const QString &text = {},
                QWidget *parent = nullptr);

    void setColour(Colour colour);

private:
    void apply();

    const ThemeController &m_themes;
    TypeRole m_role;
    Colour m_colour;
};

} // namespace tributary
