// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "viewmodel/RunViewModel.h"
#include "viewmodel/SessionState.h"

#include <QObject>

#include <memory>

namespace tributary {

/// Writes what a window shows to a file, soon after it changes, so that even a killed program comes back to it.
class SessionSaver : public QObject
{
    Q_OBJECT

public:
    /// After the last change, and at the latest while changes go on.
    static constexpr Milliseconds idleDelay{2'000};
    static constexpr Milliseconds longestDelay{10'000};

    /// An empty path: nothing is read and nothing written.
    SessionSaver(const QString &path, const Clock &clock, RunViewModel &model, QObject *parent = nullptr);
    ~SessionSaver() override;

    /// What was written last; a missing or damaged file is an empty state, and a damaged one is set aside as
    /// `path`.damaged.
    [[nodiscard]] SessionState read() const;
    /// From now on changes are written; before, none are, so that a session half restored is never what is kept.
    void start(const SessionState &restored);
    void setView(const QString &view);
    void setKnownInterruption(const RunId &run);

    [[nodiscard]] RunId knownInterruption() const { return m_knownInterruption; }

    /// At once, for whoever is about to end.
    Result<void> save();

Q_SIGNALS:
    /// Writing failed, or works again.
    void problemChanged(const std::optional<tributary::Error> &problem);

private:
    void follow();
    void schedule();
    void saveAndTell();
    [[nodiscard]] SessionState current() const;

    QString m_path;
    RunViewModel &m_model;
    std::unique_ptr<Alarm> m_idle;
    std::unique_ptr<Alarm> m_latest;
    bool m_started = false;
    QString m_view;
    /// Of the last run, until another one is on screen.
    RunId m_run;
    RunId m_knownInterruption;
    QByteArray m_written;
};

} // namespace tributary
