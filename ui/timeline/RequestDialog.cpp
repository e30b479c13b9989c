// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/RequestDialog.h"

#include "ui/common/SegmentedControl.h"
#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"
#include "viewmodel/CallDetails.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tributary {

namespace {
constexpr QSize firstSize(760, 560);
} // namespace

RequestDialog::RequestDialog(const QString &title, const QList<SentRequest> &requests, const ThemeController &theme,
                             QWidget *parent)
    : QDialog(parent)
    , m_requests(requests)
    , m_attempts(new SegmentedControl(tr("Attempt"), this))
    , m_body(new QPlainTextEdit(this))
{
    setWindowTitle(tr("Prompt sent to %1").arg(title));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(firstSize);
    auto *where = new QLabel(
        tr("The body of the request as it was sent. Header fields are not kept: keys travel in them."), this);
    where->setWordWrap(true);
    new TextStyle(where, theme, TypeRole::Body, Colour::Text2);
    QStringList names;
    for (const SentRequest &request : m_requests)
        names.append(tr("Attempt %1").arg(request.attempt));
    m_attempts->setSegments(names);
    m_attempts->setVisible(names.size() > 1);
    m_body->setReadOnly(true);
    m_body->setAccessibleName(tr("Request body"));
    m_body->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_body->setFont(theme.theme().fixedFont(TypeRole::Body));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::Large, spacing::Large, spacing::Large, spacing::Large);
    column->setSpacing(spacing::Medium);
    column->addWidget(where);
    column->addWidget(m_attempts, 0, Qt::AlignLeft);
    column->addWidget(m_body, 1);
    column->addWidget(buttons);
    connect(m_attempts, &SegmentedControl::currentChanged, this, &RequestDialog::showRequest);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(copy, &QPushButton::clicked, this, [this] {
        const int index = std::max(0, m_attempts->currentIndex());
        QGuiApplication::clipboard()->setText(QString::fromUtf8(m_requests.at(index).body));
    });
    const int last = static_cast<int>(m_requests.size()) - 1;
    m_attempts->setCurrentIndex(last);
    showRequest(last);
    m_body->setFocus();
}

void RequestDialog::showRequest(int index)
{
    if (index >= 0 && index < m_requests.size())
        m_body->setPlainText(readableBody(m_requests.at(index).body));
}

} // namespace tributary
