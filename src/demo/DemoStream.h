// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demo/DemoPacing.h"

#include <QObject>

#include <memory>

namespace tributary {

/// Plays the pieces of one answer at their times. Destroying it stops it silently.
class DemoStream final : public QObject
{
    Q_OBJECT

public:
    DemoStream(const Clock &clock, QList<DemoPiece> pieces, QObject *parent = nullptr);
    ~DemoStream() override;

    /// Begins now; the first signal comes through the event loop.
    void start();

Q_SIGNALS:
    void piece(const tributary::DemoPiece &piece);
    /// After the last piece, once.
    void finished();

private:
    void play();

    const Clock &m_clock;
    QList<DemoPiece> m_pieces;
    qsizetype m_next = 0;
    Milliseconds m_begin{0};
    std::unique_ptr<Alarm> m_alarm;
};

} // namespace tributary
