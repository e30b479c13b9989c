// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/ThemeController.h"

#include <QColor>
#include <QImage>
#include <QList>

class QWidget;

namespace tributary {

/// Fails the running test function on any warning but those of the offscreen platform about what it cannot do.
void failOnWarnings();

/// The application's style, palette and font from a theme, taken back at the end.
class ThemedApplication
{
public:
    explicit ThemedApplication(ThemeMode mode = ThemeMode::Light);
    ~ThemedApplication();
    ThemedApplication(const ThemedApplication &) = delete;
    ThemedApplication &operator=(const ThemedApplication &) = delete;

    ThemeController themes;
};

/// How many pixels of `image` have exactly this colour.
int pixelsOf(const QImage &image, const QColor &colour);

/// The visible widgets below `root` that Tab can reach, root included.
QList<QWidget *> focusable(QWidget &root);

} // namespace tributary
