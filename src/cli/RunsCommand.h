// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/Command.h"
#include "cli/RunExporting.h"
#include "library/Library.h"

#include <memory>

namespace tributary {

class Services;

/// `runs`: what is in the library, and what is to be done with it.
class RunsCommand final : public Command
{
    Q_OBJECT

public:
    explicit RunsCommand(Terminal &terminal);
    ~RunsCommand() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;
    void interrupt() override;

private:
    /// One word after `runs`.
    struct Action
    {
        QLatin1StringView word;
        Result<void> (RunsCommand::*carryOut)(const QCommandLineParser &, const QStringList &words);
        bool beginsLibrary = false;
    };

    static const Action actions[];

    Result<void> list(const QCommandLineParser &parser, const QStringList &words);
    Result<void> search(const QCommandLineParser &parser, const QStringList &words);
    Result<void> show(const QCommandLineParser &parser, const QStringList &words);
    Result<void> exportRuns(const QCommandLineParser &parser, const QStringList &words);
    Result<void> exportOne(const RunId &run, const QStringList &paths, const ReportChoices &choices);
    Result<void> import(const QCommandLineParser &parser, const QStringList &words);
    Result<void> trash(const QCommandLineParser &parser, const QStringList &words);
    Result<void> restore(const QCommandLineParser &parser, const QStringList &words);

    Result<void> printFound(const QCommandLineParser &parser, const RunFilter &filter);
    void printNothing(const QCommandLineParser &parser);
    /// One document, however many there are.
    Result<void> printJson(const QList<RunKey> &keys);
    [[nodiscard]] Result<QList<RunId>> namedRuns(const QStringList &words) const;

    std::unique_ptr<Services> m_services;
    Library *m_library = nullptr;
    /// Set while a run is being written.
    std::unique_ptr<RunExporting> m_exporting;
};

} // namespace tributary
