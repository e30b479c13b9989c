// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/LinkDialog.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

constexpr int dialogWidth = 460;
constexpr int addressHeight = 76;
constexpr int margin = 24;
constexpr int spacing = 12;

QLabel *plainLabel(const QString &text)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText); // an address could hold markup
    label->setText(text);
    label->setWordWrap(true);
    return label;
}

} // namespace

LinkFacts linkFacts(const QUrl &url)
{
    LinkFacts facts;
    facts.address = url.toString(QUrl::FullyEncoded);
    if (url.scheme() == "mailto"_L1) {
        facts.site = url.path(QUrl::FullyEncoded);
        return facts;
    }
    facts.site = url.host(QUrl::FullyEncoded);
    if (!url.userInfo().isEmpty()) {
        facts.warnings +=
            LinkDialog::tr("This opens %1; what stands before the @ is a user name, not the site.").arg(facts.site);
    }
    if (facts.site.contains("xn--"_L1)) {
        facts.warnings +=
            LinkDialog::tr("The name is shown as \u201C%1\u201D; letters of other alphabets can look like "
                           "those of a site you know.")
                .arg(url.host(QUrl::FullyDecoded));
    }
    if (url.scheme() == "http"_L1)
        facts.warnings += LinkDialog::tr("The connection to this site is not encrypted.");
    return facts;
}

LinkDialog::LinkDialog(const QUrl &url, Opener opener, QWidget *parent)
    : QDialog(parent)
    , m_url(url)
    , m_opener(std::move(opener))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setWindowTitle(tr("Open this address?"));
    const LinkFacts facts = linkFacts(url);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(spacing);
    layout->addWidget(plainLabel(url.scheme() == "mailto"_L1
                                     ? tr("A model wrote this link. It starts a mail to %1.").arg(facts.site)
                                     : tr("A model wrote this link. It leads to %1.").arg(facts.site)));
    layout->addWidget(addressField(facts.address));
    for (const QString &warning : facts.warnings) {
        QLabel *label = plainLabel(warning);
        label->setObjectName(u"warning"_s);
        layout->addWidget(label);
    }
    layout->addWidget(buttons());
    resize(dialogWidth, sizeHint().height());
}

QWidget *LinkDialog::addressField(const QString &address)
{
    auto *field = new QPlainTextEdit(address);
    field->setObjectName(u"address"_s);
    field->setAccessibleName(tr("Address"));
    field->setReadOnly(true);
    field->setTabChangesFocus(true);
    field->setWordWrapMode(QTextOption::WrapAnywhere);
    field->setFixedHeight(addressHeight);
    field->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return field;
}

QWidget *LinkDialog::buttons()
{
    auto *box = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *open = box->addButton(tr("Open"), QDialogButtonBox::AcceptRole);
    open->setObjectName(u"open"_s);
    open->setAutoDefault(false);
    QPushButton *copy = box->addButton(tr("Copy address"), QDialogButtonBox::ActionRole);
    copy->setAutoDefault(false);
    box->button(QDialogButtonBox::Cancel)->setDefault(true);
    box->button(QDialogButtonBox::Cancel)->setFocus();
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_url.toString(QUrl::FullyEncoded)); });
    connect(box, &QDialogButtonBox::accepted, this, &LinkDialog::openAddress);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::close);
    return box;
}

void LinkDialog::openAddress()
{
    m_opener(m_url);
    close();
}

void askToOpen(const QUrl &url, QWidget *over)
{
    (new LinkDialog(
         url, [](const QUrl &address) { QDesktopServices::openUrl(address); }, over))
        ->open();
}

} // namespace tributary
