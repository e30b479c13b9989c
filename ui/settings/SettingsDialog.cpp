// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/SettingsDialog.h"

#include "ui/common/DialogService.h"
#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"
#include "ui/settings/SettingsPage.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

namespace tributary {

namespace {

constexpr QSize dialogSize(860, 600);
constexpr int categoriesWidth = 200;

} // namespace

SettingsDialog::SettingsDialog(const SettingsContext &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_search(new QLineEdit(this))
    , m_categories(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Settings"));
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(buildCategories());
    row->addWidget(m_stack, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row, 1);
    column->addLayout(buildFooter());
    addGeneral();
    addAppearance();
    addRunning();
    addPrivacy();
    connect(m_categories, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::search);
    connect(&context.preferences, &Preferences::changed, this, &SettingsDialog::load);
    connect(&context.themes, &ThemeController::changed, this, &SettingsDialog::load);
    load();
    showPage(0);
    resize(dialogSize);
    m_search->setFocus();
}

QWidget *SettingsDialog::buildCategories()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(categoriesWidth);
    m_search->setPlaceholderText(tr("Search settings"));
    m_search->setAccessibleName(tr("Search settings"));
    m_search->setClearButtonEnabled(true);
    m_categories->setAccessibleName(tr("Pages"));
    m_categories->setFrameShape(QFrame::NoFrame);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(spacing::Medium, spacing::Medium, spacing::Small, spacing::Medium);
    column->setSpacing(spacing::Small);
    column->addWidget(m_search);
    column->addWidget(m_categories, 1);
    return side;
}

QLayout *SettingsDialog::buildFooter()
{
    auto *defaults = new QPushButton(tr("Restore defaults"), this);
    defaults->setObjectName(QStringLiteral("defaults"));
    defaults->setToolTip(tr("Of this page"));
    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("close"));
    for (QPushButton *button : {defaults, close}) {
        button->setAutoDefault(false);
        button->setAccessibleName(button->text());
    }
    auto *row = new QHBoxLayout;
    row->setContentsMargins(spacing::Medium, spacing::Small, spacing::Medium, spacing::Medium);
    row->addWidget(defaults);
    row->addStretch(1);
    row->addWidget(close);
    connect(defaults, &QPushButton::clicked, this, [this] {
        const int page = m_stack->currentIndex();
        if (page >= 0)
            m_pages[static_cast<std::size_t>(page)].restoreDefaults();
    });
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    return row;
}

void SettingsDialog::addPage(SettingsPage *page, std::function<void()> restoreDefaults)
{
    auto *scroll = new QScrollArea(m_stack);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    scroll->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    m_stack->addWidget(scroll);
    m_categories->addItem(page->title());
    m_pages.push_back({page, std::move(restoreDefaults)});
}

void SettingsDialog::showPage(int index)
{
    m_categories->setCurrentRow(index);
}

void SettingsDialog::search(const QString &words)
{
    int first = -1;
    for (int i = 0; i < m_categories->count(); ++i) {
        const bool fits = m_pages[static_cast<std::size_t>(i)].page->filter(words);
        m_categories->item(i)->setHidden(!fits);
        if (fits && (first < 0 || i == m_categories->currentRow()))
            first = i;
    }
    if (first >= 0)
        showPage(first);
}

void SettingsDialog::load()
{
    m_loading = true;
    for (const std::function<void()> &loader : m_loaders)
        loader();
    m_loading = false;
}

void SettingsDialog::change(const std::function<void(PreferenceValues &)> &edit)
{
    if (m_loading)
        return;
    PreferenceValues values = m_context.preferences.values();
    edit(values);
    m_context.preferences.set(values);
}

} // namespace tributary
