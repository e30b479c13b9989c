// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "library/Library.h"
#include "viewmodel/RunRecorder.h"
#include "viewmodel/RunViewModel.h"

#include <QCoreApplication>

namespace tributary {

/// What a window does with the runs of a library beside listing them: shows, resumes and repeats them, says what a
/// dead program left behind, and learns how fast models answer.
class KeptRuns
{
    Q_DECLARE_TR_FUNCTIONS(KeptRuns)

public:
    KeptRuns(RunViewModel &model, RunRecorder &recorder);

    /// nullptr: there is none, and every function says so. The library must outlive this or be taken away.
    void setLibrary(Library *library);

    [[nodiscard]] Library *library() const { return m_library; }

    Result<void> show(const RunId &run);
    /// An interrupted run goes on under its own id; one that ended without a synthesis is run again with the answers
    /// that it has; one with a synthesis is only shown.
    Result<void> resume(const RunId &run);
    [[nodiscard]] Result<RunRecord> load(const RunId &run) const;
    /// Adds the record that is shown.
    Result<void> keepShown();

    /// "Recovered from 14:02. A run was interrupted: 2 of 4 answers are there." with Resume and Show; nothing when
    /// the newest interrupted run is `known` already, or none is there.
    [[nodiscard]] QList<Message> interruption(const RunId &known) const;
    [[nodiscard]] RunId newestInterrupted() const;
    /// How fast the models of the last runs answered, and how long.
    void learn();

private:
    Result<void> goOnWith(const RunRecord &interrupted);
    [[nodiscard]] std::optional<RunSummary> newest(const RunFilter &filter) const;

    RunViewModel &m_model;
    RunRecorder &m_recorder;
    Library *m_library = nullptr;
};

/// What the message bar says while a run is in memory only.
QList<Message> keepingMessages(const std::optional<Error> &problem);

} // namespace tributary
