// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <functional>

namespace tributary {

enum class NoticeKind { Info, Success, Warning, Error };

struct NoticeButton
{
    QString text;
    std::function<void()> press;
};

/// One thing that a person should know, with what can be done about it.
struct Notice
{
    /// Names the problem: a second notice with the same id takes the place of the first.
    QString id;
    NoticeKind kind = NoticeKind::Info;
    /// One sentence of at most 90 characters.
    QString text;
    /// At most two.
    QList<NoticeButton> buttons = {};
    /// False: it goes only with its cause.
    bool dismissible = true;
};

} // namespace tributary
