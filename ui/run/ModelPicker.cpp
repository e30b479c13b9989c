// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/ModelPicker.h"

#include "viewmodel/ModelChoices.h"

#include <QCompleter>
#include <QLineEdit>
#include <QWheelEvent>

namespace tributary {

ModelPicker::ModelPicker(ModelChoices &choices, QWidget *parent)
    : QComboBox(parent)
    , m_choices(choices)
{
    setEditable(true);
    setInsertPolicy(NoInsert);
    QComboBox::setModel(&choices);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(12);
    lineEdit()->setPlaceholderText(tr("Choose a model"));
    auto *completer = new QCompleter(&choices, this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setCompletionMode(QCompleter::PopupCompletion);
    setCompleter(completer);
    connect(this, &QComboBox::activated, this, [this](int row) { take(m_choices.ref(row)); });
    connect(lineEdit(), &QLineEdit::editingFinished, this, &ModelPicker::takeText);
    connect(&choices, &QAbstractItemModel::modelReset, this, &ModelPicker::showModel);
    showModel();
}

void ModelPicker::setCurrentModel(const ModelRef &model)
{
    m_model = model;
    showModel();
}

void ModelPicker::wheelEvent(QWheelEvent *event)
{
    // Scrolling a form must not change a model that a run pays for.
    event->ignore();
}

void ModelPicker::take(const ModelRef &model)
{
    if (model == m_model)
        return;
    m_model = model;
    showModel();
    Q_EMIT modelChosen(model);
}

void ModelPicker::takeText()
{
    const QString text = currentText().trimmed();
    const int current = m_choices.rowOf(m_model);
    const QString shown = current >= 0 ? itemText(current) : m_model.toString();
    if (text == shown)
        return;
    const int row = findText(text, Qt::MatchFixedString);
    const std::optional<ModelRef> written = ModelRef::fromString(text);
    if (row >= 0)
        take(m_choices.ref(row));
    else if (written && !written->isEmpty())
        take(*written);
    showModel();
}

void ModelPicker::showModel()
{
    const int row = m_choices.rowOf(m_model);
    setCurrentIndex(row);
    if (row < 0)
        setEditText(m_model.toString());
    lineEdit()->setCursorPosition(0);
}

} // namespace tributary
