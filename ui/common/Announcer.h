// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

class QWidget;

namespace tributary {

/// Assertive interrupts what is being read: a decision is needed, or a failure must not be missed.
enum class Urgency { Polite, Assertive };

/// Says a sentence to assistive technology: one per event worth hearing, never per token.
/// Qt before 6.8 has no announcement event, so the sentence becomes the accessible name of `voice` (a label that is on
/// screen) and its change is reported.
class Announcer : public QObject
{
    Q_OBJECT

public:
    explicit Announcer(QWidget &voice, QObject *parent = nullptr);

    void announce(const QString &sentence, Urgency urgency = Urgency::Polite);

Q_SIGNALS:
    void announced(const QString &sentence);

private:
    QWidget &m_voice;
};

} // namespace tributary
