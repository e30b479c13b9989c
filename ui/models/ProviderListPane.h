// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Id.h"
#include "viewmodel/LocalModels.h"

#include <QWidget>

class QListView;
class QMenu;
class QPushButton;

namespace tributary {

class ModelsViewModel;
class SignLine;
class ThemeController;

/// The providers, and the menu that adds one.
class ProviderListPane : public QWidget
{
    Q_OBJECT

public:
    ProviderListPane(ModelsViewModel &model, const ThemeController &themes, QWidget *parent = nullptr);

    [[nodiscard]] QListView *list() const { return m_list; }

    void openAddMenu();

Q_SIGNALS:
    /// A model file shall be run on this computer.
    void localModelWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void buildMenu();
    void offerFoundServers();
    void showCurrent();

    ModelsViewModel &m_model;
    const ThemeController &m_themes;
    QListView *m_list;
    QPushButton *m_add;
    QMenu *m_menu;
    SignLine *m_note;
};

} // namespace tributary
