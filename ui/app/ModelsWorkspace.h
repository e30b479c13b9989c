// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/app/Options.h"
#include "viewmodel/ModelsViewModel.h"

#include <QObject>
#include <QPointer>
#include <QTemporaryDir>

#include <memory>

namespace tributary {

class DialogService;
class JsonFile;
class MainWindow;
class ModelsView;
class RunWorkspace;
class ThemeController;

/// The parts behind the Models view, joined to a window: what is changed there holds in the Run view at once.
class ModelsWorkspace : public QObject
{
    Q_OBJECT

public:
    /// All references must outlive the workspace.
    ModelsWorkspace(const Options &options, RunWorkspace &runs, ThemeController &themes, DialogService &dialogs,
                    JsonFile &state);
    ~ModelsWorkspace() override;

    /// Adds the view and offers its commands. Once.
    void join(MainWindow &window);

    [[nodiscard]] ModelsViewModel &model();

private:
    QWidget *makeView(QWidget *parent);
    void makeModel();
    void keepRecentModels();
    void takeContext();
    void show(const ProviderId &provider);

    const Options &m_options;
    RunWorkspace &m_runs;
    ThemeController &m_themes;
    DialogService &m_dialogs;
    JsonFile &m_state;
    /// For pictures: providers that nobody keeps.
    std::unique_ptr<QTemporaryDir> m_exampleFolder;
    ModelCatalogue m_examples;
    /// Made when first needed: it reads the providers file.
    std::unique_ptr<ModelsViewModel> m_model;
    MainWindow *m_window = nullptr;
    QPointer<ModelsView> m_view;
};

} // namespace tributary
