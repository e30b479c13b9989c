// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/FocusOrder.h"

#include "ui/run/CardArea.h"

#include <QSplitter>
#include <QWidget>

namespace tributary {

namespace {

QList<QWidget *> partsOf(QWidget *widget)
{
    if (const auto *cards = qobject_cast<CardArea *>(widget))
        return cards->parts();
    QList<QWidget *> parts;
    if (const auto *splitter = qobject_cast<QSplitter *>(widget)) {
        for (int i = 0; i < splitter->count(); ++i) {
            if (i > 0)
                parts.append(splitter->handle(i));
            parts.append(splitter->widget(i));
        }
        return parts;
    }
    return widget->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
}

void collect(QWidget *widget, QList<QWidget *> &chain)
{
    if (widget->isWindow())
        return;
    if ((widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr)
        chain.append(widget);
    const QList<QWidget *> parts = partsOf(widget);
    for (QWidget *part : parts)
        collect(part, chain);
}

} // namespace

void chainFocus(const QList<QWidget *> &roots)
{
    QList<QWidget *> chain;
    for (QWidget *root : roots)
        collect(root, chain);
    for (int i = 0; i + 1 < chain.size(); ++i)
        QWidget::setTabOrder(chain.at(i), chain.at(i + 1));
}

} // namespace tributary
