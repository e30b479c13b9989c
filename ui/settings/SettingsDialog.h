// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/settings/Preferences.h"
#include "viewmodel/Storage.h"

#include <QDialog>

#include <functional>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace tributary {

class DialogService;
class SettingsPage;
class ThemeController;
enum class ThemeMode;

/// What the dialog changes and asks.
struct SettingsContext
{
    ThemeController &themes;
    DialogService &dialogs;
    Preferences &preferences;
    Storage &storage;
};

/// The settings (ux.md, section 1.6): not modal, and every change holds at once.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(const SettingsContext &context, QWidget *parent = nullptr);

    enum class Deletion { GoesOn, Done, Failed };

    /// What has become of deletionWanted().
    void showDeletion(Deletion deletion);
    /// By number, in the order of the list.
    void showPage(int index);

Q_SIGNALS:
    void themeChosen(tributary::ThemeMode mode);
    void readingScaleChosen(double scale);
    void folderWanted(const QString &path);
    void cacheCleared();
    /// A person has confirmed that everything shall be deleted.
    void deletionWanted();
    void failed(const QString &message);

private:
    struct Page
    {
        SettingsPage *page = nullptr;
        std::function<void()> restoreDefaults;
    };

    QWidget *buildCategories();
    QLayout *buildFooter();
    void addPage(SettingsPage *page, std::function<void()> restoreDefaults);
    void addGeneral();
    void addAppearance();
    void addRunning();
    void addCache(SettingsPage *page);
    void addPrivacy();
    void addDeletion(SettingsPage *page);
    void addPlaces(SettingsPage *page);
    void search(const QString &words);
    void load();
    void change(const std::function<void(PreferenceValues &)> &edit);
    void askForRetention(std::optional<int> days);
    void askToClearCache();
    void askToDeleteEverything();

    SettingsContext m_context;
    std::vector<Page> m_pages;
    /// Brings the controls to the values that hold.
    std::vector<std::function<void()>> m_loaders;
    bool m_loading = false;
    QLineEdit *m_search;
    QListWidget *m_categories;
    QStackedWidget *m_stack;
    QLabel *m_cacheSize = nullptr;
    QPushButton *m_delete = nullptr;
    QLabel *m_deletion = nullptr;
};

} // namespace tributary
