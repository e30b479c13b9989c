// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/FakeDialogs.h"

namespace tributary {

void FakeDialogs::tell(QWidget *, NoticeKind kind, const QString &title, const QString &text)
{
    told << Told{kind, title, text};
}

void FakeDialogs::ask(QWidget *, const Question &question, std::function<void(bool)> answer)
{
    asked << question;
    answer(accepts);
}

void FakeDialogs::choose(QWidget *, const Question &question, std::function<void(Reply)> answer)
{
    asked << question;
    answer(reply);
}

void FakeDialogs::chooseToOpen(QWidget *, const FileQuestion &question, std::function<void(const QStringList &)> chosen)
{
    fileQuestions << question;
    if (!chosenPaths.isEmpty())
        chosen(chosenPaths);
}

void FakeDialogs::chooseToSave(QWidget *, const FileQuestion &question, std::function<void(const QString &)> chosen)
{
    fileQuestions << question;
    if (!chosenPaths.isEmpty())
        chosen(chosenPaths.first());
}

void FakeDialogs::chooseFolder(QWidget *, const QString &title, std::function<void(const QString &)> chosen)
{
    fileQuestions << FileQuestion{.title = title, .filters = {}};
    if (!chosenPaths.isEmpty())
        chosen(chosenPaths.first());
}

} // namespace tributary
