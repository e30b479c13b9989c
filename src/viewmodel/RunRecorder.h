// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "library/Library.h"
#include "viewmodel/RunSession.h"

#include <QObject>

#include <memory>
#include <vector>

namespace tributary {

/// Keeps every run of a session in a library while it happens. A run that cannot be kept goes on; what stands in the
/// way is said once, and not any more when writing works again.
class RunRecorder : public QObject
{
    Q_OBJECT

public:
    explicit RunRecorder(RunSession &session, QObject *parent = nullptr);
    ~RunRecorder() override;

    /// Runs that begin from now on are kept there; nullptr: nowhere. The library must outlive the recorder or be taken
    /// away.
    void setLibrary(Library *library);
    /// The run that goes on next is written by this one: it was taken over.
    void continueWith(std::unique_ptr<RunWriter> writer);
    /// The run that was taken over does not go on after all: it is interrupted again.
    void abandon();

    /// Why some run is in memory only; nullopt when all are on disk or soon will be.
    [[nodiscard]] std::optional<Error> problem() const;

    /// The run that could not be kept, the last one when there are more, as far as it has come.
    [[nodiscard]] std::optional<RunRecord> unkept() const;

Q_SIGNALS:
    void problemChanged();

private:
    void take(const RunEvent &event);
    void begin(std::unique_ptr<RunWriter> writer);
    void finish();
    void letGo(RunWriter *writer);

    RunSession &m_session;
    Library *m_library = nullptr;
    /// The last one is of the run that goes on, while m_isWriting; the others wait until everything is on disk.
    std::vector<std::unique_ptr<RunWriter>> m_writers;
    bool m_isWriting = false;
};

} // namespace tributary
