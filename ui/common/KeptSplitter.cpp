// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/KeptSplitter.h"

#include "ui/common/JsonFile.h"

#include <QJsonArray>
#include <QSplitter>

namespace tributary {

void keepSplitter(QSplitter &splitter, JsonFile &state, const QString &key)
{
    QList<int> sizes;
    const QJsonArray kept = state.value(key).toArray();
    for (const auto &size : kept)
        sizes << size.toInt();
    // Of another number of panes, the sizes mean nothing.
    if (sizes.size() == splitter.count())
        splitter.setSizes(sizes);
    QObject::connect(&splitter, &QSplitter::splitterMoved, &splitter, [&splitter, &state, key] {
        QJsonArray now;
        const auto current = splitter.sizes();
        for (const int size : current)
            now << size;
        state.setValue(key, now);
    });
}

} // namespace tributary
