// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "viewmodel/GraphPicture.h"

class QIODevice;
class QImage;

namespace tributary {

class ThemeController;

/// The picture as shapes and text, without marks of selection or focus.
bool writeSvg(QIODevice &device, const GraphPicture &picture, const ThemeController &theme);
/// The picture in `scale` pixels to one of the screen.
QImage imageOf(const GraphPicture &picture, const ThemeController &theme, double scale);

/// Writes an SVG or PNG file, by the ending of its name; an unknown ending is InvalidInput.
Result<void> savePicture(const QString &path, const GraphPicture &picture, const ThemeController &theme);

} // namespace tributary
