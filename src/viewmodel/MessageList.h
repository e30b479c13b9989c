// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/RunDisplay.h"

#include <QList>
#include <QObject>
#include <QSet>

namespace tributary {

/// One problem, said once. `id` names the problem, so that the same one is never shown twice and goes with its cause.
struct Message
{
    QString id;
    /// Info is Tone::Active; else Warning or Error.
    Tone tone = Tone::Active;
    QString text;
    QList<Action> actions = {};
    bool dismissible = true;

    bool operator==(const Message &) const = default;
};

/// The messages of the bar, most urgent first. Whoever knows causes sets what holds now; what no longer holds leaves
/// by itself, and a message that a person closed stays away until its cause was gone once.
class MessageList : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// `source` tells lists of different makers apart ("run", "setup").
    void set(const QString &source, const QList<Message> &messages);
    void dismiss(const QString &id);

    [[nodiscard]] QList<Message> messages() const;

Q_SIGNALS:
    void changed();

private:
    void forgetGoneDismissals();

    QList<std::pair<QString, QList<Message>>> m_sources;
    QSet<QString> m_dismissed;
};

} // namespace tributary
