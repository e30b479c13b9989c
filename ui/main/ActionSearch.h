// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>
#include <QList>

class QAction;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace tributary {

/// A field over a list of commands with their keys. The command palette does the chosen one, the shortcut list only
/// shows.
class ActionSearch : public QDialog
{
    Q_OBJECT

public:
    enum class Purpose { Trigger, Read };

    ActionSearch(Purpose purpose, const QList<QAction *> &actions, QWidget *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill(const QList<QAction *> &actions);
    void filter(const QString &words);
    void move(int step);
    void choose(QTreeWidgetItem *item);

    Purpose m_purpose;
    QLineEdit *m_field;
    QTreeWidget *m_list;
    QList<QAction *> m_actions;
};

} // namespace tributary
