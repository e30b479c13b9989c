// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Tokens.h"

#include <QObject>

class QWidget;

namespace tributary {

class ThemeController;

/// Gives a widget the font of a type role and a text colour, now and after each change of the theme. Lives as long as
/// the widget.
class TextStyle : public QObject
{
    Q_OBJECT

public:
    TextStyle(QWidget *widget, const ThemeController &theme, TypeRole role, Colour colour);

    void setColour(Colour colour);

private:
    void apply();

    QWidget *m_widget;
    const ThemeController &m_theme;
    TypeRole m_role;
    Colour m_colour;
};

} // namespace tributary
