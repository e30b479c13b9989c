// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demo/DemoRequest.h"
#include "demo/DemoVoice.h"
#include "demo/Recordings.h"

#include <QHash>
#include <QSet>

namespace tributary {

/// What a voice will say, before it is cut into pieces and timed.
struct DemoReply
{
    DemoVoice voice;
    QString reasoning;
    QString text;
    /// The request is put off with a rate limit; there is no text.
    bool putOff = false;
    /// Names the voice and question whose one refusal this answer makes good; empty for others.
    QString lesson;

    bool operator==(const DemoReply &) const = default;
};

/// Decides what the demo says. Recognises the question by its prompt inside the last user message and the references
/// by how the recorded answers begin; knows nothing of HTTP and time.
class DemoScript
{
public:
    explicit DemoScript(QList<Recording> recordings);

    /// nullopt: no such voice. Not const: counts samples, and a voice that refuses first does it once.
    [[nodiscard]] std::optional<DemoReply> replyTo(const DemoRequest &request);
    /// The answer was given to its end; the next run may see the voice refuse again.
    void delivered(const DemoReply &reply);

private:
    [[nodiscard]] const Recording *recordingFor(const QString &message) const;
    /// The questions as Markdown list items.
    [[nodiscard]] QString questionList() const;
    [[nodiscard]] QString answerForAnythingElse(const DemoVoice &voice) const;
    DemoReply firstReply(const DemoVoice &voice, const Recording &recording, std::optional<qint64> seed);

    QList<Recording> m_recordings;
    /// Lessons whose refusal was given and whose answer is still owed.
    QSet<QString> m_owed;
    QHash<QString, qint64> m_samples;
};

} // namespace tributary
