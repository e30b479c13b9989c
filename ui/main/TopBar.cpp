// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/TopBar.h"

#include "ui/common/ButtonLook.h"
#include "ui/common/Icons.h"
#include "ui/common/ThemeController.h"
#include "ui/main/Actions.h"
#include "ui/main/Rail.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int RunWidth = 92;
constexpr int StopWidth = 84;
constexpr int GraphWidth = 188;
constexpr int AddWidth = 112;
constexpr int CompareWidth = 124;
constexpr int SearchWidth = 200;
constexpr int CompactSearchWidth = 110;
constexpr int IconOnlyWidth = 40;

class Divider : public QWidget
{
public:
    Divider(const ThemeController &themes, QWidget *parent)
        : QWidget(parent)
        , m_themes(themes)
    {
        setFixedSize(1, 24);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(rect(), m_themes.theme().colour(Colour::Border));
    }

private:
    const ThemeController &m_themes;
};

} // namespace

TopBar::TopBar(const ThemeController &themes, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_actions(actions)
{
    setAccessibleName(tr("Toolbar"));
    auto *row = new QHBoxLayout(this);
    row->setSpacing(spacing::Small);
    m_run = addButton(*row, ActionId::Run, tr("Run"));
    m_stop = addButton(*row, ActionId::Stop, tr("Stop"));
    row->addWidget(new Divider(themes, this));
    m_graph = addMenuButton(*row);
    m_addAgent = addButton(*row, ActionId::AddAgent, tr("Add agent"));
    m_compare = addMenuButton(*row);
    m_compare->setText(tr("Compare"));
    m_compare->setAccessibleName(tr("Compare"));
    m_compare->setToolTip(tr("How the answers of a run are read"));
    m_compare->setIcon(icon(themes, "columns-3"_L1));
    m_compare->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_compare->setFixedWidth(CompareWidth);
    m_compare->hide();
    row->addStretch(1);
    m_search = addButton(*row, ActionId::CommandPalette, tr("Search commands"));
    m_run->setFixedWidth(RunWidth);
    m_graph->setFixedWidth(GraphWidth);
    setGraphName({});
    setRunIsPrimary(false);
    setCompact(false);
    connect(&themes, &ThemeController::changed, this, qOverload<>(&QWidget::update));
}

QToolButton *TopBar::addButton(QHBoxLayout &row, ActionId id, const QString &text)
{
    auto *button = new QToolButton(this);
    button->setIcon(m_actions.action(id).icon());
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    setButtonLook(*button, ButtonLook::Raised);
    row.addWidget(button);
    bind(*button, id, text);
    return button;
}

QToolButton *TopBar::addMenuButton(QHBoxLayout &row)
{
    auto *button = new QToolButton(this);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    setButtonLook(*button, ButtonLook::Raised);
    row.addWidget(button);
    return button;
}

void TopBar::bind(QToolButton &button, ActionId id, const QString &text)
{
    QAction &action = m_actions.action(id);
    button.setText(text);
    button.setAccessibleName(commandName(action));
    const auto follow = [&button, &action] {
        button.setEnabled(action.isEnabled());
        button.setToolTip(action.toolTip());
        button.setAccessibleDescription(action.toolTip());
        button.setVisible(action.isVisible());
    };
    connect(&action, &QAction::changed, &button, follow);
    connect(&button, &QToolButton::clicked, &action, &QAction::trigger);
    follow();
}

void TopBar::setCompact(bool compact)
{
    m_compact = compact;
    setFixedHeight(compact ? CompactHeight : Height);
    const int rail = compact ? Rail::CompactWidth : Rail::Width;
    layout()->setContentsMargins(rail + spacing::Small, 0, spacing::Small, 1);
    for (QToolButton *button : {m_stop, m_addAgent})
        button->setToolButtonStyle(compact ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    m_stop->setFixedWidth(compact ? IconOnlyWidth : StopWidth);
    m_addAgent->setFixedWidth(compact ? IconOnlyWidth : AddWidth);
    m_compare->setVisible(!compact && m_compare->menu());
    const QString key = m_actions.action(ActionId::CommandPalette).shortcut().toString(QKeySequence::NativeText);
    m_search->setText(compact ? key : tr("Search commands"));
    m_search->setFixedWidth(compact ? CompactSearchWidth : SearchWidth);
}

void TopBar::setGraphName(const QString &name)
{
    const QString text = name.isEmpty() ? tr("Graph") : tr("Graph: %1").arg(name);
    m_graph->setText(text);
    m_graph->setAccessibleName(text);
    m_graph->setToolTip(tr("%1. Choose another graph.").arg(text));
}

void TopBar::setGraphMenu(QMenu *menu)
{
    m_graph->setMenu(menu);
}

void TopBar::setComparisonMenu(QMenu *menu)
{
    m_compare->setMenu(menu);
    m_compare->setVisible(!m_compact);
}

void TopBar::setRunIsPrimary(bool primary)
{
    setButtonLook(*m_run, primary ? ButtonLook::Primary : ButtonLook::Raised);
    m_run->setIcon(icon(m_themes, "play"_L1, primary ? Colour::AccentInk : Colour::Text));
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_themes.theme();
    painter.fillRect(rect(), theme.colour(Colour::Surface));
    painter.fillRect(0, height() - 1, width(), 1, theme.colour(Colour::Border));
}

} // namespace tributary
