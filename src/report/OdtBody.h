// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/DocNode.h"

#include <QByteArray>

namespace tributary {

/// content.xml: the styles that it names are those of resources/report/styles.xml. Citations become footnotes; the list
/// of sources is left out, because it would say the same again.
QByteArray odtContent(const DocNode &document);

} // namespace tributary
