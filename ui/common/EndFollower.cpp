// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/EndFollower.h"

#include "ui/common/ButtonLook.h"

#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTextEdit>
#include <QToolButton>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

constexpr int buttonHeight = 28;
constexpr int buttonMargin = 8;

bool goesUp(const QWheelEvent &event)
{
    return event.angleDelta().y() > 0 || event.pixelDelta().y() > 0;
}

bool goesUp(const QKeyEvent &event)
{
    const int key = event.key();
    return key == Qt::Key_Up || key == Qt::Key_PageUp || key == Qt::Key_Home ||
           (key == Qt::Key_Space && event.modifiers().testFlag(Qt::ShiftModifier));
}

bool goesUp(int sliderAction)
{
    return sliderAction == QAbstractSlider::SliderSingleStepSub || sliderAction == QAbstractSlider::SliderPageStepSub ||
           sliderAction == QAbstractSlider::SliderToMinimum;
}

} // namespace

EndFollower::EndFollower(QTextEdit &view)
    : QObject(&view)
    , m_view(view)
    , m_button(new QToolButton(&view))
{
    m_button->setObjectName(u"newText"_s);
    m_button->setText(tr("↓ New text"));
    m_button->setToolTip(tr("Go to the end and follow the text"));
    m_button->setAccessibleName(tr("New text"));
    // It lies over text, so it needs a ground of its own.
    setButtonLook(*m_button, ButtonLook::Raised);
    m_button->setCursor(Qt::ArrowCursor);
    m_button->setFixedHeight(buttonHeight);
    m_button->hide();
    connect(m_button, &QToolButton::clicked, this, &EndFollower::resume);
    m_view.installEventFilter(this);
    m_view.viewport()->installEventFilter(this);
    const QScrollBar *bar = m_view.verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, [this] {
        if (isFollowing())
            goToEnd();
        updateButton();
    });
    connect(bar, &QScrollBar::valueChanged, this, &EndFollower::valueChanged);
    connect(bar, &QScrollBar::sliderPressed, this, &EndFollower::stop);
    connect(bar, &QScrollBar::actionTriggered, this, [this](int action) {
        if (goesUp(action))
            stop();
    });
    connect(&m_view, &QTextEdit::selectionChanged, this, [this] {
        if (m_view.textCursor().hasSelection())
            stop();
    });
}

void EndFollower::setEnabled(bool enabled)
{
    m_enabled = enabled;
    updateButton();
}

void EndFollower::resume()
{
    QTextCursor cursor = m_view.textCursor();
    cursor.clearSelection();
    m_view.setTextCursor(cursor);
    m_following = true;
    m_newText = false;
    if (m_enabled)
        goToEnd();
    updateButton();
}

void EndFollower::addText(const std::function<void()> &add)
{
    const int place = m_view.verticalScrollBar()->value();
    {
        const QScopedValueRollback moving(m_moving, true);
        add();
        if (!isFollowing())
            m_view.verticalScrollBar()->setValue(place);
    }
    if (isFollowing())
        goToEnd();
    m_newText = !m_following;
    updateButton();
}

bool EndFollower::eventFilter(QObject *watched, QEvent *event)
{
    const bool goesUpNow = (event->type() == QEvent::Wheel && goesUp(*static_cast<QWheelEvent *>(event))) ||
                           (event->type() == QEvent::KeyPress && goesUp(*static_cast<QKeyEvent *>(event)));
    if (goesUpNow)
        stop();
    else if (event->type() == QEvent::Resize)
        placeButton();
    return QObject::eventFilter(watched, event);
}

void EndFollower::stop()
{
    m_following = false;
    updateButton();
}

void EndFollower::goToEnd()
{
    const QScopedValueRollback moving(m_moving, true);
    m_view.verticalScrollBar()->setValue(m_view.verticalScrollBar()->maximum());
}

void EndFollower::valueChanged()
{
    if (m_moving)
        return;
    m_following = isAtEnd() && !m_view.textCursor().hasSelection() && !m_view.verticalScrollBar()->isSliderDown();
    m_newText = m_newText && !isAtEnd();
    updateButton();
}

bool EndFollower::isAtEnd() const
{
    return m_view.verticalScrollBar()->value() >= m_view.verticalScrollBar()->maximum();
}

void EndFollower::updateButton()
{
    const bool wanted = m_enabled && !m_following && m_newText && !isAtEnd();
    if (wanted == m_button->isVisibleTo(&m_view))
        return;
    if (wanted)
        placeButton();
    m_button->setVisible(wanted);
}

void EndFollower::placeButton()
{
    m_button->resize(m_button->sizeHint().width(), buttonHeight);
    const QRect area = m_view.viewport()->geometry();
    m_button->move(area.left() + (area.width() - m_button->width()) / 2,
                   area.bottom() + 1 - buttonHeight - buttonMargin);
    m_button->raise();
}

} // namespace tributary
