// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/ModelShelf.h"

#include "ui/common/Tokens.h"
#include "ui/models/ModelRowDelegate.h"
#include "viewmodel/GraphEditor.h"
#include "viewmodel/ModelPaletteList.h"

#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

namespace tributary {

namespace {

constexpr int listHeight = 176;

} // namespace

ModelShelf::ModelShelf(GraphEditor &editor, const ThemeController &theme, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_rows(new ModelPaletteList(editor.model().models(), this))
    , m_words(new QLineEdit(this))
    , m_list(new QListView(this))
{
    m_words->setAccessibleName(tr("Search models"));
    m_words->setPlaceholderText(tr("Search models"));
    m_words->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Models"));
    m_list->setToolTip(tr("Drag a model onto a layer, or add an agent with it by Enter."));
    m_list->setModel(m_rows);
    m_list->setItemDelegate(new ModelRowDelegate(theme, m_list));
    m_list->setFixedHeight(listHeight);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->setDragEnabled(true);
    m_list->setDragDropMode(QAbstractItemView::DragOnly);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::Tiny);
    column->addWidget(m_words);
    column->addWidget(m_list);
    connect(m_words, &QLineEdit::textChanged, m_rows, &ModelPaletteList::setWords);
    connect(m_list, &QListView::activated, this, &ModelShelf::add);
}

void ModelShelf::add(const QModelIndex &index)
{
    const ModelRef model = m_rows->ref(index.row());
    if (model.isEmpty())
        return;
    m_editor.takeModels({m_editor.placeForNew(), {}}, {model});
    Q_EMIT added();
}

} // namespace tributary
