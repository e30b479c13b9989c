// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Theme.h"
#include "ui/common/ToneColour.h"
#include "viewmodel/RunDisplay.h"

#include <QIcon>

class QPainter;

namespace tributary {

class ThemeController;

/// An icon by its name as display values carry it.
QIcon namedIcon(const ThemeController &theme, const QString &name, Colour colour);

/// The caption font in semibold: state words.
QFont stateFont(const Theme &theme);

/// Paints the icon of a state, turned by `degrees` when it is busy.
void paintStateIcon(QPainter &painter, const QRect &where, const ThemeController &theme, const AgentDisplay &display,
                    int degrees);

/// The coloured bar along the left edge of a rounded card or row; nothing for an aggregator, which is neutral.
void paintAgentBar(QPainter &painter, const QRect &frame, int width, const Theme &theme, const AgentDisplay &display);

/// The letter on its colour; an aggregator's sign on neutral ground.
void paintAgentBadge(QPainter &painter, const QRect &where, const Theme &theme, const AgentDisplay &display);

} // namespace tributary
