// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFile>
#include <QString>

namespace tributary {

/// Tells other programs that this one lives: a file in a folder beside the library, locked for as long as the object
/// exists. The kernel lets go of the lock when the program dies, however it dies. (A process number in a file would
/// not do: numbers come again, and inside a sandbox they are nearly always the same.)
class OwnerLock
{
public:
    /// Makes the folder and the file; isHeld() tells whether that worked.
    explicit OwnerLock(const QString &libraryPath);
    ~OwnerLock();
    Q_DISABLE_COPY_MOVE(OwnerLock)

    /// The name under which isAlive() finds it.
    [[nodiscard]] QString name() const { return m_name; }

    [[nodiscard]] bool isHeld() const { return m_held; }

    /// Whether the program that holds the lock of this name lives.
    static bool isAlive(const QString &libraryPath, const QString &name);
    /// Removes the files of programs that are gone.
    static void removeDead(const QString &libraryPath);

private:
    QString m_name;
    QFile m_file;
    bool m_held = false;
};

} // namespace tributary
