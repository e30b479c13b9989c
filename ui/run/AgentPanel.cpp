// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/AgentPanel.h"

#include "ui/common/ThemeController.h"
#include "ui/run/AgentForm.h"
#include "ui/run/RunButtons.h"
#include "ui/run/RunLook.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QToolButton>
#include <QTreeWidget>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int idRole = Qt::UserRole + 1;
constexpr int badgeSize = 18;
constexpr int rowHeight = 26;
constexpr int mostListHeight = 240;

QIcon badgeIcon(const Theme &theme, const AgentDisplay &display, double ratio)
{
    QPixmap picture(QSize(badgeSize, badgeSize) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paintAgentBadge(painter, QRect(0, 0, badgeSize, badgeSize), theme, display);
    painter.end();
    QIcon icon;
    // The same picture for selected rows: an identity is never tinted.
    icon.addPixmap(picture, QIcon::Normal);
    icon.addPixmap(picture, QIcon::Selected);
    return icon;
}

} // namespace

AgentPanel::AgentPanel(const RunContext &context, GraphDocument &document, ModelChoices &models, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_list(new QTreeWidget(this))
    , m_form(new AgentForm(context.theme, document, models, this))
{
    setFixedWidth(fixedWidth);
    setAccessibleName(tr("Agents"));
    auto *title = new QLabel(tr("Agents"), this);
    new TextStyle(title, context.theme, TypeRole::Section, Colour::Text);
    QToolButton *close = smallButton(context.theme, u"x"_s, tr("Close panel"), tr("Close (F9)"), this);
    m_list->setAccessibleName(tr("Agents by layer"));
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setItemsExpandable(false);
    m_list->setIndentation(spacing::Medium);
    m_list->setIconSize({badgeSize, badgeSize});
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setTabKeyNavigation(false);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    m_form->setAutoFillBackground(false);

    auto *head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::Large, spacing::Medium, spacing::Medium, spacing::Medium);
    column->setSpacing(spacing::Medium);
    column->addLayout(head);
    column->addWidget(m_list);
    column->addWidget(scroll, 1);
    connect(close, &QToolButton::clicked, this, &AgentPanel::closeRequested);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &AgentPanel::selectCurrent);
    connect(&context.theme, &ThemeController::changed, this, &AgentPanel::repaintIcons);
}

void AgentPanel::setAgents(const QList<LayerDisplay> &layers, const QHash<AgentId, AgentDisplay> &agents)
{
    if (layers == m_layers) {
        for (const AgentDisplay &display : agents)
            updateDisplay(display);
        return;
    }
    const AgentId selected = m_form->agent();
    m_layers = layers;
    m_items.clear();
    m_displays = agents;
    m_list->clear();
    int rows = 0;
    for (const LayerDisplay &layer : layers) {
        auto *head = new QTreeWidgetItem(m_list, {layer.title});
        head->setFlags(Qt::ItemIsEnabled);
        head->setForeground(0, m_context.theme.theme().colour(Colour::Text2));
        head->setSizeHint(0, {0, rowHeight});
        for (const AgentId &id : layer.agents) {
            auto *item = new QTreeWidgetItem(head);
            item->setData(0, idRole, id.value);
            item->setSizeHint(0, {0, rowHeight});
            m_items.insert(id, item);
            showDisplay(item, agents.value(id));
        }
        rows += 1 + static_cast<int>(layer.agents.size());
    }
    m_list->expandAll();
    m_list->setFixedHeight(qMin(mostListHeight, rows * rowHeight + 8));
    if (m_items.contains(selected))
        selectAgent(selected);
    else if (!layers.isEmpty() && !layers.first().agents.isEmpty())
        selectAgent(layers.first().agents.first());
}

void AgentPanel::updateDisplay(const AgentDisplay &display)
{
    m_displays.insert(display.id, display);
    if (QTreeWidgetItem *item = m_items.value(display.id))
        showDisplay(item, display);
}

void AgentPanel::showDisplay(QTreeWidgetItem *item, const AgentDisplay &display)
{
    const bool muted = display.state == DisplayState::Muted;
    const QString text = muted ? tr("%1 (muted)").arg(display.modelName) : display.modelName;
    if (item->text(0) == text && !item->icon(0).isNull())
        return;
    item->setText(0, text);
    item->setIcon(0, badgeIcon(m_context.theme.theme(), display, devicePixelRatioF()));
    item->setData(0, Qt::AccessibleTextRole, display.accessibleName);
    item->setToolTip(0, u"%1 · %2"_s.arg(display.modelName, display.providerName).toHtmlEscaped());
}

void AgentPanel::repaintIcons()
{
    for (auto it = m_items.cbegin(); it != m_items.cend(); ++it) {
        it.value()->setIcon(0, badgeIcon(m_context.theme.theme(), m_displays.value(it.key()), devicePixelRatioF()));
        it.value()->parent()->setForeground(0, m_context.theme.theme().colour(Colour::Text2));
    }
}

void AgentPanel::selectAgent(const AgentId &agent)
{
    if (QTreeWidgetItem *item = m_items.value(agent))
        m_list->setCurrentItem(item);
}

void AgentPanel::selectCurrent()
{
    const QTreeWidgetItem *item = m_list->currentItem();
    if (item != nullptr && !item->data(0, idRole).toString().isEmpty())
        m_form->setAgent(AgentId{item->data(0, idRole).toString()});
}

void AgentPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

void AgentPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_context.theme.theme();
    painter.fillRect(rect(), theme.colour(Colour::Surface));
    painter.fillRect(QRect(0, 0, 1, height()), theme.colour(Colour::Border));
}

} // namespace tributary
