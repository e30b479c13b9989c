// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "library/AnswerCacheFile.h"
#include "library/Library.h"

#include <QDateTime>
#include <QList>

#include <functional>

namespace tributary {

/// A file or folder of the program, as a person is told about it.
struct StoragePlace
{
    QString name;
    QString path;
    qint64 bytes = 0;

    bool operator==(const StoragePlace &) const = default;
};

/// What lies on the disk, how much it is, and how to be rid of it.
class Storage
{
public:
    /// Library and cache may be missing. `others` are files beside them; their sizes are looked up.
    Storage(Library *library, AnswerCacheFile *cache, QList<StoragePlace> others);

    [[nodiscard]] QList<StoragePlace> places() const;
    [[nodiscard]] qsizetype runCount() const;
    /// Runs that a retention of `days` would delete now: starred ones stay.
    [[nodiscard]] qsizetype runsOlderThan(int days, const QDateTime &now) const;
    /// "1,204 answers, 3.4 MiB, the oldest of 2 Nov"; "Empty".
    [[nodiscard]] QString cacheText() const;

    Result<void> clearCache();
    /// What deletes every run but one that is being written, and the answer cache. That takes long for a large library;
    /// it may be called in any thread, whatever becomes of this object.
    [[nodiscard]] std::function<Result<void>()> deletion() const;

private:
    Library *m_library;
    AnswerCacheFile *m_cache;
    QList<StoragePlace> m_others;
};

} // namespace tributary
