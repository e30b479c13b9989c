// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/ReferenceLine.h"

#include "ui/common/ThemeController.h"
#include "ui/run/RunLook.h"

#include <QPainter>

namespace tributary {

namespace {

/// The model keeps at least this share of the line when room is short.
constexpr double leastModelShare = 0.4;

} // namespace

ReferenceLine::ReferenceLine(const RunContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&context.theme, &ThemeController::changed, this, &QWidget::updateGeometry);
}

void ReferenceLine::setSynthesis(const SynthesisDisplay &synthesis)
{
    if (m_synthesis == synthesis)
        return;
    m_synthesis = synthesis;
    setAccessibleName(synthesis.header);
    setToolTip(synthesis.header.toHtmlEscaped());
    update();
}

QSize ReferenceLine::sizeHint() const
{
    const QFontMetrics metrics(m_context.theme.theme().font(TypeRole::Caption));
    return {metrics.horizontalAdvance(m_synthesis.header), metrics.height() + 2};
}

QSize ReferenceLine::minimumSizeHint() const
{
    return {80, sizeHint().height()};
}

void ReferenceLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_context.theme.theme();
    const QFont plain = theme.font(TypeRole::Caption);
    QFont struck = plain;
    struck.setStrikeOut(true);
    QList<std::pair<QString, bool>> parts;
    QString separator = m_synthesis.references.isEmpty() ? QString() : tr(" · from ");
    for (const ReferenceMark &mark : m_synthesis.references) {
        parts.append({separator, false});
        parts.append({mark.letter, mark.missing});
        if (!mark.reason.isEmpty())
            parts.append({u' ' + mark.reason, false});
        separator = QStringLiteral(", ");
    }
    const QFontMetrics metrics(plain);
    int wanted = 0;
    for (const auto &[text, missing] : std::as_const(parts))
        wanted += metrics.horizontalAdvance(text);
    const int modelRoom = qMax(width() - wanted, int(width() * leastModelShare));
    const QString model = metrics.elidedText(m_synthesis.modelName, Qt::ElideMiddle, modelRoom);
    painter.setPen(theme.colour(Colour::Text3));
    painter.setFont(plain);
    painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft, model);
    int x = metrics.horizontalAdvance(model);
    for (const auto &[text, missing] : std::as_const(parts)) {
        painter.setFont(missing ? struck : plain);
        painter.drawText(rect().adjusted(x, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
        x += metrics.horizontalAdvance(text);
    }
}

} // namespace tributary
