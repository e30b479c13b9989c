// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace tributary {

/// A small JSON object kept in a file: read once at construction, written whole and atomically by save().
/// A missing or broken file is an empty object; what was broken is overwritten by the next save.
class JsonFile
{
public:
    /// An empty path: nothing is read and nothing written.
    explicit JsonFile(const QString &path);

    QJsonValue value(const QString &key) const { return m_object.value(key); }

    void setValue(const QString &key, const QJsonValue &value);
    /// Makes the folder, for its owner alone, when there is none. Does nothing when nothing changed.
    Result<void> save();

private:
    QString m_path;
    QJsonObject m_object;
    bool m_changed = false;
};

/// The folder `tributary` below the one that the environment variable `name` gives, or below `home`/`fallback`. A
/// relative path in the variable is ignored, as the XDG base directory specification asks.
QString xdgFolder(const char *name, const QString &fallback);

} // namespace tributary
