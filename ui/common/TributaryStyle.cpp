// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/TributaryStyle.h"

#include "ui/common/Painting.h"
#include "ui/common/StyleParts.h"
#include "ui/common/ThemeController.h"

#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDialog>
#include <QEvent>
#include <QStyleFactory>
#include <QTabBar>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

bool isHoverable(const QWidget *widget)
{
    return qobject_cast<const QComboBox *>(widget) || qobject_cast<const QTabBar *>(widget) ||
           qobject_cast<const QAbstractSpinBox *>(widget);
}

} // namespace

TributaryStyle::TributaryStyle(const ThemeController &controller)
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
    , m_controller(controller)
{}

QPalette TributaryStyle::standardPalette() const
{
    return m_controller.theme().palette();
}

void TributaryStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (isHoverable(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (qobject_cast<QDialog *>(widget)) {
        widget->setBackgroundRole(QPalette::Base);
        // Without it, Qt paints a window in QPalette::Window whatever its role.
        widget->setAutoFillBackground(true);
    }
    if (qobject_cast<QAbstractScrollArea *>(widget))
        widget->installEventFilter(this);
}

void TributaryStyle::unpolish(QWidget *widget)
{
    widget->removeEventFilter(this);
    QProxyStyle::unpolish(widget);
}

bool TributaryStyle::eventFilter(QObject *watched, QEvent *event)
{
    // A scroll area repaints its viewport when focus comes or goes, but not the frame that shows it.
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        static_cast<QWidget *>(watched)->update();
    return QProxyStyle::eventFilter(watched, event);
}

void TributaryStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                   const QWidget *widget) const
{
    const Theme &theme = m_controller.theme();
    const auto isOn = [&](StateFlag flag) { return option->state.testFlag(flag); };
    switch (element) {
    case PE_FrameFocusRect:
        return paintFocusRing(*painter, theme, option->rect, radius::Badge);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return style::drawCheckBox(*painter, theme, *option);
    case PE_IndicatorRadioButton:
        return style::drawRadioButton(*painter, theme, *option);
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            paintField(*painter, theme, option->rect, isOn(State_Enabled), isOn(State_HasFocus),
                       theme.colour(Colour::Surface));
        return;
    case PE_Frame:
        return style::drawFrame(*painter, theme, *option, widget);
    case PE_PanelItemViewItem:
        return style::drawItem(*painter, theme, *option);
    case PE_PanelItemViewRow:
    case PE_FrameStatusBarItem:
    case PE_FrameLineEdit:
    case PE_FrameTabWidget:
        return;
    case PE_PanelTipLabel:
    case PE_FrameMenu:
        return paintBox(*painter, option->rect, 0, element == PE_FrameMenu ? QColor() : theme.colour(Colour::Surface),
                        theme.colour(Colour::Border));
    case PE_PanelMenu:
        return painter->fillRect(option->rect, theme.colour(Colour::Surface));
    case PE_FrameTabBarBase:
        return painter->fillRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1,
                                 theme.colour(Colour::Border));
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void TributaryStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    const Theme &theme = m_controller.theme();
    const bool underlined = proxy()->styleHint(SH_UnderlineShortcut, option, widget, nullptr) != 0;
    if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option); button && element == CE_PushButton)
        return style::drawPushButton(*painter, theme, *button, widget, underlined);
    if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
        if (element == CE_MenuBarItem)
            return style::drawMenuBarItem(*painter, theme, *item, underlined);
        if (element == CE_MenuItem)
            return style::drawMenuItem(*painter, theme, *item, underlined);
    }
    if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
        bar && element == CE_ProgressBarContents)
        return style::drawProgress(*painter, theme, *bar);
    switch (element) {
    case CE_MenuBarEmptyArea:
    case CE_MenuEmptyArea:
        return painter->fillRect(option->rect, theme.colour(Colour::Surface));
    case CE_Splitter:
        return style::drawSplitter(*painter, theme, *option);
    case CE_TabBarTabShape:
        return style::drawTab(*painter, theme, *option);
    case CE_HeaderSection:
        return style::drawHeaderSection(*painter, theme, *option);
    case CE_ProgressBarGroove:
        return style::drawProgressTrack(*painter, theme, *option);
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void TributaryStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                        const QWidget *widget) const
{
    const Theme &theme = m_controller.theme();
    const auto part = [&](SubControl sub) { return proxy()->subControlRect(control, option, sub, widget); };
    if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        button && control == CC_ToolButton)
        return style::drawToolButton(*painter, theme, *button, widget);
    if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option); combo && control == CC_ComboBox)
        return style::drawComboBox(*painter, theme, *combo);
    if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option); spin && control == CC_SpinBox)
        return style::drawSpinBox(*painter, theme, *spin, part(SC_SpinBoxUp), part(SC_SpinBoxDown));
    if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option); bar && control == CC_ScrollBar)
        return style::drawScrollBar(*painter, theme, *bar, part(SC_ScrollBarSlider));
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace tributary
