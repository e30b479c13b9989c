// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/CacheKey.h"

#include <QCryptographicHash>
#include <QLocale>

namespace tributary {

namespace {

QByteArray nameOf(ChatRole role)
{
    switch (role) {
    case ChatRole::System:
        return "system";
    case ChatRole::User:
        return "user";
    case ChatRole::Assistant:
        return "assistant";
    }
    Q_UNREACHABLE();
}

void append(QByteArray &bytes, const QByteArray &name, const QByteArray &value)
{
    bytes += name + '=' + QByteArray::number(value.size()) + ':' + value + '\n';
}

void append(QByteArray &bytes, const QByteArray &name, const std::optional<double> &value)
{
    if (value)
        append(bytes, name, QByteArray::number(*value, 'g', QLocale::FloatingPointShortest));
}

template <typename Whole>
void appendWhole(QByteArray &bytes, const QByteArray &name, const std::optional<Whole> &value)
{
    if (value)
        append(bytes, name, QByteArray::number(*value));
}

} // namespace

QByteArray canonicalBytes(const CacheQuestion &question)
{
    const ChatRequest &request = question.request;
    QByteArray bytes;
    append(bytes, "tributary-answer", QByteArray("1"));
    append(bytes, "address", question.endpoint.address.toUtf8());
    append(bytes, "dialect", question.endpoint.dialect.toUtf8());
    append(bytes, "model", request.model.model.toUtf8());
    append(bytes, "temperature", request.temperature);
    append(bytes, "topP", request.topP);
    appendWhole(bytes, "maxTokens", request.maxTokens);
    appendWhole(bytes, "seed", request.seed);
    if (request.reasoningEffort)
        append(bytes, "reasoning", request.reasoningEffort->toUtf8());
    for (const QString &word : request.stop)
        append(bytes, "stop", word.toUtf8());
    for (const ChatMessage &message : request.messages)
        append(bytes, nameOf(message.role), message.content.toUtf8());
    append(bytes, "sample", QByteArray::number(question.sample));
    return bytes;
}

CacheKey cacheKey(const CacheQuestion &question)
{
    return {QCryptographicHash::hash(canonicalBytes(question), QCryptographicHash::Sha256)};
}

} // namespace tributary
