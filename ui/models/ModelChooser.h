// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/ProviderForm.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QLineEdit;
class QListView;

namespace tributary {

class ModelPickList;
class SignLine;
class StyledLabel;
class ThemeController;

/// The models of a provider: found by typing, checked in a list, or added by name when no list has them.
class ModelChooser : public QWidget
{
    Q_OBJECT

public:
    ModelChooser(ModelPickList &models, const ThemeController &themes, QWidget *parent = nullptr);

    /// `whenEmpty` stands in the list while there is nothing else.
    void showNote(const FieldNote &note, const QString &whenEmpty);
    void focusFind();

protected:
    /// Enter and Down in the find field, which a dialog would take for its own.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildList();
    void takeFind();
    void refresh();

    ModelPickList &m_models;
    QSortFilterProxyModel m_found;
    StyledLabel *m_count;
    QLineEdit *m_find;
    QListView *m_list;
    StyledLabel *m_empty;
    SignLine *m_note;
    QString m_whenEmpty;
};

} // namespace tributary
