// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace tributary {

/// What tributary-cli tells the shell. Scripts rely on the numbers: never change one.
enum class ExitCode {
    Success = 0,
    CannotWrite = 1, ///< the work was done and its result could not be written
    BadInput = 2,    ///< usage, graph, providers file or prompt
    NoSynthesis = 3,
    Budget = 4,
    Interrupted = 130,
};

} // namespace tributary
