// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace tributary {

/// The text cut so that it takes at most `tokens`, a visible mark included: behind the last paragraph that fits, else
/// behind the last sentence of the first paragraph that fits. Empty when not even a sentence fits. A text that fits is
/// returned as it is.
QString shortened(const QString &text, qint64 tokens);

/// The longest share that each of several texts may take so that all of them together stay within `budget`, when short
/// ones leave to long ones what they do not need.
qint64 fairShare(QList<qint64> lengths, qint64 budget);

} // namespace tributary
