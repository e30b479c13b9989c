// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/ModelTablePage.h"

#include "ui/common/ThemeController.h"
#include "ui/models/FactDelegate.h"
#include "ui/models/ModelTraits.h"
#include "ui/models/SignLine.h"
#include "ui/models/StyledLabel.h"
#include "viewmodel/ModelsViewModel.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

#include <array>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct ColumnWidth
{
    int column;
    int width;
};

constexpr std::array figureWidths{
    ColumnWidth{ModelTable::ContextColumn, 92},     ColumnWidth{ModelTable::InputPriceColumn, 84},
    ColumnWidth{ModelTable::OutputPriceColumn, 84}, ColumnWidth{ModelTable::SpeedColumn, 68},
    ColumnWidth{ModelTable::UsedAsColumn, 110},     ColumnWidth{ModelTable::OnColumn, 48}};

} // namespace

ModelTablePage::ModelTablePage(ModelsViewModel &model, const ThemeController &themes, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_themes(themes)
    , m_search(new ModelSearch(this))
    , m_find(new QLineEdit(this))
    , m_on(new QPushButton(tr("Switch o&n"), this))
    , m_off(new QPushButton(tr("Switch &off"), this))
    , m_refresh(new QPushButton(this))
    , m_table(new QTableView(this))
    , m_note(new SignLine(themes, TypeRole::Caption, this))
    , m_empty(new StyledLabel(themes, TypeRole::Body, Colour::Text2))
    , m_traits(new ModelTraits(model, themes, this))
{
    m_search->setSourceModel(&model.models());
    buildTable();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::Small);
    column->addLayout(buildTop());
    column->addWidget(m_table, 1);
    column->addWidget(m_note);
    column->addWidget(m_traits);
    connect(&model, &ModelsViewModel::listNoteChanged, this, &ModelTablePage::refresh);
    connect(&model, &ModelsViewModel::conditionChanged, this, &ModelTablePage::refresh);
    connect(&model.models(), &QAbstractItemModel::dataChanged, this, &ModelTablePage::showCurrent);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &ModelTablePage::showCurrent);
    connect(m_search, &QAbstractItemModel::modelReset, this, &ModelTablePage::showCurrent);
    refresh();
}

QLayout *ModelTablePage::buildTop()
{
    m_find->setObjectName(u"filterModels"_s);
    m_find->setAccessibleName(tr("Filter models"));
    m_find->setPlaceholderText(tr("Filter by name or capability"));
    m_find->setClearButtonEnabled(true);
    m_find->installEventFilter(this);
    m_on->setObjectName(u"modelsOn"_s);
    m_on->setToolTip(tr("Graphs may ask the selected models (Space)"));
    m_off->setObjectName(u"modelsOff"_s);
    m_off->setToolTip(tr("No list offers the selected models (Space)"));
    m_refresh->setObjectName(u"refreshModels"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(spacing::Small);
    row->addWidget(m_find, 1);
    for (QPushButton *button : {m_on, m_off, m_refresh}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_search->setWords(words);
        refresh();
    });
    connect(m_on, &QPushButton::clicked, this, [this] { switchSelected(true); });
    connect(m_off, &QPushButton::clicked, this, [this] { switchSelected(false); });
    connect(m_refresh, &QPushButton::clicked, this, [this] {
        if (m_model.isRefreshing())
            m_model.cancelRefresh();
        else
            m_model.refresh();
    });
    return row;
}

void ModelTablePage::buildTable()
{
    m_table->setObjectName(u"modelTable"_s);
    m_table->setAccessibleName(tr("Models of this provider"));
    m_table->setModel(m_search);
    m_table->setItemDelegate(new FactDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setSortingEnabled(true);
    m_table->verticalHeader()->hide();
    m_table->installEventFilter(this);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(spacing::Wide);
    header->setSectionResizeMode(ModelTable::NameColumn, QHeaderView::Stretch);
    for (const ColumnWidth &one : figureWidths)
        m_table->setColumnWidth(one.column, one.width);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *over = new QVBoxLayout(m_table->viewport());
    over->addWidget(m_empty);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ModelTablePage::refresh);
}

void ModelTablePage::focusFind()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

QStringList ModelTablePage::selected() const
{
    QStringList models;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        models.append(row.data().toString());
    return models;
}

void ModelTablePage::switchSelected(bool on)
{
    if (const QStringList models = selected(); !models.isEmpty())
        m_model.setModelsOn(models, on);
}

bool ModelTablePage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (watched == m_find && key == Qt::Key_Down && m_search->rowCount() > 0) {
        m_table->setCurrentIndex(m_search->index(0, ModelTable::NameColumn));
        m_table->setFocus(Qt::OtherFocusReason);
        return true;
    }
    if (watched == m_table && key == Qt::Key_Space && m_table->currentIndex().isValid()) {
        switchSelected(!m_table->currentIndex().data(ModelTable::ConfiguredRole).toBool());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ModelTablePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // What a graph uses is known to the graph; the figures need the room.
    m_table->setColumnHidden(ModelTable::UsedAsColumn, width() < 620);
}

void ModelTablePage::showCurrent()
{
    const QModelIndex index = m_table->currentIndex();
    m_traits->showModel(index.siblingAtColumn(ModelTable::NameColumn).data().toString(),
                        index.data(ModelTable::SourcesRole).toString());
    refresh();
}

void ModelTablePage::refresh()
{
    const ProviderRow *row = m_model.currentRow();
    const bool editable = row && !row->isDemo;
    const bool any = editable && m_table->selectionModel()->hasSelection();
    m_on->setEnabled(any);
    m_off->setEnabled(any);
    m_refresh->setEnabled(editable);
    m_refresh->setText(m_model.isRefreshing() ? tr("&Cancel") : tr("Refresh &list"));
    m_note->showNote(m_model.listNote());
    m_empty->setVisible(m_search->rowCount() == 0);
    m_empty->setText(m_find->text().isEmpty() ? tr("No models yet. Refresh the list to read them from the provider.")
                                              : tr("No model has these words."));
}

} // namespace tributary
