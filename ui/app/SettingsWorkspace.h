// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/settings/Preferences.h"
#include "viewmodel/Storage.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace tributary {

class DialogService;
class JsonFile;
class MainWindow;
class RunWorkspace;
class SettingsDialog;
class ThemeController;

/// The preferences, put in force, and the dialog that changes them.
class SettingsWorkspace : public QObject
{
    Q_OBJECT

public:
    /// All references must outlive it. What must be known before anything is loaded holds at once.
    SettingsWorkspace(RunWorkspace &runs, ThemeController &themes, DialogService &dialogs, JsonFile &settings);
    ~SettingsWorkspace() override;

    void join(MainWindow &window);
    /// After the library is open.
    void applyRetention();

private:
    void apply();
    void open();
    void connectDialog(SettingsDialog &dialog);
    void deleteEverything();
    void finishDeletion(const Result<void> &deleted);
    void forgetSession();
    void tell(const QString &message);

    RunWorkspace &m_runs;
    ThemeController &m_themes;
    DialogService &m_dialogs;
    JsonFile &m_settings;
    Preferences m_preferences;
    std::optional<int> m_appliedDays;
    std::unique_ptr<Storage> m_storage;
    MainWindow *m_window = nullptr;
    QPointer<SettingsDialog> m_dialog;
    bool m_deletes = false;
};

} // namespace tributary
