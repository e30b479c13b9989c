// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/EstimateLine.h"

#include "base/Formatting.h"

#include <QCoreApplication>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::EstimateLine)
};

} // namespace

QString estimateLine(const Estimate &estimate)
{
    QStringList parts{estimate.calls == 1 ? Words::tr("1 call")
                                          : Words::tr("%1 calls").arg(formatCount(estimate.calls)),
                      Words::tr("about %1 tokens").arg(formatAbout(estimate.tokens))};
    if (estimate.usd)
        parts.append(formatMoneyRange(*estimate.usd));
    if (estimate.modelsWithoutPrice > 0)
        parts.append(estimate.modelsWithoutPrice == 1
                         ? Words::tr("price unknown for 1 model")
                         : Words::tr("price unknown for %1 models").arg(estimate.modelsWithoutPrice));
    parts.append(Words::tr("about %1").arg(formatSecondsRange(estimate.seconds)));
    return parts.join(u" · "_s);
}

Estimate estimateOfMany(const Estimate &one, qsizetype prompts, int width)
{
    Estimate all = one;
    all.calls = int(one.calls * prompts);
    all.tokens = one.tokens * prompts;
    all.tokenRange = {one.tokenRange.low * prompts, one.tokenRange.high * prompts};
    if (one.usd)
        all.usd = Range<double>{one.usd->low * double(prompts), one.usd->high * double(prompts)};
    const double rounds = std::max(1.0, double(prompts) / double(width));
    all.seconds = {one.seconds.low * rounds, one.seconds.high * rounds};
    all.withinBudget = std::nullopt;
    return all;
}

} // namespace tributary
