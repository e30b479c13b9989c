// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/AnswerHeader.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/ThemeController.h"
#include "ui/run/RunLook.h"
#include "ui/run/StateLabel.h"

#include <QGridLayout>
#include <QPainter>

namespace tributary {

namespace {

constexpr int badgeSize = 20;
constexpr int sidePadding = 12;

} // namespace

AnswerHeader::AnswerHeader(const RunContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new ElidedLabel(this))
    , m_provider(new ElidedLabel(this))
    , m_state(new StateLabel(context, this))
{
    setMinimumHeight(fixedHeight);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    new TextStyle(m_model, context.theme, TypeRole::Strong, Colour::Text);
    new TextStyle(m_provider, context.theme, TypeRole::Caption, Colour::Text3);
    m_model->setElideMode(Qt::ElideMiddle);
    m_provider->setElideMode(Qt::ElideRight);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(sidePadding + badgeSize + spacing::Small, spacing::Small, sidePadding, spacing::Tiny);
    grid->setHorizontalSpacing(spacing::Small);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_model, 0, 0);
    grid->addWidget(m_state, 0, 1);
    grid->addWidget(m_provider, 1, 0, 1, 2);
    connect(&context.theme, &ThemeController::changed, this, [this] { update(); });
}

void AnswerHeader::setDisplay(const AgentDisplay &display)
{
    const bool sameBadge = m_display.letter == display.letter && m_display.paletteIndex == display.paletteIndex;
    m_display = display;
    m_model->setText(display.modelName);
    m_provider->setText(display.providerName);
    m_state->setDisplay(display);
    if (!sameBadge)
        update();
}

void AnswerHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_context.theme.theme();
    paintAgentBadge(painter, QRect(sidePadding, spacing::Medium, badgeSize, badgeSize), theme, m_display);
    painter.fillRect(QRect(sidePadding, height() - 1, width() - 2 * sidePadding, 1), theme.colour(Colour::Border));
}

} // namespace tributary
