// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/DialogService.h"

#include <QList>

namespace tributary {

/// Answers dialogs at once with what a test has set, and keeps what was shown.
class FakeDialogs : public DialogService
{
public:
    struct Told
    {
        NoticeKind kind;
        QString title;
        QString text;
    };

    void tell(QWidget *over, NoticeKind kind, const QString &title, const QString &text) override;
    void ask(QWidget *over, const Question &question, std::function<void(bool accepted)> answer) override;
    void choose(QWidget *over, const Question &question, std::function<void(Reply reply)> answer) override;
    void chooseToOpen(QWidget *over, const FileQuestion &question,
                      std::function<void(const QStringList &paths)> chosen) override;
    void chooseToSave(QWidget *over, const FileQuestion &question,
                      std::function<void(const QString &path)> chosen) override;
    void chooseFolder(QWidget *over, const QString &title, std::function<void(const QString &path)> chosen) override;

    // What the person would do.
    bool accepts = true;
    Reply reply = Reply::Accept;
    /// Empty: thinks better of it.
    QStringList chosenPaths;

    // What the person saw.
    QList<Told> told;
    QList<Question> asked;
    QList<FileQuestion> fileQuestions;
};

} // namespace tributary
