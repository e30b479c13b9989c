// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/FailureWords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FailureWords)
};

QString attemptLine(const FailedAttempt &attempt)
{
    return Words::tr("Attempt with %1, %2: %3")
        .arg(attempt.model.toString(), failureWord(attempt.kind), attempt.message);
}

} // namespace

QString failureWord(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::KeyMissing:
        return Words::tr("key missing");
    case ErrorKind::KeyRefused:
        return Words::tr("key refused");
    case ErrorKind::NoCredit:
        return Words::tr("no credit left");
    case ErrorKind::RateLimited:
        return Words::tr("rate limit");
    case ErrorKind::Overloaded:
        return Words::tr("overloaded");
    case ErrorKind::Server:
        return Words::tr("server error");
    case ErrorKind::Unreachable:
        return Words::tr("nothing answers");
    case ErrorKind::Tls:
        return Words::tr("no secure connection");
    case ErrorKind::Redirected:
        return Words::tr("redirected");
    case ErrorKind::TimeoutConnect:
    case ErrorKind::TimeoutFirstByte:
    case ErrorKind::TimeoutIdle:
    case ErrorKind::TimeoutDeadline:
        return Words::tr("timed out");
    case ErrorKind::Truncated:
        return Words::tr("connection broke off");
    case ErrorKind::Malformed:
        return Words::tr("unreadable answer");
    case ErrorKind::TooLarge:
        return Words::tr("answer too large");
    case ErrorKind::Empty:
        return Words::tr("empty answer");
    case ErrorKind::Refused:
        return Words::tr("refused to answer");
    case ErrorKind::Filtered:
        return Words::tr("blocked by a filter");
    case ErrorKind::ContextTooLong:
        return Words::tr("too long for the model");
    case ErrorKind::BadRequest:
        return Words::tr("request rejected");
    case ErrorKind::ModelNotFound:
        return Words::tr("model not found");
    case ErrorKind::Unsupported:
        return Words::tr("not supported");
    case ErrorKind::Budget:
        return Words::tr("budget");
    case ErrorKind::Stopped:
        return Words::tr("stopped");
    case ErrorKind::Internal:
    case ErrorKind::InvalidInput:
    case ErrorKind::NewerVersion:
    case ErrorKind::Io:
        return Words::tr("internal error");
    }
    Q_UNREACHABLE();
}

QString failureSentence(const QString &agent, const Error &error)
{
    if (error.kind == ErrorKind::Empty)
        return Words::tr("%1 returned an empty answer. It counts as failed.").arg(agent);
    if (!error.message.isEmpty())
        return error.message;
    return Words::tr("%1 failed: %2.").arg(agent, failureWord(error.kind));
}

QString failureDetail(const AgentState &agent)
{
    QStringList lines;
    if (agent.error) {
        lines.append(wireName(agent.error->kind) + u": "_s + agent.error->message);
        if (!agent.error->detail.isEmpty())
            lines.append(agent.error->detail);
    }
    for (const FailedAttempt &attempt : agent.failedAttempts)
        lines.append(attemptLine(attempt));
    return lines.join(u'\n');
}

QString skipSentence(SkipReason reason, int agentLayer)
{
    switch (reason) {
    case SkipReason::Muted:
        return Words::tr("Not asked in this run.");
    case SkipReason::Bypassed:
        return Words::tr("Not asked: the layer is bypassed.");
    case SkipReason::NoReferences:
        return Words::tr("Not asked: no answer arrived from layer %1.").arg(agentLayer);
    case SkipReason::Quorum:
        return Words::tr("Not asked: too few answers arrived from layer %1.").arg(agentLayer);
    case SkipReason::Budget:
        return Words::tr("Not asked: the budget was reached.");
    case SkipReason::RunStopped:
        return agentLayer > 0 ? Words::tr("Not needed: run stopped before layer %1.").arg(agentLayer + 1)
                              : Words::tr("Not needed: run stopped.");
    }
    Q_UNREACHABLE();
}

bool isAboutKey(ErrorKind kind)
{
    return kind == ErrorKind::KeyMissing || kind == ErrorKind::KeyRefused;
}

} // namespace tributary
