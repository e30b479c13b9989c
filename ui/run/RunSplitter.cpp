// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/RunSplitter.h"

#include "ui/common/ThemeController.h"

#include <QKeyEvent>
#include <QPainter>
#include <QResizeEvent>

namespace tributary {

namespace {

constexpr int handleThickness = 6;
constexpr int keyboardStep = 16;

class RunSplitterHandle : public QSplitterHandle
{
public:
    RunSplitterHandle(const ThemeController &theme, Qt::Orientation orientation, RunSplitter *splitter)
        : QSplitterHandle(orientation, splitter)
        , m_theme(theme)
        , m_splitter(splitter)
    {
        setFocusPolicy(Qt::StrongFocus);
    }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        const bool horizontal = orientation() == Qt::Horizontal;
        const int back = horizontal ? Qt::Key_Left : Qt::Key_Up;
        const int forth = horizontal ? Qt::Key_Right : Qt::Key_Down;
        if (event->key() == back)
            m_splitter->moveHandleBy(-keyboardStep);
        else if (event->key() == forth)
            m_splitter->moveHandleBy(keyboardStep);
        else if (event->key() == Qt::Key_Home)
            m_splitter->moveHandleToEnd(false);
        else if (event->key() == Qt::Key_End)
            m_splitter->moveHandleToEnd(true);
        else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            m_splitter->reset();
        else
            QSplitterHandle::keyPressEvent(event);
    }

    void mouseDoubleClickEvent(QMouseEvent *) override { m_splitter->reset(); }

    void focusInEvent(QFocusEvent *event) override
    {
        QSplitterHandle::focusInEvent(event);
        update();
    }

    void focusOutEvent(QFocusEvent *event) override
    {
        QSplitterHandle::focusOutEvent(event);
        update();
    }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme &theme = m_theme.theme();
        painter.fillRect(rect(), theme.colour(Colour::Canvas));
        const bool horizontal = orientation() == Qt::Horizontal;
        const int thickness = hasFocus() ? 2 : 1;
        const QColor color = theme.colour(hasFocus() ? Colour::Accent : Colour::Border);
        const int middle = ((horizontal ? width() : height()) - thickness) / 2;
        painter.fillRect(horizontal ? QRect(middle, 0, thickness, height()) : QRect(0, middle, width(), thickness),
                         color);
    }

private:
    const ThemeController &m_theme;
    RunSplitter *m_splitter;
};

} // namespace

RunSplitter::RunSplitter(const ThemeController &theme, Qt::Orientation orientation, const QString &handleName,
                         QWidget *parent)
    : QSplitter(orientation, parent)
    , m_theme(theme)
    , m_handleName(handleName)
{
    setHandleWidth(handleThickness);
    setChildrenCollapsible(false);
    connect(this, &QSplitter::splitterMoved, this, [this] {
        m_placed = true;
        m_placedShare = length() > 0 ? double(sizes().value(0)) / length() : m_defaultShare;
    });
}

void RunSplitter::setDefaultShare(double share)
{
    m_defaultShare = share;
    applyDefault();
}

void RunSplitter::setDefaultSecondLength(int pixels)
{
    m_defaultSecond = pixels;
    applyDefault();
}

double RunSplitter::placedShare() const
{
    return m_placed ? m_placedShare : -1;
}

void RunSplitter::placeAtShare(double share)
{
    if (share <= 0 || share >= 1)
        return;
    m_placed = true;
    m_placedShare = share;
    setFirstLength(qRound(length() * share));
}

void RunSplitter::reset()
{
    m_placed = false;
    m_placedShare = -1;
    applyDefault();
}

void RunSplitter::moveHandleBy(int pixels)
{
    if (count() < 2)
        return;
    moveSplitter(sizes().value(0) + pixels, 1);
}

void RunSplitter::moveHandleToEnd(bool second)
{
    if (count() < 2)
        return;
    moveSplitter(second ? length() : 0, 1);
}

QSplitterHandle *RunSplitter::createHandle()
{
    auto *handle = new RunSplitterHandle(m_theme, orientation(), this);
    handle->setAccessibleName(m_handleName);
    handle->setToolTip(tr("%1 (arrow keys; double-click resets)").arg(m_handleName));
    return handle;
}

void RunSplitter::resizeEvent(QResizeEvent *event)
{
    QSplitter::resizeEvent(event);
    if (m_placed)
        setFirstLength(qRound(length() * m_placedShare));
    else
        applyDefault();
}

int RunSplitter::length() const
{
    return (orientation() == Qt::Horizontal ? width() : height()) - handleWidth();
}

void RunSplitter::applyDefault()
{
    if (m_placed || count() < 2)
        return;
    setFirstLength(m_defaultSecond > 0 ? length() - m_defaultSecond : qRound(length() * m_defaultShare));
}

void RunSplitter::setFirstLength(int pixels)
{
    if (count() < 2 || length() <= 0)
        return;
    setSizes({pixels, length() - pixels});
}

} // namespace tributary
