// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QStringList>

namespace tributary {

/// The files that were opened or saved last, newest first.
class RecentFiles : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype most = 10;

    explicit RecentFiles(const QStringList &paths = {}, QObject *parent = nullptr);

    [[nodiscard]] const QStringList &paths() const { return m_paths; }

    /// Puts a file at the top; the same file under another spelling is one file.
    void note(const QString &path);
    /// Without those that are no longer there.
    void removeMissing();
    void clear();
    /// False: the list is emptied and stays so.
    void setKept(bool kept);

    [[nodiscard]] bool isKept() const { return m_kept; }

Q_SIGNALS:
    void changed();

private:
    void set(const QStringList &paths);

    QStringList m_paths;
    bool m_kept = true;
};

/// Whether two paths lead to one file, which need not exist.
[[nodiscard]] bool isSameFile(const QString &one, const QString &other);

/// "&1 moa.moagraph — ~/graphs": an entry of a menu, its first nine with a digit as mnemonic. `index` from 0.
QString recentFileText(const QString &path, qsizetype index);

} // namespace tributary
