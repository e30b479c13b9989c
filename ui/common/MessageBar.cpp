// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/MessageBar.h"

#include "ui/common/ButtonLook.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/Icons.h"
#include "ui/common/ThemeController.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct NoticeLook
{
    Colour fill;
    Colour ink;
    QLatin1StringView icon;
    const char *word;
};

NoticeLook lookOf(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::Info:
        return {Colour::BarInfo, Colour::Accent, "info"_L1, QT_TRANSLATE_NOOP("tributary::MessageBar", "Information")};
    case NoticeKind::Success:
        return {Colour::BarSuccess, Colour::Success, "circle-check"_L1,
                QT_TRANSLATE_NOOP("tributary::MessageBar", "Done")};
    case NoticeKind::Warning:
        return {Colour::BarWarning, Colour::Warning, "triangle-alert"_L1,
                QT_TRANSLATE_NOOP("tributary::MessageBar", "Warning")};
    case NoticeKind::Error:
        return {Colour::BarError, Colour::Error, "circle-alert"_L1,
                QT_TRANSLATE_NOOP("tributary::MessageBar", "Error")};
    }
    Q_UNREACHABLE();
}

} // namespace

MessageBar::MessageBar(const ThemeController &themes, const Notice &notice, QWidget *parent)
    : QFrame(parent)
    , m_themes(themes)
    , m_notice(notice)
{
    setAccessibleName(tr("%1: %2", "kind of message, its sentence").arg(tr(lookOf(notice.kind).word), notice.text));
    setMinimumHeight(Height);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::Medium, 2, spacing::Tiny, 2);
    row->setSpacing(spacing::Small);
    addIcon(*row);
    auto *text = new ElidedLabel(this);
    text->setElideMode(Qt::ElideRight);
    text->setText(notice.text);
    row->addWidget(text, 1);
    addButtons(*row);
    if (notice.dismissible)
        addCloseButton(*row);
    connect(&themes, &ThemeController::changed, this, qOverload<>(&QWidget::update));
}

void MessageBar::addIcon(QHBoxLayout &row)
{
    auto *sign = new QToolButton(this);
    const NoticeLook look = lookOf(m_notice.kind);
    sign->setIcon(icon(m_themes, look.icon, look.ink));
    sign->setAccessibleName(tr(look.word));
    sign->setFocusPolicy(Qt::NoFocus);
    sign->setAttribute(Qt::WA_TransparentForMouseEvents);
    sign->setFixedSize(24, 28);
    row.addWidget(sign);
}

void MessageBar::addButtons(QHBoxLayout &row)
{
    for (const NoticeButton &choice : std::as_const(m_notice.buttons)) {
        auto *button = new QToolButton(this);
        button->setText(choice.text);
        button->setAccessibleName(choice.text);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setMaximumHeight(Height - 2 * spacing::Tiny);
        setButtonLook(*button, ButtonLook::Raised);
        row.addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, press = choice.press] {
            if (press)
                press();
            Q_EMIT closed();
        });
    }
}

void MessageBar::addCloseButton(QHBoxLayout &row)
{
    auto *close = new QToolButton(this);
    close->setIcon(icon(m_themes, "x"_L1, Colour::Text2));
    close->setAccessibleName(tr("Close message"));
    close->setToolTip(tr("Close message"));
    close->setFocusPolicy(Qt::StrongFocus);
    close->setFixedSize(28, 28);
    row.addWidget(close);
    connect(close, &QToolButton::clicked, this, &MessageBar::closed);
}

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_themes.theme();
    painter.fillRect(rect(), theme.colour(lookOf(m_notice.kind).fill));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.colour(Colour::Border));
}

MessageStack::MessageStack(const ThemeController &themes, QWidget *parent)
    : QWidget(parent)
    , m_themes(themes)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    setAccessibleName(tr("Messages"));
}

void MessageStack::show(const Notice &notice)
{
    remove(notice.id);
    auto *bar = new MessageBar(m_themes, notice, this);
    layout()->addWidget(bar);
    bar->show();
    connect(bar, &MessageBar::closed, this, [this, bar] {
        layout()->removeWidget(bar);
        bar->hide();
        // Later: the press of one of its buttons may still be on the way.
        bar->deleteLater();
        Q_EMIT dismissed(bar->notice().id);
    });
    Q_EMIT shown(notice.text, notice.kind);
}

void MessageStack::setNotices(const QList<Notice> &notices)
{
    const QList<Notice> old = this->notices();
    for (const Notice &notice : old) {
        const bool stays = std::any_of(notices.begin(), notices.end(), [&](const Notice &wanted) {
            return wanted.id == notice.id && wanted.text == notice.text;
        });
        if (!stays)
            remove(notice.id);
    }
    for (const Notice &notice : notices) {
        if (!find(notice.id))
            show(notice);
    }
}

void MessageStack::remove(const QString &id)
{
    if (MessageBar *bar = find(id)) {
        layout()->removeWidget(bar);
        bar->hide();
        bar->deleteLater();
    }
}

QList<Notice> MessageStack::notices() const
{
    QList<Notice> notices;
    for (int i = 0; i < layout()->count(); ++i)
        notices << static_cast<MessageBar *>(layout()->itemAt(i)->widget())->notice();
    return notices;
}

MessageBar *MessageStack::find(const QString &id) const
{
    for (int i = 0; i < layout()->count(); ++i) {
        auto *bar = static_cast<MessageBar *>(layout()->itemAt(i)->widget());
        if (bar->notice().id == id)
            return bar;
    }
    return nullptr;
}

} // namespace tributary
