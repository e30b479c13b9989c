// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/RunDisplay.h"

#include <QAbstractButton>

namespace tributary {

/// One agent in the graph strip: a row with its colour, letter, model and state; the aggregator a box of two lines; in
/// the collapsed strip only sign, letter and a word. A press goes to its card, a double-click to its settings.
class StripAgent : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Shape { Row, Box, Compact };

    StripAgent(const RunContext &context, const AgentId &agent, QWidget *parent);

    [[nodiscard]] const AgentId &agent() const { return m_agent; }

    [[nodiscard]] const AgentDisplay &display() const { return m_display; }

    void setDisplay(const AgentDisplay &display);
    void setShape(Shape shape);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void opened();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void paintRow(QPainter &painter) const;
    void paintBoxed(QPainter &painter) const;
    void paintCompact(QPainter &painter) const;
    void paintGround(QPainter &painter) const;
    /// Returns the width taken.
    int paintState(QPainter &painter, const QRect &room, bool rightAligned) const;
    [[nodiscard]] QString compactName() const;

    RunContext m_context;
    AgentId m_agent;
    AgentDisplay m_display;
    Shape m_shape = Shape::Row;
};

} // namespace tributary
