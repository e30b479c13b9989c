// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/OutlineTree.h"

#include "ui/common/AgentLook.h"
#include "ui/common/ThemeController.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

namespace tributary {

namespace {

constexpr int rowHeight = 28;
constexpr int badgeSide = 18;
constexpr int iconSide = 14;
constexpr int levelIndent = 14;

/// Badge before the agent, icon before its state: told by shape and word, as on the canvas.
class OutlineDelegate : public QStyledItemDelegate
{
public:
    OutlineDelegate(const OutlineModel &model, const ThemeController &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_model(model)
        , m_theme(theme)
    {}

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), rowHeight};
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const bool layer = index.data(OutlineModel::AgentIdRole).toString().isEmpty();
        if (layer) {
            option->font = m_theme.theme().font(TypeRole::Strong);
            return;
        }
        if (index.column() == OutlineModel::AgentColumn)
            takePicture(*option, {badgeSide, badgeSide}, [&](QPainter &painter, const QRect &where) {
                paintAgentBadge(painter, where, m_theme.theme(), m_model.display(index));
            });
        const QString icon = index.data(OutlineModel::StateIconRole).toString();
        if (!icon.isEmpty())
            takePicture(*option, {iconSide, iconSide}, [&](QPainter &painter, const QRect &where) {
                paintStateIcon(painter, where, m_theme, m_model.display(index), 0);
            });
    }

private:
    template <typename Paint>
    static void takePicture(QStyleOptionViewItem &option, const QSize &size, Paint paint)
    {
        const double ratio = option.widget ? option.widget->devicePixelRatioF() : 1;
        QPixmap picture(size * ratio);
        picture.setDevicePixelRatio(ratio);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(painter, QRect({0, 0}, size));
        painter.end();
        QIcon icon;
        // The same for selected rows: an identity is never tinted.
        icon.addPixmap(picture, QIcon::Normal);
        icon.addPixmap(picture, QIcon::Selected);
        option.icon = icon;
        option.decorationSize = size;
        option.features |= QStyleOptionViewItem::HasDecoration;
    }

    const OutlineModel &m_model;
    const ThemeController &m_theme;
};

} // namespace

OutlineTree::OutlineTree(GraphEditor &editor, const ThemeController &theme, QWidget *parent)
    : QTreeView(parent)
    , m_editor(editor)
    , m_outline(editor.live())
{
    setModel(&m_outline);
    setItemDelegate(new OutlineDelegate(m_outline, theme, this));
    setAccessibleName(tr("Outline of the graph"));
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setAllColumnsShowFocus(true);
    setUniformRowHeights(true);
    setExpandsOnDoubleClick(false);
    setFrameShape(NoFrame);
    setTabKeyNavigation(false);
    setIndentation(levelIndent);
    setTextElideMode(Qt::ElideMiddle);
    setEditTriggers(NoEditTriggers);
    header()->setStretchLastSection(false);
    header()->setSectionsMovable(false);
    connect(&m_outline, &QAbstractItemModel::modelReset, this, &OutlineTree::showAll);
    connect(&editor.selection(), &GraphSelection::changed, this, &OutlineTree::showSelection);
    connect(this, &QTreeView::doubleClicked, this, [this] { m_editor.trigger(GraphAction::OpenSettings); });
    connect(&theme, &ThemeController::changed, viewport(), qOverload<>(&QWidget::update));
    showAll();
}

void OutlineTree::setNarrow(bool narrow)
{
    m_narrow = narrow;
    setColumnHidden(OutlineModel::TokensColumn, narrow);
    setColumnHidden(OutlineModel::CostColumn, narrow);
    sizeColumns();
}

void OutlineTree::showAll()
{
    expandAll();
    // The title of a layer says all, and needs the room.
    for (int layer = 0; layer < m_outline.rowCount(); ++layer)
        setFirstColumnSpanned(layer, {}, true);
    showSelection();
}

void OutlineTree::showSelection()
{
    if (m_following)
        return;
    m_following = true;
    const GraphSelection &selection = m_editor.selection();
    QItemSelection rows;
    for (const AgentId &id : selection.agents()) {
        const QModelIndex row = m_outline.indexOf({id, -1});
        if (row.isValid())
            rows.select(row, row.siblingAtColumn(OutlineModel::ColumnCount - 1));
    }
    const QModelIndex focus = m_outline.indexOf(selection.focus());
    if (focus.isValid() && selection.focus().isLayer())
        rows.select(focus, focus.siblingAtColumn(OutlineModel::ColumnCount - 1));
    selectionModel()->setCurrentIndex(focus, QItemSelectionModel::NoUpdate);
    selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
    m_following = false;
}

void OutlineTree::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    tellSelection();
}

void OutlineTree::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTreeView::selectionChanged(selected, deselected);
    tellSelection();
}

/// A layer is focused but never selected together with agents.
void OutlineTree::tellSelection()
{
    if (m_following)
        return;
    m_following = true;
    QList<AgentId> agents;
    const QModelIndexList rows = selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        if (m_outline.item(row).isAgent())
            agents.append(m_outline.item(row).agent);
    }
    GraphSelection &selection = m_editor.selection();
    const GraphItem focus = m_outline.item(currentIndex());
    if (agents.isEmpty() || focus.isLayer()) {
        selection.setFocus(focus);
    } else {
        selection.setFocus(focus);
        selection.select(agents);
    }
    m_following = false;
}

void OutlineTree::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QPoint here = byKey ? visualRect(currentIndex()).bottomLeft() : event->pos();
    if (!byKey && !indexAt(here).isValid())
        m_editor.selection().clear();
    Q_EMIT menuRequested(viewport()->mapToGlobal(here));
}

void OutlineTree::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    sizeColumns();
}

void OutlineTree::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    if (selectionModel()->isSelected(index))
        painter->fillRect(rect, palette().brush(QPalette::Highlight));
    QTreeView::drawBranches(painter, rect, index);
}

void OutlineTree::sizeColumns()
{
    constexpr int number = 72;
    const int state = m_narrow ? 104 : 160;
    const int numbers = m_narrow ? 0 : 2 * number;
    const int rest = qMax(160, viewport()->width() - state - numbers - spacing::Small);
    setColumnWidth(OutlineModel::AgentColumn, rest * (m_narrow ? 64 : 45) / 100);
    setColumnWidth(OutlineModel::ModelColumn, rest - columnWidth(OutlineModel::AgentColumn));
    setColumnWidth(OutlineModel::StateColumn, state);
    setColumnWidth(OutlineModel::TokensColumn, number);
    setColumnWidth(OutlineModel::CostColumn, number);
}

} // namespace tributary
