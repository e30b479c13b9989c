// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/FieldColumn.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace tributary {

namespace {

constexpr int fieldHeight = 30;

/// A field claims undo and redo even with nothing to undo; then the keys belong to the document.
bool leavesToDocument(QObject &field, const QKeyEvent &key)
{
    const auto *line = qobject_cast<QLineEdit *>(&field);
    if (!line)
        line = field.findChild<QLineEdit *>();
    return line && ((key.matches(QKeySequence::Undo) && !line->isUndoAvailable()) ||
                    (key.matches(QKeySequence::Redo) && !line->isRedoAvailable()));
}

} // namespace

FieldColumn::FieldColumn(const ThemeController &theme, GraphDocument &document, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_document(document)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(spacing::Tiny);
}

QLabel *FieldColumn::addTitle(TypeRole role)
{
    auto *title = new QLabel(this);
    new TextStyle(title, m_theme, role, Colour::Text);
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    m_column->addWidget(title);
    return title;
}

QLabel *FieldColumn::addNote(const QString &text)
{
    auto *note = new QLabel(text, this);
    new TextStyle(note, m_theme, TypeRole::Caption, Colour::Text3);
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    m_column->addWidget(note);
    return note;
}

void FieldColumn::addField(const QString &label, QWidget *field)
{
    auto *caption = new QLabel(label, this);
    new TextStyle(caption, m_theme, TypeRole::Caption, Colour::Text2);
    caption->setBuddy(field);
    QString name = label;
    field->setAccessibleName(name.remove(u'&'));
    if (qobject_cast<QPlainTextEdit *>(field) == nullptr)
        field->setMinimumHeight(fieldHeight);
    m_column->addWidget(caption);
    addPlain(field);
}

void FieldColumn::addPlain(QWidget *field)
{
    field->installEventFilter(this);
    m_column->addWidget(field);
    addSpace();
}

void FieldColumn::addSpace()
{
    m_column->addSpacing(spacing::Small);
}

int FieldColumn::gestureIn(const QWidget *field)
{
    if (field != m_edited || m_gesture == 0)
        m_gesture = m_document.newGesture();
    m_edited = field;
    return m_gesture;
}

bool FieldColumn::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        startOver();
    if (event->type() == QEvent::ShortcutOverride && leavesToDocument(*watched, *static_cast<QKeyEvent *>(event))) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tributary
