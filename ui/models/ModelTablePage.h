// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;
class QTableView;

namespace tributary {

class ModelSearch;
class ModelTraits;
class ModelsViewModel;
class SignLine;
class StyledLabel;
class ThemeController;

/// The models of a provider: a table to search, to switch models on and off in, and to write prices into.
class ModelTablePage : public QWidget
{
    Q_OBJECT

public:
    ModelTablePage(ModelsViewModel &model, const ThemeController &themes, QWidget *parent = nullptr);

    void focusFind();

    [[nodiscard]] QTableView *table() const { return m_table; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QLayout *buildTop();
    void buildTable();
    void switchSelected(bool on);
    void showCurrent();
    void refresh();
    [[nodiscard]] QStringList selected() const;

    ModelsViewModel &m_model;
    const ThemeController &m_themes;
    ModelSearch *m_search;
    QLineEdit *m_find;
    QPushButton *m_on;
    QPushButton *m_off;
    QPushButton *m_refresh;
    QTableView *m_table;
    SignLine *m_note;
    StyledLabel *m_empty;
    ModelTraits *m_traits;
};

} // namespace tributary
