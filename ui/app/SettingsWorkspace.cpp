// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/SettingsWorkspace.h"

#include "provider/ProvidersFile.h"
#include "ui/app/RunWorkspace.h"
#include "ui/common/JsonFile.h"
#include "ui/common/ThemeController.h"
#include "ui/main/MainWindow.h"
#include "ui/settings/SettingsDialog.h"

#include <QDesktopServices>
#include <QFuture>
#include <QThreadPool>
#include <QUrl>

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

ActionId actionOf(ThemeMode mode)
{
    switch (mode) {
    case ThemeMode::System:
        return ActionId::ThemeSystem;
    case ThemeMode::Light:
        return ActionId::ThemeLight;
    case ThemeMode::Dark:
        return ActionId::ThemeDark;
    }
    Q_UNREACHABLE();
}

QList<StoragePlace> otherPlaces()
{
    return {{SettingsWorkspace::tr("Settings"), xdgFolder("XDG_CONFIG_HOME", u".config"_s) + u"/settings.json"_s},
            {SettingsWorkspace::tr("Providers"), defaultProvidersPath()},
            {SettingsWorkspace::tr("Draft and window"),
             xdgFolder("XDG_STATE_HOME", u".local/state"_s) + u"/session.json"_s}};
}

} // namespace

SettingsWorkspace::SettingsWorkspace(RunWorkspace &runs, ThemeController &themes, DialogService &dialogs,
                                     JsonFile &settings)
    : m_runs(runs)
    , m_themes(themes)
    , m_dialogs(dialogs)
    , m_settings(settings)
    , m_preferences(settings)
{
    connect(&m_preferences, &Preferences::changed, this, &SettingsWorkspace::apply);
    connect(&m_preferences, &Preferences::notSaved, this, &SettingsWorkspace::tell);
    m_appliedDays = m_preferences.values().keepRunsDays;
    apply();
}

SettingsWorkspace::~SettingsWorkspace() = default;

void SettingsWorkspace::join(MainWindow &window)
{
    m_window = &window;
    window.actions().offer(ActionId::Settings, this, [this] { open(); });
}

void SettingsWorkspace::apply()
{
    const PreferenceValues &values = m_preferences.values();
    RunSession &session = m_runs.model().session();
    session.setCacheUsed(values.usesCache);
    session.setAskAboveUsd(values.askAboveUsd);
    session.setMinimumAnswers(values.minimumAnswers);
    m_runs.setHedging(values.hedges);
    m_runs.files().setRecentKept(values.keepsRecentFiles);
    m_runs.keeping().setRestoring(values.restoresSession);
    if (AnswerCacheFile *cache = m_runs.cache()) {
        AnswerCacheFile::Limits limits;
        limits.days = values.cacheDays;
        cache->setLimits(limits);
    }
    if (m_appliedDays != values.keepRunsDays)
        applyRetention();
}

void SettingsWorkspace::applyRetention()
{
    m_appliedDays = m_preferences.values().keepRunsDays;
    m_runs.keeping().applyRetention(m_appliedDays);
}

void SettingsWorkspace::open()
{
    if (!m_dialog) {
        m_storage = std::make_unique<Storage>(m_runs.keeping().runs().library(), m_runs.cache(), otherPlaces());
        m_dialog = new SettingsDialog({m_themes, m_dialogs, m_preferences, *m_storage}, m_window);
        connectDialog(*m_dialog);
        if (m_deletes)
            m_dialog->showDeletion(SettingsDialog::Deletion::GoesOn);
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void SettingsWorkspace::connectDialog(SettingsDialog &dialog)
{
    connect(&dialog, &SettingsDialog::themeChosen, this,
            [this](ThemeMode mode) { m_window->actions().action(actionOf(mode)).trigger(); });
    connect(&dialog, &SettingsDialog::readingScaleChosen, this, [this](double scale) {
        m_themes.setReadingScale(scale);
        m_settings.setValue(u"readingScale"_s, m_themes.theme().readingScale);
        if (const Result<void> saved = m_settings.save(); !saved)
            tell(saved.error().message);
    });
    connect(&dialog, &SettingsDialog::folderWanted, this,
            [](const QString &path) { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
    connect(&dialog, &SettingsDialog::cacheCleared, &m_runs.model().estimate(), &EstimatePresenter::refresh);
    connect(&dialog, &SettingsDialog::deletionWanted, this, &SettingsWorkspace::deleteEverything);
    connect(&dialog, &SettingsDialog::failed, this, &SettingsWorkspace::tell);
}

/// A large library takes its time, so that the window must not wait for it.
void SettingsWorkspace::deleteEverything()
{
    if (std::exchange(m_deletes, true))
        return;
    m_dialog->showDeletion(SettingsDialog::Deletion::GoesOn);
    QtFuture::makeReadyFuture()
        .then(QThreadPool::globalInstance(), m_storage->deletion())
        .then(this, [this](const Result<void> &deleted) { finishDeletion(deleted); });
}

void SettingsWorkspace::finishDeletion(const Result<void> &deleted)
{
    m_deletes = false;
    if (deleted)
        forgetSession();
    else
        tell(deleted.error().message);
    if (m_dialog)
        m_dialog->showDeletion(deleted ? SettingsDialog::Deletion::Done : SettingsDialog::Deletion::Failed);
}

void SettingsWorkspace::forgetSession()
{
    RunSession &session = m_runs.model().session();
    session.setPrompt({});
    session.setPinned({});
    m_runs.model().forgetRuns();
    m_runs.keeping().forgetInterruption();
    if (const Result<void> saved = m_runs.keeping().saver().save(); !saved)
        tell(saved.error().message);
}

void SettingsWorkspace::tell(const QString &message)
{
    m_runs.model().messages().set(u"settings"_s, {{u"settings"_s, Tone::Error, message}});
}

} // namespace tributary
