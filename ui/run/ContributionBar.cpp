// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/ContributionBar.h"

#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>

namespace tributary {

namespace {
constexpr double lettersFrom = 24;
constexpr double segmentGap = 1;
} // namespace

ContributionBar::ContributionBar(const RunContext &context, int height, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    setFixedHeight(height);
    connect(&context.theme, &ThemeController::changed, this, qOverload<>(&QWidget::update));
}

void ContributionBar::setShares(const QList<ContributionShare> &shares)
{
    if (shares == m_shares)
        return;
    m_shares = shares;
    update();
}

void ContributionBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double corner = height() / 2.0;
    QPainterPath shape;
    shape.addRoundedRect(rect(), corner, corner);
    painter.setClipPath(shape);
    painter.fillRect(rect(), m_context.theme.theme().colour(Colour::Surface2));
    double left = 0;
    for (const ContributionShare &share : std::as_const(m_shares)) {
        const double length = share.share * width();
        const QRectF where(left, 0, qMax(0.0, length - segmentGap), height());
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        paintShare(painter, mirrored ? QRectF(width() - where.right(), 0, where.width(), height()) : where, share);
        left += length;
    }
}

void ContributionBar::paintShare(QPainter &painter, const QRectF &where, const ContributionShare &share) const
{
    const Theme &theme = m_context.theme.theme();
    if (share.kind != ContributionShare::Kind::Agent) {
        const bool fresh = share.kind == ContributionShare::Kind::New;
        painter.fillRect(where, QBrush(theme.colour(Colour::Control), fresh ? Qt::BDiagPattern : Qt::Dense6Pattern));
        return;
    }
    const ProposerLook look = theme.proposer(share.paletteIndex);
    painter.fillRect(where, look.line);
    if (height() < tall || where.width() < lettersFrom)
        return;
    painter.setPen(look.ink);
    QFont font = theme.font(TypeRole::Caption);
    font.setBold(true);
    painter.setFont(font);
    painter.drawText(where, Qt::AlignCenter, share.title);
}

} // namespace tributary
