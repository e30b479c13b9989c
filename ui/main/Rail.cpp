// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/Rail.h"

#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"

#include <QKeyEvent>
#include <QPainter>

namespace tributary {

namespace {
constexpr int EntryHeight = 56;
constexpr int CompactEntryHeight = 44;
constexpr int IconSide = 20;
constexpr int EntryGap = 6;
constexpr int FirstGap = 5;
} // namespace

Rail::Rail(const ThemeController &themes, QWidget *parent)
    : QTabBar(parent)
    , m_themes(themes)
{
    setShape(RoundedWest);
    setAccessibleName(tr("Views"));
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(false);
    setElideMode(Qt::ElideNone);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setFixedWidth(Width);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    connect(&themes, &ThemeController::changed, this, qOverload<>(&QWidget::update));
}

void Rail::addEntry(const QString &title, const QIcon &icon, const QString &toolTip)
{
    const int index = addTab(icon, title);
    setTabToolTip(index, toolTip);
    setAccessibleTabName(index, title);
}

void Rail::setCompact(bool compact)
{
    if (compact == m_compact)
        return;
    m_compact = compact;
    setFixedWidth(compact ? CompactWidth : Width);
    // A QTabBar asks for the sizes of its tabs again only when told that an icon's size changed.
    setIconSize(compact ? QSize(IconSide, IconSide) : QSize(IconSide, IconSide + 1));
}

void Rail::setMark(int index, Mark mark)
{
    if (mark == this->mark(index))
        return;
    setTabData(index, QVariant::fromValue(mark));
    const QString name = tabText(index);
    setAccessibleTabName(index, mark == Mark::Failure ? tr("%1, a call failed").arg(name) : name);
    update();
}

QSize Rail::tabSizeHint(int index) const
{
    // The first one is taller by the gap above it.
    const int gap = index == 0 ? FirstGap : 0;
    return m_compact ? QSize(CompactWidth, CompactEntryHeight + gap) : QSize(Width, EntryHeight + gap);
}

QSize Rail::minimumTabSizeHint(int index) const
{
    return tabSizeHint(index);
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_themes.theme().colour(Colour::Surface2));
    for (int i = 0; i < count(); ++i)
        paintEntry(painter, i);
}

void Rail::paintEntry(QPainter &painter, int index) const
{
    const Theme &theme = m_themes.theme();
    const bool current = index == currentIndex();
    const int gap = index == 0 ? FirstGap : 0;
    const QRect entry = tabRect(index).adjusted(4, EntryGap / 2 + gap, -4, -EntryGap / 2);
    if (current)
        paintBox(painter, entry, radius::Card, theme.colour(Colour::Selection), {});
    else if (entry.contains(mapFromGlobal(QCursor::pos())) && underMouse())
        paintBox(painter, entry, radius::Card, hoverLayer(theme, false), {});
    if (current)
        paintBox(painter, QRectF(0, entry.top() + 4, 3, entry.height() - 8), 1.5, theme.colour(Colour::Accent), {});
    if (current && hasFocus())
        paintFocusRing(painter, theme, entry, radius::Card);

    const QFontMetrics metrics(theme.font(TypeRole::Caption));
    const int content = m_compact ? IconSide : IconSide + 4 + metrics.height();
    const QRect picture(entry.center().x() - IconSide / 2 + 1, entry.top() + (entry.height() - content) / 2, IconSide,
                        IconSide);
    tabIcon(index).paint(&painter, picture);
    paintMark(painter, mark(index), picture);
    if (m_compact)
        return;
    QFont font = theme.font(TypeRole::Caption);
    font.setWeight(current ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    painter.setPen(theme.colour(current ? Colour::Text : Colour::Text2));
    painter.drawText(QRect(0, picture.bottom() + 4, width(), metrics.height()), Qt::AlignCenter, tabText(index));
}

void Rail::paintMark(QPainter &painter, Mark mark, const QRect &picture) const
{
    const Theme &theme = m_themes.theme();
    if (mark == Mark::Active)
        paintBox(painter, QRectF(picture.right() + 3, picture.top() - 2, 6, 6), 3, theme.colour(Colour::Accent), {});
    if (mark != Mark::Failure)
        return;
    QFont font = theme.font(TypeRole::Strong);
    font.setWeight(QFont::Bold);
    painter.setFont(font);
    painter.setPen(theme.colour(Colour::Error));
    painter.drawText(QRect(picture.right() + 1, picture.top() - 5, 10, QFontMetrics(font).height()), Qt::AlignCenter,
                     QString(u'!'));
}

void Rail::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (step == 0)
        return QTabBar::keyPressEvent(event);
    setCurrentIndex(qBound(0, currentIndex() + step, count() - 1));
}

} // namespace tributary
