// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QSocketNotifier;

namespace tributary {

/// Turns SIGINT and SIGTERM into a Qt signal. The second one ends the process at once. One per process.
class Interrupt final : public QObject
{
    Q_OBJECT

public:
    explicit Interrupt(QObject *parent = nullptr);

Q_SIGNALS:
    void happened();

private:
    QSocketNotifier *m_notifier = nullptr;
};

/// While one lives, already the first signal ends the process: for a wait that no event loop can end. Nothing may be
/// under way then that would have to be stopped in order.
class EndAtOnce
{
public:
    EndAtOnce();
    ~EndAtOnce();
    Q_DISABLE_COPY_MOVE(EndAtOnce)
};

} // namespace tributary
