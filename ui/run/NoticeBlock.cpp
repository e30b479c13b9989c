// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/NoticeBlock.h"

#include "ui/common/ThemeController.h"
#include "ui/run/FlowLayout.h"
#include "ui/run/RunLook.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace tributary {

namespace {

constexpr int iconSize = 16;
constexpr int detailHeight = 96;

QString iconName(Tone tone)
{
    switch (tone) {
    case Tone::Error:
        return QStringLiteral("circle-x");
    case Tone::Warning:
        return QStringLiteral("triangle-alert");
    case Tone::Neutral:
    case Tone::Active:
    case Tone::Success:
    case Tone::Cached:
        break;
    }
    return QStringLiteral("info");
}

} // namespace

NoticeBlock::NoticeBlock(const RunContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_buttons(new QWidget(this))
    , m_detail(new QPlainTextEdit(this))
{
    new TextStyle(m_text, context.theme, TypeRole::Body, Colour::Text);
    new TextStyle(m_detail, context.theme, TypeRole::Caption, Colour::Text2);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_detail->setReadOnly(true);
    m_detail->setTabChangesFocus(true);
    m_detail->setFixedHeight(detailHeight);
    m_detail->setAccessibleName(tr("Details"));
    m_detail->hide();
    new FlowLayout(spacing::Small, m_buttons);

    auto *line = new QHBoxLayout;
    line->setSpacing(spacing::Small);
    line->addWidget(m_icon, 0, Qt::AlignTop);
    line->addWidget(m_text, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::Small);
    column->addLayout(line);
    column->addWidget(m_buttons);
    column->addWidget(m_detail);
    connect(&context.theme, &ThemeController::changed, this, &NoticeBlock::updateIcon);
    hide();
}

void NoticeBlock::setNotice(Tone tone, const QString &text, const QList<Action> &actions, const QString &detail)
{
    setVisible(!text.isEmpty());
    if (text.isEmpty())
        return;
    m_tone = tone;
    if (m_text->text() != text)
        m_text->setText(text);
    updateIcon();
    if (actions != m_actions)
        rebuildButtons(actions);
    if (m_detail->toPlainText() != detail)
        m_detail->setPlainText(detail);
    if (detail.isEmpty())
        m_detail->hide();
}

void NoticeBlock::rebuildButtons(const QList<Action> &actions)
{
    m_actions = actions;
    // Later, because one of them may be what led here.
    const auto old = m_buttons->findChildren<QPushButton *>(QString(), Qt::FindDirectChildrenOnly);
    for (QPushButton *button : old) {
        button->hide();
        button->deleteLater();
    }
    // New buttons take their place before the details, wherever those stand in the window's order.
    QWidget *before = m_detail->previousInFocusChain();
    for (const Action &action : actions) {
        auto *button = new QPushButton(action.text, m_buttons);
        button->setAccessibleName(action.text);
        m_buttons->layout()->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, action] {
            if (action.kind == Action::Kind::Details)
                toggleDetail();
            else
                Q_EMIT actionRequested(action);
        });
        button->show();
        setTabOrder(before, button);
        before = button;
    }
    m_buttons->setVisible(!actions.isEmpty());
}

void NoticeBlock::updateIcon()
{
    m_icon->setPixmap(namedIcon(m_context.theme, iconName(m_tone), colourOf(m_tone))
                          .pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
}

void NoticeBlock::toggleDetail()
{
    m_detail->setVisible(m_detail->isHidden());
    if (m_detail->isVisible())
        m_detail->setFocus(Qt::OtherFocusReason);
}

} // namespace tributary
