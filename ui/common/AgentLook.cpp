// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/AgentLook.h"

#include "ui/common/Icons.h"
#include "ui/common/LetterBadge.h"
#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"

#include <QPainter>
#include <QPainterPath>

namespace tributary {

using namespace Qt::StringLiterals;

QIcon namedIcon(const ThemeController &theme, const QString &name, Colour colour)
{
    const QByteArray latin = name.toLatin1();
    return icon(theme, QLatin1StringView(latin), colour);
}

QFont stateFont(const Theme &theme)
{
    QFont font = theme.font(TypeRole::Caption);
    font.setWeight(QFont::DemiBold);
    return font;
}

void paintStateIcon(QPainter &painter, const QRect &where, const ThemeController &theme, const AgentDisplay &display,
                    int degrees)
{
    if (display.icon.isEmpty())
        return;
    const QIcon picture = namedIcon(theme, display.icon, colourOf(display.tone));
    if (display.icon == "square"_L1) {
        // Solid: beside a word the outlined square reads as an empty check box.
        const double inset = where.width() / 5.0;
        const QRectF square = QRectF(where).adjusted(inset, inset, -inset, -inset);
        paintBox(painter, square, spacing::Hair, theme.theme().colour(colourOf(display.tone)), {});
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (display.busy && degrees != 0) {
        const QPointF centre = QRectF(where).center();
        painter.translate(centre);
        painter.rotate(degrees);
        painter.translate(-centre);
    }
    picture.paint(&painter, where);
    painter.restore();
}

void paintAgentBar(QPainter &painter, const QRect &frame, int width, const Theme &theme, const AgentDisplay &display)
{
    if (display.isAggregator)
        return;
    QPainterPath corners;
    corners.addRoundedRect(frame, radius::Card, radius::Card);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipPath(corners);
    paintIdentityBar(painter, theme, QRect(frame.left(), frame.top(), width, frame.height()), display.index);
    painter.restore();
}

void paintAgentBadge(QPainter &painter, const QRect &where, const Theme &theme, const AgentDisplay &display)
{
    if (!display.isAggregator) {
        paintLetterBadge(painter, theme, where, {display.index});
        return;
    }
    painter.save();
    paintBox(painter, where, radius::Badge, theme.colour(Colour::Text2), {});
    QFont font = theme.font(TypeRole::Strong);
    font.setWeight(QFont::Bold);
    painter.setFont(font);
    painter.setPen(theme.colour(Colour::Surface));
    painter.drawText(where, Qt::AlignCenter, display.letter);
    painter.restore();
}

} // namespace tributary
