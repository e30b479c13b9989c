// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/AnswerCache.h"

#include <QHash>

namespace tributary {

/// A cache that forgets everything in the end, and finds at once what it stored.
class MemoryCache final : public AnswerCache
{
public:
    [[nodiscard]] std::optional<CachedAnswer> find(const CacheKey &key) override
    {
        ++m_finds;
        const auto found = m_answers.constFind(key.digest);
        return found == m_answers.constEnd() ? std::nullopt : std::optional(*found);
    }

    void store(const CacheKey &key, const CachedAnswer &answer) override { m_answers.insert(key.digest, answer); }

    void clear() { m_answers.clear(); }

    [[nodiscard]] QList<CachedAnswer> answers() const { return m_answers.values(); }

    [[nodiscard]] int finds() const { return m_finds; }

private:
    QHash<QByteArray, CachedAnswer> m_answers;
    int m_finds = 0;
};

} // namespace tributary
