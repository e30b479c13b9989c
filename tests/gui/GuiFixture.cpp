// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"

#include "ui/common/TributaryStyle.h"

#include <QApplication>
#include <QRegularExpression>
#include <QTest>
#include <QWidget>

namespace tributary {

using namespace Qt::StringLiterals;

void failOnWarnings()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s));
}

ThemedApplication::ThemedApplication(ThemeMode mode)
{
    themes.setMode(mode);
    QApplication::setStyle(new TributaryStyle(themes));
    QApplication::setPalette(themes.theme().palette());
    QApplication::setFont(themes.theme().font(TypeRole::Body));
}

ThemedApplication::~ThemedApplication()
{
    QApplication::setStyle(u"Fusion"_s);
}

int pixelsOf(const QImage &image, const QColor &colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y).rgb() == colour.rgb() ? 1 : 0;
    }
    return count;
}

QList<QWidget *> focusable(QWidget &root)
{
    QList<QWidget *> found;
    const auto all = QList<QWidget *>{&root} + root.findChildren<QWidget *>();
    for (QWidget *widget : all) {
        if (widget->isVisible() && widget->isEnabled() && !widget->focusProxy() &&
            (widget->focusPolicy() & Qt::TabFocus) != 0)
            found << widget;
    }
    return found;
}

} // namespace tributary
