// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/RegionCycle.h"

#include <QApplication>

namespace tributary {

namespace {

bool takesFocus(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0 &&
           !widget->focusProxy();
}

qsizetype indexOfRegionWith(const QList<QWidget *> &regions, const QWidget *widget)
{
    for (qsizetype i = 0; i < regions.size(); ++i) {
        if (widget && (regions.at(i) == widget || regions.at(i)->isAncestorOf(widget)))
            return i;
    }
    return -1;
}

QList<QWidget *> stopsIn(QWidget *region)
{
    QList<QWidget *> stops;
    QWidget *widget = region;
    do {
        const bool inside = widget == region || region->isAncestorOf(widget);
        if (inside && widget->window() == region->window() && (widget->focusPolicy() & Qt::TabFocus) != 0 &&
            !widget->focusProxy())
            stops << widget;
        widget = widget->nextInFocusChain();
    } while (widget != region);
    return stops;
}

} // namespace

void RegionCycle::chain(const QList<QWidget *> &regions)
{
    QWidget *last = nullptr;
    for (QWidget *region : regions) {
        const QList<QWidget *> stops = stopsIn(region);
        for (QWidget *stop : stops) {
            if (last)
                QWidget::setTabOrder(last, stop);
            last = stop;
        }
    }
}

QWidget *RegionCycle::nextStop(const QList<QWidget *> &regions, QWidget *from, bool next)
{
    QList<QWidget *> stops;
    for (QWidget *region : regions)
        stops += stopsIn(region);
    stops.removeIf([](const QWidget *stop) { return !takesFocus(stop); });
    const qsizetype here = stops.indexOf(from);
    const qsizetype step = next ? 1 : stops.size() - 1;
    return here < 0 ? nullptr : stops.at((here + step) % stops.size());
}

RegionCycle::RegionCycle(std::function<QList<QWidget *>()> regions, QObject *parent)
    : QObject(parent)
    , m_regions(std::move(regions))
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { remember(now); });
}

void RegionCycle::remember(QWidget *focused)
{
    const QList<QWidget *> regions = m_regions();
    const qsizetype index = indexOfRegionWith(regions, focused);
    if (index >= 0)
        m_last.insert(regions.at(index), focused);
}

QWidget *RegionCycle::entryOf(QWidget *region) const
{
    if (const QPointer<QWidget> last = m_last.value(region); last && takesFocus(last))
        return last;
    if (takesFocus(region))
        return region;
    // The focus chain is the order in which Tab visits, so its first member inside is where reading starts.
    for (QWidget *widget = region->nextInFocusChain(); widget != region; widget = widget->nextInFocusChain()) {
        if (region->isAncestorOf(widget) && takesFocus(widget))
            return widget;
    }
    return nullptr;
}

void RegionCycle::step(int direction)
{
    const QList<QWidget *> regions = m_regions();
    const qsizetype count = regions.size();
    const qsizetype here = indexOfRegionWith(regions, QApplication::focusWidget());
    const qsizetype start = here >= 0 ? here : direction > 0 ? -1 : count;
    for (qsizetype i = 1; i <= count; ++i) {
        const qsizetype index = ((start + direction * i) % count + count) % count;
        if (QWidget *entry = entryOf(regions.at(index))) {
            entry->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

} // namespace tributary
