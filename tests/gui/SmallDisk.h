// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>

namespace tributary {

using namespace Qt::StringLiterals;

/// A small file system in memory; only root may make one.
class SmallDisk
{
public:
    explicit SmallDisk(const QString &folder)
        : m_folder(folder)
    {
        m_mounted = QDir().mkpath(folder) && QProcess::execute(u"mount"_s, {u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=1m"_s,
                                                                            u"tmpfs"_s, folder}) == 0;
    }

    ~SmallDisk()
    {
        if (m_mounted)
            QProcess::execute(u"umount"_s, {u"-l"_s, m_folder});
    }

    Q_DISABLE_COPY_MOVE(SmallDisk)

    [[nodiscard]] bool isMounted() const { return m_mounted; }

    /// To the last byte.
    void fill() const
    {
        QFile file(fillerPath());
        if (!file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
            return;
        for (qint64 piece = 4096; piece > 0; piece /= 2) {
            while (file.write(QByteArray(piece, 'x')) == piece) {
            }
        }
    }

    void makeRoom() const { QFile::remove(fillerPath()); }

private:
    [[nodiscard]] QString fillerPath() const { return m_folder + u"/filler"_s; }

    QString m_folder;
    bool m_mounted = false;
};

} // namespace tributary
