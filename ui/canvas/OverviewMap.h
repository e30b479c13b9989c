// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/GraphPicture.h"

#include <QWidget>

namespace tributary {

class ThemeController;

/// The whole graph small, with a frame around what is seen; drag it to go elsewhere. For eyes and hands only: keys and
/// assistive technology have the canvas itself and the Outline.
class OverviewMap : public QWidget
{
    Q_OBJECT

public:
    OverviewMap(const ThemeController &theme, QWidget *parent);

    /// `seen` in coordinates of the picture.
    void setPicture(const GraphPicture &picture, const QRectF &seen);

Q_SIGNALS:
    void centreWanted(const QPointF &at);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] QTransform toMap() const;
    void goTo(const QPointF &position);

    const ThemeController &m_theme;
    GraphPicture m_picture;
    QRectF m_seen;
};

} // namespace tributary
