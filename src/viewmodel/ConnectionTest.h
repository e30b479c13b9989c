// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/CredentialStore.h"
#include "provider/ProviderCheck.h"
#include "viewmodel/RunDisplay.h"

#include <QObject>

#include <memory>

namespace tributary {

/// One line of a connection's test, ready to show; told by icon and word, the tone only adds colour.
struct CheckLine
{
    /// "Address"
    QString title;
    /// What was found or what went wrong and what to do; before its turn, what is going to be tried.
    QString text;
    /// "passed", "failed", "not tried", "testing", "waiting"
    QString word;
    /// A name of ui/common's icons.
    QString icon;
    Tone tone = Tone::Neutral;
    /// The server's own words, for who looks closer.
    QString detail;

    bool operator==(const CheckLine &) const = default;
};

/// Tries a provider that need not be saved, and shows it as lines: one per step from the beginning on.
class ConnectionTest : public QObject
{
    Q_OBJECT

public:
    ConnectionTest(NetworkPool &pool, const Clock &clock, QObject *parent = nullptr);
    ~ConnectionTest() override;

    /// `keys` must outlive the test. `model`: whom to ask for a word; empty: the first one listed.
    void start(const Provider &provider, CredentialStore &keys, const QString &model);
    /// Stops it and forgets what it found.
    void clear();

    [[nodiscard]] bool hasStarted() const { return m_started; }

    [[nodiscard]] bool isRunning() const { return m_running; }

    /// The last test ended and every step passed.
    [[nodiscard]] bool hasPassed() const { return m_passed; }

    /// One per step, always.
    [[nodiscard]] const QList<CheckLine> &lines() const { return m_lines; }

    /// What the server listed.
    [[nodiscard]] QList<ProviderModel> models() const;
    /// The result in one sentence; empty before the end.
    [[nodiscard]] QString verdict() const;

Q_SIGNALS:
    void changed();
    void finished();

private:
    void takeStep(const CheckStep &step);
    void finish(bool passed);

    NetworkPool &m_pool;
    const Clock &m_clock;
    std::unique_ptr<ProviderCheck> m_check;
    QList<CheckLine> m_lines;
    bool m_started = false;
    bool m_running = false;
    bool m_passed = false;
};

} // namespace tributary
