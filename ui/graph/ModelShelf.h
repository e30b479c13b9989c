// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLineEdit;
class QListView;

namespace tributary {

class GraphEditor;
class ModelPaletteList;
class ThemeController;

/// The models to build with, in the side panel: a row is dragged onto a layer or between two, or added with Enter.
class ModelShelf : public QWidget
{
    Q_OBJECT

public:
    ModelShelf(GraphEditor &editor, const ThemeController &theme, QWidget *parent = nullptr);

Q_SIGNALS:
    /// An agent was added by key.
    void added();

private:
    void add(const QModelIndex &index);

    GraphEditor &m_editor;
    ModelPaletteList *m_rows;
    QLineEdit *m_words;
    QListView *m_list;
};

} // namespace tributary
