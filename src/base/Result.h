// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Error.h"

#include <tl/expected.hpp>

namespace tributary {

/// The value, or why there is none. Becomes std::expected when the compiler floor moves to C++23.
template <typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorKind kind, QString message, QString detail = {})
{
    return tl::unexpected<Error>(Error{kind, std::move(message), std::move(detail)});
}

} // namespace tributary
