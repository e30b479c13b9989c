// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/Redaction.h"

#include <QRegularExpression>
#include <QUrlQuery>

namespace tributary {

using namespace Qt::StringLiterals;

QString redacted(const QString &text, const Secret &key)
{
    static const QRegularExpression shapes(
        uR"((?:\b(?:sk|pk|rk)-[\w*.-]{4,}|\bAIza[\w*-]{6,}|\b(?:gsk|hf|xai|fw|tgp)[_-][\w*-]{6,}|(?<=[?&]key=)[^&\s"']+))"_s);
    static const QRegularExpression bearer(uR"((\bbearer\s+)[^\s"',;]+)"_s, QRegularExpression::CaseInsensitiveOption);
    const QString mask = u"[key]"_s;
    QString result = text;
    if (!key.isEmpty())
        result.replace(QString::fromUtf8(key.reveal()), mask);
    result.replace(shapes, mask);
    result.replace(bearer, u"\\1"_s + mask);
    return result;
}

QString addressWithoutKeys(const QUrl &url)
{
    // Which names carry keys cannot be listed; which do not, can.
    static const QStringList harmless{u"alt"_s, u"api-version"_s};
    const QUrlQuery items(url);
    QUrlQuery kept;
    for (const auto &[name, value] : items.queryItems()) {
        if (harmless.contains(name))
            kept.addQueryItem(name, value);
    }
    QUrl shown = url;
    shown.setQuery(kept.isEmpty() ? QString() : kept.query());
    return shown.toString(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
}

} // namespace tributary
