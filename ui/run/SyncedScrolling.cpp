// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/SyncedScrolling.h"

namespace tributary {

SyncedScrolling::SyncedScrolling(QObject *parent)
    : QObject(parent)
{}

void SyncedScrolling::setScrollBars(const QList<QScrollBar *> &bars)
{
    for (const QPointer<QScrollBar> &bar : std::as_const(m_bars)) {
        if (bar)
            disconnect(bar, nullptr, this, nullptr);
    }
    m_bars.clear();
    for (QScrollBar *bar : bars) {
        m_bars.append(bar);
        // actionTriggered comes from wheel, keys and dragging, not from setValue(): exactly what a person does.
        connect(bar, &QScrollBar::actionTriggered, this, [this, bar] { follow(bar); });
    }
}

void SyncedScrolling::follow(QScrollBar *leader)
{
    if (!m_enabled || leader->maximum() <= leader->minimum())
        return;
    const double share = double(leader->sliderPosition() - leader->minimum()) / (leader->maximum() - leader->minimum());
    for (const QPointer<QScrollBar> &bar : std::as_const(m_bars)) {
        if (bar && bar != leader)
            bar->setValue(bar->minimum() + qRound(share * (bar->maximum() - bar->minimum())));
    }
}

} // namespace tributary
