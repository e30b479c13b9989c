// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/RunScene.h"

namespace tributary {

/// What a screen reader says about an event (ux.md, section 1.8): milestones, never tokens. Empty for most events.
struct Announcement
{
    QString text;
    /// A decision is needed, or a failure must not be missed.
    bool assertive = false;

    bool operator==(const Announcement &) const = default;
};

/// `scene` after the event.
Announcement announcementOf(const RunScene &scene, const RunEvent &event);

} // namespace tributary
