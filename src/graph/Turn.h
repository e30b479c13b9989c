// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace tributary {

/// An earlier exchange of a conversation: what was asked and the synthesis that was given. Drafts of agents are never
/// part of it (methods.md, section 1.3).
struct Turn
{
    QString prompt;
    QString synthesis;

    bool operator==(const Turn &) const = default;
};

} // namespace tributary
