// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/ComparisonMenu.h"

#include "ui/run/ComparisonBar.h"
#include "ui/run/RunPanes.h"

#include <QActionGroup>

namespace tributary {

ComparisonMenu::ComparisonMenu(Panes panes, QWidget *parent)
    : QMenu(parent)
    , m_panes(std::move(panes))
{
    addModes();
    addSeparator();
    addColumns();
}

QAction *ComparisonMenu::addChoice(const QString &text, QActionGroup &group,
                                   const std::function<void(RunPanes &)> &choose)
{
    QAction *action = addAction(text);
    action->setMenuRole(QAction::NoRole);
    action->setCheckable(true);
    group.addAction(action);
    connect(action, &QAction::triggered, this, [this, choose] {
        if (RunPanes *panes = m_panes.brought())
            choose(*panes);
    });
    return action;
}

void ComparisonMenu::addModes()
{
    auto *group = new QActionGroup(this);
    for (const ComparisonMode mode : comparisonModes) {
        QAction *action = addChoice(titleOf(mode), *group, [mode](RunPanes &panes) { panes.setMode(mode); });
        connect(this, &QMenu::aboutToShow, action, [this, action, mode] {
            const RunPanes *panes = m_panes.shown();
            action->setChecked(panes && panes->mode() == mode);
        });
    }
}

void ComparisonMenu::addColumns()
{
    auto *group = new QActionGroup(this);
    for (int columns = 0; columns <= ComparisonBar::mostColumns; ++columns) {
        const QString text = columns == 0   ? tr("As many columns as fit")
                             : columns == 1 ? tr("1 column")
                                            : tr("%1 columns").arg(columns);
        QAction *action = addChoice(text, *group, [columns](RunPanes &panes) { panes.bar()->setColumns(columns); });
        connect(this, &QMenu::aboutToShow, action, [this, action, columns] {
            const RunPanes *panes = m_panes.shown();
            action->setChecked(panes && panes->bar()->columns() == columns);
        });
    }
}

} // namespace tributary
