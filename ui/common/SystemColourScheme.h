// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QDBusVariant;

namespace tributary {

/// Tells whether the desktop prefers dark windows, now and whenever that changes, from the settings portal.
/// Without a session bus or portal it stays silent and `paletteIsDark` is the best guess.
class SystemColourScheme : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Asks without waiting; call it after the first window is shown, as reaching the bus takes time.
    void start();

    /// Whether the palette that the desktop gave the program has light text on a dark ground.
    static bool paletteIsDark();

Q_SIGNALS:
    void darkPreferred(bool dark);

private Q_SLOTS:
    void onSettingChanged(const QString &space, const QString &key, const QDBusVariant &value);
};

} // namespace tributary
