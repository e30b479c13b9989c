// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/ComparisonBar.h"

#include "ui/common/Painting.h"
#include "ui/common/SegmentedControl.h"
#include "ui/common/ThemeController.h"
#include "ui/run/RunLook.h"

#include <QActionGroup>
#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace tributary {

namespace {

constexpr int wideHeight = 40;
constexpr int compactHeight = 36;

QToolButton *menuButton(const ThemeController &theme, const QString &icon, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setIcon(namedIcon(theme, icon, Colour::Text2));
    button->setMenu(new QMenu(button));
    return button;
}

QString orderName(ComparisonBar::Order order)
{
    switch (order) {
    case ComparisonBar::Order::Graph:
        return ComparisonBar::tr("Graph order");
    case ComparisonBar::Order::Contribution:
        return ComparisonBar::tr("Contribution");
    case ComparisonBar::Order::Length:
        return ComparisonBar::tr("Length");
    case ComparisonBar::Order::Time:
        return ComparisonBar::tr("Time");
    }
    return {};
}

QString columnsName(int columns)
{
    return columns == 0 ? ComparisonBar::tr("Auto") : QString::number(columns);
}

} // namespace

ComparisonBar::ComparisonBar(const RunContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_layers(new SegmentedControl(tr("Layer"), this))
    , m_pane(new SegmentedControl(tr("Shown"), this))
    , m_modes(new SegmentedControl(tr("Comparison"), this))
    , m_modeButton(menuButton(context.theme, QStringLiteral("columns-3"), this))
    , m_synced(new QCheckBox(tr("Synced scrolling"), this))
    , m_hidden(new QPushButton(this))
    , m_columnsButton(menuButton(context.theme, QStringLiteral("columns-3"), this))
    , m_orderButton(menuButton(context.theme, QStringLiteral("list-tree"), this))
{
    m_pane->setSegments({tr("Answers"), tr("Synthesis")});
    m_pane->hide();
    m_hidden->hide();
    setButtonLook(*m_hidden, ButtonLook::Flat);
    m_synced->setAccessibleName(tr("Synced scrolling"));
    // What does not fit is left out; it must not keep the window wide.
    setMinimumWidth(1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::Medium, 0, spacing::Medium, 1);
    row->setSpacing(spacing::Medium);
    row->addWidget(m_pane);
    row->addWidget(m_layers);
    row->addWidget(m_modes);
    row->addWidget(m_modeButton);
    row->addWidget(m_synced);
    row->addStretch(1);
    row->addWidget(m_hidden);
    row->addWidget(m_columnsButton);
    row->addWidget(m_orderButton);
    buildModes();
    buildColumnsMenu();
    buildOrderMenu();
    setCompact(false);
    apply(m_fit);
    connect(m_layers, &SegmentedControl::currentChanged, this, &ComparisonBar::layerChanged);
    connect(m_pane, &SegmentedControl::currentChanged, this,
            [this](int index) { Q_EMIT synthesisTabChanged(index == 1); });
    connect(m_hidden, &QPushButton::clicked, this, &ComparisonBar::showHiddenRequested);
    connect(m_synced, &QCheckBox::toggled, this, &ComparisonBar::syncedChanged);
}

void ComparisonBar::buildModes()
{
    QStringList titles;
    auto *group = new QActionGroup(this);
    for (const ComparisonMode mode : comparisonModes) {
        titles.append(titleOf(mode));
        QAction *action =
            m_modeButton->menu()->addAction(titleOf(mode), this, [this, mode] { Q_EMIT modeChosen(mode); });
        action->setCheckable(true);
        group->addAction(action);
    }
    m_modes->setSegments(titles);
    setMode(m_mode);
    connect(m_modes, &SegmentedControl::currentChanged, this,
            [this](int index) { Q_EMIT modeChosen(comparisonModes.at(static_cast<std::size_t>(index))); });
}

void ComparisonBar::setMode(ComparisonMode mode)
{
    m_mode = mode;
    const int index = static_cast<int>(mode);
    const QSignalBlocker quiet(m_modes);
    m_modes->setCurrentIndex(index);
    m_modeButton->menu()->actions().at(index)->setChecked(true);
    updateTexts();
}

void ComparisonBar::setModeOffered(ComparisonMode mode, bool offered)
{
    const int index = static_cast<int>(mode);
    m_modes->setSegmentEnabled(index, offered, tr("Not in this version"));
    m_modeButton->menu()->actions().at(index)->setEnabled(offered);
}

void ComparisonBar::setLayers(const QList<LayerDisplay> &layers)
{
    QStringList names;
    for (const LayerDisplay &layer : layers)
        names.append(layer.shortTitle);
    m_layers->setSegments(names);
    m_layers->setVisible(names.size() > (m_reduced ? 1 : 0));
}

int ComparisonBar::currentLayer() const
{
    return m_layers->currentIndex();
}

void ComparisonBar::setCurrentLayer(int index)
{
    if (index < 0 || index >= m_layers->count() || index == m_layers->currentIndex())
        return;
    m_layers->setCurrentIndex(index);
}

void ComparisonBar::setCompact(bool compact)
{
    m_compact = compact;
    setFixedHeight(compact ? compactHeight : wideHeight);
    updateTexts();
}

void ComparisonBar::setReduced()
{
    m_reduced = true;
    m_layers->setVisible(m_layers->count() > 1);
    apply(m_fit);
}

bool ComparisonBar::isSynced() const
{
    return m_synced->isChecked();
}

void ComparisonBar::setSynced(bool synced)
{
    m_synced->setChecked(synced);
}

void ComparisonBar::setColumns(int columns)
{
    if (columns < 0 || columns > mostColumns || columns == m_columns)
        return;
    m_columns = columns;
    updateTexts();
    Q_EMIT columnsChanged(columns);
}

void ComparisonBar::setOrder(Order order)
{
    if (order == m_order)
        return;
    m_order = order;
    updateTexts();
    Q_EMIT orderChanged();
}

void ComparisonBar::setHiddenCards(int count)
{
    m_hidden->setText(tr("Show %n hidden", nullptr, count));
    m_hidden->setAccessibleName(tr("Show hidden cards"));
    m_hidden->setVisible(count > 0);
}

void ComparisonBar::setSynthesisTab(bool shown)
{
    m_pane->setVisible(shown);
    if (!shown)
        m_pane->setCurrentIndex(0);
}

bool ComparisonBar::showsSynthesis() const
{
    return !m_pane->isHidden() && m_pane->currentIndex() == 1;
}

void ComparisonBar::showSynthesis()
{
    if (!m_pane->isHidden())
        m_pane->setCurrentIndex(1);
}

void ComparisonBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

bool ComparisonBar::event(QEvent *event)
{
    // Something in the row came, went, or says something else.
    if (event->type() == QEvent::LayoutRequest)
        fit();
    return QWidget::event(event);
}

/// The most that there is room for. Computed, not tried: showing and hiding parts would ask for this again, endlessly.
void ComparisonBar::fit()
{
    Fit fit = Fit::All;
    for (const Fit less : {Fit::ModeMenu, Fit::Signs, Fit::NoScrolling}) {
        if (widthWith(fit) <= width())
            break;
        fit = less;
    }
    if (fit != m_fit)
        apply(fit);
}

int ComparisonBar::widthWith(Fit fit) const
{
    const QMargins margins = layout()->contentsMargins();
    int total = margins.left() + margins.right();
    const auto add = [this, &total](int width) { total += width + layout()->spacing(); };
    for (const QWidget *part :
         {static_cast<QWidget *>(m_pane), static_cast<QWidget *>(m_layers), static_cast<QWidget *>(m_hidden)}) {
        if (!part->isHidden())
            add(part->sizeHint().width());
    }
    add(fit == Fit::All ? m_modes->sizeHint().width() : m_modeButton->sizeHint().width());
    if (fit != Fit::NoScrolling)
        add(m_synced->sizeHint().width());
    for (const QToolButton *button : {m_columnsButton, m_orderButton}) {
        const QSize text = fit >= Fit::Signs ? QSize() : button->fontMetrics().size(Qt::TextSingleLine, button->text());
        if (!m_reduced)
            add(buttonSize(text, true, button->iconSize(), true).width());
    }
    return total;
}

void ComparisonBar::apply(Fit fit)
{
    m_fit = fit;
    const bool signs = fit >= Fit::Signs;
    m_modes->setVisible(fit == Fit::All);
    m_modeButton->setVisible(fit != Fit::All);
    m_synced->setVisible(fit != Fit::NoScrolling);
    for (QToolButton *button : {m_columnsButton, m_orderButton}) {
        button->setVisible(!m_reduced);
        button->setToolButtonStyle(signs ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    }
    layout()->activate();
}

void ComparisonBar::buildColumnsMenu()
{
    auto *group = new QActionGroup(this);
    for (int columns = 0; columns <= mostColumns; ++columns) {
        QAction *action =
            m_columnsButton->menu()->addAction(columnsName(columns), this, [this, columns] { setColumns(columns); });
        action->setCheckable(true);
        action->setChecked(columns == m_columns);
        group->addAction(action);
    }
}

void ComparisonBar::buildOrderMenu()
{
    auto *group = new QActionGroup(this);
    for (const Order order : {Order::Graph, Order::Contribution, Order::Length, Order::Time}) {
        QAction *action = m_orderButton->menu()->addAction(orderName(order), this, [this, order] { setOrder(order); });
        action->setCheckable(true);
        action->setChecked(order == m_order);
        group->addAction(action);
    }
}

void ComparisonBar::updateTexts()
{
    const QString columns = tr("Columns: %1").arg(columnsName(m_columns));
    const QString order = tr("Sort: %1").arg(orderName(m_order));
    m_columnsButton->setText(m_compact ? columnsName(m_columns) : columns);
    m_columnsButton->setAccessibleName(columns);
    m_columnsButton->setToolTip(tr("How many answers stand side by side"));
    m_orderButton->setText(m_compact ? orderName(m_order) : order);
    m_orderButton->setAccessibleName(order);
    m_orderButton->setToolTip(tr("In which order the answers stand"));
    m_modeButton->setText(titleOf(m_mode));
    m_modeButton->setAccessibleName(tr("Comparison: %1").arg(titleOf(m_mode)));
    m_modeButton->setToolTip(tr("How answers and synthesis are read"));
    m_synced->setToolTip(m_mode == ComparisonMode::Read ? tr("All cards scroll to the same share of their length")
                                                        : tr("Cards scroll to the passage that matches"));
}

void ComparisonBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_context.theme.theme();
    painter.fillRect(rect(), theme.colour(Colour::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.colour(Colour::Border));
}

} // namespace tributary
