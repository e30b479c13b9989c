// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/KeyField.h"

#include "ui/common/ButtonLook.h"
#include "ui/common/Tokens.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace tributary {

using namespace Qt::StringLiterals;

KeyField::KeyField(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_show(new QToolButton(this))
    , m_paste(new QToolButton(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::Tiny);
    row->addWidget(m_edit, 1);
    m_edit->setObjectName(u"key"_s);
    m_edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    for (QToolButton *button : {m_show, m_paste}) {
        button->setFocusPolicy(Qt::StrongFocus);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        setButtonLook(*button, ButtonLook::Raised);
        row->addWidget(button);
    }
    m_show->setObjectName(u"showKey"_s);
    m_show->setText(tr("Show"));
    m_show->setAccessibleName(tr("Show key"));
    m_show->setCheckable(true);
    m_paste->setObjectName(u"pasteKey"_s);
    m_paste->setText(tr("Paste"));
    m_paste->setAccessibleName(tr("Paste key"));
    showKey(false);
    connect(m_show, &QToolButton::toggled, this, &KeyField::showKey);
    connect(m_paste, &QToolButton::clicked, this, &KeyField::paste);
    connect(m_edit, &QLineEdit::textEdited, this,
            [this](const QString &text) { Q_EMIT keyEdited(Secret(text.toUtf8())); });
}

void KeyField::clear()
{
    m_edit->clear();
    m_show->setChecked(false);
}

void KeyField::setHint(const QString &hint)
{
    m_edit->setPlaceholderText(hint);
}

bool KeyField::event(QEvent *event)
{
    if (event->type() == QEvent::WindowDeactivate)
        m_show->setChecked(false);
    return QWidget::event(event);
}

void KeyField::showKey(bool shown)
{
    m_edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
}

void KeyField::paste()
{
    const QString key = QGuiApplication::clipboard()->text().trimmed();
    if (key.isEmpty())
        return;
    m_edit->setText(key);
    m_edit->setFocus(Qt::OtherFocusReason);
    Q_EMIT keyEdited(Secret(key.toUtf8()));
}

} // namespace tributary
