// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/StateLabel.h"

#include "ui/common/Spinner.h"
#include "ui/common/ThemeController.h"
#include "ui/run/RunLook.h"

#include <QFontMetrics>
#include <QPainter>

namespace tributary {

namespace {

constexpr int iconSize = 14;
constexpr int iconGap = 4;

} // namespace

StateLabel::StateLabel(const RunContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&context.spinner, &Spinner::turned, this, [this] {
        if (m_display.busy && isVisible())
            update();
    });
    connect(&context.theme, &ThemeController::changed, this, &QWidget::updateGeometry);
}

void StateLabel::setDisplay(const AgentDisplay &display)
{
    const bool same = m_display.stateText == display.stateText && m_display.icon == display.icon &&
                      m_display.tone == display.tone && m_display.busy == display.busy;
    m_display = display;
    if (same)
        return;
    setAccessibleName(display.stateText);
    setToolTip(display.stateText.toHtmlEscaped());
    updateGeometry();
    update();
}

QSize StateLabel::sizeHint() const
{
    return {widthOf(m_display.stateText), qMax(iconSize, QFontMetrics(stateFont(m_context.theme.theme())).height())};
}

QSize StateLabel::minimumSizeHint() const
{
    return {widthOf(m_display.stateShort), sizeHint().height()};
}

int StateLabel::widthOf(const QString &word) const
{
    const int icon = m_display.icon.isEmpty() ? 0 : iconSize + iconGap;
    return icon + QFontMetrics(stateFont(m_context.theme.theme())).horizontalAdvance(word) + 1;
}

void StateLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_context.theme.theme();
    const QString word = width() >= widthOf(m_display.stateText) ? m_display.stateText : m_display.stateShort;
    // At the right edge, where the eye looks for it, whatever width the layout left.
    int x = qMax(0, width() - widthOf(word));
    if (!m_display.icon.isEmpty()) {
        const QRect where(x, (height() - iconSize) / 2, iconSize, iconSize);
        paintStateIcon(painter, where, m_context.theme, m_display, m_context.spinner.degrees());
        x += iconSize + iconGap;
    }
    painter.setFont(stateFont(theme));
    painter.setPen(theme.colour(colourOf(m_display.tone)));
    const QRect room(x, 0, width() - x, height());
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(word, Qt::ElideRight, room.width()));
}

} // namespace tributary
