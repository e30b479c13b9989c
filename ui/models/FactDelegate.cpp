// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/FactDelegate.h"

#include "base/Formatting.h"

#include <QLineEdit>

namespace tributary {

namespace {

/// As people write them: "0.9", "$0.90", "32,768"; nullopt when it is none.
std::optional<double> numberIn(QString text)
{
    text.remove(u'$').remove(u' ');
    bool ok = false;
    double number = displayLocale().toDouble(text, &ok);
    if (!ok)
        number = text.toDouble(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

} // namespace

QWidget *FactDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto *field = new QLineEdit(parent);
    field->setFrame(false);
    field->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    field->setPlaceholderText(tr("unknown"));
    field->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    return field;
}

void FactDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const QVariant value = index.data(Qt::EditRole);
    auto *field = qobject_cast<QLineEdit *>(editor);
    field->setText(value.isValid() ? displayLocale().toString(value.toDouble(), 'g', 12) : QString());
    field->selectAll();
}

void FactDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    const QString text = qobject_cast<QLineEdit *>(editor)->text().trimmed();
    const std::optional<double> number = numberIn(text);
    const QVariant value = number && !text.isEmpty() ? QVariant(*number) : QVariant();
    const bool isKnown = index.data(Qt::EditRole).isValid();
    const bool unchanged =
        value.isValid() ? isKnown && value.toDouble() == index.data(Qt::EditRole).toDouble() : !isKnown;
    if (!unchanged && (number || text.isEmpty()))
        model->setData(index, value, Qt::EditRole);
}

} // namespace tributary
