// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace tributary {

/// How much room a window has, by the width of its client area in device-independent pixels.
enum class WidthClass { Narrow, Medium, Wide };

inline constexpr int MediumFrom = 1024;
inline constexpr int WideFrom = 1280;

constexpr WidthClass widthClassOf(int width)
{
    return width >= WideFrom ? WidthClass::Wide : width >= MediumFrom ? WidthClass::Medium : WidthClass::Narrow;
}

} // namespace tributary
