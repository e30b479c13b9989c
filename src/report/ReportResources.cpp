// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/ReportResources.h"

#include <QFile>

// Q_INIT_RESOURCE does not work within a namespace.
static void registerReportResources()
{
    Q_INIT_RESOURCE(report);
}

namespace tributary {

QByteArray reportResource(const char *name)
{
    registerReportResources();
    QFile file(QStringLiteral(":/tributary/report/") + QLatin1StringView(name));
    if (!file.open(QIODevice::ReadOnly))
        Q_UNREACHABLE();
    return file.readAll();
}

} // namespace tributary
