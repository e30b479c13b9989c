// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/AgentLook.h"
#include "ui/common/ReadingStyle.h"
#include "ui/common/TextStyle.h"
#include "ui/common/Theme.h"
#include "ui/common/ToneColour.h"
#include "viewmodel/RunDisplay.h"

#include <QObject>

class QWidget;

namespace tributary {

/// How Markdown of a type role looks in the theme.
ReadingStyle readingStyle(const Theme &theme, TypeRole role);

} // namespace tributary
