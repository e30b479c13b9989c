// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"

#include <QFile>
#include <QHash>
#include <QJsonObject>

#include <optional>

namespace tributary {

/// One prompt of a batch file.
struct BatchPrompt
{
    /// Counts the prompts from 0; empty lines are none.
    qsizetype index = 0;
    /// Counts the lines of the file from 1, for messages.
    qsizetype line = 0;
    QString prompt;
    /// "id" and whatever else stands beside the prompt.
    QJsonObject members;

    bool operator==(const BatchPrompt &) const = default;
};

/// Reads the prompts of a batch file one at a time: {"prompt": "...", ...} or "..." on each line. Holds one line.
class BatchReader
{
public:
    explicit BatchReader(const QString &path)
        : m_file(path)
    {}

    /// Io when the file cannot be read.
    Result<void> open();
    /// nullopt at the end of the file. InvalidInput, naming the line, for one that is no prompt; the next line can be
    /// read after that.
    Result<std::optional<BatchPrompt>> next();

    [[nodiscard]] QString path() const { return m_file.fileName(); }

private:
    QFile m_file;
    qsizetype m_line = 0;
    qsizetype m_index = 0;
};

/// What has to be known of a batch file before the first prompt is asked. Grows with the number of prompts that stand
/// in the file more than once, not with their texts.
struct BatchOutline
{
    qsizetype prompts = 0;
    /// For each prompt that stood in the file before: the index of the first one.
    QHash<qsizetype, qsizetype> sameAs;
    /// Of the prompts that are asked, together.
    qint64 characters = 0;

    /// Each prompt once.
    [[nodiscard]] qsizetype asked() const { return prompts - sameAs.size(); }

    bool operator==(const BatchOutline &) const = default;
};

/// Reads the whole file once. InvalidInput lists the lines that are no prompts, one per line of its detail.
Result<BatchOutline> outlineBatch(const QString &path);

} // namespace tributary
