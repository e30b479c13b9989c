// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ModelRef.h"
#include "base/Usage.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>

namespace tributary {

/// Identifies a question to a model: the SHA-256 of all that decides the answer (address, dialect, model, messages,
/// parameters, sample number). Equal keys are the same question.
struct CacheKey
{
    QByteArray digest;

    bool operator==(const CacheKey &) const = default;
};

/// An answer that was given, whole and usable, and what it took.
struct CachedAnswer
{
    ModelRef model;
    QString answer;
    QString reasoning;
    Usage usage;
    QString servedModel;
    bool cutByLimit = false;
    /// When it was first given, UTC.
    QDateTime from;

    bool operator==(const CachedAnswer &) const = default;
};

/// Answers kept so that nothing is paid for twice. Losing them loses only time and money: every failure to find or to
/// store is silent, and no caller depends on what it stored.
class AnswerCache
{
public:
    AnswerCache() = default;
    virtual ~AnswerCache() = default;
    Q_DISABLE_COPY_MOVE(AnswerCache)

    /// Fast enough to be asked before every call, on the main thread.
    [[nodiscard]] virtual std::optional<CachedAnswer> find(const CacheKey &key) = 0;
    /// Returns at once; the answer may be found later, in another program too.
    virtual void store(const CacheKey &key, const CachedAnswer &answer) = 0;
};

} // namespace tributary
