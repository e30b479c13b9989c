// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QScrollBar>

namespace tributary {

/// Keeps several scroll bars at the same share of their length. Only a person's own scrolling is passed on: a view that
/// follows its growing end moves no other.
class SyncedScrolling : public QObject
{
    Q_OBJECT

public:
    explicit SyncedScrolling(QObject *parent = nullptr);

    void setScrollBars(const QList<QScrollBar *> &bars);

    void setEnabled(bool enabled) { m_enabled = enabled; }

    [[nodiscard]] bool isEnabled() const { return m_enabled; }

private:
    void follow(QScrollBar *leader);

    QList<QPointer<QScrollBar>> m_bars;
    bool m_enabled = false;
};

} // namespace tributary
