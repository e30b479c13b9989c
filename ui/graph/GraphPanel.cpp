// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/GraphPanel.h"

#include "ui/common/ThemeController.h"
#include "ui/graph/AgentDetails.h"
#include "ui/graph/GraphForm.h"
#include "ui/graph/LayerForm.h"
#include "ui/run/AgentForm.h"
#include "ui/run/RunButtons.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

GraphPanel::GraphPanel(GraphEditor &editor, const ThemeController &theme, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_theme(theme)
    , m_pages(new QStackedWidget(this))
    , m_agent(new AgentForm(theme, editor.document(), editor.model().models(), this))
    , m_details(new AgentDetails(theme, editor.model(), editor.live(), this))
    , m_layer(new LayerForm(theme, editor.document(), this))
    , m_graph(new GraphForm(theme, editor, this))
    , m_agentPage(addPage({m_agent, m_details}))
    , m_layerPage(addPage({m_layer}))
    , m_graphPage(addPage({m_graph}))
{
    setFixedWidth(fixedWidth);
    setAccessibleName(tr("Settings of the graph"));
    QToolButton *close = smallButton(theme, u"x"_s, tr("Close panel"), tr("Close (F9)"), this);
    close->lower(); // Tab visits children in their order
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::Large, spacing::Small, spacing::Tiny, 0);
    column->setSpacing(0);
    column->addWidget(close, 0, Qt::AlignRight);
    column->addWidget(m_pages, 1);
    connect(close, &QToolButton::clicked, this, &GraphPanel::closeRequested);
    connect(m_agent, &AgentForm::modelsRequested, this, &GraphPanel::modelsRequested);
    connect(m_agent, &AgentForm::modelForRetry, this, &GraphPanel::modelForRetry);
    connect(m_graph, &GraphForm::agentAdded, this, &GraphPanel::left);
    connect(m_details, &AgentDetails::modelsRequested, this, &GraphPanel::modelsRequested);
    connect(&editor.selection(), &GraphSelection::changed, this, &GraphPanel::showFocus);
    showFocus();
}

QWidget *GraphPanel::addPage(const QList<QWidget *> &parts)
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, spacing::Medium, spacing::Large);
    column->setSpacing(spacing::Medium);
    for (QWidget *part : parts)
        column->addWidget(part);
    column->addStretch(1);
    auto *scroll = new QScrollArea(m_pages);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    m_pages->addWidget(scroll);
    return scroll;
}

void GraphPanel::showFocus()
{
    const GraphItem &focus = m_editor.selection().focus();
    if (focus.isAgent()) {
        m_agent->setAgent(focus.agent);
        m_details->setAgent(focus.agent);
        m_pages->setCurrentWidget(m_agentPage);
    } else if (focus.isLayer()) {
        m_layer->setLayer(focus.layer);
        m_pages->setCurrentWidget(m_layerPage);
    } else {
        m_pages->setCurrentWidget(m_graphPage);
    }
}

void GraphPanel::enter()
{
    if (m_pages->currentWidget() == m_agentPage)
        m_agent->focusModel();
    else if (QWidget *first = m_pages->currentWidget()->nextInFocusChain())
        first->setFocus(Qt::OtherFocusReason);
}

void GraphPanel::focusName()
{
    m_details->focusName();
}

void GraphPanel::focusReferences()
{
    m_details->focusReferences();
}

void GraphPanel::showProblems()
{
    m_editor.selection().clear();
    m_graph->focusProblems();
}

void GraphPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        QWidget::keyPressEvent(event);
}

void GraphPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.theme().colour(Colour::Surface));
    painter.fillRect(QRect(0, 0, 1, height()), m_theme.theme().colour(Colour::Border));
}

} // namespace tributary
