// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ThinkSplitter.h"

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView openTag = "<think>"_L1;
constexpr QLatin1StringView closeTag = "</think>"_L1;

/// What may stand before the tag; a flood of blanks is the answer itself.
constexpr qsizetype mostBlanks = 1024;

QString withoutLeadingBlanks(const QString &text)
{
    qsizetype i = 0;
    while (i < text.size() && text.at(i).isSpace())
        ++i;
    return text.mid(i);
}

/// How many characters at the end of `text` may be the start of `tag`.
qsizetype tagStartAtEnd(QStringView text, QLatin1StringView tag)
{
    for (qsizetype length = qMin(text.size(), tag.size() - 1); length > 0; --length) {
        if (text.last(length) == tag.first(length))
            return length;
    }
    return 0;
}

} // namespace

ThinkSplitter::Parts ThinkSplitter::feed(const QString &delta)
{
    if (m_state == State::Answer)
        return {{}, delta};
    m_held += delta;
    switch (m_state) {
    case State::Undecided:
        return decide();
    case State::Thinking:
        return think();
    case State::BlankAfter:
        return skipBlank();
    case State::Answer:
        break;
    }
    Q_UNREACHABLE();
}

ThinkSplitter::Parts ThinkSplitter::decide()
{
    const QString start = withoutLeadingBlanks(m_held);
    if (start.startsWith(openTag)) {
        m_state = State::Thinking;
        m_held = start.mid(openTag.size());
        return think();
    }
    if ((start.isEmpty() || openTag.startsWith(start)) && m_held.size() < mostBlanks)
        return {};
    m_state = State::Answer;
    return {{}, std::exchange(m_held, {})};
}

ThinkSplitter::Parts ThinkSplitter::think()
{
    const qsizetype end = m_held.indexOf(closeTag);
    if (end < 0) {
        const qsizetype sure = m_held.size() - tagStartAtEnd(m_held, closeTag);
        const QString reasoning = m_held.first(sure);
        m_held.remove(0, sure);
        return {reasoning, {}};
    }
    const QString reasoning = m_held.first(end);
    m_held.remove(0, end + closeTag.size());
    m_state = State::BlankAfter;
    return {reasoning, skipBlank().answer};
}

ThinkSplitter::Parts ThinkSplitter::skipBlank()
{
    m_held = withoutLeadingBlanks(m_held);
    if (m_held.isEmpty())
        return {};
    m_state = State::Answer;
    return {{}, std::exchange(m_held, {})};
}

ThinkSplitter::Parts ThinkSplitter::finish()
{
    const QString held = std::exchange(m_held, {});
    return m_state == State::Thinking ? Parts{held, {}} : Parts{{}, held};
}

ThinkSplitter::Parts ThinkSplitter::splitWhole(const QString &text)
{
    const qsizetype end = text.indexOf(closeTag);
    const QString start = withoutLeadingBlanks(text);
    const bool opened = start.startsWith(openTag);
    const bool reopened = end >= 0 && text.lastIndexOf(openTag, end) >= 0;
    if (end < 0 || (!opened && reopened))
        return opened ? Parts{start.mid(openTag.size()), {}} : Parts{{}, text};
    const qsizetype from = opened ? text.indexOf(openTag) + openTag.size() : 0;
    return {text.mid(from, end - from), withoutLeadingBlanks(text.mid(end + closeTag.size()))};
}

} // namespace tributary
