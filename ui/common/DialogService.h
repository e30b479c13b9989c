// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Notice.h"

#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace tributary {

/// A question with two answers; the buttons repeat the question ("Stop run", "Keep running").
struct Question
{
    QString title;
    /// At most two sentences.
    QString text;
    QString accept;
    QString decline;
    /// The accepting button is not the default one.
    bool dangerous = false;
    /// A third answer between both, for choose() alone.
    QString other = {};
};

enum class Reply { Accept, Other, Decline };

struct FileQuestion
{
    QString title;
    /// Qt's form: "Layer graph (*.moagraph)".
    QStringList filters;
    /// Proposed name when saving; its suffix is added to a name without one.
    QString name = {};
    /// Where it begins; empty: wherever the last one ended.
    QString folder = {};
};

/// Asks and tells in windows of their own. Nothing waits here: the answer comes to the function given.
class DialogService
{
public:
    virtual ~DialogService() = default;

    virtual void tell(QWidget *over, NoticeKind kind, const QString &title, const QString &text) = 0;
    virtual void ask(QWidget *over, const Question &question, std::function<void(bool accepted)> answer) = 0;
    /// A question with three answers.
    virtual void choose(QWidget *over, const Question &question, std::function<void(Reply reply)> answer) = 0;
    /// `chosen` is called with the paths, not at all when the person thinks better of it.
    virtual void chooseToOpen(QWidget *over, const FileQuestion &question,
                              std::function<void(const QStringList &paths)> chosen) = 0;
    virtual void chooseToSave(QWidget *over, const FileQuestion &question,
                              std::function<void(const QString &path)> chosen) = 0;
    virtual void chooseFolder(QWidget *over, const QString &title, std::function<void(const QString &path)> chosen) = 0;
};

} // namespace tributary
