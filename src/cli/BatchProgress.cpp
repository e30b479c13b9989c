// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/BatchProgress.h"

#include "base/Formatting.h"

#include <QCoreApplication>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::BatchProgress)
};

QStringList figuresOf(const BatchFigures &figures)
{
    const bool unknown = figures.unpriced > 0 && figures.costUsd <= 0.0;
    return {Words::tr("%1 of %2 prompts").arg(formatCount(figures.done), formatCount(figures.prompts)),
            Words::tr("%1 calls").arg(formatCount(figures.calls)),
            Words::tr("%1 tokens").arg(formatCount(figures.tokens)),
            unknown ? Words::tr("price unknown") : formatMoney(figures.costUsd)};
}

/// At the pace so far; empty while there is none.
QString timeLeft(const BatchFigures &figures, Milliseconds elapsed)
{
    if (figures.doneHere == 0)
        return {};
    const double perPrompt = double(elapsed.count()) / double(figures.doneHere);
    const Milliseconds left(qint64(perPrompt * double(figures.prompts - figures.done)));
    return left < std::chrono::minutes(1) ? formatCountdown(left) : formatDuration(left);
}

} // namespace

QString batchProgressLine(const BatchFigures &figures, Milliseconds elapsed)
{
    QStringList parts = figuresOf(figures);
    if (const QString left = timeLeft(figures, elapsed); !left.isEmpty())
        parts.append(Words::tr("%1 left").arg(left));
    return parts.join(u" · "_s);
}

QString batchSummary(BatchEnd end, const BatchFigures &figures, qsizetype withoutSynthesis, Milliseconds elapsed)
{
    QStringList parts = figuresOf(figures);
    parts.append(formatDuration(elapsed));
    if (withoutSynthesis > 0)
        parts.append(Words::tr("%1 without a synthesis").arg(formatCount(withoutSynthesis)));
    const QString line = parts.join(u" · "_s);
    switch (end) {
    case BatchEnd::Done:
        return line;
    case BatchEnd::Budget:
        return Words::tr("Stopped by the budget. Go on with a greater one by --resume. %1").arg(line);
    case BatchEnd::Stopped:
        return Words::tr("Stopped. Go on by --resume. %1").arg(line);
    case BatchEnd::CannotWrite:
        return Words::tr("Stopped because the results cannot be written. Go on by --resume. %1").arg(line);
    }
    Q_UNREACHABLE();
}

} // namespace tributary
