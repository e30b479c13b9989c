// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "engine/Policies.h"

#include <QStringList>

#include <optional>

class QCommandLineParser;

namespace tributary {

/// What a command that carries out a run prints and writes.
struct RunOutput
{
    bool events = false;
    bool json = false;
    QStringList files;

    bool operator==(const RunOutput &) const = default;
};

/// What `run` and `plan` were told about the prompt, and `run` about the rest.
struct RunArguments
{
    QString prompt;
    std::optional<double> budgetUsd;
    CacheUse cache = CacheUse::Use;
    RunOutput output;

    bool operator==(const RunArguments &) const = default;
};

void describePrompt(QCommandLineParser &parser);
void describeRun(QCommandLineParser &parser);
void describeCache(QCommandLineParser &parser);
void describeRunOutput(QCommandLineParser &parser);

/// The prompt of --prompt, --prompt-file or "-" (standard input). The demo asks its first question when none is given;
/// otherwise InvalidInput.
Result<QString> readPrompt(const QCommandLineParser &parser);
/// The amount of --budget; nullopt without the option.
Result<std::optional<double>> readBudget(const QCommandLineParser &parser);
[[nodiscard]] CacheUse readCache(const QCommandLineParser &parser);
[[nodiscard]] RunOutput readRunOutput(const QCommandLineParser &parser);
Result<RunArguments> readRunArguments(const QCommandLineParser &parser);

} // namespace tributary
