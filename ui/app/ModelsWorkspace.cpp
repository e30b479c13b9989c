// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/ModelsWorkspace.h"

#include "provider/ProvidersFile.h"
#include "ui/app/ExampleModels.h"
#include "ui/app/RunWorkspace.h"
#include "ui/common/JsonFile.h"
#include "ui/main/MainWindow.h"
#include "ui/models/ModelsView.h"

#include <QJsonArray>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int viewNumber = 7;

} // namespace

ModelsWorkspace::ModelsWorkspace(const Options &options, RunWorkspace &runs, ThemeController &themes,
                                 DialogService &dialogs, JsonFile &state)
    : m_options(options)
    , m_runs(runs)
    , m_themes(themes)
    , m_dialogs(dialogs)
    , m_state(state)
{
    keepRecentModels();
}

ModelsWorkspace::~ModelsWorkspace()
{
    if (m_model)
        m_model->disconnect(this);
}

void ModelsWorkspace::keepRecentModels()
{
    QList<ModelRef> recent;
    const QJsonArray kept = m_state.value(u"recentModels"_s).toArray();
    for (const auto &name : kept) {
        if (const std::optional<ModelRef> model = ModelRef::fromString(name.toString()); model && !model->isEmpty())
            recent.append(*model);
    }
    ModelChoices &choices = m_runs.model().models();
    choices.setRecent(recent);
    connect(&choices, &ModelChoices::recentChanged, this, [this, &choices] {
        QJsonArray names;
        for (const ModelRef &model : choices.recent())
            names.append(model.toString());
        m_state.setValue(u"recentModels"_s, names);
    });
}

void ModelsWorkspace::join(MainWindow &window)
{
    m_window = &window;
    window.addView({.id = u"models"_s,
                    .title = tr("Models"),
                    .icon = "server"_L1,
                    .number = viewNumber,
                    .build = [this](QWidget *parent) { return makeView(parent); },
                    .regions = [this] { return m_view->regions(); }});
    window.actions().offer(ActionId::ManageModels, this, [this] { show({}); });
    connect(&m_runs, &RunWorkspace::modelsRequested, this, &ModelsWorkspace::show);
    connect(&window, &MainWindow::viewShown, this, [this](const QString &view) {
        if (view == "models"_L1)
            takeContext();
    });
    connect(&window, &MainWindow::undoRequested, this, [this] {
        if (m_window->currentView() == "models"_L1)
            model().undoRemove();
    });
    connect(&window, &MainWindow::statusPressed, this, [this](bool right) {
        if (right && !m_runs.model().isOnline())
            show({});
    });
}

ModelsViewModel &ModelsWorkspace::model()
{
    if (!m_model)
        makeModel();
    return *m_model;
}

void ModelsWorkspace::makeModel()
{
    Services &services = m_runs.services();
    QString path = defaultProvidersPath();
    const ModelCatalogue *catalogue = &services.catalogue();
    if (m_options.endsByItself()) {
        m_exampleFolder = std::make_unique<QTemporaryDir>();
        path = m_exampleFolder->filePath(u"providers.json"_s);
        if (m_options.state && m_options.state != ShownState::Empty)
            m_examples = keepExampleModels(path, *m_options.state);
        catalogue = &m_examples;
    }
    m_model = std::make_unique<ModelsViewModel>(
        ModelsServices{services.network(), services.credentials(), services.clock(), *catalogue, path});
    connect(m_model.get(), &ModelsViewModel::providersChanged, &m_runs, &RunWorkspace::takeSavedProviders);
    connect(&m_model->editor(), &ProviderEditor::keyringFailed, &m_runs, &RunWorkspace::tellKeyringProblem);
    connect(m_model.get(), &ModelsViewModel::listed, this,
            [this](const Provider &provider, const QList<ListedModel> &models) {
                // A list that could not be kept is read again next time.
                std::ignore = m_runs.services().keepListing(provider, models);
                m_runs.showCatalogue();
            });
    RunViewModel &run = m_runs.model();
    connect(&run.document(), &GraphDocument::changed, m_model.get(), [this] {
        if (m_window && m_window->currentView() == "models"_L1)
            takeContext();
    });
    connect(&run.session(), &RunSession::speedsChanged, m_model.get(),
            [this] { m_model->setSpeeds(m_runs.model().session().measuredSpeeds()); });
}

void ModelsWorkspace::takeContext()
{
    model().load();
    std::optional<Provider> demo;
    for (const Provider &provider : m_runs.services().providers()) {
        if (provider.id == Services::demoProvider())
            demo = provider;
    }
    model().setUse(m_runs.model().modelUse());
    model().setAgents(m_runs.model().agentsPerProvider());
    model().setSpeeds(m_runs.model().session().measuredSpeeds());
    model().setDemo(demo);
}

QWidget *ModelsWorkspace::makeView(QWidget *parent)
{
    takeContext();
    const bool any = model().providers().rowCount() > 0;
    if (model().current().isEmpty() && any)
        model().select(model().providers().at(0)->provider.id);
    m_view = new ModelsView(model(), m_themes, m_dialogs, parent);
    if (m_options.endsByItself() && m_options.state == ShownState::Done)
        m_view->showPage(ModelsView::Page::Models);
    else if (m_options.endsByItself() && m_options.state == ShownState::Budget)
        m_view->showPage(ModelsView::Page::Limits);
    return m_view;
}

void ModelsWorkspace::show(const ProviderId &provider)
{
    m_window->showView(u"models"_s);
    if (!provider.isEmpty())
        m_view->showKeyOf(provider);
}

} // namespace tributary
