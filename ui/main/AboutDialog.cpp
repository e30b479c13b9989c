// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/AboutDialog.h"

#include "ui/common/ThemeController.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

QString licences()
{
    QFile lucide(u":/icons/lucide/LICENSE"_s);
    const QString icons = lucide.open(QIODevice::ReadOnly) ? QString::fromUtf8(lucide.readAll()) : QString();
    return u"Tributary: GNU General Public License, version 3 or later.\n\n"
           u"Qt: GNU General Public License, version 3, https://www.qt.io\n"
           u"cmark-gfm: BSD 2-clause and MIT licences, https://github.com/github/cmark-gfm\n"
           u"tl::expected: CC0 1.0, https://github.com/TartanLlama/expected\n"
           u"Lucide icons, https://lucide.dev:\n\n"_s +
           icons;
}

} // namespace

AboutDialog::AboutDialog(const ThemeController &themes, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Tributary"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::Page, spacing::Page, spacing::Page, spacing::Large);
    column->setSpacing(spacing::Medium);

    auto *title = new QLabel(tr("Tributary %1").arg(QStringLiteral(TRIBUTARY_VERSION)), this);
    title->setFont(themes.theme().font(TypeRole::PageTitle));
    column->addWidget(title);
    auto *text = new QLabel(tr("A workbench for Mixture of Agents: several models answer in layers, each reading the "
                               "answers of the layer before, until one writes the synthesis."),
                            this);
    text->setWordWrap(true);
    column->addWidget(text);

    auto *heading = new QLabel(tr("&Licences"), this);
    heading->setFont(themes.theme().font(TypeRole::Section));
    column->addWidget(heading);
    auto *list = new QPlainTextEdit(licences(), this);
    list->setReadOnly(true);
    list->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    list->setTabChangesFocus(true);
    list->setAccessibleName(tr("Licences"));
    heading->setBuddy(list);
    column->addWidget(list, 1);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    resize(560, 460);
}

} // namespace tributary
