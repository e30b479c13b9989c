// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/Http.h"

#include <QHostAddress>

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

QUrl endpoint(const QUrl &baseUrl, const QString &path)
{
    QUrl url = baseUrl;
    url.setPath(baseUrl.path() + path);
    return url;
}

bool isLoopback(const QUrl &url)
{
    const QString host = url.host();
    return host == QLatin1StringView("localhost") || host.endsWith(QLatin1StringView(".localhost")) ||
           QHostAddress(host).isLoopback();
}

} // namespace tributary
