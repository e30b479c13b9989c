// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/DialogService.h"

namespace tributary {

/// The dialogs that people see.
class WindowDialogs : public DialogService
{
public:
    void tell(QWidget *over, NoticeKind kind, const QString &title, const QString &text) override;
    void ask(QWidget *over, const Question &question, std::function<void(bool accepted)> answer) override;
    void choose(QWidget *over, const Question &question, std::function<void(Reply reply)> answer) override;
    void chooseToOpen(QWidget *over, const FileQuestion &question,
                      std::function<void(const QStringList &paths)> chosen) override;
    void chooseToSave(QWidget *over, const FileQuestion &question,
                      std::function<void(const QString &path)> chosen) override;
    void chooseFolder(QWidget *over, const QString &title, std::function<void(const QString &path)> chosen) override;
};

} // namespace tributary
