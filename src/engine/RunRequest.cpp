// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/RunRequest.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QUuid>
#include <QtEndian>

namespace tributary {

namespace {

QString randomNonce(QRandomGenerator &random)
{
    constexpr QLatin1StringView alphabet("abcdefghijkmnpqrstuvwxyz23456789");
    QString nonce;
    for (int i = 0; i < 12; ++i)
        nonce.append(alphabet[random.bounded(int(alphabet.size()))]);
    return nonce;
}

quint64 seedOf(const QString &prompt)
{
    return qFromBigEndian<quint64>(QCryptographicHash::hash(prompt.toUtf8(), QCryptographicHash::Sha256).constData());
}

RunPolicies policiesOf(const Graph &graph)
{
    RunPolicies policies;
    policies.retries = graph.policy.retries;
    policies.budgetUsd = graph.policy.budgetUsd;
    return policies;
}

} // namespace

RunRequest RunRequest::make(const Graph &graph, const QString &prompt, QRandomGenerator &random, CacheUse cache)
{
    RunRequest request;
    request.id = {QUuid::createUuid().toString(QUuid::WithoutBraces)};
    request.graph = graph;
    request.prompt = prompt;
    request.policies = policiesOf(graph);
    request.cache = cache;
    request.seed = cache == CacheUse::Use ? seedOf(prompt) : random.generate64();
    request.nonce = randomNonce(random);
    return request;
}

ResumeOptions ResumeOptions::of(const Graph &graph)
{
    ResumeOptions options;
    options.policies = policiesOf(graph);
    return options;
}

} // namespace tributary
