// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunView.h"

namespace tributary {

class JsonFile;

/// How the Run view was arranged when the window was closed last.
RunViewLayout arrangementFrom(const JsonFile &state);
void keepArrangement(const RunViewLayout &layout, JsonFile &state);

} // namespace tributary
