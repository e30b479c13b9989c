// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/Http.h"

namespace tributary {

QByteArray HttpHead::field(QByteArrayView name) const
{
    for (const auto &[candidate, value] : fields) {
        if (candidate.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

bool HttpHead::has(QByteArrayView name) const
{
    for (const auto &entry : fields) {
        if (entry.first.compare(name, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

} // namespace tributary
