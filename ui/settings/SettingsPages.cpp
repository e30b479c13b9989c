// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pages of the settings: each control is made, loaded and listened to in one place.

#include "base/Formatting.h"
#include "ui/common/DialogService.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/SettingsPage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>

#include <array>
#include <cmath>
#include <span>

namespace tributary {

namespace {

constexpr double textSizeStep = 10;
constexpr double smallestText = 80;
constexpr double largestText = 250;
constexpr double dearest = 10'000;
constexpr int mostAnswers = 26;

/// 0 stands for ever.
constexpr std::array retentionDays{0, 7, 30, 90, 180, 365};
constexpr std::array cacheDays{1, 7, 30, 90, 365, 0};

QString daysText(int days)
{
    if (days == 0)
        return SettingsDialog::tr("For ever");
    return days == 1 ? SettingsDialog::tr("1 day") : SettingsDialog::tr("%1 days").arg(days);
}

QComboBox *makeDays(std::span<const int> choices)
{
    auto *box = new QComboBox;
    for (const int days : choices)
        box->addItem(daysText(days), days);
    return box;
}

/// A number from the file that is not among the choices is shown as it is.
void showDays(QComboBox &box, std::optional<int> days)
{
    const int wanted = days.value_or(0);
    if (box.findData(wanted) < 0)
        box.addItem(daysText(wanted), wanted);
    box.setCurrentIndex(box.findData(wanted));
}

std::optional<int> daysOf(const QComboBox &box, int index)
{
    const int days = box.itemData(index).toInt();
    return days == 0 ? std::nullopt : std::optional(days);
}

QPushButton *makeButton(const QString &text)
{
    auto *button = new QPushButton(text);
    button->setAutoDefault(false);
    return button;
}

} // namespace

void SettingsDialog::addGeneral()
{
    auto *page = new SettingsPage(m_context.themes, tr("General"));
    auto *start = new QComboBox;
    start->addItem(tr("Restore last session"));
    start->addItem(tr("Empty prompt"));
    page->addSetting(tr("When starting"), tr("The view, prompt, graph and run that were on screen, or a fresh start."),
                     start);
    auto *recent = new QCheckBox(tr("On"));
    page->addSetting(tr("Recent files"), tr("Keeps a list of the files you opened and saved, for File › Open recent."),
                     recent);
    m_loaders.emplace_back([this, start, recent] {
        start->setCurrentIndex(m_context.preferences.values().restoresSession ? 0 : 1);
        recent->setChecked(m_context.preferences.values().keepsRecentFiles);
    });
    connect(recent, &QCheckBox::clicked, this,
            [this](bool on) { change([on](PreferenceValues &values) { values.keepsRecentFiles = on; }); });
    connect(start, &QComboBox::activated, this,
            [this](int index) { change([index](PreferenceValues &values) { values.restoresSession = index == 0; }); });
    addPage(page, [this] {
        change([](PreferenceValues &values) {
            values.restoresSession = PreferenceValues().restoresSession;
            values.keepsRecentFiles = PreferenceValues().keepsRecentFiles;
        });
    });
}

void SettingsDialog::addAppearance()
{
    auto *page = new SettingsPage(m_context.themes, tr("Appearance"));
    auto *theme = new QComboBox;
    theme->addItem(tr("System"), static_cast<int>(ThemeMode::System));
    theme->addItem(tr("Light"), static_cast<int>(ThemeMode::Light));
    theme->addItem(tr("Dark"), static_cast<int>(ThemeMode::Dark));
    page->addSetting(tr("Theme"), tr("System follows what the desktop prefers."), theme);
    auto *reading = new QSpinBox;
    reading->setRange(int(smallestText), int(largestText));
    reading->setSingleStep(int(textSizeStep));
    reading->setSuffix(tr(" %"));
    page->addSetting(tr("Reading text size"), tr("Of answers and syntheses."), reading);
    m_loaders.emplace_back([this, theme, reading] {
        theme->setCurrentIndex(theme->findData(static_cast<int>(m_context.themes.mode())));
        reading->setValue(int(std::lround(m_context.themes.theme().readingScale * 100)));
    });
    connect(theme, &QComboBox::activated, this,
            [this, theme](int index) { Q_EMIT themeChosen(static_cast<ThemeMode>(theme->itemData(index).toInt())); });
    connect(reading, &QSpinBox::valueChanged, this, [this](int percent) {
        if (!m_loading)
            Q_EMIT readingScaleChosen(percent / 100.0);
    });
    addPage(page, [this] {
        Q_EMIT themeChosen(ThemeMode::System);
        Q_EMIT readingScaleChosen(1.0);
    });
}

void SettingsDialog::addRunning()
{
    auto *page = new SettingsPage(m_context.themes, tr("Running"));
    auto *ask = new QDoubleSpinBox;
    ask->setRange(0, dearest);
    ask->setDecimals(2);
    ask->setSingleStep(0.1);
    ask->setPrefix(tr("$ "));
    page->addSetting(tr("Ask before runs over"), tr("Compared with the high end of the estimate."), ask);
    auto *fewest = new QSpinBox;
    fewest->setRange(1, mostAnswers);
    page->addSetting(tr("Minimum answers"), tr("With fewer, you are asked before the next layer reads them."), fewest);
    auto *hedge = new QCheckBox(tr("On"));
    page->addSetting(tr("Ask late agents twice"),
                     tr("For presets loaded from now on. The first answer counts; the second request may cost too."),
                     hedge);
    m_loaders.emplace_back([this, ask, fewest, hedge] {
        ask->setValue(m_context.preferences.values().askAboveUsd);
        fewest->setValue(m_context.preferences.values().minimumAnswers);
        hedge->setChecked(m_context.preferences.values().hedges);
    });
    connect(ask, &QDoubleSpinBox::valueChanged, this,
            [this](double usd) { change([usd](PreferenceValues &values) { values.askAboveUsd = usd; }); });
    connect(fewest, &QSpinBox::valueChanged, this,
            [this](int count) { change([count](PreferenceValues &values) { values.minimumAnswers = count; }); });
    connect(hedge, &QCheckBox::clicked, this,
            [this](bool on) { change([on](PreferenceValues &values) { values.hedges = on; }); });
    addCache(page);
    addPage(page, [this] {
        change([](PreferenceValues &values) {
            PreferenceValues defaults;
            defaults.restoresSession = values.restoresSession;
            defaults.keepsRecentFiles = values.keepsRecentFiles;
            defaults.keepRunsDays = values.keepRunsDays;
            values = defaults;
        });
    });
}

void SettingsDialog::addCache(SettingsPage *page)
{
    auto *use = new QCheckBox(tr("On"));
    page->addSetting(tr("Answer cache"), tr("A question that was answered before is not paid for again."), use);
    QComboBox *days = makeDays(cacheDays);
    page->addSetting(tr("Keep cached answers"), tr("Answers that were not used for longest go first."), days);
    auto *box = new QWidget;
    m_cacheSize = new QLabel(box);
    m_cacheSize->setTextFormat(Qt::PlainText);
    m_cacheSize->setWordWrap(true);
    new TextStyle(m_cacheSize, m_context.themes, TypeRole::Body, Colour::Text2);
    QPushButton *clear = makeButton(tr("Clear cache…"));
    clear->setObjectName(QStringLiteral("clearCache"));
    clear->setAccessibleName(tr("Clear cache"));
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(clear);
    column->addWidget(m_cacheSize);
    page->addSetting(tr("Cache size"), tr("Clearing loses only time and money: runs keep their answers."), box);
    m_loaders.emplace_back([this, use, days] {
        use->setChecked(m_context.preferences.values().usesCache);
        showDays(*days, m_context.preferences.values().cacheDays);
        m_cacheSize->setText(m_context.storage.cacheText());
    });
    connect(use, &QCheckBox::clicked, this,
            [this](bool on) { change([on](PreferenceValues &values) { values.usesCache = on; }); });
    connect(days, &QComboBox::activated, this, [this, days](int index) {
        change([&](PreferenceValues &values) { values.cacheDays = daysOf(*days, index); });
    });
    connect(clear, &QPushButton::clicked, this, &SettingsDialog::askToClearCache);
}

void SettingsDialog::addPrivacy()
{
    auto *page = new SettingsPage(m_context.themes, tr("Privacy and storage"));
    page->addText(tr("Tributary sends nothing except to the providers you set up."));
    QComboBox *days = makeDays(retentionDays);
    days->setObjectName(QStringLiteral("keepRuns"));
    page->addSetting(tr("Keep runs"), tr("Older ones are deleted for good, except starred ones."), days);
    m_loaders.emplace_back([this, days] { showDays(*days, m_context.preferences.values().keepRunsDays); });
    connect(days, &QComboBox::activated, this, [this, days](int index) { askForRetention(daysOf(*days, index)); });
    page->addText(tr("Runs in the trash are deleted after 30 days."));
    addPlaces(page);
    addDeletion(page);
    addPage(page, [this] { askForRetention(PreferenceValues().keepRunsDays); });
}

void SettingsDialog::addDeletion(SettingsPage *page)
{
    auto *box = new QWidget;
    m_delete = makeButton(tr("Delete everything…"));
    m_delete->setObjectName(QStringLiteral("deleteEverything"));
    m_delete->setAccessibleName(tr("Delete everything"));
    m_deletion = new QLabel(box);
    m_deletion->setObjectName(QStringLiteral("deletion"));
    m_deletion->setWordWrap(true);
    new TextStyle(m_deletion, m_context.themes, TypeRole::Body, Colour::Text2);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_delete);
    column->addWidget(m_deletion);
    page->addSetting(tr("Delete everything"), tr("All runs, the answer cache, the draft and pinned answers."), box);
    connect(m_delete, &QPushButton::clicked, this, &SettingsDialog::askToDeleteEverything);
}

void SettingsDialog::showDeletion(Deletion deletion)
{
    m_delete->setEnabled(deletion != Deletion::GoesOn);
    switch (deletion) {
    case Deletion::GoesOn:
        m_deletion->setText(tr("Deleting…"));
        break;
    case Deletion::Done:
        m_deletion->setText(tr("Everything is deleted."));
        break;
    case Deletion::Failed:
        m_deletion->setText(tr("Not everything could be deleted."));
        break;
    }
    load();
}

void SettingsDialog::addPlaces(SettingsPage *page)
{
    const QList<StoragePlace> places = m_context.storage.places();
    for (const StoragePlace &place : places) {
        QPushButton *open = makeButton(tr("Open folder"));
        const QString size = displayLocale().formattedDataSize(place.bytes, 1);
        page->addSetting(place.name, tr("%1 · %2").arg(size, QDir::toNativeSeparators(place.path)), open);
        open->setAccessibleName(tr("Open the folder of %1").arg(place.name));
        connect(open, &QPushButton::clicked, this,
                [this, path = place.path] { Q_EMIT folderWanted(QFileInfo(path).path()); });
    }
}

void SettingsDialog::askForRetention(std::optional<int> days)
{
    const auto apply = [this, days] { change([days](PreferenceValues &values) { values.keepRunsDays = days; }); };
    const qsizetype gone =
        days ? m_context.storage.runsOlderThan(*days, QDateTime::currentDateTimeUtc()) : qsizetype(0);
    if (gone == 0)
        return apply();
    const QString runs = gone == 1 ? tr("1 run") : tr("%1 runs").arg(formatCount(gone));
    m_context.dialogs.ask(
        this,
        {.title = tr("Delete %1?").arg(runs),
         .text = tr("Runs older than %1 are deleted for good now. Starred ones stay.").arg(daysText(*days)),
         .accept = tr("Delete %1").arg(runs),
         .decline = tr("Keep them"),
         .dangerous = true},
        [dialog = QPointer<SettingsDialog>(this), apply](bool accepted) {
            if (dialog && accepted)
                apply();
            if (dialog)
                dialog->load();
        });
}

void SettingsDialog::askToClearCache()
{
    m_context.dialogs.ask(this,
                          {.title = tr("Clear the answer cache?"),
                           .text = tr("Now: %1. Asking the same again costs its calls; runs keep their answers.")
                                       .arg(m_context.storage.cacheText()),
                           .accept = tr("Clear cache"),
                           .decline = tr("Keep cache")},
                          [dialog = QPointer<SettingsDialog>(this)](bool accepted) {
                              if (!dialog || !accepted)
                                  return;
                              if (const Result<void> cleared = dialog->m_context.storage.clearCache(); !cleared)
                                  Q_EMIT dialog->failed(cleared.error().message);
                              else
                                  Q_EMIT dialog->cacheCleared();
                              dialog->load();
                          });
}

void SettingsDialog::askToDeleteEverything()
{
    const QString runs = formatCount(m_context.storage.runCount());
    m_context.dialogs.ask(this,
                          {.title = tr("Delete everything?"),
                           .text = tr("%1 runs, the answer cache, the draft and pinned answers are deleted for good. "
                                      "Providers, settings and files you saved elsewhere stay.")
                                       .arg(runs),
                           .accept = tr("Delete everything"),
                           .decline = tr("Keep everything"),
                           .dangerous = true},
                          [dialog = QPointer<SettingsDialog>(this)](bool accepted) {
                              if (dialog && accepted)
                                  Q_EMIT dialog->deletionWanted();
                          });
}

} // namespace tributary
