// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/StyledLabel.h"

namespace tributary {

StyledLabel::StyledLabel(const ThemeController &themes, TypeRole role, Colour colour, const QString &text,
                         QWidget *parent)
    : QLabel(text, parent)
    , m_style(new TextStyle(this, themes, role, colour))
{
    setTextFormat(Qt::PlainText); // servers' words end up here
}

} // namespace tributary
