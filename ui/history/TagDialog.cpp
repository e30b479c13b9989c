// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/TagDialog.h"

#include "ui/common/TextStyle.h"
#include "viewmodel/HistoryViewModel.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

TagDialog::TagDialog(qsizetype runs, const QStringList &tags, const ThemeController &theme, QWidget *parent)
    : QDialog(parent)
    , m_field(new QLineEdit(tags.join(u", "_s), this))
{
    constexpr int fieldWidth = 360;
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(runs == 1 ? tr("Tag this run") : tr("Tag %1 runs").arg(runs));
    auto *label = new QLabel(tr("Tags of all of them, with commas between. Other tags of single runs stay."), this);
    label->setWordWrap(true);
    label->setBuddy(m_field);
    new TextStyle(label, theme, TypeRole::Body, Colour::Text2);
    m_field->setAccessibleName(tr("Tags"));
    m_field->setMinimumWidth(fieldWidth);
    auto *buttons = new QDialogButtonBox(this);
    auto *apply = buttons->addButton(tr("Set tags"), QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Keep as they are"), QDialogButtonBox::RejectRole);
    apply->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::Page, spacing::Page, spacing::Page, spacing::Large);
    column->setSpacing(spacing::Medium);
    column->addWidget(label);
    column->addWidget(m_field);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(tagsFromText(m_field->text()));
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace tributary
