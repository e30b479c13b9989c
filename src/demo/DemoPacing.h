// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demo/DemoVoice.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace tributary {

/// A few tokens, and when they are sent, counted from the start of the answer.
struct DemoPiece
{
    enum class Channel { Reasoning, Answer };

    Channel channel = Channel::Answer;
    QString text;
    Milliseconds at{0};

    bool operator==(const DemoPiece &) const = default;
};

/// Cuts a text the way a model's tokenizer roughly would; joined again, the tokens are the text.
QStringList demoTokens(const QString &text);

/// The pieces of a reply in the uneven rhythm of a model, the same each time. `pace` 1 is human speed, 2 twice as slow,
/// 0 everything at once.
QList<DemoPiece> pacePieces(const QStringList &reasoning, const QStringList &answer, const DemoTempo &tempo,
                            double pace);

} // namespace tributary
