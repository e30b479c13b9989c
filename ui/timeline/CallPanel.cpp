// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/CallPanel.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"
#include "ui/run/RunButtons.h"

#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

CallPanel::CallPanel(const ThemeController &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new ElidedLabel(this))
    , m_prompt(new QPushButton(tr("Show prompt sent"), this))
    , m_curl(new QPushButton(tr("Copy as curl without key"), this))
{
    setAccessibleName(tr("Call details"));
    new TextStyle(m_title, theme, TypeRole::Section, Colour::Text);
    QToolButton *close = smallButton(theme, u"x"_s, tr("Close details"), tr("Close details (Esc)"), this);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(close);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(buildContent());
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("What is known of the call"));
    scroll->viewport()->setAutoFillBackground(false);
    scroll->widget()->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::Large, spacing::Medium, spacing::Medium, spacing::Medium);
    column->setSpacing(spacing::Small);
    column->addLayout(head);
    column->addWidget(scroll, 1);
    column->addWidget(m_prompt);
    column->addWidget(m_curl);
    for (QPushButton *button : {m_prompt, m_curl})
        button->setAccessibleName(button->text());
    connect(close, &QToolButton::clicked, this, &CallPanel::closeRequested);
    connect(m_prompt, &QPushButton::clicked, this, &CallPanel::promptRequested);
    connect(m_curl, &QPushButton::clicked, this, &CallPanel::curlRequested);
}

QWidget *CallPanel::buildContent()
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, spacing::Small, 0);
    column->setSpacing(spacing::Small);
    m_facts = new QFormLayout;
    m_facts->setHorizontalSpacing(spacing::Medium);
    m_facts->setVerticalSpacing(spacing::Tiny);
    m_facts->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_partsTitle = new QLabel(tr("What happened"), content);
    new TextStyle(m_partsTitle, m_theme, TypeRole::Strong, Colour::Text);
    m_parts = new QVBoxLayout;
    m_parts->setSpacing(spacing::Tiny);
    column->addLayout(m_facts);
    column->addSpacing(spacing::Small);
    column->addWidget(m_partsTitle);
    column->addLayout(m_parts);
    column->addStretch(1);
    return content;
}

QLabel *CallPanel::makeLabel(const QString &text, bool quiet)
{
    auto *label = new QLabel(text, this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(!quiet);
    if (!quiet)
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    new TextStyle(label, m_theme, TypeRole::Body, quiet ? Colour::Text2 : Colour::Text);
    return label;
}

void CallPanel::show(const CallDetails &details)
{
    const bool hasRequests = !details.requests.isEmpty();
    const QString why = tr("Nothing was sent, or what was sent was not kept");
    for (QPushButton *button : {m_prompt, m_curl}) {
        button->setEnabled(hasRequests);
        button->setToolTip(hasRequests ? QString() : why);
    }
    if (details == m_details)
        return;
    m_details = details;
    m_title->setText(details.title);
    while (m_facts->rowCount() > 0)
        m_facts->removeRow(0);
    for (const CallFact &fact : details.facts)
        m_facts->addRow(makeLabel(fact.label, true), makeLabel(fact.value, false));
    while (QLayoutItem *item = m_parts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString &part : details.parts)
        m_parts->addWidget(makeLabel(part, false));
    m_partsTitle->setVisible(!details.parts.isEmpty());
}

void CallPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

void CallPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_theme.theme();
    painter.fillRect(rect(), theme.colour(Colour::Surface));
    painter.fillRect(QRect(0, 0, 1, height()), theme.colour(Colour::Border));
    painter.fillRect(QRect(0, 0, width(), 1), theme.colour(Colour::Border));
}

} // namespace tributary
