// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Error.h"
#include "run/RunRecord.h"

#include <QObject>

#include <memory>

namespace tributary {

class LibraryThread;

/// Keeps one run while it happens. Every call returns at once; the library's thread writes text at least four times a
/// second and everything else without delay. What cannot be written stays in memory and is tried again; whoever shows
/// the run is told through problemChanged and may save it elsewhere. Destroying the writer of an unfinished run leaves
/// an interrupted run.
class RunWriter final : public QObject
{
    Q_OBJECT

public:
    ~RunWriter() override;

    void append(const RunEvent &event);
    void append(const SentRequest &request);
    /// The run is over. From here on it never changes.
    void finish();

    [[nodiscard]] RunId run() const { return m_run; }

    /// Why what was appended is not on disk; nullopt when it is or soon will be.
    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }

    /// finish() was called and everything is on disk.
    [[nodiscard]] bool isKept() const { return m_kept; }

Q_SIGNALS:
    void problemChanged();
    /// Everything up to finish() is on disk.
    void kept();

private:
    friend class Library;
    RunWriter(std::shared_ptr<LibraryThread> thread, RunId run);

    std::shared_ptr<LibraryThread> m_thread;
    RunId m_run;
    std::optional<Error> m_problem;
    bool m_kept = false;
};

} // namespace tributary
