// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace tributary {

enum class ChatRole { System, User, Assistant };

/// One message of what a model is asked.
struct ChatMessage
{
    ChatRole role = ChatRole::User;
    QString content;

    bool operator==(const ChatMessage &) const = default;
};

using ChatMessages = QList<ChatMessage>;

} // namespace tributary
