// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/Announcer.h"

#include <QAccessible>
#include <QWidget>

namespace tributary {

Announcer::Announcer(QWidget &voice, QObject *parent)
    : QObject(parent)
    , m_voice(voice)
{}

void Announcer::announce(const QString &sentence, Urgency urgency)
{
    m_voice.setAccessibleName(sentence);
    QAccessibleEvent event(&m_voice, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
    if (urgency == Urgency::Assertive) {
        QAccessibleEvent alert(&m_voice, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
    Q_EMIT announced(sentence);
}

} // namespace tributary
