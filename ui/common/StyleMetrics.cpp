// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/StyleParts.h"
#include "ui/common/ThemeController.h"
#include "ui/common/TributaryStyle.h"

#include <QAbstractSpinBox>

namespace tributary {

namespace {

constexpr int FieldPadding = 10;
constexpr int StepWidth = 22;
constexpr int ComboArrowWidth = 28;

QRect spinBoxPart(const QStyleOptionSpinBox &option, QStyle::SubControl part)
{
    const QRect whole = option.rect.adjusted(3, 3, -3, -3);
    const bool hasSteps = option.buttonSymbols != QAbstractSpinBox::NoButtons;
    const int steps = hasSteps ? StepWidth : 0;
    const QRect column(whole.right() - steps + 1, whole.top(), steps, whole.height());
    switch (part) {
    case QStyle::SC_SpinBoxUp:
        return column.adjusted(0, 0, 0, -column.height() / 2);
    case QStyle::SC_SpinBoxDown:
        return column.adjusted(0, column.height() / 2, 0, 0);
    case QStyle::SC_SpinBoxEditField:
        return whole.adjusted(FieldPadding - 5, 0, -steps, 0);
    default:
        return option.rect;
    }
}

QRect comboBoxPart(const QStyleOptionComboBox &option, QStyle::SubControl part)
{
    const QRect whole = option.rect;
    switch (part) {
    case QStyle::SC_ComboBoxArrow:
        return {whole.right() - ComboArrowWidth + 1, whole.top(), ComboArrowWidth, whole.height()};
    case QStyle::SC_ComboBoxEditField:
        return whole.adjusted(FieldPadding, 2, -ComboArrowWidth, -2);
    default:
        return whole;
    }
}

} // namespace

int TributaryStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_ToolBarIconSize:
        return 16;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_DefaultFrameWidth:
        return 3;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 18;
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    case PM_SplitterWidth:
        return spacing::Small + 1;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuHMargin:
        return 0;
    case PM_MenuVMargin:
        return spacing::Tiny;
    case PM_MenuBarPanelWidth:
    case PM_MenuBarVMargin:
    case PM_MenuBarItemSpacing:
        return 0;
    case PM_MenuBarHMargin:
        return spacing::Tiny;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return spacing::Medium;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return spacing::Small;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int TributaryStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                              QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ComboBox_Popup:
    case SH_ScrollBar_Transient:
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    case SH_Widget_Animation_Duration:
        return m_controller.theme().duration(Motion::Popup);
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize TributaryStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                                       const QWidget *widget) const
{
    if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option); button && type == CT_PushButton)
        return style::pushButtonSize(*button);
    if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option); button && type == CT_ToolButton)
        return style::toolButtonSize(*button);
    if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
        if (type == CT_MenuItem)
            return style::menuItemSize(*item, contents);
        if (type == CT_MenuBarItem)
            return style::menuBarItemSize(*item);
    }
    const QSize plain = QProxyStyle::sizeFromContents(type, option, contents, widget);
    switch (type) {
    case CT_SpinBox:
        return QSize(contents.width() + StepWidth + 2 * FieldPadding, plain.height())
            .expandedTo({0, spacing::ControlHeight});
    case CT_LineEdit:
        return plain.expandedTo({0, spacing::ControlHeight});
    case CT_ComboBox:
        return QSize(contents.width() + FieldPadding + ComboArrowWidth + 4, plain.height())
            .expandedTo({0, spacing::ControlHeight});
    case CT_TabBarTab:
        return QSize(contents.width() + 2 * spacing::Large, plain.height()).expandedTo({0, 36});
    case CT_ItemViewItem:
        return plain.expandedTo({0, 28});
    default:
        return plain;
    }
}

QRect TributaryStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                     const QWidget *widget) const
{
    if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option); bar && control == CC_ScrollBar)
        return style::scrollBarPart(*bar, part);
    const auto mirrored = [&](const QRect &rect) { return visualRect(option->direction, option->rect, rect); };
    if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option); spin && control == CC_SpinBox)
        return mirrored(spinBoxPart(*spin, part));
    if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        combo && control == CC_ComboBox && part != SC_ComboBoxListBoxPopup)
        return mirrored(comboBoxPart(*combo, part));
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QRect TributaryStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents) {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        const int side = frame && frame->lineWidth > 0 ? FieldPadding - 2 : 0;
        return option->rect.adjusted(side, 0, -side, 0);
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

} // namespace tributary
