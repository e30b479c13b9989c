// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/GraphBar.h"

#include "graph/Validation.h"
#include "ui/common/AgentLook.h"
#include "ui/common/ThemeController.h"
#include "ui/graph/GraphCommands.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {
constexpr int buttonHeight = 28;
}

GraphBar::GraphBar(const GraphCommands &commands, const ThemeController &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedHeight(fixedHeight);
    setAccessibleName(tr("Graph tools"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::Small, 0, spacing::Small, 0);
    row->setSpacing(spacing::Tiny);
    const auto add = [&](GraphAction what, const QString &text, const QString &icon) {
        QToolButton *button = addButton(text);
        button->setIcon(namedIcon(theme, icon, Colour::Text));
        button->setToolTip(tr("%1 (%2)").arg(text, commands.action(what)->shortcut().toString()));
        connect(button, &QToolButton::clicked, commands.action(what), &QAction::trigger);
    };
    add(GraphAction::AddAgent, tr("Agent"), u"plus"_s);
    add(GraphAction::AddLayer, tr("Layer"), u"plus"_s);
    m_presets = addButton(tr("Presets"));
    m_presets->setPopupMode(QToolButton::InstantPopup);
    m_toolsAt = row->count();
    row->addStretch(1);
    m_check = addButton({});
    m_drawer = addButton(tr("Answer"));
    m_drawer->setCheckable(true);
    m_drawer->setIcon(namedIcon(theme, u"panel-bottom"_s, Colour::Text));
    m_drawer->setToolTip(tr("What the agent was asked and answered (F8)"));
    m_outline = addButton(tr("Outline"));
    m_outline->setCheckable(true);
    m_outline->setIcon(namedIcon(theme, u"list-tree"_s, Colour::Text));
    m_outline->setToolTip(tr("The graph as a list"));
    connect(m_check, &QToolButton::clicked, this, &GraphBar::checkRequested);
    connect(m_outline, &QToolButton::clicked, this, &GraphBar::outlineToggled);
    connect(m_drawer, &QToolButton::clicked, this, &GraphBar::drawerToggled);
    setIssues({});
}

QToolButton *GraphBar::addButton(const QString &text)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setFixedHeight(buttonHeight);
    layout()->addWidget(button);
    return button;
}

void GraphBar::addCanvasTools(const QList<QWidget *> &tools)
{
    auto *row = static_cast<QHBoxLayout *>(layout());
    for (QWidget *tool : tools) {
        row->insertWidget(m_toolsAt++, tool);
        // Tab visits children in their order.
        tool->stackUnder(m_check);
    }
}

void GraphBar::setPresetsMenu(QMenu *menu)
{
    m_presets->setMenu(menu);
}

void GraphBar::setIssues(const QList<Issue> &issues)
{
    const bool error = hasErrors(issues);
    const QString icon = issues.isEmpty() ? u"circle-check"_s : u"triangle-alert"_s;
    const Colour colour = error ? Colour::Error : issues.isEmpty() ? Colour::Success : Colour::Warning;
    m_check->setIcon(namedIcon(m_theme, icon, colour));
    m_check->setText(issues.isEmpty()     ? tr("Ready")
                     : issues.size() == 1 ? tr("1 problem")
                                          : tr("%1 problems").arg(issues.size()));
    m_check->setToolTip(issues.isEmpty() ? tr("The graph can run.") : issues.first().message);
    m_check->setAccessibleName(tr("Check graph: %1").arg(m_check->text()));
}

void GraphBar::setOutlineShown(bool shown)
{
    m_outline->setChecked(shown);
}

void GraphBar::setDrawerShown(bool shown)
{
    m_drawer->setChecked(shown);
}

void GraphBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.theme().colour(Colour::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.theme().colour(Colour::Border));
}

} // namespace tributary
