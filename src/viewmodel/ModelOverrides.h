// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/Provider.h"

namespace tributary {

/// What a person may say about one model against the table of capabilities.
enum class OverridableTrait { SystemPrompt, Sampling };

/// What is done with it in a request.
enum class TraitUse {
    AsKnown, ///< as the table says
    Sent,
    LeftOut,
};

/// Of the provider's own rules; AsKnown when they say nothing of this one model.
TraitUse overrideOf(const Provider &provider, const QString &model, OverridableTrait trait);
/// What the table alone says: whether it is sent.
bool isSentAsKnown(const Provider &provider, const QString &model, OverridableTrait trait);
/// Writes a rule of this one model, changes it, or takes it away; other rules stay.
void setOverride(Provider &provider, const QString &model, OverridableTrait trait, TraitUse use);

} // namespace tributary
