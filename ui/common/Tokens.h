// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace tributary {

/// Every colour of the product. A widget names a role, never a value; the values stand in Theme.cpp, once.
enum class Colour {
    Canvas,
    Surface,
    Surface2,
    Border,
    Control,
    Text,
    Text2,
    Text3,
    DisabledText,
    Accent,
    AccentFill,
    AccentInk,
    Selection,
    Success,
    Warning,
    Error,
    Cached,
    BarInfo,
    BarWarning,
    BarError,
    BarSuccess,
    DiffAdded,
    DiffAddedSign,
    DiffRemoved,
    DiffRemovedSign,
    Heat1,
    Heat2,
    Heat3,
    Heat4,
    Heat5,
};

/// What a text is, from which its size, weight and line height follow.
enum class TypeRole {
    Caption,
    Body,
    Strong,
    Reading,
    ReadingSynthesis,
    Section,
    ViewTitle,
    PageTitle,
    Presentation,
    PresentationBody,
    PresentationTitle,
};

/// What moves, from which its duration follows.
enum class Motion { Hover, Popup, Reorder, Highlight, Travel, Spinner };

/// The second sign of a proposer beside its letter: works without colour.
enum class MarkerShape { Circle, Square, TriangleUp, Diamond, TriangleDown, Hexagon, Plus, Star };

/// Distances in device-independent pixels.
namespace spacing {
inline constexpr int Hair = 2;
inline constexpr int Tiny = 4;
inline constexpr int Small = 8;
inline constexpr int Medium = 12;
inline constexpr int Large = 16;
inline constexpr int Page = 24;
inline constexpr int Wide = 32;
inline constexpr int Huge = 48;
inline constexpr int ControlVertical = 6;
inline constexpr int ControlHeight = 32;
} // namespace spacing

/// Corner radii in device-independent pixels.
namespace radius {
inline constexpr int Badge = 4;
inline constexpr int Control = 6;
inline constexpr int Card = 8;
inline constexpr int Panel = 12;
} // namespace radius

} // namespace tributary
