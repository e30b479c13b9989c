// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace tributary {

/// Takes an inline "<think>...</think>" off the start of an answer, for servers that leave reasoning in the text. Only
/// the start is looked at: an answer that talks about the tag later keeps it.
class ThinkSplitter
{
public:
    struct Parts
    {
        QString reasoning;
        QString answer;

        bool operator==(const Parts &) const = default;
    };

    /// What is known to be reasoning or answer after `delta`; a few characters may be held back until it is clear.
    [[nodiscard]] Parts feed(const QString &delta);
    /// What was held back.
    [[nodiscard]] Parts finish();

    /// A whole answer; here a missing opening tag (the chat template had written it) is recognised too.
    [[nodiscard]] static Parts splitWhole(const QString &text);

private:
    enum class State { Undecided, Thinking, BlankAfter, Answer };

    [[nodiscard]] Parts decide();
    [[nodiscard]] Parts think();
    [[nodiscard]] Parts skipBlank();

    State m_state = State::Undecided;
    QString m_held;
};

} // namespace tributary
