// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/Toast.h"

#include "ui/common/ButtonLook.h"
#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace tributary {

Toast::Toast(const ThemeController &themes, const QString &text, std::function<void()> undo, QWidget *host)
    : QFrame(host)
    , m_themes(themes)
{
    setAccessibleName(text);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::Large, spacing::Tiny, spacing::Small, spacing::Tiny);
    auto *label = new QLabel(text, this);
    label->setTextFormat(Qt::PlainText);
    label->setMinimumHeight(spacing::ControlHeight);
    row->addWidget(label);
    if (undo)
        offer(tr("Undo"), std::move(undo));
    host->installEventFilter(this);
    m_life.setSingleShot(true);
    m_life.setInterval(LifetimeMs);
    connect(&m_life, &QTimer::timeout, this, &QObject::deleteLater);
    m_life.start();
    place();
    show();
    raise();
}

void Toast::offer(const QString &text, std::function<void()> act)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->installEventFilter(this);
    layout()->addWidget(button);
    connect(button, &QToolButton::clicked, this, [this, act = std::move(act)] {
        act();
        deleteLater();
    });
    place();
}

void Toast::place()
{
    adjustSize();
    const QSize room = parentWidget()->size();
    move((room.width() - width()) / 2, room.height() - height() - spacing::Wide - spacing::Large);
}

void Toast::hold()
{
    m_life.stop();
}

void Toast::release()
{
    m_life.start();
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_themes.theme();
    paintBox(painter, rect(), radius::Card, theme.colour(Colour::Surface), theme.colour(Colour::Control));
}

void Toast::enterEvent(QEnterEvent *event)
{
    hold();
    QFrame::enterEvent(event);
}

void Toast::leaveEvent(QEvent *event)
{
    release();
    QFrame::leaveEvent(event);
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    else if (event->type() == QEvent::FocusIn)
        hold();
    else if (event->type() == QEvent::FocusOut)
        release();
    return QFrame::eventFilter(watched, event);
}

} // namespace tributary
