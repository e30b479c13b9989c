// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/StatusStrip.h"

#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>

namespace tributary {

namespace {

/// Takes focus, so that the text can be read and copied with the keyboard alone.
class StatusLabel : public QLabel
{
public:
    StatusLabel(const ThemeController &themes, QWidget *parent)
        : QLabel(parent)
        , m_themes(themes)
    {
        setTextFormat(Qt::PlainText);
        setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        setFocusPolicy(Qt::StrongFocus);
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QLabel::paintEvent(event);
        if (hasFocus()) {
            QPainter painter(this);
            paintFocusRing(painter, m_themes.theme(), rect(), radius::Badge);
        }
    }

private:
    const ThemeController &m_themes;
};

} // namespace

StatusStrip::StatusStrip(const ThemeController &themes, QWidget *parent)
    : QWidget(parent)
    , m_themes(themes)
{
    setAccessibleName(tr("Status"));
    setFixedHeight(Height);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::Tiny, 1, spacing::Tiny, 0);
    m_left = addLabel(Qt::AlignLeading);
    row->addStretch(1);
    m_right = addLabel(Qt::AlignTrailing);
    m_voice = new QLabel(this);
    m_voice->setFixedSize(1, 1);
    row->addWidget(m_voice);
    connect(&themes, &ThemeController::changed, this, &StatusStrip::applyTheme);
    applyTheme();
}

QLabel *StatusStrip::addLabel(Qt::Alignment alignment)
{
    auto *label = new StatusLabel(m_themes, this);
    label->setAlignment(alignment | Qt::AlignVCenter);
    label->setMargin(spacing::Tiny);
    label->setForegroundRole(QPalette::Text);
    label->installEventFilter(this);
    layout()->addWidget(label);
    return label;
}

bool StatusStrip::eventFilter(QObject *watched, QEvent *event)
{
    // Whoever marks the text to copy it does not mean to go anywhere.
    const bool clicked =
        event->type() == QEvent::MouseButtonRelease && !(watched == m_right ? m_right : m_left)->hasSelectedText();
    const bool entered =
        event->type() == QEvent::KeyPress && (static_cast<QKeyEvent *>(event)->key() == Qt::Key_Return ||
                                              static_cast<QKeyEvent *>(event)->key() == Qt::Key_Enter);
    if (clicked || entered)
        Q_EMIT pressed(watched == m_right);
    return QWidget::eventFilter(watched, event);
}

void StatusStrip::setTexts(const QString &left, const QString &right)
{
    for (const auto &[label, text] : {std::pair(m_left, left), std::pair(m_right, right)}) {
        if (label->text() != text)
            label->setText(text);
        label->setVisible(!text.isEmpty());
    }
    m_left->setAccessibleName(tr("State: %1").arg(left));
    m_right->setAccessibleName(tr("Usage: %1").arg(right));
}

void StatusStrip::applyTheme()
{
    const Theme &theme = m_themes.theme();
    QPalette palette = theme.palette();
    palette.setColor(QPalette::Text, theme.colour(Colour::Text2));
    palette.setColor(QPalette::WindowText, theme.colour(Colour::Text2));
    for (QLabel *label : {m_left, m_right}) {
        label->setFont(theme.font(TypeRole::Caption));
        label->setPalette(palette);
    }
    setFixedHeight(qMax(Height, qRound(theme.lineHeight(TypeRole::Caption)) + spacing::Small + 2));
    update();
}

void StatusStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_themes.theme();
    painter.fillRect(rect(), theme.colour(Colour::Surface));
    painter.fillRect(0, 0, width(), 1, theme.colour(Colour::Border));
}

} // namespace tributary
