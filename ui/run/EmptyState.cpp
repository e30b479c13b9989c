// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/EmptyState.h"

#include "ui/run/RunLook.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tributary {

namespace {

constexpr int narrowestText = 260;
constexpr int widestText = 380;

} // namespace

EmptyState::EmptyState(const RunContext &context, QWidget *parent)
    : QWidget(parent)
    , m_demo(new QPushButton(tr("Use the demo question"), this))
{
    auto *text = new QLabel(tr("Ask something. Each agent's answer appears here, side by side."), this);
    new TextStyle(text, context.theme, TypeRole::Section, Colour::Text2);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    text->setMaximumWidth(widestText);
    text->setMinimumWidth(narrowestText);
    // Through a row of its own: an aligned label would get the height of one line.
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(text, 100);
    row->addStretch(1);
    m_demo->setAccessibleName(m_demo->text());
    auto *column = new QVBoxLayout(this);
    column->setSpacing(spacing::Large);
    column->addStretch(1);
    column->addLayout(row);
    column->addWidget(m_demo, 0, Qt::AlignHCenter);
    column->addStretch(1);
    connect(m_demo, &QPushButton::clicked, this, &EmptyState::demoQuestionRequested);
}

void EmptyState::setDemoOffered(bool offered)
{
    m_demo->setVisible(offered);
}

} // namespace tributary
