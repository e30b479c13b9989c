// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/AttachmentChip.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/Painting.h"
#include "ui/common/Spinner.h"
#include "ui/common/ThemeController.h"
#include "ui/run/RunButtons.h"
#include "ui/run/RunLook.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int chipHeight = 28;
constexpr int mostWidth = 320;
constexpr int mostFailedWidth = 560;
constexpr QRect iconRect(8, 7, 14, 14);

QString iconOf(AttachmentDisplay::State state)
{
    switch (state) {
    case AttachmentDisplay::State::Reading:
        return u"loader-circle"_s;
    case AttachmentDisplay::State::Ready:
        return u"file-text"_s;
    case AttachmentDisplay::State::Failed:
        return u"circle-alert"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

AttachmentChip::AttachmentChip(const RunContext &context, const AttachmentDisplay &display, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_display(display)
    , m_text(new ElidedLabel(this))
    , m_textStyle(new TextStyle(m_text, context.theme, TypeRole::Caption, Colour::Text))
    , m_remove(smallButton(context.theme, u"x"_s, {}, {}, this))
{
    setFixedHeight(chipHeight);
    m_remove->installEventFilter(this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(iconRect.right() + spacing::Small, 0, spacing::Hair, 0);
    row->setSpacing(spacing::Tiny);
    row->addWidget(m_text, 1);
    row->addWidget(m_remove);
    connect(m_remove, &QToolButton::clicked, this, &AttachmentChip::removeRequested);
    connect(&context.spinner, &Spinner::turned, this, [this] {
        if (m_display.state == AttachmentDisplay::State::Reading)
            update(iconRect);
    });
    showDisplay();
}

void AttachmentChip::setDisplay(const AttachmentDisplay &display)
{
    if (display == m_display)
        return;
    m_display = display;
    showDisplay();
}

bool AttachmentChip::holdsFocus() const
{
    return m_remove->hasFocus();
}

void AttachmentChip::takeFocus()
{
    m_remove->setFocus(Qt::OtherFocusReason);
}

void AttachmentChip::showDisplay()
{
    const bool failed = m_display.state == AttachmentDisplay::State::Failed;
    m_text->setText(failed ? m_display.toolTip : u"%1 · %2"_s.arg(m_display.name, m_display.detail));
    // A sentence is read from its beginning; of a name both ends tell it apart.
    m_text->setElideMode(failed ? Qt::ElideRight : Qt::ElideMiddle);
    m_textStyle->setColour(failed ? Colour::Error : Colour::Text);
    setMaximumWidth(failed ? mostFailedWidth : mostWidth);
    setToolTip(m_display.toolTip.toHtmlEscaped().replace(u'\n', u"<br>"_s));
    setAccessibleName(m_display.accessibleName);
    setAccessibleDescription(m_display.toolTip);
    m_remove->setAccessibleName(tr("Remove %1").arg(m_display.name));
    m_remove->setAccessibleDescription(m_display.accessibleName);
    m_remove->setToolTip(tr("Remove (Delete)"));
    updateGeometry();
    update();
}

bool AttachmentChip::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_remove && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Delete || key == Qt::Key_Backspace) {
            Q_EMIT removeRequested();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void AttachmentChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_context.theme.theme();
    const bool failed = m_display.state == AttachmentDisplay::State::Failed;
    paintBox(painter, rect(), radius::Control, theme.colour(Colour::Surface2),
             theme.colour(failed ? Colour::Error : Colour::Border));
    AgentDisplay sign;
    sign.icon = iconOf(m_display.state);
    sign.tone = failed ? Tone::Error : Tone::Neutral;
    sign.busy = m_display.state == AttachmentDisplay::State::Reading;
    paintStateIcon(painter, iconRect, m_context.theme, sign, m_context.spinner.degrees());
}

} // namespace tributary
