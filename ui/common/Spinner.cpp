// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/Spinner.h"

#include "ui/common/ThemeController.h"

namespace tributary {

namespace {

constexpr int stepsPerTurn = 12;

} // namespace

Spinner::Spinner(const ThemeController &theme, QObject *parent)
    : QObject(parent)
    , m_theme(theme)
{
    connect(&m_timer, &QTimer::timeout, this, &Spinner::turn);
    connect(&m_theme, &ThemeController::changed, this, &Spinner::update);
}

void Spinner::setActive(bool active)
{
    m_active = active;
    update();
}

void Spinner::update()
{
    const Theme &theme = m_theme.theme();
    if (!m_active || theme.reducedMotion) {
        m_timer.stop();
        m_degrees = 0;
        return;
    }
    if (!m_timer.isActive())
        m_timer.start(theme.duration(Motion::Spinner) / stepsPerTurn);
}

void Spinner::turn()
{
    m_degrees = (m_degrees + 360 / stepsPerTurn) % 360;
    Q_EMIT turned();
}

} // namespace tributary
