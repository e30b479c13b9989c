// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Error.h"
#include "provider/ErrorBody.h"

namespace tributary {

/// What an error response is about, from its status and body (status 200: an error inside a stream). Structured codes
/// come before wording, and wording before the bare status.
ErrorKind errorKindOf(int status, const ErrorBody &body);
/// A quota that opens again tomorrow, not in a minute.
bool isDailyQuota(const ErrorBody &body);
/// The parameter that could be left out so that the request works; empty when the body blames none.
QString refusedParameter(const ErrorBody &body);

} // namespace tributary
