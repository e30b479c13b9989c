// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ModelRef.h"

namespace tributary {

QString ModelRef::toString() const
{
    return isEmpty() ? QString() : provider.value + u'/' + model;
}

std::optional<ModelRef> ModelRef::fromString(QStringView text)
{
    if (text.isEmpty())
        return ModelRef{};
    const qsizetype slash = text.indexOf(u'/');
    if (slash <= 0 || slash + 1 == text.size())
        return std::nullopt;
    return ModelRef{{text.left(slash).toString()}, text.mid(slash + 1).toString()};
}

} // namespace tributary
