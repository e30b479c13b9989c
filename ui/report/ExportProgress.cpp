// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/report/ExportProgress.h"

#include "ui/common/Tokens.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace tributary {

ExportProgress::ExportProgress(const QString &fileName, QWidget *parent)
    : QDialog(parent)
    , m_bar(new QProgressBar(this))
{
    constexpr int width = 360;
    constexpr int steps = 1000;
    setWindowTitle(tr("Exporting run"));
    auto *label = new QLabel(tr("Writing %1").arg(fileName), this);
    label->setTextFormat(Qt::PlainText);
    m_bar->setRange(0, steps);
    m_bar->setTextVisible(false);
    m_bar->setMinimumWidth(width);
    m_bar->setAccessibleName(tr("Progress"));
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Stop exporting"), QDialogButtonBox::RejectRole);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::Page, spacing::Page, spacing::Page, spacing::Large);
    column->setSpacing(spacing::Medium);
    column->addWidget(label);
    column->addWidget(m_bar);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::rejected, this, &ExportProgress::cancelled);
    m_patience.setSingleShot(true);
    m_patience.setInterval(PatienceMs);
    connect(&m_patience, &QTimer::timeout, this, &QDialog::open);
    m_patience.start();
}

void ExportProgress::setShare(double share)
{
    m_bar->setValue(static_cast<int>(share * m_bar->maximum()));
}

} // namespace tributary
