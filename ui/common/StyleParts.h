// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Theme.h"

#include <QStyleOption>

class QPainter;
class QWidget;

/// The parts that TributaryStyle is made of; nothing else uses them.
namespace tributary::style {

void drawPushButton(QPainter &painter, const Theme &theme, const QStyleOptionButton &option, const QWidget *widget,
                    bool underlined);
void drawToolButton(QPainter &painter, const Theme &theme, const QStyleOptionToolButton &option, const QWidget *widget);
QSize pushButtonSize(const QStyleOptionButton &option);
QSize toolButtonSize(const QStyleOptionToolButton &option);

void drawCheckBox(QPainter &painter, const Theme &theme, const QStyleOption &option);
void drawRadioButton(QPainter &painter, const Theme &theme, const QStyleOption &option);
void drawComboBox(QPainter &painter, const Theme &theme, const QStyleOptionComboBox &option);
void drawSpinBox(QPainter &painter, const Theme &theme, const QStyleOptionSpinBox &option, const QRect &up,
                 const QRect &down);
void drawFrame(QPainter &painter, const Theme &theme, const QStyleOption &option, const QWidget *widget);

void drawMenuBarItem(QPainter &painter, const Theme &theme, const QStyleOptionMenuItem &option, bool underlined);
void drawMenuItem(QPainter &painter, const Theme &theme, const QStyleOptionMenuItem &option, bool underlined);
QSize menuItemSize(const QStyleOptionMenuItem &option, const QSize &contents);
QSize menuBarItemSize(const QStyleOptionMenuItem &option);

void drawScrollBar(QPainter &painter, const Theme &theme, const QStyleOptionSlider &option, const QRect &handle);
QRect scrollBarPart(const QStyleOptionSlider &option, int part);
void drawSplitter(QPainter &painter, const Theme &theme, const QStyleOption &option);

void drawItem(QPainter &painter, const Theme &theme, const QStyleOption &option);
void drawTab(QPainter &painter, const Theme &theme, const QStyleOption &option);
void drawHeaderSection(QPainter &painter, const Theme &theme, const QStyleOption &option);
void drawProgressTrack(QPainter &painter, const Theme &theme, const QStyleOption &option);
void drawProgress(QPainter &painter, const Theme &theme, const QStyleOptionProgressBar &option);

} // namespace tributary::style
