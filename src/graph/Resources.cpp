// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/Resources.h"

#include <QFile>

/// The linker drops the resources of a static library unless something refers to them; the macro only works outside
/// of namespaces.
static void initGraphResources()
{
    Q_INIT_RESOURCE(graph);
}

namespace tributary {

using namespace Qt::StringLiterals;

QByteArray graphResource(const QString &name)
{
    initGraphResources();
    QFile file(u":/tributary/graph/"_s + name);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "graphResource", qPrintable(file.fileName()));
    return opened ? file.readAll() : QByteArray();
}

} // namespace tributary
