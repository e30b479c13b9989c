// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/TextStyle.h"

#include <QLabel>

namespace tributary {

/// Plain text in the font and colour of the theme, now and after each change of it.
class StyledLabel : public QLabel
{
    Q_OBJECT

public:
    StyledLabel(const ThemeController &themes, TypeRole role, Colour colour, const QString &text = {},
                QWidget *parent = nullptr);

    void setColour(Colour colour) { m_style->setColour(colour); }

private:
    TextStyle *m_style;
};

} // namespace tributary
