// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace tributary {

class RenderScheduler;
class Spinner;
class ThemeController;

/// What every widget of the Run view is built with.
struct RunContext
{
    const ThemeController &theme;
    RenderScheduler &scheduler;
    Spinner &spinner;
};

} // namespace tributary
