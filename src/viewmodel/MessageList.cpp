// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/MessageList.h"

#include <algorithm>

namespace tributary {

namespace {

int urgency(Tone tone)
{
    switch (tone) {
    case Tone::Error:
        return 0;
    case Tone::Warning:
        return 1;
    case Tone::Neutral:
    case Tone::Active:
    case Tone::Success:
    case Tone::Cached:
        return 2;
    }
    return 2;
}

} // namespace

void MessageList::set(const QString &source, const QList<Message> &messages)
{
    const QList<Message> before = this->messages();
    const auto it = std::ranges::find_if(m_sources, [&](const auto &entry) { return entry.first == source; });
    if (it == m_sources.end())
        m_sources.append({source, messages});
    else
        it->second = messages;
    forgetGoneDismissals();
    if (this->messages() != before)
        Q_EMIT changed();
}

void MessageList::dismiss(const QString &id)
{
    const QList<Message> before = messages();
    m_dismissed.insert(id);
    forgetGoneDismissals();
    if (messages() != before)
        Q_EMIT changed();
}

QList<Message> MessageList::messages() const
{
    QList<Message> shown;
    QSet<QString> seen = m_dismissed;
    for (const auto &[source, messages] : m_sources) {
        for (const Message &message : messages) {
            if (seen.contains(message.id))
                continue;
            seen.insert(message.id);
            shown.append(message);
        }
    }
    std::ranges::stable_sort(shown, {}, [](const Message &message) { return urgency(message.tone); });
    return shown;
}

void MessageList::forgetGoneDismissals()
{
    QSet<QString> wanted;
    for (const auto &[source, messages] : m_sources) {
        for (const Message &message : messages)
            wanted.insert(message.id);
    }
    m_dismissed.intersect(wanted);
}

} // namespace tributary
