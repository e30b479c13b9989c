// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "run/AnswerCache.h"

#include <QString>

#include <memory>

namespace tributary {

/// The answer cache in a file of its own, shared by all programs of one person. Deleting the file loses only time. A
/// damaged or newer file is set aside and begun anew; one that cannot be opened finds nothing and keeps nothing. The
/// file is opened when it is first needed. Used in one thread; writes happen in a thread of its own.
class AnswerCacheFile final : public AnswerCache
{
public:
    /// What is kept at most; the answers that were not used for longest go first.
    struct Limits
    {
        std::optional<int> days = 30;
        qint64 bytes = 512LL * 1024 * 1024;

        bool operator==(const Limits &) const = default;
    };

    struct Size
    {
        qint64 answers = 0;
        qint64 bytes = 0;
        std::optional<QDateTime> oldest;

        bool operator==(const Size &) const = default;
    };

    explicit AnswerCacheFile(const QString &path = defaultPath(),
                             std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>());
    ~AnswerCacheFile() override;

    /// $XDG_CACHE_HOME/tributary/answers.sqlite
    static QString defaultPath();

    [[nodiscard]] std::optional<CachedAnswer> find(const CacheKey &key) override;
    void store(const CacheKey &key, const CachedAnswer &answer) override;

    void setLimits(const Limits &limits);
    [[nodiscard]] Size size() const;
    Result<void> clear();

private:
    class Storage;
    std::unique_ptr<Storage> m_storage;
};

} // namespace tributary
