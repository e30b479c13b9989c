// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/PresetDialogs.h"

#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace tributary {

namespace {

constexpr int fieldWidth = 360;
constexpr int longestName = 80;

/// A label above its field, and the buttons below.
QVBoxLayout *makeColumn(QDialog &dialog, const QString &label, QWidget &field)
{
    auto *column = new QVBoxLayout(&dialog);
    column->setContentsMargins(spacing::Large, spacing::Large, spacing::Large, spacing::Large);
    column->setSpacing(spacing::Small);
    auto *name = new QLabel(label, &dialog);
    name->setBuddy(&field);
    field.setMinimumWidth(fieldWidth);
    column->addWidget(name);
    column->addWidget(&field);
    return column;
}

} // namespace

SavePresetDialog::SavePresetDialog(const QString &name, const QStringList &taken, const ThemeController &theme,
                                   QWidget *parent)
    : QDialog(parent)
    , m_taken(taken)
    , m_name(new QLineEdit(name, this))
    , m_warning(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Save as preset"));
    m_name->setMaxLength(longestName);
    m_name->selectAll();
    QVBoxLayout *column = makeColumn(*this, tr("&Name of the preset"), *m_name);
    // Keeps its place, so that the dialog does not jump while one writes.
    m_warning->setWordWrap(true);
    m_warning->setMinimumHeight(m_warning->fontMetrics().lineSpacing() * 2);
    m_warning->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    new TextStyle(m_warning, theme, TypeRole::Body, Colour::Warning);
    column->addWidget(m_warning);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_save = buttons->addButton(tr("Save"), QDialogButtonBox::AcceptRole);
    m_save->setDefault(true);
    column->addWidget(buttons);
    connect(m_name, &QLineEdit::textChanged, this, &SavePresetDialog::update);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(this, &QDialog::accepted, this, [this] { Q_EMIT chosen(m_name->text().trimmed()); });
    update();
}

void SavePresetDialog::update()
{
    const QString name = m_name->text().trimmed();
    const bool replaces = m_taken.contains(name);
    m_warning->setText(replaces ? tr("There is a preset of this name. It will be replaced.") : QString());
    // Read out together with the field that it is about.
    m_name->setAccessibleDescription(m_warning->text());
    m_save->setText(replaces ? tr("Replace") : tr("Save"));
    m_save->setEnabled(!name.isEmpty());
    m_save->setToolTip(name.isEmpty() ? tr("A preset needs a name.") : QString());
}

DeletePresetDialog::DeletePresetDialog(const QStringList &names, QWidget *parent)
    : QDialog(parent)
    , m_list(new QListWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Delete a preset"));
    m_list->addItems(names);
    m_list->setCurrentRow(0);
    QVBoxLayout *column = makeColumn(*this, tr("&Preset to delete"), *m_list);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *remove = buttons->addButton(tr("Delete"), QDialogButtonBox::AcceptRole);
    remove->setDefault(true);
    column->addWidget(buttons);
    connect(m_list, &QListWidget::itemDoubleClicked, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(this, &QDialog::accepted, this, [this] {
        if (const QListWidgetItem *item = m_list->currentItem())
            Q_EMIT chosen(item->text());
    });
}

} // namespace tributary
