// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/WindowDialogs.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace tributary {

namespace {

QMessageBox::Icon iconOf(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::Info:
    case NoticeKind::Success:
        return QMessageBox::Information;
    case NoticeKind::Warning:
        return QMessageBox::Warning;
    case NoticeKind::Error:
        return QMessageBox::Critical;
    }
    Q_UNREACHABLE();
}

QFileDialog *fileDialog(QWidget *over, const FileQuestion &question, QFileDialog::AcceptMode mode)
{
    auto *dialog = new QFileDialog(over, question.title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(mode);
    dialog->setNameFilters(question.filters);
    if (!question.folder.isEmpty())
        dialog->setDirectory(question.folder);
    return dialog;
}

} // namespace

void WindowDialogs::tell(QWidget *over, NoticeKind kind, const QString &title, const QString &text)
{
    auto *box = new QMessageBox(iconOf(kind), title, text, QMessageBox::Ok, over);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void WindowDialogs::ask(QWidget *over, const Question &question, std::function<void(bool)> answer)
{
    choose(over, question, [answer = std::move(answer)](Reply reply) { answer(reply == Reply::Accept); });
}

void WindowDialogs::choose(QWidget *over, const Question &question, std::function<void(Reply)> answer)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, question.title, question.text, QMessageBox::NoButton, over);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *accept = box->addButton(question.accept, QMessageBox::AcceptRole);
    const QAbstractButton *other =
        question.other.isEmpty() ? nullptr : box->addButton(question.other, QMessageBox::DestructiveRole);
    QPushButton *decline = box->addButton(question.decline, QMessageBox::RejectRole);
    box->setDefaultButton(question.dangerous ? decline : accept);
    box->setEscapeButton(decline);
    QObject::connect(box, &QMessageBox::finished, box, [box, accept, other, answer = std::move(answer)] {
        const QAbstractButton *clicked = box->clickedButton();
        answer(clicked == accept ? Reply::Accept : other && clicked == other ? Reply::Other : Reply::Decline);
    });
    box->open();
}

void WindowDialogs::chooseToOpen(QWidget *over, const FileQuestion &question,
                                 std::function<void(const QStringList &)> chosen)
{
    QFileDialog *dialog = fileDialog(over, question, QFileDialog::AcceptOpen);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    QObject::connect(dialog, &QFileDialog::filesSelected, dialog, std::move(chosen));
    dialog->open();
}

void WindowDialogs::chooseToSave(QWidget *over, const FileQuestion &question,
                                 std::function<void(const QString &)> chosen)
{
    QFileDialog *dialog = fileDialog(over, question, QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(QFileInfo(question.name).suffix());
    dialog->selectFile(question.name);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, std::move(chosen));
    dialog->open();
}

void WindowDialogs::chooseFolder(QWidget *over, const QString &title, std::function<void(const QString &)> chosen)
{
    QFileDialog *dialog = fileDialog(over, {.title = title, .filters = {}}, QFileDialog::AcceptOpen);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, std::move(chosen));
    dialog->open();
}

} // namespace tributary
