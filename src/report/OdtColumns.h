// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/DocNode.h"

namespace tributary {

/// The columns of a table, as wide as what stands in them asks for; styles are those of odtColumnStyles().
QString odtColumns(const DocNode &table);
QString odtColumnStyles();

} // namespace tributary
