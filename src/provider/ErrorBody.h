// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace tributary {

/// What an error body says, whichever of the shapes in use it has: {"error":{...}}, {"error":"text"}, a flat object,
/// FastAPI's "detail", a list around any of them, JSON inside a string, plain text or HTML.
struct ErrorBody
{
    QJsonObject object;
    /// The provider's own words, without tags, at most a few hundred characters.
    QString message;
    /// Codes, types and statuses, lower case.
    QStringList codes;
    /// The request parameter that is to blame.
    QString parameter;
    bool isWebPage = false;

    bool operator==(const ErrorBody &) const = default;
};

ErrorBody readErrorBody(const QByteArray &bytes);
ErrorBody readErrorObject(const QJsonObject &object);

} // namespace tributary
