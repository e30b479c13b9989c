// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QWidget>

#include <functional>

namespace tributary {

/// Moves the focus from region to region of a window (F6), to the widget that last had it there.
class RegionCycle : public QObject
{
    Q_OBJECT

public:
    /// `regions` are asked for at each step, in reading order.
    RegionCycle(std::function<QList<QWidget *>()> regions, QObject *parent);

    void step(int direction);

    /// Lets Tab visit the regions in this order; inside each, the order stays.
    static void chain(const QList<QWidget *> &regions);
    /// Where Tab leads from a widget, or Backtab unless `next`; nullptr when the widget is no stop of these regions.
    /// Qt's own walk would also stop at a view that hands its focus on to a part, wherever that stands in the chain.
    static QWidget *nextStop(const QList<QWidget *> &regions, QWidget *from, bool next);

private:
    void remember(QWidget *focused);
    QWidget *entryOf(QWidget *region) const;

    std::function<QList<QWidget *>()> m_regions;
    QHash<QWidget *, QPointer<QWidget>> m_last;
};

} // namespace tributary
