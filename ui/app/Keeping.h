// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "library/AnswerCacheFile.h"
#include "ui/app/Options.h"
#include "viewmodel/KeptRuns.h"
#include "viewmodel/RunRecorder.h"
#include "viewmodel/SessionSaver.h"

#include <QObject>

namespace tributary {

class Services;

/// What a window keeps and finds again: its runs in the library, and what it showed. Pictures are made without it, so
/// that each one is the same.
class Keeping : public QObject
{
    Q_OBJECT

public:
    /// All references must outlive it.
    Keeping(const Options &options, Services &services, RunViewModel &model);
    ~Keeping() override;

    /// What was shown last; an empty state when nothing is to be restored.
    [[nodiscard]] SessionState lastSession() const;

    /// False: the next start is a fresh one.
    void setRestoring(bool restores) { m_restores = restores; }

    [[nodiscard]] bool isRestoring() const { return m_restores; }

    /// Opens the library, after the window is on screen. Brings back the last run of `session` and follows what
    /// happens from here on.
    void begin(const SessionState &session);
    /// What lies in the trash for long, and runs older than these days.
    void applyRetention(std::optional<int> keepDays);

    [[nodiscard]] KeptRuns &runs() { return m_runs; }

    [[nodiscard]] RunRecorder &recorder() { return m_recorder; }

    [[nodiscard]] SessionSaver &saver() { return m_saver; }

    /// A person has seen the message about the interrupted run.
    void forgetInterruption();

private:
    void showProblems();
    void restoreRun(const RunId &run);

    const Options &m_options;
    Services &m_services;
    RunViewModel &m_model;
    RunRecorder m_recorder;
    KeptRuns m_runs;
    SessionSaver m_saver;
    bool m_restores = true;
};

} // namespace tributary
