// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/DemoStream.h"

#include <QPointer>

#include <utility>

namespace tributary {

DemoStream::DemoStream(const Clock &clock, QList<DemoPiece> pieces, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_pieces(std::move(pieces))
    , m_alarm(clock.makeAlarm([this] { play(); }))
{}

DemoStream::~DemoStream() = default;

void DemoStream::start()
{
    m_begin = m_clock.now();
    m_alarm->ringAfter(m_pieces.isEmpty() ? Milliseconds(0) : m_pieces.first().at);
}

void DemoStream::play()
{
    const QPointer<DemoStream> alive(this);
    const Milliseconds elapsed = m_clock.now() - m_begin;
    while (m_next < m_pieces.size() && m_pieces[m_next].at <= elapsed) {
        Q_EMIT piece(m_pieces[m_next++]);
        if (!alive)
            return;
    }
    if (m_next < m_pieces.size())
        m_alarm->ringAfter(m_pieces[m_next].at - elapsed);
    else
        Q_EMIT finished();
}

} // namespace tributary
