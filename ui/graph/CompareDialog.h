// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/Graph.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QTreeWidget;

namespace tributary {

class DialogService;
class ThemeController;

/// Holds two graphs against each other: in what they differ, as a list. Deletes itself when it closes.
class CompareDialog : public QDialog
{
    Q_OBJECT

public:
    /// The first graph is the one being edited; the others are those to choose from, and files can be added.
    CompareDialog(const QList<Graph> &graphs, const ThemeController &theme, DialogService &dialogs, QWidget *parent);

private:
    void addGraph(const Graph &graph, const QString &name);
    void openFile();
    void compare();

    QList<Graph> m_graphs;
    const ThemeController &m_theme;
    DialogService &m_dialogs;
    QComboBox *m_first;
    QComboBox *m_second;
    QLabel *m_summary;
    QTreeWidget *m_list;
};

} // namespace tributary
