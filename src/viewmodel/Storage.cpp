// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/Storage.h"

#include "base/Formatting.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace tributary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

qsizetype countRuns(const Library *library, const RunFilter &filter)
{
    if (!library)
        return 0;
    const Result<QList<RunKey>> found = library->find(filter);
    return found ? found->size() : 0;
}

} // namespace

Storage::Storage(Library *library, AnswerCacheFile *cache, QList<StoragePlace> others)
    : m_library(library)
    , m_cache(cache)
    , m_others(std::move(others))
{}

QList<StoragePlace> Storage::places() const
{
    QList<StoragePlace> places;
    if (m_library)
        places.append({Words::tr("Runs"), m_library->path(), m_library->sizeOnDisk()});
    if (m_cache)
        places.append({Words::tr("Answer cache"), AnswerCacheFile::defaultPath(), m_cache->size().bytes});
    for (StoragePlace place : m_others) {
        place.bytes = QFileInfo(place.path).size();
        places.append(place);
    }
    return places;
}

qsizetype Storage::runCount() const
{
    RunFilter trash;
    trash.trash = true;
    return countRuns(m_library, {}) + countRuns(m_library, trash);
}

qsizetype Storage::runsOlderThan(int days, const QDateTime &now) const
{
    RunFilter old;
    old.to = now.toLocalTime().date().addDays(-days - 1);
    RunFilter starred = old;
    starred.starred = true;
    return countRuns(m_library, old) - countRuns(m_library, starred);
}

QString Storage::cacheText() const
{
    const AnswerCacheFile::Size size = m_cache ? m_cache->size() : AnswerCacheFile::Size();
    if (size.answers == 0)
        return Words::tr("Empty");
    const QString bytes = displayLocale().formattedDataSize(size.bytes, 1);
    const QString answers =
        size.answers == 1 ? Words::tr("1 answer") : Words::tr("%1 answers").arg(formatCount(size.answers));
    if (!size.oldest)
        return Words::tr("%1, %2").arg(answers, bytes);
    return Words::tr("%1, %2, the oldest of %3").arg(answers, bytes, formatDay(size.oldest->toLocalTime().date()));
}

Result<void> Storage::clearCache()
{
    return m_cache ? m_cache->clear() : Result<void>();
}

std::function<Result<void>()> Storage::deletion() const
{
    const QString libraryPath = m_library ? m_library->path() : QString();
    const QString cachePath = m_cache ? AnswerCacheFile::defaultPath() : QString();
    return [libraryPath, cachePath]() -> Result<void> {
        // Both are bound to the thread that opened them.
        if (!libraryPath.isEmpty()) {
            const Result<std::unique_ptr<Library>> library = Library::open(libraryPath);
            const Result<void> erased = library ? (*library)->eraseEverything() : tl::unexpected(library.error());
            if (!erased)
                return erased;
        }
        return cachePath.isEmpty() ? Result<void>() : AnswerCacheFile(cachePath).clear();
    };
}

} // namespace tributary
