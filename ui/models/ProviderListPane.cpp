// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/ProviderListPane.h"

#include "ui/common/ThemeController.h"
#include "ui/models/ProviderRowDelegate.h"
#include "ui/models/SignLine.h"
#include "ui/models/StyledLabel.h"
#include "viewmodel/ModelsViewModel.h"

#include <QBoxLayout>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>

namespace tributary {

using namespace Qt::StringLiterals;

ProviderListPane::ProviderListPane(ModelsViewModel &model, const ThemeController &themes, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_themes(themes)
    , m_list(new QListView(this))
    , m_add(new QPushButton(tr("&Add provider\u2026"), this))
    , m_menu(new QMenu(m_add))
    , m_note(new SignLine(themes, TypeRole::Caption, this))
{
    m_list->setObjectName(u"providerList"_s);
    m_list->setAccessibleName(tr("Providers"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(&model.providers());
    m_list->setItemDelegate(new ProviderRowDelegate(themes, m_list));
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_add->setObjectName(u"addProvider"_s);
    m_add->setAutoDefault(false);
    m_add->setMenu(m_menu);
    m_note->hide();
    buildMenu();
    auto *heading = new StyledLabel(themes, TypeRole::ViewTitle, Colour::Text, tr("Providers"), this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::Small, spacing::Medium, spacing::Small, spacing::Medium);
    column->setSpacing(spacing::Small);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(spacing::Small, 0, 0, 0);
    top->addWidget(heading);
    column->addLayout(top);
    column->addWidget(m_list, 1);
    column->addWidget(m_note);
    column->addWidget(m_add);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        const ProviderRow *row = m_model.providers().at(index.row());
        if (row && row->provider.id != m_model.current())
            m_model.select(row->provider.id);
    });
    connect(&model, &ModelsViewModel::currentChanged, this, &ProviderListPane::showCurrent);
    connect(&model.providers(), &QAbstractItemModel::modelReset, this, &ProviderListPane::showCurrent);
    connect(&model.editor().localServers(), &LocalServerFinder::finished, this, &ProviderListPane::offerFoundServers);
    showCurrent();
}

void ProviderListPane::buildMenu()
{
    bool local = false;
    for (const ServicePreset &service : servicePresets()) {
        const bool firstLocal = service.kind == ServicePreset::Kind::Local && !std::exchange(local, true);
        if (firstLocal || service.id == "other"_L1)
            m_menu->addSeparator();
        const QString name = service.id == "other"_L1 ? tr("Other\u2026") : service.name;
        m_menu->addAction(name, this, [this, service] { m_model.startNew(service); });
    }
    m_menu->addSeparator();
    m_menu->addAction(tr("Find local servers"), this, [this] {
        m_note->showNote({tr("Looking at the usual ports of this computer\u2026"), Tone::Active});
        m_note->show();
        m_model.editor().localServers().start();
    });
    m_menu->addAction(tr("Start a local model\u2026"), this, &ProviderListPane::localModelWanted);
}

void ProviderListPane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_themes.theme().colour(Colour::Surface));
    painter.fillRect(width() - 1, 0, 1, height(), m_themes.theme().colour(Colour::Border));
}

void ProviderListPane::openAddMenu()
{
    m_add->showMenu();
}

void ProviderListPane::offerFoundServers()
{
    if (m_note->isHidden())
        return; // somebody else looked for them
    const LocalServerFinder &finder = m_model.editor().localServers();
    if (finder.servers().isEmpty())
        return m_note->showNote({LocalServerFinder::nothingFound()});
    m_note->hide();
    auto *menu = new QMenu(m_add);
    menu->setObjectName(u"foundServers"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QStringList lines = finder.lines();
    auto server = finder.servers().cbegin();
    for (const QString &line : lines)
        menu->addAction(line, this, [this, found = *server++] { m_model.startNew(found); });
    menu->popup(m_add->mapToGlobal(m_add->rect().topLeft()));
}

void ProviderListPane::showCurrent()
{
    const QSignalBlocker quiet(m_list->selectionModel());
    const int row = m_model.providers().rowOf(m_model.current());
    if (row >= 0)
        m_list->setCurrentIndex(m_model.providers().index(row));
    else
        m_list->clearSelection();
    m_list->viewport()->update();
}

} // namespace tributary
