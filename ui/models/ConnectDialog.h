// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Id.h"

#include <QDialog>

class QPushButton;

namespace tributary {

class ConnectionPanel;
class DialogService;
class ModelChooser;
class ProviderEditor;
class ProviderFields;
class SignLine;
class ThemeController;

/// Connects a provider: form on the left, test and models on the right. Blocks nothing behind it; deletes itself when
/// closed. Everything given must outlive it.
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    /// Opens on a new provider.
    ConnectDialog(ProviderEditor &editor, ThemeController &themes, DialogService &dialogs, QWidget *parent = nullptr);
    ~ConnectDialog() override;

    /// Changes to this provider, with the focus where its key is given.
    void edit(const ProviderId &id);

private:
    QWidget *buildBody();
    QLayout *buildFooter();
    void connectEditor();
    void save();
    void askToRemove();
    void chooseModelFile();
    void refresh();
    void lead(QPushButton *button, QPushButton *other);

    ProviderEditor &m_editor;
    ThemeController &m_themes;
    DialogService &m_dialogs;
    ProviderFields *m_fields;
    ConnectionPanel *m_connection;
    ModelChooser *m_models;
    SignLine *m_problem;
    QPushButton *m_remove;
    QPushButton *m_save;
};

} // namespace tributary
